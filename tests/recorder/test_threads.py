"""What the program's other threads do is not recorded, and the recording says so."""

from gradwalk.recording.steps import Backward, Grad, Op, Update

from .asking import Record, of
from .traps.threads import THREADS


def test_an_ending_tells_of_other_threads(record: Record) -> None:
    alone = record("import torch\nx = torch.ones(2)\n")
    beside = record(f"import torch\n{THREADS['backward in a thread']}")
    assert alone.outcome.detail is None
    assert "threads" in (beside.outcome.detail or "")


def test_what_a_thread_left_behind_is_a_step_where_the_program_first_looks(record: Record) -> None:
    source = f"import torch\n{THREADS['backward in a thread']}"
    (grad,) = of(record(source), Grad)
    assert of(record(source), Backward) == []
    assert grad.span is not None
    assert source.splitlines()[grad.span.line - 1] == "print(x.grad)"


def test_what_a_thread_left_behind_and_nobody_looks_at_is_a_step_without_a_place(record: Record) -> None:
    written = record(f"import torch\n{THREADS['prints and warnings of a thread']}")
    (update,) = of(written, Update)
    (changed,) = (op for op in of(written, Op) if op.name == "thread")
    assert (update.how, update.span, changed.mutated) == ("thread", None, ("t2",))
