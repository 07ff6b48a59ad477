"""What a run writes while it goes on: batches, one JSON object a line, each of them complete in itself."""

from typing import Annotated, Literal

from pydantic import Field

from .base import Model, Text
from .functions import Function
from .jacobian import Reply
from .outcome import LimitName
from .recording import Scope
from .steps import Step
from .tensors import Storage, Tensor
from .values import Value

# A recorder writes 200 a second at most. What has more of them is no recorder's, and would take long to read.
MOST_BATCHES = 20_000
# Steps have this key and no other row has it; in a text its quotes would be escaped.
STEP_KEY = b'"index":'


class Ending(Model):
    """How the program ended, as seen from inside the run. It is a claim: the sandbox's own observation overrules it."""

    kind: Literal["finished", "error", "out_of_memory", "too_large"]
    detail: Text | None = None
    limits: tuple[LimitName, ...] = ()


class Batch(Model):
    """The next rows of each table and the next steps.

    Ids and indexes go on from the batch before (t1, t2, … are the rows in order; a value's index is its place). Nothing
    in a batch refers to a row of a later batch, so the whole batches that arrive before a run is killed are a recording.
    `reply` answers the question that came with the program, if one did.
    """

    storages: tuple[Storage, ...] = ()
    scopes: tuple[Scope, ...] = ()
    values: tuple[Value, ...] = ()
    tensors: tuple[Tensor, ...] = ()
    functions: tuple[Function, ...] = ()
    steps: tuple[Step, ...] = ()
    ending: Ending | None = None
    reply: Reply | None = None


RunEnd = Literal["exited", "wall_time", "cpu_time", "memory", "recording_bytes", "signal"]


class RunReport(Model):
    """What the sandbox itself saw of a run's end: never what the program says of it.

    `exited` is an end of its own accord with status 0; `signal` is any other death, whose signal or status `detail` names.
    """

    end: RunEnd
    detail: Text | None = None
    seconds: Annotated[float, Field(ge=0)]
    memory_bytes: Annotated[int, Field(ge=0)]
