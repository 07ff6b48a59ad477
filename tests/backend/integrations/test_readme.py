"""What the README says of courses works as it stands there."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

README = (Path(__file__).parents[3] / "README.md").read_text("utf-8")


def snippet(language: str, fence: str = "```") -> str:
    (found,) = re.findall(rf"^{fence}{language}\n(.*?)^{fence}$", README, re.DOTALL | re.MULTILINE)
    return str(found)


def run(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_the_sphinx_page_builds_without_a_warning(tmp_path: Path) -> None:
    (setting,) = re.findall(r"`(extensions = \[.*?\])`", README)
    (tmp_path / "conf.py").write_text(setting)
    (tmp_path / "index.rst").write_text("Course\n======\n\n" + snippet("rst"))
    assert run(tmp_path, "sphinx", "-q", "-W", ".", "out") == ""
    assert '.html?lang=en#step=5"' in (tmp_path / "out/index.html").read_text()


def test_the_mkdocs_page_builds(tmp_path: Path) -> None:
    (setting,) = re.findall(r"`(plugins: \[.*?\])`", README)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(snippet("md", "````"))
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Course\n{setting}\n")
    run(tmp_path, "mkdocs", "build", "--strict")
    assert '.html?lang=zh#step=5"' in (tmp_path / "site/index.html").read_text()


def test_the_notebook_cell_shows_a_frame() -> None:
    names: dict[str, Any] = {}
    code = compile(snippet("python").replace("\nshow(", "\nwalk = show("), "README.md", "exec")
    exec(code, names)
    bundle = names["walk"]._repr_mimebundle_()
    assert bundle["text/html"].startswith('<iframe srcdoc="&lt;!doctype html&gt;')
    assert "data-step=&quot;3&quot;" in bundle["text/html"]
    assert bundle["image/svg+xml"].startswith("<?xml")
