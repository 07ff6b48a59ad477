"""Rewritten views, results in every nesting and gradients that are not there are recorded as torch holds them."""

import pytest
from gradwalk.recording.fold import fold
from gradwalk.recording.functions import FunctionEdge
from gradwalk.recording.steps import Accumulate, Create, Node, Op, Update

from ..asking import Record, first, firsts, function, named, of
from .sources import SOURCES


def test_writing_to_a_view_rewrites_the_graph_of_its_base(record: Record) -> None:
    recording = record(SOURCES["in place on a view of a result"])
    copies = named(recording, "CopySlices")
    assert len(copies) == 3
    # Reading the grad_fn of a view makes torch renew it: a step of its own.
    writes = [op for op in of(recording, Op) if op.mutated and op.name != "grad_fn"]
    assert [op.name for op in writes] == ["mul_", "setitem", "add_"]
    state = fold(recording)
    base, view = (state.tensors[state.names[name]] for name in "bv")
    assert (base.grad_fn, base.version) == (copies[-1].id, 3)
    assert function(recording, view.grad_fn).name == "AsStridedBackward0"
    chain = [edge.function for row in copies[1:] for edge in row.inputs[:1] if isinstance(edge, FunctionEdge)]
    assert chain == [row.id for row in copies[:-1]]


def test_views_know_their_base_and_their_place(record: Record) -> None:
    recording = record(SOURCES["outputs that are views of one input"])
    state = fold(recording)
    rows = {name: recording.tensors[int(state.names[name][1:]) - 1] for name in ("y", "a", "b", "d", "e")}
    assert {rows[name].base for name in "abde"} == {rows["y"].id}
    assert {rows[name].storage for name in "abde"} == {rows["y"].storage}
    assert [rows[name].offset for name in "abde"] == [0, 4, 0, 2]
    (unbind,) = (op for op in of(recording, Op) if state.names["a"] in op.outputs)
    assert (len(unbind.outputs), unbind.view) == (3, True)
    assert [rows[name].output_nr for name in "ab"] == [0, 1]


def test_a_leaf_that_is_written_without_grad_mode_is_updated(record: Record) -> None:
    recording = record(SOURCES["in place on a leaf"])
    updates = of(recording, Update)
    assert [(step.version_before, step.version_after) for step in updates] == [(0, 1), (1, 2), (2, 3)]
    assert first(recording, updates[-1].after) == (5, 2, 9)


def test_replaced_data_is_another_storage(record: Record) -> None:
    recording = record(SOURCES["data replaced"])
    state = fold(recording)
    x = state.tensors[state.names["x"]]
    birth = recording.tensors[int(state.names["x"][1:]) - 1]
    assert birth.storage != x.storage
    assert (x.version, first(recording, x.value)) == (0, (11, 5))


def test_set_gives_a_tensor_the_memory_of_another(record: Record) -> None:
    recording = record(SOURCES["memory replaced and resized"])
    state = fold(recording)
    a, b, d = (state.tensors[state.names[name]] for name in "abd")
    assert a.storage == b.storage == d.storage
    assert (d.shape, d.strides, d.offset, first(recording, d.value)) == ((2,), (2,), 1, (1, 3))


def test_undefined_gradients_are_none_and_zero_ones_are_zeros(record: Record) -> None:
    recording = record(SOURCES["gradients that are None, undefined or zero"])
    state = fold(recording)
    (unbind,) = named(recording, "UnbindBackward0")
    (split,) = named(recording, "SplitWithSizesBackward0")
    received = {step.function: firsts(recording, step.received) for step in of(recording, Node)}
    assert received[unbind.id] == [None, (1,), None]
    assert received[split.id] == [None, (1, 1)]
    unused, zero = (state.tensors[state.names[name]] for name in ("unused", "zero"))
    assert (unused.grad, first(recording, zero.grad)) == (None, (0, 0))
    assert state.names["unused"] not in {step.tensor for step in of(recording, Accumulate)}


@pytest.mark.parametrize(("name", "hidden"), [("s", "sparse"), ("t", "sparse"), ("csr", "sparse"), ("dense", None)])
def test_sparse_values_are_summarised(record: Record, name: str, hidden: str | None) -> None:
    recording = record(SOURCES["sparse"])
    state = fold(recording)
    value = recording.values[state.tensors[state.names[name]].value]
    assert (value.hidden, value.shape) == (hidden, (2, 3))


def test_sparse_gradients_are_there(record: Record) -> None:
    recording = record(SOURCES["sparse"])
    sparse = [step for step in of(recording, Accumulate) if recording.values[step.after].hidden == "sparse"]
    assert [recording.values[step.after].shape for step in sparse] == [(2, 3), (5, 2)]


def test_every_result_of_a_nested_return_is_an_output(record: Record) -> None:
    recording = record(SOURCES["an LSTM"])
    (lstm,) = (op for op in of(recording, Op) if op.name == "lstm")
    state = fold(recording)
    assert list(lstm.outputs) == [state.names[name] for name in ("output", "h", "c")]


def test_values_and_their_places_come_together(record: Record) -> None:
    recording = record(SOURCES["several results"])
    state = fold(recording)
    (op,) = (op for op in of(recording, Op) if op.name == "max")
    values, places = (state.tensors[name] for name in op.outputs)
    assert (values.requires_grad, places.requires_grad, op.cut) == (True, False, None)
    assert first(recording, places.value) == (0, 1)


def test_tensors_with_nothing_in_them_have_gradients(record: Record) -> None:
    recording = record(SOURCES["nothing in it"])
    state = fold(recording)
    e = state.tensors[state.names["e"]]
    assert (e.shape, first(recording, e.grad)) == ((0,), ())


def test_every_dtype_is_named(record: Record) -> None:
    recording = record(SOURCES["every whole dtype"])
    dtypes = {recording.tensors[int(step.tensor[1:]) - 1].dtype for step in of(recording, Create)}
    assert dtypes >= {"int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "bool"}
