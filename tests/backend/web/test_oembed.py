"""oEmbed: a recording's frame for pages that were given its address."""

import re
import struct
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from gradwalk.export.exports import Exports

from .conftest import Kept

BASE = "http://gradwalk.test"


class Tags(HTMLParser):
    """Every tag of an HTML text, with its attributes as a browser reads them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


async def asked(client: httpx.AsyncClient, url: str, **more: object) -> httpx.Response:
    return await client.get("/oembed", params={"url": url, "format": "json", **{k: str(v) for k, v in more.items()}})


def frame_in(answer: httpx.Response) -> dict[str, str | None]:
    """The one element of the answer's code."""
    assert answer.status_code == 200, answer.text
    ((tag, attributes),) = Tags(answer.json()["html"]).found
    assert tag == "iframe"
    return attributes


@pytest.mark.parametrize("page", ["g", "embed"])
async def test_a_recording_s_address_is_answered_with_its_frame(
    client: httpx.AsyncClient, kept: Kept, page: str
) -> None:
    id = kept.recording.id
    answer = await asked(client, f"{BASE}/{page}/{id}?lang=zh&theme=dark&panels=ledger,nothing,memory#step=7")
    said = answer.json()
    frame = frame_in(answer)
    assert frame["src"] == f"{BASE}/embed/{id}?lang=zh&theme=dark&panels=ledger,memory#step=7"
    assert frame["sandbox"] == "allow-scripts allow-popups allow-popups-to-escape-sandbox"
    assert (frame["width"], frame["height"]) == (str(said["width"]), str(said["height"])) == ("720", "480")
    assert (said["version"], said["type"], said["provider_url"]) == ("1.0", "rich", BASE)
    assert said["title"] == "grad_fn 与第一次反向传播"
    assert answer.headers["access-control-allow-origin"] == "*"


async def test_who_follows_to_the_thumbnail_gets_the_picture_that_was_measured(
    client: httpx.AsyncClient, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = (await asked(client, f"{BASE}/g/{kept.recording.id}#step=4")).json()
    monkeypatch.setattr(Exports, "picture", None)
    picture = await client.get(said["thumbnail_url"])
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/png")


async def test_the_thumbnail_is_the_picture_at_that_step_with_the_size_that_it_has(
    client: httpx.AsyncClient, kept: Kept
) -> None:
    said = (await asked(client, f"{BASE}/g/{kept.recording.id}#step=3")).json()
    address = urlsplit(said["thumbnail_url"])
    assert "step=3" in address.query
    picture = await client.get(f"{address.path}?{address.query}")
    assert picture.headers["content-type"] == "image/png"
    assert struct.unpack(">II", picture.content[16:24]) == (said["thumbnail_width"], said["thumbnail_height"])


async def test_no_part_of_it_is_larger_than_is_asked_for(client: httpx.AsyncClient, kept: Kept) -> None:
    answer = await asked(client, f"{BASE}/g/{kept.recording.id}", maxwidth=300, maxheight=200)
    said, frame = answer.json(), frame_in(answer)
    assert (said["width"], said["height"]) == (300, 200)
    assert (frame["width"], frame["height"]) == ("300", "200")
    assert said.get("thumbnail_width", 0) <= 300
    assert not [name for name in said if name.startswith("thumbnail")]


@pytest.mark.parametrize(
    "url",
    [
        "http://elsewhere.example/g/{id}",
        "http://gradwalk.test:81/g/{id}",
        "http://gradwalk.test@elsewhere.example/g/{id}",
        "http://user@gradwalk.test/g/{id}",
        "http://gradwalk.test/g/{id}/more",
        "http://gradwalk.test/",
        "http://gradwalk.test/g/" + "a" * 26,
        'http://gradwalk.test/g/"><script>alert(1)</script>',
        "http://[/g/{id}",
        "http://gradwalk.test:port/g/{id}",
        "javascript:alert(1)//gradwalk.test/g/{id}",
        "ftp://gradwalk.test/g/{id}",
        "/g/{id}",
        "nonsense",
    ],
)
async def test_no_other_address_is_answered(client: httpx.AsyncClient, kept: Kept, url: str) -> None:
    answer = await asked(client, url.replace("{id}", kept.recording.id))
    assert (answer.status_code, answer.json()["type"]) == (404, "urn:gradwalk:problem:not-found")
    assert answer.headers["content-type"] == "application/problem+json"


async def test_what_is_no_parameter_of_a_frame_does_not_come_into_its_code(
    client: httpx.AsyncClient, kept: Kept
) -> None:
    hostile = '"><script>alert(1)</script><iframe src="javascript:alert(1)'
    for query in (f"lang={hostile}", f"evil={hostile}", f"speed={hostile}&code=2", f"panels={hostile},ledger,ledger"):
        frame = frame_in(await asked(client, f"{BASE}/embed/{kept.recording.id}?{query}#step={hostile}"))
        rest = "?panels=ledger" if "panels" in query else ""
        assert frame["src"] == f"{BASE}/embed/{kept.recording.id}{rest}"


@pytest.mark.parametrize(("form", "status"), [("xml", 501), ("", 422), ("jsonp", 501)])
async def test_another_format_is_not_made(client: httpx.AsyncClient, kept: Kept, form: str, status: int) -> None:
    answer = await client.get("/oembed", params={"url": f"{BASE}/g/{kept.recording.id}", "format": form})
    assert answer.status_code == status


@pytest.mark.parametrize(
    "query", ["", "url=", "url=a&url=b", "url=a&maxwidth=0", "url=a&maxheight=-1", "url=a&maxwidth=x"]
)
async def test_a_request_that_is_none_says_what_is_wrong(client: httpx.AsyncClient, query: str) -> None:
    answer = await client.get(f"/oembed?{query}")
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:gradwalk:problem:invalid-request")


async def test_who_has_an_answer_is_told_so(client: httpx.AsyncClient, kept: Kept) -> None:
    address = f"/oembed?url={BASE}/g/{kept.recording.id}"
    answer = await client.get(address)
    assert re.fullmatch(r'"[^"]+"', answer.headers["etag"])
    again = await client.get(address, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = await client.get(f"{address}&maxwidth=500", headers={"If-None-Match": answer.headers["etag"]})
    assert other.status_code == 200


async def test_the_pages_of_a_recording_lead_to_it(web: Any, kept: Kept) -> None:
    web.frontend.mkdir()
    for name in ("index.html", "embed.html"):
        (web.frontend / name).write_text("<!doctype html><html><head><title>x</title></head><body></body></html>")
    for page in ("g", "embed"):
        address = f"/{page}/{kept.recording.id}"
        tags = Tags((await web.client.get(address)).text).found
        (link,) = [attributes for tag, attributes in tags if tag == "link" and attributes["rel"] == "alternate"]
        assert link["type"] == "application/json+oembed"
        said = await web.client.get(str(link["href"]))
        assert said.json()["type"] == "rich"
        card = {attributes.get("property"): attributes["content"] for tag, attributes in tags if tag == "meta"}
        picture = await web.client.get(str(card["og:image"]))
        assert picture.headers["content-type"] == "image/png"
    for nothing in ('/g/"><script>alert(1)</script>', "/g/abc", "/embed/abc"):
        assert "oembed" not in (await web.client.get(nothing)).text
