"""What course pages show plays in Safari, too: its engine takes nothing for a sandboxed frame's own that is not named."""

import base64
import http.server
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from .conftest import Server
from .webkit import WebKit, browsing, is_there

pytestmark = pytest.mark.skipif(not is_there(), reason="webkit2gtk-driver and xvfb are not installed")

PROGRAM = "import torch\nx = torch.ones(2, requires_grad=True)\n(x * x).sum().backward()\n"
HEARD = "return heard.find(({type, step}) => type === arguments[0] && (arguments[1] ?? step) === step)"


class Course(NamedTuple):
    """A site with course pages: its folder and its address."""

    folder: Path
    address: str

    def show(self, browser: WebKit, page: str) -> None:
        """Open a page of it, which keeps what frames say to it."""
        listening = "<script>heard = []; addEventListener('message', ({data}) => heard.push(data))</script>"
        (self.folder / "page.html").write_text(f"<!doctype html><meta charset=utf-8>{listening}{page}")
        browser.open(f"{self.address}/page.html")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Course]:
    folder = tmp_path_factory.mktemp("course")

    class Pages(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(folder))  # type: ignore[arg-type] # as it is called

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield Course(folder, f"http://127.0.0.1:{site.server_port}")
        site.shutdown()


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebKit]:
    with browsing(tmp_path_factory.mktemp("home")) as browser:
        yield browser


def test_a_sandboxed_frame_plays_and_hears_its_page(server: Server, course: Course, browser: WebKit) -> None:
    id = server.post(PROGRAM).json()["id"]
    frame = f"{server.client.base_url}/embed/{id}#step=3"
    course.show(browser, f'<iframe src="{frame}" sandbox="allow-scripts" width="720" height="480"></iframe>')
    assert browser.wait(HEARD, "ready")["step"] == 3
    browser.run("document.querySelector('iframe').contentWindow.postMessage({gradwalk: 1, type: 'seek', step: 5}, '*')")
    assert browser.wait(HEARD, "step", 5)
    browser.enter("iframe")
    assert browser.run("return document.querySelectorAll('[data-tensor]').length") > 0
    browser.leave()


def test_the_program_in_a_link_is_run_in_a_sandboxed_frame(server: Server, course: Course, browser: WebKit) -> None:
    deflated = zlib.compressobj(wbits=-15)
    packed = deflated.compress(PROGRAM.encode()) + deflated.flush()
    link = f"{server.client.base_url}/embed?lang=en#v1={base64.urlsafe_b64encode(packed).decode().rstrip('=')}"
    course.show(browser, f'<iframe src="{link}" sandbox="allow-scripts" width="720" height="480"></iframe>')
    browser.enter("iframe")
    find = "const run = [...document.querySelectorAll('button')].find(({textContent}) => /^Run/.test(textContent))"
    browser.wait(f"{find}; run?.click(); return !!run")
    browser.leave()
    assert browser.wait(HEARD, "ready")["steps"] > 5


def test_the_element_plays(server: Server, course: Course, browser: WebKit) -> None:
    id = server.post(PROGRAM).json()["id"]
    script = f'<script src="{server.client.base_url}/gradwalk-player.js" async></script>'
    course.show(browser, f'{script}<gradwalk-player recording="{id}" step="4"></gradwalk-player>')
    assert browser.wait(HEARD, "ready")["step"] == 4


def test_a_recording_in_a_file_of_its_own_plays_in_a_sandboxed_frame(
    server: Server, course: Course, browser: WebKit
) -> None:
    id = server.post(PROGRAM).json()["id"]
    (course.folder / "walk.html").write_bytes(server.client.get(f"/api/v1/graphs/{id}.html").content)
    course.show(browser, '<iframe src="walk.html#step=6" sandbox="allow-scripts" width="720" height="480"></iframe>')
    assert browser.wait(HEARD, "ready")["step"] == 6
