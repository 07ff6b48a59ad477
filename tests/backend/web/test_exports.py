"""Pictures of a recording at a step, drawn by graphviz."""

import asyncio
import base64
import hashlib
import json
import re
import subprocess
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest
from gradwalk.export.archive import built
from gradwalk.export.graphviz import Graphviz
from gradwalk.export.takings import takings
from gradwalk.layout.drawing import draw
from gradwalk.recording.fold import fold
from gradwalk.recording.steps import Op

from .conftest import RECORDINGS, keep

SVG = "{http://www.w3.org/2000/svg}"
NAMES = sorted(path.stem for path in RECORDINGS.glob("*.json"))


def read(answer: httpx.Response) -> ElementTree.Element:
    """The picture, which is well-formed."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "image/svg+xml"
    return ElementTree.fromstring(answer.content)


def words(svg: ElementTree.Element, tag: str = "text") -> list[str]:
    return ["".join(found.itertext()).replace("\u00a0", " ").strip() for found in svg.iter(f"{SVG}{tag}")]


@pytest.mark.parametrize("name", NAMES)
async def test_every_recording_is_drawn_with_each_of_its_boxes(web: Any, name: str) -> None:
    kept = await keep(web, (RECORDINGS / f"{name}.json").read_bytes())
    svg = read(await web.client.get(f"{kept.address}.svg"))
    drawing = draw(kept.recording)
    nodes = [group for group in svg.iter(f"{SVG}g") if group.get("class") == "node"]
    edges = [group for group in svg.iter(f"{SVG}g") if group.get("class") == "edge"]
    taken = len(takings(kept.recording, drawing))
    assert (len(nodes), len(edges)) == (len(drawing.nodes) + taken, len(drawing.edges) + taken)
    assert all(group.find(f"{SVG}title") is not None for group in nodes + edges)


async def test_a_picture_can_be_read_aloud_in_both_languages(client: httpx.AsyncClient, kept: Any) -> None:
    total = len(kept.recording.steps)
    for lang, title in (("en", f"Step {total} of {total}: "), ("zh", f"第 {total} 步，共 {total} 步：")):
        svg = read(await client.get(f"{kept.address}.svg?lang={lang}"))
        assert (svg.get("role"), svg.get("lang")) == ("img", lang)
        heading, description = svg[0], svg[1]
        assert (heading.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
        assert (heading.text or "").startswith(title)
        assert "x.grad = 3" in (description.text or "")
        shapes = "".join(svg.itertext())
        assert ("scalar" in shapes, "标量" in shapes) == (lang == "en", lang == "zh")


async def test_gradients_are_there_once_they_have_arrived(client: httpx.AsyncClient, kept: Any) -> None:
    for step in range(len(kept.recording.steps) + 1):
        svg = read(await client.get(f"{kept.address}.svg", params={"step": step}))
        state = fold(kept.recording, step)
        titles = words(svg, "title")
        gradients = [title for title in titles if "gradient" in title]
        assert bool(gradients) == any(row.arrivals for row in state.functions.values())
        there = sum("not yet" not in title for title in titles[1:] if " → " not in title)
        assert (there > 0) == bool(state.tensors)
        assert any(title.startswith("x: ") and "gradient 3" in title for title in titles) == (
            "t1" in state.tensors and state.tensors["t1"].grad is not None
        )


async def test_numbers_that_are_taken_out_are_a_cut_one_for_each_box(web: Any) -> None:
    kept = await keep(web, (RECORDINGS / "numbers_out.json").read_bytes())
    svg = read(await web.client.get(f"{kept.address}.svg"))
    # A loss a round, read twice; the last one again at the end.
    assert [text for text in words(svg) if text.startswith(("tolist", "item"))] == [
        "tolist",
        "item",
        "item",
        "item, float, int",
    ]
    assert words(svg).count("cut") == 4
    taking = next(step for step in kept.recording.steps if isinstance(step, Op) and step.cut == "item")
    for step, later in ((taking.index, 4), (taking.index + 1, 3), (len(kept.recording.steps), 0)):
        then = read(await web.client.get(f"{kept.address}.svg", params={"step": step}))
        boxes = [title for title in words(then, "title") if title.startswith(("tolist", "item"))]
        assert (len(boxes), sum("not yet" in title for title in boxes)) == (4, later)


async def test_boxes_keep_their_places_from_step_to_step(client: httpx.AsyncClient, kept: Any) -> None:
    sizes = {
        read(await client.get(f"{kept.address}.svg", params={"step": step})).get("viewBox")
        for step in range(len(kept.recording.steps) + 1)
    }
    assert len(sizes) == 1


async def test_themes_have_colours_of_their_own(client: httpx.AsyncClient, kept: Any) -> None:
    light, dark = [(await client.get(f"{kept.address}.svg?theme={theme}")).text for theme in ("light", "dark")]
    assert "#ffffff" in light
    assert "#ffffff" not in dark
    assert "transparent" not in light + dark


async def test_every_form_is_what_it_says(client: httpx.AsyncClient, kept: Any) -> None:
    for form, kind, start in (
        ("png", "image/png", b"\x89PNG\r\n\x1a\n"),
        ("pdf", "application/pdf", b"%PDF-"),
        ("dot", "text/vnd.graphviz; charset=utf-8", b"digraph"),
    ):
        answer = await client.get(f"{kept.address}.{form}?step=12&theme=dark&lang=zh")
        assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
        assert answer.content.startswith(start)
        assert answer.headers["content-disposition"] == f'inline; filename="{kept.recording.id}.{form}"'
        again = await client.get(f"{kept.address}.{form}?step=12&theme=dark&lang=zh", headers={"If-None-Match": "*"})
        assert again.status_code == 304
    drawn = subprocess.run(["dot", "-Tplain"], input=answer.content, capture_output=True, check=True)
    assert drawn.stderr == b""


async def test_the_embed_has_posters_that_any_page_may_show(client: httpx.AsyncClient, kept: Any) -> None:
    for form in ("svg", "png"):
        poster = await client.get(f"/embed/{kept.recording.id}.{form}?step=3")
        assert poster.content == (await client.get(f"{kept.address}.{form}?step=3")).content
        assert poster.headers["access-control-allow-origin"] == "*"
        assert poster.headers["cross-origin-resource-policy"] == "cross-origin"


HOSTILE = [
    "</text><script>alert(1)</script>",
    '"]; evil [label="x',
    "<IMG SRC='/etc/passwd'/>",
    "&amp;&#0;&lt;",
    "]]>--><!--",
    "\\N\\G\\\\",
    "a\u202eb\u0000\u001b\ufffe",
    "\U0001f600 \u6c49\u5b57",
]


@pytest.mark.parametrize("text", HOSTILE)
async def test_what_a_program_says_is_only_ever_text(web: Any, text: str) -> None:
    """Names, operators and expressions are whatever left the sandbox."""
    recording = json.loads((RECORDINGS / "05_grad_fn.json").read_text())
    for row in recording["tensors"]:
        row["names"] = [text]
        row["dtype"] = text
    for row in recording["functions"]:
        row["name"] = text + "Backward0"
    recording["program"]["source"] = "\n".join([text * 3] * 30)
    kept = await keep(web, json.dumps(recording).encode())
    answer = await web.client.get(f"{kept.address}.svg")
    svg = read(answer)
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= {
        *("svg", "title", "desc", "g", "polygon", "polyline", "path", "text", "ellipse"),
    }
    assert not [name for element in svg.iter() for name in element.attrib if name.startswith("on") or "href" in name]
    assert len([group for group in svg.iter(f"{SVG}g") if group.get("class") == "node"]) == len(
        draw(kept.recording).nodes
    )
    shown = re.sub(r"\s+", "", "".join(words(svg)))
    assert re.sub(r"[\s\x00-\x1f\u202e\ufffe]", "", text)[:8] in shown.replace("\ufffd", "")
    for form in ("png", "pdf"):
        assert (await web.client.get(f"{kept.address}.{form}")).status_code == 200


async def test_a_graph_too_large_for_a_picture_says_so(web: Any, monkeypatch: pytest.MonkeyPatch, kept: Any) -> None:
    monkeypatch.setattr("gradwalk.export.picture.MOST_BOXES", 3)
    for form in ("svg", "dot", "png"):
        answer = await web.client.get(f"{kept.address}.{form}")
        assert (answer.status_code, answer.json()["type"]) == (422, "urn:gradwalk:problem:too-large-to-draw")
        assert "at most 3" in answer.json()["detail"]


async def test_a_graphviz_that_takes_too_long_is_killed_and_the_next_picture_is_made(
    web: Any, monkeypatch: pytest.MonkeyPatch, kept: Any
) -> None:
    monkeypatch.setattr("gradwalk.export.exports._SECONDS", 0.0)
    monkeypatch.setattr("gradwalk.export.graphviz._SECONDS", 0.0)
    for form in ("svg", "png"):
        answer = await web.client.get(f"{kept.address}.{form}")
        assert (answer.status_code, answer.json()["type"]) == (503, "urn:gradwalk:problem:drawing-failed")
    monkeypatch.undo()
    assert (await web.client.get(f"{kept.address}.svg")).status_code == 200


@pytest.mark.parametrize("query", ["step=-1", "step=x", "theme=blue", "lang=de", "zoom=2"])
async def test_a_look_that_there_is_not_is_named(client: httpx.AsyncClient, kept: Any, query: str) -> None:
    answer = await client.get(f"{kept.address}.svg?{query}")
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:gradwalk:problem:invalid-request")
    assert (await client.get(f"/api/v1/graphs/{'a' * 26}.svg")).status_code == 404


@pytest.mark.parametrize("name", ["scopes", "08_vector_jacobian_product", "14_data_parallel"])
async def test_calls_modules_and_iterations_have_frames_with_their_labels(web: Any, name: str) -> None:
    kept = await keep(web, (RECORDINGS / f"{name}.json").read_bytes())
    svg = read(await web.client.get(f"{kept.address}.svg"))
    frames = [group for group in svg.iter(f"{SVG}g") if group.get("class") == "cluster"]
    layout = kept.recording.layout
    assert layout is not None
    assert len(frames) == len(layout.groups) > 0
    assert [len(frame.findall(f"{SVG}title")) for frame in frames] == [1] * len(frames)
    titles = " ".join(words(svg, "title"))
    for group in layout.groups:
        scope = kept.recording.scopes[int(group.scopes[0][1:]) - 1]
        assert scope.name in titles
        assert scope.iteration is None or f"{scope.name} · {scope.iteration}" in titles


async def test_a_large_graph_is_drawn_with_its_loops_closed(real: httpx.AsyncClient) -> None:
    source = (
        "import torch\nx = torch.ones(2, requires_grad=True)\ny = x\n"
        "for step in range(150):\n    z = y * 1.01\n    w = z + 1\n    y = w.sin() * x\ny.sum().backward()\n"
    )
    made = (await real.post("/api/v1/graphs", json={"source": source})).json()
    assert len(made["layout"]["nodes"]) > 500
    answer = await real.get(f"/api/v1/graphs/{made['id']}.svg?lang=zh")
    titles = words(read(answer), "title")
    (closed,) = [title for title in titles if title.endswith("×150") and "→" not in title]
    assert closed.startswith("for step in range(150)")
    assert len(titles) < 60


async def test_a_picture_that_takes_long_is_made_once(web: Any, kept: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    draw = Graphviz.draw

    async def counted(self: Graphviz, dot: str, form: Any) -> bytes:
        made.append(form)
        return await draw(self, dot, form)

    monkeypatch.setattr(Graphviz, "draw", counted)
    asked = [web.client.get(f"{kept.address}.{form}") for form in ("png", "png", "pdf", "png", "pdf")]
    answers = await asyncio.gather(*asked)
    assert (await web.client.get(f"{kept.address}.png")).content == answers[0].content == answers[1].content
    assert sorted(made) == ["pdf", "png"]


async def test_a_file_plays_by_itself_and_allows_nothing_else(client: httpx.AsyncClient, kept: Any) -> None:
    answer = await client.get(f"{kept.address}.html?lang=zh&theme=dark&step=3")
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert (
        '<html lang="zh" data-lang="zh" data-theme="dark" data-step="3" data-home="http://gradwalk.test">'
        in answer.text
    )
    policy = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', answer.text)[0]
    assert policy.startswith("default-src 'none'; ")
    script = re.findall(r'<script type="module">(.*?)</script>', answer.text, re.DOTALL)[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}';" in policy
    data = re.findall(r'<script type="application/json" id="recording">(.*?)</script>', answer.text)[0]
    assert json.loads(data) == json.loads(kept.json)
    assert len(answer.content) < 450_000
    assert (await client.get(f"{kept.address}.html?lang=de")).status_code == 422


async def test_without_a_build_the_file_says_what_is_missing(
    client: httpx.AsyncClient, kept: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    built.cache_clear()
    monkeypatch.setattr("gradwalk.export.archive._BUILT", tmp_path)
    answer = await client.get(f"{kept.address}.html")
    assert (answer.status_code, answer.json()["type"]) == (503, "urn:gradwalk:problem:pages-not-built")


def stretches(svg: ElementTree.Element, classed: str) -> list[ElementTree.Element]:
    return [group for group in svg.iter(f"{SVG}g") if classed in (group.get("class") or "").split()]


async def test_a_moving_picture_has_every_step_of_backward_and_rests_on_the_last(
    client: httpx.AsyncClient, kept: Any
) -> None:
    steps = kept.recording.steps
    first = next(step.index for step in steps if step.type == "backward") + 1
    last = max(step.index for step in steps if step.type in ("node", "accumulate")) + 1
    for lang, theme in (("en", "light"), ("zh", "dark")):
        svg = read(await client.get(f"{kept.address}.anim.svg?lang={lang}&theme={theme}"))
        assert (svg.get("role"), svg.get("lang")) == ("img", lang)
        assert [part.tag for part in svg[:2]] == [f"{SVG}title", f"{SVG}desc"]
        captions = [said for group in stretches(svg, "m") for said in words(group, "text") if "19" in said]
        numbers = [int(re.findall(r"\d+", said)[0]) for said in captions]
        assert numbers == list(range(first, last + 1))
        # What rests where nothing moves is the last step's picture.
        still = read(await client.get(f"{kept.address}.svg?lang={lang}&theme={theme}&step={last}"))
        moving = {id(part) for group in stretches(svg, "m") for part in group.iter()}
        resting = {id(part) for group in stretches(svg, "last") for part in group.iter()}
        seen = [part for part in svg.iter() if id(part) not in moving or id(part) in resting]
        shown = ["".join(part.itertext()).strip() for part in seen if part.tag == f"{SVG}text"]
        assert sorted(shown[:-1]) == sorted("".join(part.itertext()).strip() for part in still.iter(f"{SVG}text"))
        style = "".join(words(svg, "style"))
        assert "@media screen and (prefers-reduced-motion:no-preference)" in style
        for group in stretches(svg, "m"):
            (name,) = [name for name in (group.get("class") or "").split() if re.fullmatch(r"m\d+-\d+", name)]
            assert f"@keyframes k{name[1:]}{{" in style


async def test_a_moving_picture_shows_the_steps_that_are_asked_for(client: httpx.AsyncClient, kept: Any) -> None:
    svg = read(await client.get(f"{kept.address}.anim.svg?from=2&to=4"))
    captions = [said for said in words(svg) if said.startswith("Step ")]
    assert [said.partition(" of ")[0] for said in captions] == ["Step 2", "Step 3", "Step 4"]
    for query in ("from=x", "start=2", "to=-1"):
        assert (await client.get(f"{kept.address}.anim.svg?{query}")).status_code == 422


async def test_a_moving_picture_of_a_long_walk_stays_small(web: Any) -> None:
    kept = await keep(web, (RECORDINGS / "scopes.json").read_bytes())
    answer = await web.client.get(f"{kept.address}.anim.svg?from=0&to=80")
    svg = read(answer)
    captions = [said for said in words(svg) if re.match(r"Step |The program|Autograd", said)]
    assert len(captions) <= 60
    assert captions[-1].startswith(f"Step {len(kept.recording.steps)} of ")
    assert len(answer.content) < 1_000_000


async def test_a_moving_picture_that_takes_too_long_is_given_up(web: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = await keep(web, (RECORDINGS / "05_grad_fn.json").read_bytes())
    with monkeypatch.context() as patch:
        patch.setattr("gradwalk.export.exports._MOVING_SECONDS", 0.0)
        answer = await web.client.get(f"{kept.address}.anim.svg")
        assert answer.status_code == 503
        assert answer.json()["type"].endswith(":drawing-failed")
        assert "ask for fewer" in answer.json()["detail"]
    # It has left nothing behind that would stand in the way of the next.
    assert (await web.client.get(f"{kept.address}.anim.svg")).status_code == 200


@pytest.mark.parametrize("text", HOSTILE)
async def test_what_moves_is_only_ever_text(web: Any, text: str) -> None:
    recording = json.loads((RECORDINGS / "05_grad_fn.json").read_text())
    for row in recording["tensors"]:
        row["names"] = [text]
    for row in recording["functions"]:
        row["name"] = text + "Backward0"
    kept = await keep(web, json.dumps(recording).encode())
    svg = read(await web.client.get(f"{kept.address}.anim.svg"))
    assert {element.tag.removeprefix(SVG) for element in svg.iter()} <= {
        *("svg", "title", "desc", "style", "rect", "g", "polygon", "polyline", "path", "text", "ellipse"),
    }
    assert not [name for element in svg.iter() for name in element.attrib if name.startswith("on") or "href" in name]
