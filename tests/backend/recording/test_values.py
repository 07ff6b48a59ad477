"""Numbers keep their exact value on the wire."""

import json

import pytest
from gradwalk.recording.values import Value
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

_real = st.one_of(
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(2**53), 2**53),
    st.booleans(),
    st.sampled_from(["NaN", "Infinity", "-Infinity", "9223372036854775807", "-9007199254740993"]),
)
_scalar = _real | st.tuples(st.floats(allow_nan=False, allow_infinity=False), st.just("NaN"))


@given(st.lists(_scalar, max_size=8))
def test_every_scalar_comes_back_with_its_type_and_bits(first: list[object]) -> None:
    text = json.dumps({"shape": [len(first)], "dtype": "float64", "first": first, "summary": None})
    value = Value.model_validate_json(text)
    assert [repr(x) for x in value.first] == [repr(x) for x in first]
    assert json.loads(value.model_dump_json())["first"] == json.loads(text)["first"]


@pytest.mark.parametrize("scalar", ['"nan"', '"12"', '"1e5"', "null", "[1.0]", "[1.0, 2.0, 3.0]", "{}", '"<script>"'])
def test_what_is_no_number_is_refused(scalar: str) -> None:
    with pytest.raises(ValidationError):
        Value.model_validate_json(f'{{"shape": [1], "dtype": "float32", "first": [{scalar}], "summary": null}}')
