"""All findings of a recording: every kind in turn, causes before symptoms, the same finding once."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from ...recording.findings import Finding
from ...recording.recording import Recording
from . import (
    accumulation,
    backward_twice,
    best_is_alias,
    broadcast_sum,
    cleared_unused,
    constant_loss,
    copied_leaf,
    data_hides_change,
    dead_relu,
    detach_constant,
    eval_is_not_no_grad,
    grad_of_non_leaf,
    graph_kept_alive,
    graphs_in_list,
    growth,
    kink,
    leaf_in_place,
    missing_grad,
    misspelled,
    module_flag,
    nan_born,
    never_reached,
    no_gpu,
    no_graph,
    non_scalar,
    not_called,
    not_optimised,
    other_error,
    saved_value_changed,
    shape_surprise,
    shapes,
    sign_assigned,
    squashed_scores,
    told_errors,
    told_indices,
    told_layers,
    told_losses,
    told_models,
    told_numbers,
    told_truth,
    two_edges,
    uphill,
    vector_jacobian,
    view_rewritten,
    weight_rebound,
)
from .walk import Walk

Find = Callable[[Walk], Iterable[Finding]]

# What raised: the first that has an explanation gives it.
ERRORS: tuple[Find, ...] = (
    backward_twice.find,
    non_scalar.find,
    leaf_in_place.find,
    saved_value_changed.find,
    no_graph.find,
    no_gpu.find,
    told_errors.find,
    told_models.find,
    told_losses.find,
    told_indices.find,
    told_layers.find,
    told_numbers.find,
    told_truth.find,
    shapes.find,
    missing_grad.find,
    misspelled.find,
)
WARNINGS: tuple[Find, ...] = (
    not_called.find,
    misspelled.find_unknown,
    module_flag.find,
    sign_assigned.find,
    cleared_unused.find,
    squashed_scores.find,
    weight_rebound.find,
    grad_of_non_leaf.find,
    data_hides_change.find,
    nan_born.find,
    shape_surprise.find,
    growth.find,
    dead_relu.find,
    constant_loss.find,
    never_reached.find,
    not_optimised.find,
    graph_kept_alive.find,
    graphs_in_list.find,
    best_is_alias.find,
    uphill.find,
    accumulation.find,
)
NOTES: tuple[Find, ...] = (
    vector_jacobian.find,
    detach_constant.find,
    copied_leaf.find,
    eval_is_not_no_grad.find,
    view_rewritten.find,
    broadcast_sum.find,
    kink.find,
    two_edges.find,
)
# A recording is hostile data, and each list of ids in it may be as long as the recording.
MOST_FINDINGS, MOST_IDS, MOST_OF_A_KIND = 60, 50, 200
# What a graver finding already says.
_SAID_BY = {"constant_loss": {"dead_relu", "data_hides_change", "nan_value"}, "kink": {"dead_relu"}}


def findings(recording: Recording) -> tuple[Finding, ...]:
    """Everything that a learner should be told about a run: errors first, then warnings, then notes, each in order of steps."""
    walk = Walk(recording)
    errors = list(_all(ERRORS, walk))
    if walk.error is not None and not any(finding.severity == "error" for finding in errors):
        errors += other_error.find(walk)
    found = _once([*errors, *_all(WARNINGS, walk), *_all(NOTES, walk)])
    kinds = {finding.kind for finding in found}
    said = [finding for finding in found if not _SAID_BY.get(finding.kind, set()) & kinds]
    order = ("error", "warning", "note")
    return tuple(sorted(said, key=lambda finding: (order.index(finding.severity), finding.steps[0]))[:MOST_FINDINGS])


def _all(finds: Iterable[Find], walk: Walk) -> Iterator[Finding]:
    for find in finds:
        yield from islice(find(walk), MOST_OF_A_KIND)


def _once(found: list[Finding]) -> list[Finding]:
    """What is found again in the same place of the source is the same finding, so many times."""
    merged: dict[tuple[object, ...], Finding] = {}
    for finding in found:
        key = (finding.kind, finding.span, finding.severity)
        first = merged.get(key)
        merged[key] = _bounded(finding) if first is None else _joined(first, finding)
    return list(merged.values())


def _joined(first: Finding, again: Finding) -> Finding:
    return _bounded(
        first.model_copy(
            update={
                "steps": tuple(dict.fromkeys(first.steps + again.steps)),
                "tensors": tuple(dict.fromkeys(first.tensors + again.tensors)),
                "functions": tuple(dict.fromkeys(first.functions + again.functions)),
                "times": first.times + 1,
            }
        )
    )


def _bounded(finding: Finding) -> Finding:
    return finding.model_copy(
        update={
            name: getattr(finding, name)[:MOST_IDS] for name in ("steps", "tensors", "functions", "places", "operands")
        }
    )
