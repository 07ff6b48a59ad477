"""The API's documentation: whole, offline, and with examples that work as they stand there."""

import html
import re
import subprocess
import sys

from gradwalk.web.documentation.page import EXAMPLE_BASE
from gradwalk.web.problems import titles

from .conftest import Server

RUN = {"curl": ["bash"], "Python": [sys.executable], "JavaScript": ["node", "--input-type=module"]}
SAYS = {"curl": "MulBackward0", "Python": "x.grad = [2.0, 2.0]", "JavaScript": "image/svg+xml"}


def test_every_example_does_what_it_says_as_the_page_shows_it(server: Server) -> None:
    page = server.client.get("/docs").text
    assert EXAMPLE_BASE not in page
    for name, command in RUN.items():
        shown = re.search(rf"<h3>{name}</h3>\s*<pre[^>]*><code>(.*?)</code>", page, re.DOTALL)
        assert shown is not None
        done = subprocess.run(
            command, input=html.unescape(shown[1]), capture_output=True, text=True, timeout=60, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert SAYS[name] in done.stdout


def test_the_page_has_every_call_and_problem_and_needs_nothing_from_elsewhere(server: Server) -> None:
    answer = server.client.get("/docs")
    assert answer.headers["content-type"].startswith("text/html")
    for path in server.client.get("/openapi.json").json()["paths"]:
        assert html.escape(path) in answer.text
    assert all(kind in answer.text for kind in titles())
    assert "<script" not in answer.text
    assert not re.search(r'(?:src|href)="(?!/|#)', answer.text)
    # Without one, browsers ask for an icon that is not there.
    assert re.search(r'<link rel="icon" href="/', answer.text)
    for link in set(re.findall(r'href="(/[^"]*)"', answer.text)):
        assert server.client.get(link).status_code == 200


def test_the_page_speaks_the_readers_language(server: Server) -> None:
    for query, header, lang, word in (
        ("", "zh-CN,zh;q=0.9,en;q=0.8", "zh", "问题类型"),
        ("", "en-GB,zh;q=0.5", "en", "Problems"),
        ("?lang=zh", "en", "zh", "这个程序不予运行"),
        ("?lang=en", "zh", "en", "This program is not run"),
    ):
        answer = server.client.get(f"/docs{query}", headers={"Accept-Language": header})
        assert f'<html lang="{lang}">' in answer.text
        assert word in answer.text
        assert "Accept-Language" in answer.headers["vary"]
    assert all(kind in server.client.get("/docs?lang=zh").text for kind in titles())
