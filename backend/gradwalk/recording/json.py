"""A recording as JSON and back. Absent fields stay absent: in a step's changes, absent means unchanged."""

from pydantic import ValidationError

from ..errors import ProtocolError
from .recording import Recording


def to_json(recording: Recording) -> bytes:
    """The recording in UTF-8 JSON, without white space."""
    return recording.model_dump_json(exclude_unset=True).encode()


def from_json(text: bytes | str) -> Recording:
    """Parse what `to_json` wrote.

    Raises:
        ProtocolError: if it is no recording.
    """
    try:
        return Recording.model_validate_json(text)
    except (ValidationError, RecursionError) as error:
        raise ProtocolError("this is no recording") from error
