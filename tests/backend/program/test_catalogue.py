"""The examples that come along."""

import re
from importlib import resources

from gradwalk.program.catalogue import examples


def test_there_are_fourteen_in_the_order_of_the_chapter() -> None:
    names = [example.name for example in examples()]
    assert [int(name[:2]) for name in names] == list(range(1, 15))


def test_every_file_is_listed_with_its_text() -> None:
    folder = resources.files("gradwalk.program") / "examples"
    files = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".py")}
    assert {f"{example.name}.py": example.source for example in examples()} == files


def test_every_example_is_python_that_imports_torch() -> None:
    for example in examples():
        compile(example.source, example.name, "exec")
        assert "import torch" in example.source


def test_every_title_is_in_both_languages_and_its_own() -> None:
    assert all(re.search(r"[\u4e00-\u9fff]", example.title.zh) for example in examples())
    assert all(example.title.en.isascii() for example in examples())
    assert len({example.title.en for example in examples()}) == len({example.title.zh for example in examples()}) == 14
