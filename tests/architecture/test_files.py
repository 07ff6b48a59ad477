"""Files do one thing each and say which."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PYTHON = [
    path
    for folder in ("backend/gradwalk", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "node_modules" not in path.parts and "examples" not in path.parts
]
FRONTEND = [path for kind in ("*.ts", "*.tsx", "*.css") for path in (ROOT / "frontend/src").rglob(kind)]
LONGEST = 350
# Beside these only what tools look for there.
TOP = {"backend", "frontend", "tests", "docs", "docker-compose.yml", "README.md", "CONTRIBUTING.md", "LICENSE"}
FOR_TOOLS = {".ci", ".dockerignore", ".gitignore", "Makefile", "constraints.txt", "pyproject.toml"}


@pytest.mark.skipif(
    not (ROOT / ".git").exists(), reason="what is kept can only be told from what was made in a checkout"
)
def test_nothing_is_kept_at_the_top_that_does_not_belong_there() -> None:
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    kept = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    assert {path.split("/")[0] for path in kept.split("\0") if path} == TOP | FOR_TOOLS


def test_no_file_is_longer_than_a_reader_wants() -> None:
    written = [path for path in PYTHON + FRONTEND if not path.name.endswith(".gen.ts")]
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in written}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST} == {}


def test_every_module_opens_with_what_it_does() -> None:
    silent = [str(path.relative_to(ROOT)) for path in PYTHON if not ast.get_docstring(ast.parse(path.read_text()))]
    assert silent == []


def test_no_drawer_for_whatever_does_not_fit() -> None:
    drawers = {"utils", "util", "helpers", "common", "manager", "misc"}
    assert [str(path) for path in PYTHON + FRONTEND if path.stem in drawers or path.parent.name in drawers] == []
