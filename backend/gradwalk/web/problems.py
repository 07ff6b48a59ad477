"""Problem details (RFC 9457): every answer that is no success, in one shape."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Literal

from starlette.responses import Response

from ..policy.violation import Violation
from ..recording.base import Model

MEDIA_TYPE = "application/problem+json"
# Tells the log which problem an answer is; it goes no further.
PROBLEM_HEADER = "X-Problem"

ProblemName = Literal[
    "refused",
    "invalid-request",
    "malformed-json",
    "unsupported-media-type",
    "too-large",
    "too-slow",
    "too-many-requests",
    "no-jacobian",
    "other-version",
    "too-large-to-draw",
    "drawing-failed",
    "no-such-format",
    "bad-request",
    "not-found",
    "method-not-allowed",
    "busy",
    "sandbox-unavailable",
    "store-unavailable",
    "pages-not-built",
    "internal",
]
_TITLES: dict[ProblemName, str] = {
    "refused": "This program is not run",
    "invalid-request": "The request is not what this address takes",
    "malformed-json": "The request's body is not JSON",
    "unsupported-media-type": "The request's body is of another media type",
    "too-large": "The request's body is too large",
    "too-slow": "The request's body took too long",
    "too-many-requests": "Too many requests",
    "no-jacobian": "There is no such matrix",
    "other-version": "The recording was made by another version",
    "too-large-to-draw": "The graph is too large for a picture",
    "drawing-failed": "The picture was not made",
    "no-such-format": "This format is not made",
    "bad-request": "The request cannot be read",
    "not-found": "Nothing is here",
    "method-not-allowed": "This address does not take this method",
    "busy": "Every runner is busy",
    "sandbox-unavailable": "Programs cannot be run",
    "store-unavailable": "The database does not answer",
    "pages-not-built": "The pages have not been built",
    "internal": "Gradwalk failed",
}


class InvalidPart(Model):
    """A part of the request that is wrong: a JSON pointer (RFC 6901) into the body, or the parameter's place."""

    pointer: str
    detail: str


class Problem(Model):
    """A problem. `type` names its kind and does not change.

    `violations` come with `refused`, `errors` with `invalid-request`, and `reason`, a word for programs, with `no-jacobian`.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None
    violations: tuple[Violation, ...] | None = None
    errors: tuple[InvalidPart, ...] | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong, before it is an answer."""

    name: ProblemName
    status: int
    detail: str
    headers: Mapping[str, str] | None = None
    violations: tuple[Violation, ...] | None = None
    errors: tuple[InvalidPart, ...] | None = None
    reason: str | None = None

    def json(self, instance: str | None = None) -> str:
        """The problem. `instance` is the path of the request."""
        problem = Problem(
            type=type_of(self.name),
            title=_TITLES[self.name],
            status=self.status,
            detail=self.detail,
            instance=instance,
            violations=self.violations,
            errors=self.errors,
            reason=self.reason,
        )
        return problem.model_dump_json(exclude_none=True)

    def response(self, instance: str | None = None) -> Response:
        """The answer. `instance` is the path of the request."""
        headers = {"Cache-Control": "no-store", PROBLEM_HEADER: self.name, **(self.headers or {})}
        return Response(self.json(instance), status_code=self.status, headers=headers, media_type=MEDIA_TYPE)


def type_of(name: ProblemName) -> str:
    """The URI that names a kind of problem."""
    return f"urn:gradwalk:problem:{name}"


def titles() -> dict[str, str]:
    """Every kind of problem: its type, and its title."""
    return {type_of(name): title for name, title in _TITLES.items()}


def of_status(status: int, detail: str, headers: Mapping[str, str] | None = None) -> Fault:
    """The problem for an HTTP error that the framework raised."""
    names: dict[int, ProblemName] = {
        # The framework says 400 of a body that it cannot parse, and of nothing else.
        400: "malformed-json",
        404: "not-found",
        405: "method-not-allowed",
        413: "too-large",
        415: "unsupported-media-type",
    }
    name: ProblemName = names.get(status, "internal" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "bad-request")
    return Fault(name, status, detail, headers)
