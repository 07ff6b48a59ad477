"""How a run ended."""

from typing import Annotated, Literal

from pydantic import Field

from .base import Count, Model, Text

OutcomeKind = Literal["finished", "error", "refused", "timeout", "out_of_memory", "too_large", "killed"]
LimitName = Literal["wall_time", "cpu_time", "memory", "steps", "functions", "recording_bytes", "printed_bytes"]


class Outcome(Model):
    """How a run ended and, where it was cut short, by which limit.

    `error` is the program's own exception (its last step has the words); `refused` is the policy's answer and is never
    stored; `killed` is an end that nobody asked for. Whatever the kind, every step that is here did happen.
    `limits` names the limits that cut something off, also in a run that finished (printed text, say). `skipped_iterations`
    of loops, and calls that repeat, ran and are not told, so that a long run stays within its limits: see the `skipped` steps.
    """

    kind: OutcomeKind
    detail: Text | None = None
    limits: tuple[LimitName, ...] = ()
    skipped_iterations: Count = 0
    seconds: Annotated[float, Field(ge=0, description="Wall time of the run.")] | None = None
    memory_bytes: Count | None = None
