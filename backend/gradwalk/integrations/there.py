"""Programs of pages, run by a server. Which recording each became is kept in a folder, so that it is asked once."""

import hashlib
import json
import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from .made import Form, Made, NotMadeError, Problem, Publish, ended
from .wish import Wish

_ID = re.compile(r"[a-z2-7]{26}")
_SECONDS = 60
_PARTS = "?include=program,outcome,steps&layout=none&values=display"


class There:
    """Asks a server.

    Args:
        server: its address, as https://gradwalk.example.
        folder: where its answers are kept; made if it is not there.
    """

    def __init__(self, server: str, folder: Path) -> None:
        self._server = server.rstrip("/")
        self._folder = folder

    def make(self, source: str, wish: Wish) -> Made:
        """The recording of a program.

        Raises:
            NotMadeError: if the server refuses the program, or does not answer.
        """
        options = {"seed": wish.seed, "max_values": wish.max_values}
        return self._known(json.dumps({"source": source, "options": options}))

    def find(self, id: str) -> Made:
        """The recording with this id.

        Raises:
            NotMadeError: if the server has none, or does not answer.
        """
        if not _ID.fullmatch(id):
            raise NotMadeError(f"{id!r} is no recording's id: 26 characters of a-z and 2-7")
        return self._known(None, id)

    def close(self) -> None:
        """Nothing: no connection is kept."""

    def _known(self, body: str | None, id: str = "") -> Made:
        named = f"{self._server}\n{id}\n{body}"
        path = self._folder / f"{hashlib.blake2b(named.encode(), digest_size=12).hexdigest()}.json"
        try:
            known = _RecordedThere(self._server, **json.loads(path.read_text("utf-8")))
            if self._keeps(known.id):
                return known
        except (OSError, ValueError, TypeError):
            pass
        row = _row(self._ask(f"/api/v1/graphs{f'/{id}' if id else ''}{_PARTS}", body))
        self._folder.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(row), "utf-8")
        return _RecordedThere(self._server, **row)

    def _keeps(self, id: str) -> bool:
        """Whether the server still has it. One that does not answer now may well have it when the page is read."""
        try:
            _read(urllib.request.Request(f"{self._server}/api/v1/graphs/{id}", method="HEAD"))
        except urllib.error.HTTPError as error:
            return error.code != HTTPStatus.NOT_FOUND
        except OSError:
            return True
        return True

    def _ask(self, path: str, body: str | None) -> dict[str, Any]:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        request = urllib.request.Request(self._server + path, None if body is None else body.encode(), headers)
        try:
            answer = json.loads(_read(request))
        except urllib.error.HTTPError as error:
            raise _refusal(self._server, error.code, error.read()) from error
        except (OSError, ValueError) as error:
            raise NotMadeError(f"{self._server} does not answer: {error}") from error
        if not isinstance(answer, dict):
            raise NotMadeError(f"{self._server} answers no recording")
        return answer


@dataclass(frozen=True, slots=True)
class _RecordedThere:
    server: str
    id: str
    source: str
    says: str | None
    line: int | None

    @property
    def name(self) -> str:
        return self.id

    @property
    def problem(self) -> Problem | None:
        return None if self.says is None else Problem(self.says, self.line)

    def frame(self, wish: Wish, publish: Publish) -> str:  # noqa: ARG002 - the server has it
        return f"{self.server}/embed/{self.id}{wish.address}"

    def poster(self, wish: Wish, publish: Publish) -> str:  # noqa: ARG002 - the server has it
        return f"{self.server}/embed/{self.id}.svg?{_look(wish)}"

    def draw(self, wish: Wish, form: Form) -> bytes:
        try:
            return _read(urllib.request.Request(f"{self.server}/api/v1/graphs/{self.id}.{form}?{_look(wish)}"))
        except OSError as error:
            raise NotMadeError(f"{self.server} draws no picture of {self.id}: {error}") from error


def _read(request: urllib.request.Request) -> bytes:
    with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
        content: bytes = answer.read()
        return content


def _look(wish: Wish) -> str:
    return urlencode({name: it for name, it in wish.look.model_dump().items() if it is not None})


def _row(answer: dict[str, Any]) -> dict[str, Any]:
    try:
        outcome, id, source = answer["outcome"], answer["id"], answer["program"]["source"]
        raised = next((step for step in reversed(answer["steps"]) if step["type"] == "error"), None)
        says = line = None
        if outcome["kind"] != "finished":
            detail = f"{raised['exception']}: {raised['message']}" if raised else outcome.get("detail")
            says, line = ended(outcome["kind"], detail), ((raised or {}).get("span") or {}).get("line")
    except (KeyError, TypeError) as error:
        raise NotMadeError(f"the server answers no recording: {error}") from error
    if not isinstance(id, str) or not _ID.fullmatch(id):
        raise NotMadeError("the server answers no recording's id")
    return {"id": id, "source": str(source), "says": says, "line": line if isinstance(line, int) else None}


def _refusal(server: str, status: int, body: bytes) -> NotMadeError:
    """What a problem (RFC 9457) says, by the first of its violations."""
    try:
        problem = json.loads(body)
        first = (problem.get("violations") or [None])[0]
        if first:
            says = f"the program is not run: {first['reason']['en']} {first['hint']['en']}"
            return NotMadeError(says, int(first["line"]))
        return NotMadeError(f"{server}: {problem['detail']}")
    except (ValueError, KeyError, TypeError, AttributeError):
        return NotMadeError(f"{server} answers {status}")
