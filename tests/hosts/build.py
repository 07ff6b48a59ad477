"""Builds every host's pages: `python -m tests.hosts.build FOLDER SERVER`. Sphinx runs programs, MkDocs asks the server."""

import os
import subprocess
import sys
from pathlib import Path

import nbformat
from gradwalk.integrations.notebook import show
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook, new_output

HERE = Path(__file__).parent
PROGRAM = "import torch\nx = torch.ones(2, 2, requires_grad=True)\ny = x + 2\nz = y * y * 3\nz.mean().backward()\n"


def sphinx(out: Path) -> None:
    """A course in reStructuredText and MyST."""
    doctrees = out.parent / "sphinx-doctrees"
    _run("-m", "sphinx", "-q", "-W", "--keep-going", "-j", "2", "-d", str(doctrees), str(HERE / "sphinx"), str(out))


def mkdocs(out: Path, server: str) -> None:
    """A course in Markdown."""
    config = str(HERE / "mkdocs" / "mkdocs.yml")
    variables = {"GRADWALK_TEST_SERVER": server, "GRADWALK_TEST_CACHE": str(out.parent / "mkdocs-cache")}
    _run("-m", "mkdocs", "build", "-q", "--strict", "-f", config, "-d", str(out), **variables)


def notebook(out: Path, server: str) -> None:
    """A notebook that was run, as a page: one recording with everything in it, one that a server plays."""
    cells = []
    for walk in (show(PROGRAM, step=3, lang="en"), show(PROGRAM, lang="zh", server=server)):
        output = new_output("execute_result", data=walk._repr_mimebundle_(), execution_count=1)
        cells.append(new_code_cell("show(program)", outputs=[output], execution_count=1))
    book = new_notebook(cells=cells)
    nbformat.validate(book)
    page, _ = HTMLExporter(template_name="basic").from_notebook_node(book)
    out.write_text(
        f"<!doctype html><html lang='en'><meta charset='utf-8'><title>Notebook</title>{page}</html>", "utf-8"
    )


def _run(*arguments: str, **variables: str) -> None:
    subprocess.run([sys.executable, *arguments], env=os.environ | variables, check=True, timeout=300)


def main() -> None:
    """Build all of them."""
    folder, server = Path(sys.argv[1]).resolve(), sys.argv[2]
    folder.mkdir(parents=True, exist_ok=True)
    sphinx(folder / "sphinx")
    mkdocs(folder / "mkdocs", server)
    notebook(folder / "notebook.html", server)


if __name__ == "__main__":
    main()
