"""The page: a template filled with what the API says of itself. Pure, but for the files it reads once."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup, escape

from ..problems import MEDIA_TYPE
from .chinese.texts import chinese
from .words import PROBLEMS_ZH, SAY, Lang

_HERE = Path(__file__).parent
# What stands in the examples for the address of whichever server shows them.
EXAMPLE_BASE = "http://127.0.0.1:8000"
_EXAMPLES = {"curl": "record.sh", "Python": "record.py", "JavaScript": "record.mjs"}
_CODE = re.compile(r"`([^`]*)`")


def page(description: Mapping[str, Any], problems: Mapping[str, str], base: str, lang: Lang = "en") -> str:
    """The documentation in HTML, without scripts.

    Args:
        description: the API's OpenAPI document.
        problems: the type and the title of every kind of problem.
        base: the server's address, for the examples.
        lang: of the page.
    """
    calls = [
        _call(method, path, call, chinese if lang == "zh" else str)
        for path, methods in description["paths"].items()
        for method, call in methods.items()
    ]
    shown = {name: text.replace(EXAMPLE_BASE, base) for name, text in examples().items()}
    named = {kind: PROBLEMS_ZH[kind.rpartition(":")[2]] for kind in problems} if lang == "zh" else problems
    return _template().render(
        info=description["info"], calls=calls, problems=named, examples=shown, lang=lang, say=SAY[lang]
    )


def _call(method: str, path: str, call: Mapping[str, Any], told: Callable[[str], str]) -> dict[str, Any]:
    """What the page tells of a call, each of its texts as it is `told`."""
    return {
        "id": call["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": told(call["summary"]),
        "paragraphs": [told(text) for text in call["description"].split("\n\n")],
        "parameters": [
            {**it, "text": told(text) if (text := it.get("description", "")) else ""}
            for it in call.get("parameters", [])
        ],
        "answers": [
            {
                "status": status,
                "text": told(answer["description"]),
                "media_types": [kind for kind in answer.get("content", {}) if kind != MEDIA_TYPE],
            }
            for status, answer in call["responses"].items()
        ],
    }


@cache
def examples() -> Mapping[str, str]:
    """Programs that use the API, by the language that they are written in."""
    return {name: (_HERE / "examples" / file).read_text() for name, file in _EXAMPLES.items()}


@cache
def _template() -> Template:
    environment = Environment(loader=FileSystemLoader(_HERE), autoescape=True)
    environment.filters["prose"] = _prose
    return environment.get_template("page.html")


def _prose(text: str) -> Markup:
    """Text whose backticks mark code."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))
