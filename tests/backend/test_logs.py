"""Lines of the log, as a process writes them."""

import json
import subprocess
import sys

import pytest

PROGRAM = """
import logging, sys, structlog
from gradwalk import logs
logs.configure(sys.argv[1])
with structlog.contextvars.bound_contextvars(request="r1"):
    structlog.get_logger("gradwalk.request").info("request", status=200)
    logging.getLogger("gradwalk").warning("the %s fails", "store")
    logging.getLogger("sqlalchemy").info("not worth a line")
    try:
        1 / 0
    except ZeroDivisionError:
        logging.getLogger("uvicorn.error").exception("it broke")
"""


def lines(form: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", PROGRAM, form], capture_output=True, text=True, check=True)
    assert done.stdout == ""
    return done.stderr.splitlines()


def test_json_has_an_event_a_line_whoever_logged_it() -> None:
    events = [json.loads(line) for line in lines("json")]
    assert [(event["event"], event["level"], event["request"]) for event in events] == [
        ("request", "info", "r1"),
        ("the store fails", "warning", "r1"),
        ("it broke", "error", "r1"),
    ]
    assert events[0]["status"] == 200
    assert "ZeroDivisionError" in events[2]["exception"]
    assert all(event["timestamp"].endswith("Z") for event in events)


@pytest.mark.parametrize("event", ["] request ", "] the store fails ", "] it broke "])
def test_text_has_the_same_events(event: str) -> None:
    (line,) = (line for line in lines("text") if event in line)
    assert "request=r1" in line
