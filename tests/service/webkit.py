"""Safari's engine, asked over WebDriver: WebKitGTK on a display that nobody sees."""

import contextlib
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from .conftest import SECONDS, patiently


class WebKit:
    """A browser with one page."""

    def __init__(self, driver: httpx.Client) -> None:
        self._driver = driver
        options = {"binary": str(_browser()), "args": ["--automation"]}
        asked = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self._session = f"/session/{_answered(driver.post('/session', json=asked))['sessionId']}"

    def open(self, address: str) -> None:
        """Load a page."""
        self._post("/url", url=address)

    def run(self, script: str, *arguments: Any) -> Any:
        """What a function's body returns in the page, or in the frame that it is in."""
        return self._post("/execute/sync", script=script, args=arguments)

    def wait(self, script: str, *arguments: Any) -> Any:
        """The same, once it is something."""
        found = None
        for _ in patiently():
            found = self.run(script, *arguments)
            if found:
                break
        return found

    def enter(self, frame: str) -> None:
        """Go into the frame that a selector finds."""
        element = self._post("/element", using="css selector", value=frame)
        self._post("/frame", id=element)

    def leave(self) -> None:
        """Go back to the page itself."""
        self._post("/frame", id=None)

    def close(self) -> None:
        """End the browser."""
        self._driver.delete(self._session)

    def _post(self, path: str, **content: Any) -> Any:
        return _answered(self._driver.post(self._session + path, json=content))


def is_there() -> bool:
    """Whether the engine, its driver and a display without a screen are installed."""
    return bool(shutil.which("WebKitWebDriver") and shutil.which("Xvfb") and _browser())


@contextlib.contextmanager
def browsing(folder: Path) -> Iterator[WebKit]:
    """A browser, which keeps what it keeps in `folder`."""
    with _started("Xvfb", "-displayfd", "1", "-screen", "0", "1280x900x24") as display:
        # The sandbox of its own processes needs more than a container gives, and the pages here are ours.
        environment = {
            **os.environ,
            "DISPLAY": f":{_first_line(display)}",
            "HOME": str(folder),
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
            "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
        }
        port = _free_port()
        with (
            _started("WebKitWebDriver", f"--port={port}", environment=environment),
            httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=SECONDS) as driver,
        ):
            for _ in patiently():
                with contextlib.suppress(httpx.TransportError):
                    driver.get("/status")
                    break
            browser = WebKit(driver)
            try:
                yield browser
            finally:
                browser.close()


@contextlib.contextmanager
def _started(*command: str, environment: dict[str, str] | None = None) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            yield process
        finally:
            process.terminate()


def _first_line(process: subprocess.Popen[bytes]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().decode().strip()


def _browser() -> Path | None:
    return next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"), None)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def _answered(answer: httpx.Response) -> Any:
    value = answer.json()["value"]
    assert answer.is_success, value
    return value
