"""The log of a server that much goes wrong for: every line is an event with its request, and none has a program's words."""

import json
import sqlite3

import httpx
import pytest

from .conftest import Serve

WORD = "xyzzy"
PROGRAMS = (
    f"print('{WORD}')",
    f"raise ValueError('{WORD}')",
    f"{WORD} = 1\nclass {WORD}Error(Exception): pass\nraise {WORD}Error",
    f"import {WORD}",
    f"{WORD} = (",
    f"# {WORD}\nimport time\ntime.sleep(60)",
    f"import torch\n{WORD} = torch.empty(10**12)",
    f"'{WORD}'\n" + "import torch\nx = torch.ones(1, requires_grad=True)\nfor _ in range(99):\n    x = x * 2\n",
    f"# {WORD}\nclass E(Exception):\n    def __str__(self):\n        raise ValueError('{WORD}')\nraise E",
)


@pytest.mark.parametrize("form", ["json", pytest.param("text", marks=pytest.mark.full)])
def test_no_line_has_a_programs_words_whatever_happens_to_it(serve: Serve, form: str) -> None:
    server = serve(log=form, wall_seconds="1")
    server.runs()
    for source in PROGRAMS:
        assert server.post(source).status_code in (200, 201, 422)
    for body in (
        b'{"source": "xyzzy"',
        b'{"source": 1, "xyzzy": 2}',
        b'{"source": "xyzzy", "options": {"seed": "xyzzy"}}',
    ):
        headers = {"Content-Type": "application/json", "X-Request-ID": WORD, "User-Agent": WORD}
        answer = server.client.post("/api/v1/graphs", content=body, headers=headers)
        assert answer.status_code in (400, 422)
    for path in (f"/{WORD}", f"/g/{WORD}", f"/api/v1/graphs/{WORD}", f"/g/%0a{WORD}?{WORD}", f"/%0a{WORD}"):
        server.client.get(path)
    # Statements fail with their parameters, among them programs.
    plain = sqlite3.connect(server.database)
    plain.execute("ALTER TABLE recordings RENAME TO elsewhere")
    plain.commit()
    plain.close()
    failed = server.post(f"print('{WORD} again')")
    assert failed.status_code == 503
    assert WORD not in failed.text
    server.stop()
    log = server.log.read_text()
    assert WORD not in log.lower()
    assert "no such table" in log
    if form == "json":
        _every_request_is_named(log, failed)


def _every_request_is_named(log: str, failed: httpx.Response) -> None:
    events = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
    requests = [event for event in events if event["event"] == "request"]
    assert len({event["request"] for event in requests}) == len(requests) > len(PROGRAMS)
    name = failed.headers["x-request-id"]
    assert {event["level"] for event in events if event.get("request") == name} == {"info", "error"}
