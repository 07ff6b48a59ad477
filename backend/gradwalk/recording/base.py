"""What every model of the contract shares: strictness, ids, spans and exact numbers."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema
from typing_extensions import TypeAliasType


def _fail_fast(schema: Any) -> None:
    if isinstance(schema, dict):
        if schema.get("type") == "tuple" and "variadic_item_index" in schema:
            schema["fail_fast"] = True
        for part in schema.values():
            _fail_fast(part)
    elif isinstance(schema, list | tuple):
        for part in schema:
            _fail_fast(part)


class Model(BaseModel):
    """Strict, closed and immutable: what leaves the sandbox is hostile until it has been one of these."""

    # What is wrong may be a program, and what an error says may come into the log.
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False, hide_input_in_errors=True)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Have every sequence give up at its first wrong item: a report of a million of them takes seconds and gigabytes."""
        schema = handler(source)
        _fail_fast(schema)
        return schema


class Asked(Model):
    """What someone asks for in an address: closed and immutable, but a number is written in digits there."""

    model_config = ConfigDict(strict=False)


def whole(given: Any) -> Any:
    """What a client sends for an integer: to JSON 45.0 is the integer 45, and so it is to the schema."""
    return int(given) if isinstance(given, float) and given.is_integer() else given


TensorId = Annotated[str, Field(pattern=r"^t[1-9][0-9]{0,8}$")]
FunctionId = Annotated[str, Field(pattern=r"^f[1-9][0-9]{0,8}$")]
StorageId = Annotated[str, Field(pattern=r"^s[1-9][0-9]{0,8}$")]
ScopeId = Annotated[str, Field(pattern=r"^c[1-9][0-9]{0,8}$")]
ValueIndex = Annotated[int, Field(ge=0, description="An index into the recording's `values`.")]
Count = Annotated[int, Field(ge=0)]
Name = Annotated[str, Field(max_length=200)]
Text = Annotated[str, Field(max_length=65_536)]

NonFinite = Literal["NaN", "Infinity", "-Infinity"]
BigInteger = Annotated[str, Field(pattern=r"^-?[0-9]{16,20}$", description="An integer beyond 2**53, in digits.")]
Real = TypeAliasType(
    "Real",
    Annotated[int | float | NonFinite | BigInteger, Field(union_mode="left_to_right", description="A real number.")],
)
Scalar = TypeAliasType(
    "Scalar",
    Annotated[
        int | float | bool | NonFinite | BigInteger | tuple[Real, Real],
        Field(union_mode="left_to_right", description="A number; a complex one is the pair [real, imaginary]."),
    ],
)


class Span(Model):
    """A piece of the source: lines from 1, columns from 0 in Unicode code points, the end exclusive."""

    line: Annotated[int, Field(ge=1)]
    column: Count
    end_line: Annotated[int, Field(ge=1)]
    end_column: Count


class Words(Model):
    """One text in English and in Chinese."""

    en: Text
    zh: Text
