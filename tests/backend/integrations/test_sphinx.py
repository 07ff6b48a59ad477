"""`.. gradwalk::` in a course that Sphinx builds."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = "import torch\nx = torch.ones(2, requires_grad=True)\nx.sum().backward()\n"
FAILS = "import torch\nx = torch.ones(2, requires_grad=True)\n(x * 2).backward()\n"


def directive(program: str, *options: str) -> str:
    lines = [".. gradwalk::", *(f"   {option}" for option in options), ""]
    return "\n".join([*lines, *(f"   {line}" for line in program.splitlines()), ""])


def build(course: Path, builder: str = "html") -> str:
    """Build, and answer the warnings. No build may fail."""
    (course / "conf.py").write_text('extensions = ["gradwalk.integrations.sphinx", "myst_parser"]\n')
    command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-d", "doctrees", ".", f"out-{builder}"]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_a_program_is_run_once_and_again_only_when_it_changes(tmp_path: Path) -> None:
    page = tmp_path / "index.rst"
    page.write_text("Course\n======\n\n" + directive(GOOD, ":step: 2"))
    assert build(tmp_path) == ""
    (kept,) = (tmp_path / "doctrees/gradwalk").iterdir()
    before = kept.stat().st_mtime_ns
    page.write_text("Course\n======\n\nMore words.\n\n" + directive(GOOD, ":step: 3", ":lang: zh"))
    assert build(tmp_path) == ""
    assert [path.stat().st_mtime_ns for path in (tmp_path / "doctrees/gradwalk").iterdir()] == [before]
    html = (tmp_path / "out-html/index.html").read_text()
    (address,) = re.findall(r'<iframe src="([^"]*)"', html)
    assert address.endswith(".html?lang=zh#step=3")
    assert (tmp_path / "out-html" / address.partition("?")[0]).is_file()


@pytest.mark.parametrize(
    ("program", "options", "says", "line", "shown"),
    [
        (FAILS, (), "RuntimeError", 10, True),
        (FAILS, (":fails:",), "", 0, True),
        ("import os\n", (), "the program is not run", 8, False),
    ],
)
def test_what_is_wrong_with_a_program_is_told_at_its_line_and_the_page_stands(
    tmp_path: Path, program: str, options: tuple[str, ...], says: str, line: int, shown: bool
) -> None:
    (tmp_path / "index.rst").write_text("Course\n======\n\nWords.\n\n" + directive(program, *options))
    warnings = build(tmp_path)
    assert says in warnings
    assert (f"index.rst:{line}: " in warnings) == bool(line)
    assert bool(warnings) == bool(line)
    html = (tmp_path / "out-html/index.html").read_text()
    assert ("<iframe" in html) == shown
    assert shown or "import" in html


def test_in_myst_a_warning_names_the_line_too(tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text(f"# Course\n\n```{{gradwalk}}\n:step: 1\n\n{FAILS}```\n")
    assert "index.md:8: " in build(tmp_path)


def test_print_and_books_have_the_picture_and_the_text(tmp_path: Path) -> None:
    (tmp_path / "index.rst").write_text("Course\n======\n\n" + directive(GOOD, ":caption: 50% & more", ":name: here"))
    assert build(tmp_path, "latex") == ""
    (tex,) = (tmp_path / "out-latex").glob("*.tex")
    text = tex.read_text()
    (stem,) = re.findall(r"\\sphinxincludegraphics\{\{([^}]*)\}\.pdf\}", text)
    assert (tmp_path / f"out-latex/{stem}.pdf").read_bytes().startswith(b"%PDF-")
    # As LaTeX has it, and not in a float: boxes and tables would not take one.
    assert r"\captionof{figure}{50\% \& more}" in text
    assert r"\label{\detokenize{index:here}}" in text
    assert r"\begin{figure}" not in text
    assert "requires" in text
    build(tmp_path, "epub")
    book = (tmp_path / "out-epub/index.xhtml").read_text()
    assert "<iframe" not in book
    (address,) = re.findall(r'<img src="(_gradwalk/[^"]*\.svg)"', book)
    assert (tmp_path / "out-epub" / address).is_file()
    assert address in (tmp_path / "out-epub/content.opf").read_text()
    assert build(tmp_path, "text") == ""
    assert "requires_grad" in (tmp_path / "out-text/index.txt").read_text()


def test_a_server_that_does_not_answer_leaves_the_text(tmp_path: Path) -> None:
    (tmp_path / "index.rst").write_text("Course\n======\n\n" + directive(GOOD))
    command = ["-q", "-D", "gradwalk_server=http://127.0.0.1:1", ".", "out"]
    (tmp_path / "conf.py").write_text('extensions = ["gradwalk.integrations.sphinx"]\n')
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", *command], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True
    )
    assert "http://127.0.0.1:1 does not answer" in done.stderr
    assert "requires_grad" in (tmp_path / "out/index.html").read_text()


@pytest.mark.parametrize("option", [":step: x", ":lang: de", ":theme: blue"])
def test_an_option_that_there_is_not_is_an_error_of_the_page(tmp_path: Path, option: str) -> None:
    (tmp_path / "index.rst").write_text("Course\n======\n\n" + directive(GOOD, option))
    assert re.search(rf"index\.rst:4: .*gradwalk: {option.split(':')[1]}: ", build(tmp_path))
