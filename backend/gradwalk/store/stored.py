"""A recording as it is kept: JSON under gzip, with a digest."""

import gzip
import hashlib
import zlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stored:
    """A recording's JSON, compressed (RFC 1952), and 32 hexadecimal digits that stand for exactly these contents.

    A recording is lasting if another run of the program would give it again. One that is not (the run was killed, the
    layout took too long) depends on the moment: it may be read, but the next run of the program replaces it.
    """

    compressed: bytes
    digest: str
    lasting: bool

    @classmethod
    def pack(cls, json: bytes, *, lasting: bool) -> "Stored":
        """Compress a recording's JSON."""
        # No time in the header: the same recording is the same bytes.
        return cls(gzip.compress(json, compresslevel=6, mtime=0), _digest(json), lasting)

    @property
    def whole(self) -> bool:
        """Whether it is what was packed, to the bit."""
        try:
            return _digest(self.json()) == self.digest
        except (OSError, EOFError, zlib.error):
            return False

    def json(self) -> bytes:
        """The recording's JSON."""
        return gzip.decompress(self.compressed)


def _digest(json: bytes) -> str:
    return hashlib.blake2b(json, digest_size=16).hexdigest()
