"""Fences of programs in Markdown."""

import logging
import re
from pathlib import Path

import markdown
import pytest
from gradwalk.integrations.superfence import fence

GOOD = "import torch\nx = torch.ones(2, requires_grad=True)\nx.sum().backward()\n"


def rendered(folder: Path, text: str) -> str:
    entry = fence(folder=str(folder / "site"), address="/files", cache=str(folder / "cache"))
    extensions = {"pymdownx.superfences": {"custom_fences": [entry]}}
    return str(markdown.markdown(text, extensions=list(extensions), extension_configs=extensions))


def test_a_fence_becomes_a_figure_whose_files_are_there(tmp_path: Path) -> None:
    html = rendered(tmp_path, f'```gradwalk step="2" lang="zh" caption="<b>&"\n{GOOD}```\n')
    (frame,) = re.findall(r'<iframe src="/files/([^"?]*)\?lang=zh#step=2"', html)
    (poster,) = re.findall(r'<img class="gradwalk-still" src="/files/([^"]*)"', html)
    assert (tmp_path / "site" / frame).read_bytes().startswith(b"<!doctype html>")
    assert b"<svg" in (tmp_path / "site" / poster).read_bytes()
    assert "<figcaption>&lt;b&gt;&amp;</figcaption>" in html
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_what_is_wrong_is_told_and_the_text_stays(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        html = rendered(tmp_path, '```gradwalk step="x"\nimport torch\nimport os  # <b>\n```\n')
    assert [record.getMessage().partition(":")[0] for record in caplog.records] == ["step", "the program is not run"]
    assert "(line 2 of the program)" in caplog.text
    assert "<iframe" not in html
    assert "import os  # &lt;b&gt;" in html
