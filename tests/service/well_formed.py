"""schemathesis loads this: what the schema allows is taken, or refused by the policy with advice, which no schema can say."""

from typing import Any

import schemathesis
from schemathesis import Case, CheckContext
from schemathesis.core.transport import Response

# What the policy does not run, and what a recording has no matrix of.
_ANSWERS = {"urn:gradwalk:problem:refused": "violations", "urn:gradwalk:problem:no-jacobian": "reason"}


@schemathesis.check
def what_the_schema_allows_is_taken(ctx: CheckContext, response: Response, case: Case[Any]) -> None:
    """Fail on an answer that calls a well-formed request something else.

    Raises:
        AssertionError: if it does.
    """
    if case.meta is None or not case.meta.generation.mode.is_positive or response.status_code < 400:
        return
    if response.status_code == 422:
        problem = response.json()
        assert problem["type"] in _ANSWERS, f"a well-formed request is called {problem['type']}: {problem['detail']}"
        assert problem[_ANSWERS[problem["type"]]]
        return
    assert response.status_code in (404, 503), f"a well-formed request is answered with {response.status_code}"
