"""Recordings carry the rules of the functions that occur in them, and of no others."""

from pathlib import Path
from typing import get_args

import pytest
from gradwalk.explain.rules.catalogue import CATALOGUE
from gradwalk.explain.rules.occurring import rules
from gradwalk.explain.rules.terms import operations
from gradwalk.recording.json import from_json
from gradwalk.recording.recording import Recording
from gradwalk.recording.rules import Operation

FIXTURES = Path(__file__).parents[3] / "fixtures"
RECORDINGS = sorted([*(FIXTURES / "recordings").glob("*.json"), *(FIXTURES / "worked").glob("*.json")])


@pytest.mark.parametrize("path", RECORDINGS, ids=lambda path: path.stem)
def test_every_function_that_a_rule_is_known_of_has_it(path: Path) -> None:
    recording = from_json(path.read_bytes())
    occurring = {function.name for function in recording.functions}
    known = {name for name, rule in rules(recording).items() if rule.source is None}
    assert known == {name for name in occurring if name in CATALOGUE}
    assert dict(recording.rules) == rules(recording), "stale: run `make fixtures`"


def test_every_operation_is_in_a_recording_for_the_front_end_to_try() -> None:
    used: set[str] = set()
    for path in RECORDINGS:
        for rule in from_json(path.read_bytes()).rules.values():
            trees = (*(to.term for to in rule.inputs), *(definition.term for definition in rule.where))
            used.update(*(operations(tree) for tree in trees if tree is not None))
    assert used == set(get_args(Operation))


def test_conjugates_are_written_where_numbers_are_complex() -> None:
    product = from_json(next(path for path in RECORDINGS if path.stem == "05_grad_fn").read_bytes())
    tensors = (product.tensors[0].model_copy(update={"dtype": "complex64"}), *product.tensors[1:])
    in_complex = rules(product.model_copy(update={"tensors": tensors}))["MulBackward0"]
    in_real = rules(product)["MulBackward0"]
    assert "&#x0002A;" in in_complex.inputs[0].formula
    assert "&#x0002A;" not in in_real.inputs[0].formula
    assert in_complex.inputs[0].code == in_real.inputs[0].code


def test_a_custom_function_has_its_own_lines(small: Recording) -> None:
    source = "class F(torch.autograd.Function):\n    def backward(ctx, g):\n        return g\n"
    function = small.functions[1].model_copy(update={"name": "FBackward"})
    recording = small.model_copy(
        update={
            "functions": (*small.functions, function),
            "program": small.program.model_copy(update={"source": source}),
        }
    )
    source_of = rules(recording)["FBackward"].source
    assert source_of is not None
    assert source_of.text.startswith("def backward")
