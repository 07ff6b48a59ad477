"""What is drawn of a recording."""

from collections import Counter

from gradwalk.layout.drawing import draw
from gradwalk.recording.functions import FunctionEdge
from gradwalk.recording.recording import Recording
from gradwalk.recording.steps import Op

from .conftest import load


def test_every_function_but_the_leaves_own_is_a_box(recording: Recording) -> None:
    drawn = Counter(node.function for node in draw(recording).nodes.values() if node.kind in ("unit", "function"))
    assert drawn == Counter(row.id for row in recording.functions if row.name != "AccumulateGrad")


def test_every_edge_of_the_graph_is_a_line_from_what_made_its_input(recording: Recording) -> None:
    drawing = draw(recording)
    lines = {(edge.function, edge.input): edge for edge in drawing.edges if edge.kind == "data"}
    rows = {row.id: row for row in recording.functions}
    edges = {
        (row.id, number): edge
        for row in recording.functions
        for number, edge in enumerate(row.inputs)
        if isinstance(edge, FunctionEdge)
    }
    assert lines.keys() == edges.keys()
    for key, edge in edges.items():
        source = drawing.nodes[lines[key].source]
        variable = rows[edge.function].variable
        assert (source.tensor if variable else source.function) == (variable or edge.function)


def test_every_named_tensor_has_a_card(recording: Recording) -> None:
    shown = {node.tensor for node in draw(recording).nodes.values()}
    assert {row.id for row in recording.tensors if row.names} <= shown


def test_a_function_is_docked_on_the_tensor_that_it_made() -> None:
    drawing = draw(load("05_grad_fn"))
    kinds = Counter(node.kind for node in drawing.nodes.values())
    assert kinds == {"leaf": 1, "unit": 4, "constant": 1}


def test_a_leaf_of_many_uses_is_one_card_and_a_chip_at_each_further_use() -> None:
    drawing = draw(load("03_view_reshape_clone"))
    chips = [node for node in drawing.nodes.values() if node.kind == "use"]
    assert len(chips) == 2
    assert {drawing.nodes[str(chip.leaf_node)].kind for chip in chips} == {"leaf"}


def test_a_leaf_of_two_uses_keeps_its_lines() -> None:
    drawing = draw(load("11_leaf_rules"))
    assert not [node for node in drawing.nodes.values() if node.kind == "use"]


def test_what_a_loop_only_looks_at_is_not_drawn() -> None:
    drawing = draw(load("08_vector_jacobian_product"))
    assert Counter(node.kind for node in drawing.nodes.values()) == {"leaf": 2, "unit": 9, "constant": 9}


def test_a_cut_is_a_line_that_says_so() -> None:
    cuts = [edge for edge in draw(load("09_no_grad_and_detach")).edges if edge.kind == "cut"]
    assert [edge.label for edge in cuts] == ["detach"]


def test_an_untracked_tensor_goes_into_a_function_without_a_gradient_lane() -> None:
    drawing = draw(load("11_leaf_rules"))
    sources = {drawing.nodes[edge.source].kind for edge in drawing.edges if edge.kind == "constant"}
    assert sources == {"leaf", "constant"}


def test_what_a_custom_functions_forward_gives_leads_to_the_same_tensor_with_a_grad_fn() -> None:
    recording = load("inside")
    drawing = draw(recording)
    applied = next(step for step in recording.steps if isinstance(step, Op) and step.name == "Square")
    (output,) = applied.outputs
    (line,) = [edge for edge in drawing.edges if edge.source == f"leaf-{output}"]
    assert (line.kind, line.step) == ("plain", applied.index)
    assert drawing.nodes[line.target].tensor == output


def test_two_inputs_of_a_function_are_told_apart_by_their_names() -> None:
    labels = [edge.label for edge in draw(load("05_grad_fn")).edges if edge.kind == "data" and edge.label]
    assert labels == ["self", "other"]
