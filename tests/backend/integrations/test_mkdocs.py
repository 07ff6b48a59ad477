"""The MkDocs plugin."""

import re
import subprocess
import sys
from pathlib import Path

CONFIG = "site_name: Course\ntheme: {name: mkdocs, highlightjs: false}\nplugins: [gradwalk]\n"
PAGE = """# Course

```gradwalk
import torch
x = torch.ones(2, requires_grad=True)
(x * 2).backward()
```
"""


def build(site: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "mkdocs", "build", *options]
    return subprocess.run(command, cwd=site, capture_output=True, text=True, timeout=120, check=False)


def test_a_page_has_the_figure_and_the_log_the_line(tmp_path: Path) -> None:
    (tmp_path / "docs/unit").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    (tmp_path / "docs/unit/page.md").write_text(PAGE)
    done = build(tmp_path)
    assert done.returncode == 0
    assert "unit/page.md:6: the program ended: error, RuntimeError" in done.stderr
    page = tmp_path / "site/unit/page/index.html"
    (address,) = re.findall(r'<iframe src="([^"]*)"', page.read_text())
    assert (page.parent / address).resolve().is_relative_to(tmp_path / "site/gradwalk")
    assert (page.parent / address).is_file()
    assert len(list((tmp_path / ".cache/gradwalk").iterdir())) == 1
    assert build(tmp_path, "--strict").returncode != 0
