"""The parts of a recording's JSON that a reader asks for, and its numbers as short as cards write them. Pure."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

import orjson
from pydantic import Field, create_model

from ..recording.base import Model
from ..recording.recording import Recording

# In the order of the contract. The version and the id are always there.
PARTS = (
    "program", "engine", "tensors", "functions", "storages", "scopes", "values", "steps", "outcome", "rules", "findings",
    "layout",
)  # fmt: skip
_LAYOUT = ("layout", "layout_problem")
_ONE = f"({'|'.join(PARTS)})"


class Parts(Model):
    """Which parts of a recording are answered, and how.

    `values=display` writes each number of `values` with four significant digits; `full` is exact. `layout=none` leaves the
    positions out; `dot` and `layered` ask for that engine's, where `auto` takes what the server found best. `include` are
    the top-level parts to answer, with commas between them; all, if it is absent.
    """

    values: Annotated[
        Literal["full", "display"],
        Field(description="`full`: numbers as they are. `display`: those of `values` with four significant digits."),
    ] = "full"
    layout: Annotated[
        Literal["auto", "none", "dot", "layered"],
        Field(
            description="`auto`: dot, or the layered layout for large graphs. `dot`, `layered`: this engine's; where it cannot, "
            "`layout` is null and `layout_problem` says why. `none`: no positions."
        ),
    ] = "auto"
    include: Annotated[
        str | None,
        Field(
            pattern=f"^{_ONE}(,{_ONE})*$",
            max_length=200,
            description=f"Top-level parts to answer, with commas between them: {', '.join(PARTS)}. "
            "`version` and `id` are always there. All parts, if absent.",
            examples=["steps,values", "functions"],
        ),
    ] = None

    @property
    def whole(self) -> bool:
        """Whether the recording is answered as it is kept."""
        return self.values == "full" and self.layout == "auto" and self.included == frozenset(PARTS)

    @property
    def included(self) -> frozenset[str]:
        """The parts to answer."""
        return frozenset(self.include.split(",") if self.include else PARTS) - (
            {"layout"} if self.layout == "none" else set()
        )

    @property
    def key(self) -> str:
        """The same for two choices that have the same answer."""
        layout = self.layout if "layout" in self.included else "none"
        return f"{self.values} {layout} {','.join(sorted(self.included))}"


_FIELDS: dict[str, Any] = {
    name: (field.annotation, field if name in ("version", "id") else Field(default=None))
    for name, field in Recording.model_fields.items()
}
PartialRecording = create_model(
    "PartialRecording", __base__=Model, __doc__="Parts of a recording, as `include` asks for them.", **_FIELDS
)


def select(json: bytes, parts: Parts) -> bytes:
    """The JSON of the parts that are asked for.

    Args:
        json: a whole recording, laid out as it is to be answered.
        parts: what to leave of it.
    """
    recording: dict[str, Any] = orjson.loads(json)
    names = {"version", "id"} | parts.included | (set(_LAYOUT) if "layout" in parts.included else set())
    left = {name: part for name, part in recording.items() if name in names}
    if parts.values == "display" and "values" in left:
        left["values"] = [_displayed(value) for value in left["values"]]
    return orjson.dumps(left)


def engine_of(json: bytes) -> str | None:
    """Which engine has laid a recording out."""
    layout = orjson.loads(json).get("layout")
    return layout["engine"] if layout else None


def _displayed(value: Mapping[str, Any]) -> dict[str, Any]:
    summary = value["summary"]
    short = {**value, "first": [_short(number) for number in value["first"]]}
    return (
        short if summary is None else {**short, "summary": {name: _short(number) for name, number in summary.items()}}
    )


def _short(number: Any) -> Any:
    """A float in four significant digits, or each of a complex number's two; what counts stays exact."""
    if isinstance(number, float):
        return float(f"{number:.4g}")
    return [_short(part) for part in number] if isinstance(number, list) else number
