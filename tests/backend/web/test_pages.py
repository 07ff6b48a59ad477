"""The pages that the front end's build left."""

import os
import re
from pathlib import Path
from typing import Any

import pytest

from .conftest import Kept


@pytest.fixture
def built(web: Any) -> Path:
    dist: Path = web.frontend
    (dist / "assets").mkdir(parents=True)
    (dist / "index.html").write_text("<!doctype html><title>playground</title>")
    (dist / "embed.html").write_text("<!doctype html><title>embed</title>")
    (dist / "theme.js").write_text("document.documentElement.dataset.theme = 'dark';")
    (dist / "gradwalk-player.js").write_text("customElements.define('gradwalk-player', class extends HTMLElement {});")
    (dist / "assets" / "index-abc123.js").write_text("export const x = 1;" + " " * 5000)
    (dist.parent / "secret.txt").write_text("secret")
    return dist


@pytest.mark.parametrize(("path", "title"), [("/", "playground"), ("/g/abc", "playground"), ("/embed/abc", "embed")])
async def test_an_address_shows_its_page_as_it_is_now(web: Any, built: Path, path: str, title: str) -> None:
    answer = await web.client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "public, no-cache"
    assert f"<title>{title}</title>" in answer.text
    again = await web.client.get(path, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert (await web.client.head(path)).status_code == 200


async def test_a_file_with_a_hash_in_its_name_is_kept_for_good(web: Any, built: Path) -> None:
    answer = await web.client.get("/assets/index-abc123.js")
    assert answer.status_code == 200
    assert "javascript" in answer.headers["content-type"]
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] in ("gzip", "zstd")
    assert answer.text.startswith("export const x = 1;")


async def test_other_files_of_the_build_are_asked_for_each_time(web: Any, built: Path) -> None:
    answer = await web.client.get("/theme.js")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "public, no-cache")


async def test_the_element_that_other_sites_load_is_kept_for_a_day(web: Any, built: Path) -> None:
    answer = await web.client.get("/gradwalk-player.js", headers={"Origin": "https://course.example"})
    assert answer.headers["cache-control"] == "public, max-age=86400, stale-while-revalidate=604800"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "javascript" in answer.headers["content-type"]


@pytest.mark.parametrize(
    "path",
    [
        "/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/assets//etc/passwd",
        "/assets/",
    ],
)
async def test_nothing_outside_the_build_is_served(web: Any, built: Path, path: str) -> None:
    answer = await web.client.get(path)
    assert answer.status_code == 404
    assert "secret" not in answer.text.replace("secret.txt", "")


@pytest.mark.parametrize("page", ["g", "embed"])
async def test_a_page_that_is_built_anew_is_served_anew(web: Any, built: Path, page: str) -> None:
    address = f"/{page}/{'a' * 26}"
    file = built / ("index.html" if page == "g" else "embed.html")
    first = (await web.client.get(address)).text
    file.write_text(file.read_text().replace("<title>", "<title>new "))
    os.utime(file, ns=(0, 1))
    assert (await web.client.get(address)).text == first.replace("<title>", "<title>new ")
    file.unlink()
    assert (await web.client.get(address)).status_code == 503


async def test_a_page_of_a_recording_is_read_once(web: Any, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []
    plain = Path.read_text

    def counted(path: Path, *args: Any, **more: Any) -> str:
        read.append(path)
        return plain(path, *args, **more)

    monkeypatch.setattr(Path, "read_text", counted)
    for id in ("a" * 26, "b" * 26, "a" * 26):
        assert (await web.client.get(f"/embed/{id}")).status_code == 200
    assert read == [built / "embed.html"]


async def test_a_frame_asks_for_its_recording_before_its_scripts_do(web: Any, built: Path, kept: Kept) -> None:
    (built / "embed.html").write_text("<!doctype html><html><head></head></html>")
    text = (await web.client.get(f"/embed/{kept.recording.id}")).text
    (found,) = re.findall(r'<link rel="preload" as="fetch" crossorigin href="([^"]+)">', text)
    assert (await web.client.get(found)).json()["id"] == kept.recording.id


@pytest.mark.parametrize("path", ["/", "/g/abc", "/embed/abc"])
async def test_pages_that_were_not_built_say_how_to_build_them(web: Any, path: str) -> None:
    answer = await web.client.get(path)
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:gradwalk:problem:pages-not-built")
    assert "make run" in answer.json()["detail"]


async def test_pages_are_served_while_the_sandbox_still_loads(web: Any, built: Path) -> None:
    web.sandbox.loaded.clear()
    assert (await web.client.get("/")).status_code == 200
    assert (await web.client.get("/api/v1/examples")).status_code == 200
