"""A small run, written out as a run writes it: `x = leaf; y = x * x; y.backward()`."""

import json
from typing import Any

import pytest
from gradwalk.recording.recording import Engine, Options, Program
from gradwalk.recording.wire import RunReport

PROGRAM = Program(source="y = x * x\ny.backward()\n", options=Options(seed=0, max_values=64))
ENGINE = Engine(gradwalk="0.1.0", torch="2.13.0", python="3.11.7", devices=("cpu",))
EXITED = RunReport(end="exited", seconds=0.25, memory_bytes=1 << 20)
ID = "a" * 26


def _value(number: float) -> dict[str, Any]:
    summary = {"min": number, "max": number, "mean": number, "std": 0.0, "nan": 0, "inf": 0, "zeros": 0}
    return {"shape": [], "dtype": "float32", "first": [number], "summary": summary}


def _tensor(number: int, value: int, grad_fn: str | None) -> dict[str, Any]:
    return {
        "id": f"t{number}",
        "shape": [],
        "dtype": "float32",
        "device": "cpu",
        "requires_grad": True,
        "is_leaf": grad_fn is None,
        "is_parameter": False,
        "grad_fn": grad_fn,
        "output_nr": 0,
        "version": 0,
        "value": value,
        "grad": None,
        "storage": f"s{number}",
        "strides": [],
        "offset": 0,
        "base": None,
        "names": [],
        "span": None,
        "scope": None,
    }


def _function(number: int, name: str, inputs: list[dict[str, Any]], variable: str | None) -> dict[str, Any]:
    return {
        "id": f"f{number}",
        "name": name,
        "op": name.lower(),
        "inputs": inputs,
        "variable": variable,
        "saved": [],
        "sequence_nr": None if variable else 0,
        "made_by": None,
        "span": None,
        "scope": None,
    }


@pytest.fixture
def batches() -> list[dict[str, Any]]:
    """Two batches: the forward pass, then backward from a seed of 1 through both edges of y = x * x with x = 3."""
    edge = {"kind": "function", "function": "f1", "output_nr": 0}
    forward = {
        "storages": [{"id": "s1", "bytes": 4, "device": "cpu"}, {"id": "s2", "bytes": 4, "device": "cpu"}],
        "values": [_value(3.0), _value(9.0)],
        "tensors": [_tensor(1, 0, None), _tensor(2, 1, "f2")],
        "functions": [_function(1, "AccumulateGrad", [], "t1"), _function(2, "MulBackward0", [edge, edge], None)],
        "steps": [
            {"type": "create", "index": 0, "span": None, "tensor": "t1", "how": "tensor", "born": ["t1"]},
            {"type": "bind", "index": 1, "span": None, "name": "x", "tensor": "t1"},
            {
                "type": "op",
                "index": 2,
                "span": {"line": 1, "column": 4, "end_line": 1, "end_column": 9},
                "name": "mul",
                "inputs": [{"kind": "tensor", "tensor": "t1"}, {"kind": "tensor", "tensor": "t1"}],
                "outputs": ["t2"],
                "mutated": [],
                "view": False,
                "grad_enabled": True,
                "cut": None,
                "born": ["t2"],
                "functions": ["f1", "f2"],
            },
            {"type": "bind", "index": 3, "span": None, "name": "y", "tensor": "t2"},
        ],
    }
    root = {"tensor": "t2", "function": "f2", "output_nr": 0, "seed": 2}
    backward = {
        "values": [_value(1.0), _value(6.0)],
        "steps": [
            {
                "type": "backward",
                "index": 4,
                "span": None,
                "call": 1,
                "entry": "backward",
                "roots": [root],
                "retain_graph": False,
                "create_graph": False,
                "inputs": None,
            },
            {"type": "node", "index": 5, "span": None, "call": 1, "function": "f2", "received": [2], "sent": [0, 0]},
            {
                "type": "accumulate",
                "index": 6,
                "span": None,
                "call": 1,
                "function": "f1",
                "tensor": "t1",
                "before": None,
                "incoming": 3,
                "after": 3,
                "changes": [{"tensor": "t1", "grad": 3}],
            },
            {
                "type": "backward_end",
                "index": 7,
                "span": None,
                "call": 1,
                "freed": ["f2"],
                "results": None,
                "failed": None,
            },
        ],
        "ending": {"kind": "finished"},
    }
    return [forward, backward]


@pytest.fixture
def lines(batches: list[dict[str, Any]]) -> list[bytes]:
    return [json.dumps(batch).encode() + b"\n" for batch in batches]
