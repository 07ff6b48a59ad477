"""What makes two programs the same: one text in one spelling of its line ends, and an id made from the content."""

import base64
import hashlib
import json
import re

from ..recording.recording import Engine, Options, Program

_LINE_END = re.compile(r"\r\n?")
_ID_BYTES = 16


def program_of(source: str, options: Options | None = None) -> Program:
    r"""The program with every option written out and its line ends as `\n`: Python reads `\r\n` and `\r` the same way."""
    chosen = options or Options()
    written = Options(seed=chosen.seed, max_values=chosen.max_values)
    return Program(source=_LINE_END.sub("\n", source), options=written)


def content_id(program: Program, engine: Engine) -> str:
    """26 characters of [a-z2-7]: blake2b with 128 bits, in base32, over the canonical JSON of the program and the engine.

    The same text, options and engine give the same id on every machine and in every process.
    """
    content = {"engine": engine.model_dump(mode="json"), "program": program.model_dump(mode="json")}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    digest = hashlib.blake2b(text.encode("ascii"), digest_size=_ID_BYTES).digest()
    return base64.b32encode(digest).decode("ascii").rstrip("=").lower()
