"""The directive `gradwalk` for Sphinx, in reStructuredText and MyST.

    extensions = ["gradwalk.integrations.sphinx"]
    gradwalk_server = "https://gradwalk.example"  # absent: programs are run here, in the sandbox

A program is run once, after all pages have been read; one that is unchanged is not run again.
"""

from collections.abc import Callable, Mapping
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from ..errors import GradwalkError
from .figure import figure, titled
from .here import Here
from .made import Form, Made, NotMadeError, drawn_name
from .there import There
from .wish import NAMES, Wish, WishError, wish_of

_LOG = logging.getLogger(__name__)
_FOLDER = "_gradwalk"
# How high Sphinx lets a picture be: the whole page, as it is.
_MOST_HIGH = r"\csname spx@image@maxheight\endcsname=.85\csname spx@image@maxheight\endcsname"


class gradwalk(nodes.General, nodes.Element):  # type: ignore[misc] # noqa: N801 - docutils has no types, and calls visitors so
    """A program in a page; where nothing plays, its text stands there."""


class Directive(SphinxDirective):
    """`.. gradwalk::` with a program as its content, in a file, or kept by the server under an id."""

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Callable[[str], Any]]] = {
        **dict.fromkeys(NAMES, directives.unchanged),
        "fails": directives.flag,
        "name": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        """The program as a node; what is wrong with its options is an error of the page."""
        source, id = "\n".join(self.content), ""
        if self.arguments and source:
            raise self.error("gradwalk takes a program or the name of its file, not both")
        try:
            usual = Wish(lang="zh" if (self.config.language or "").startswith("zh") else "en")
            options = {name: text or "" for name, text in self.options.items() if name not in ("name", "class")}
            wish = wish_of(options, usual)
            if self.arguments and self.arguments[0].endswith(".py"):
                source = self._file(self.arguments[0])
            elif self.arguments:
                id = self.arguments[0]
        except (WishError, OSError, UnicodeError) as error:
            raise self.error(f"gradwalk: {error}") from error
        if not source.strip() and not id:
            raise self.error("gradwalk needs a program")
        node = gradwalk("", source=source, id=id, wish=wish)
        self.set_source_info(node)
        # Where the program's first line stands; 0 if it is in a file of its own.
        node["first"] = self._first() if self.content else 0
        if source:
            node += nodes.literal_block(source, source, language="python")
        self.add_name(node)
        asked = (source, id, wish, node.line or self.lineno, node["first"])
        _asked(self.env).setdefault(self.env.docname, []).append(asked)
        return [node]

    def _first(self) -> int:
        """The line of the page where the program begins. MyST counts the lines of the directive, reStructuredText all."""
        own: bool = self.content.offset(0) == 0
        return int(self.lineno if own else 0) + int(self.content_offset) + 1

    def _file(self, name: str) -> str:
        relative, path = self.env.relfn2path(name)
        self.env.note_dependency(relative)
        return Path(path).read_text("utf-8")


def _shown(writer: Any, node: nodes.Element) -> Mapping[str, str] | None:
    """What there is to show of a program in this builder; None if only its text is."""
    shown = getattr(writer.builder.env, "gradwalk_shown", {})
    found: Mapping[str, str] | None = shown.get((node["source"], node["id"], node["wish"]))
    return found


def _from(page: str, address: str) -> str:
    """An address as a page writes it."""
    if "://" in address:
        return address
    name, query, rest = address.partition("?") if "?" in address else address.partition("#")
    return relative_uri(page, name) + query + rest


def _visit_html(writer: Any, node: nodes.Element) -> None:
    shown = _shown(writer, node)
    if shown is None or "frame" not in shown:
        return
    builder, wish = writer.builder, cast("Wish", node["wish"])
    page = "" if builder.name == "singlehtml" else builder.get_target_uri(builder.current_docname)
    at = {name: _from(page, it) for name, it in shown.items()}
    writer.body.append(figure(at["frame"], at["poster"], wish, wish.lang or "en", id=(node["ids"] or [None])[0]))
    raise nodes.SkipNode


def _depart_html(writer: Any, node: nodes.Element) -> None:
    shown, wish = _shown(writer, node), cast("Wish", node["wish"])
    if shown is not None and "poster" in shown:
        page = writer.builder.get_target_uri(writer.builder.current_docname)
        alt = escape(titled(wish, wish.lang or "en"))
        caption = f"<p>{escape(wish.caption)}</p>" if wish.caption else ""
        writer.body.append(
            f'<div><img src="{escape(relative_uri(page, shown["poster"]))}" alt="{alt}"/>{caption}</div>'
        )


def _depart_latex(writer: Any, node: nodes.Element) -> None:
    shown, wish = _shown(writer, node), cast("Wish", node["wish"])
    if shown is not None and "poster" in shown:
        stem = shown["poster"].removesuffix(".pdf")
        caption = f"\\captionof{{figure}}{{{writer.encode(wish.caption)}}}\n" if wish.caption else ""
        # No float: it stays with its program, and boxes and tables take it. There is room for the caption on its page.
        writer.body.append(
            f"\n\\noindent\\begin{{minipage}}{{\\linewidth}}\\centering{writer.hypertarget_to(node, anchor=True)}\n"
            f"{_MOST_HIGH}\n\\sphinxincludegraphics{{{{{stem}}}.pdf}}\n{caption}\\end{{minipage}}\\par\n"
        )


def _nothing(writer: Any, node: nodes.Element) -> None:
    """The text of the program stands for itself."""


def setup(app: Sphinx) -> dict[str, Any]:
    """Tell Sphinx what there is."""
    app.add_config_value("gradwalk_server", None, "env", (str,))
    text = (_nothing, _nothing)
    pages = (_visit_html, _depart_html)
    app.add_node(gradwalk, html=pages, latex=(_nothing, _depart_latex), text=text, man=text, texinfo=text)
    app.add_directive("gradwalk", Directive)
    app.connect("env-purge-doc", lambda _, env, docname: _asked(env).pop(docname, None))
    app.connect("env-merge-info", _merge)
    app.connect("env-updated", _make)
    return {
        "version": version("gradwalk"),
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _asked(env: BuildEnvironment) -> dict[str, list[tuple[str, str, Wish, int, int]]]:
    if not hasattr(env, "gradwalk_asked"):
        env.gradwalk_asked = {}  # type: ignore[attr-defined] # how extensions keep what goes with the environment
    asked: dict[str, list[tuple[str, str, Wish, int, int]]] = env.gradwalk_asked  # type: ignore[attr-defined]
    return asked


def _merge(_: Sphinx, env: BuildEnvironment, docnames: set[str], other: BuildEnvironment) -> None:
    _asked(env).update({name: rows for name, rows in _asked(other).items() if name in docnames})


def _make(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Run every program that has no recording yet, and put what pages show of it where they will be."""
    folder = Path(app.doctreedir) / "gradwalk"
    server = app.config.gradwalk_server
    workshop: Here | There = There(server, folder) if server else Here(folder)
    shown: dict[tuple[str, str, Wish], Mapping[str, str]] = {}
    try:
        for docname, rows in sorted(_asked(env).items()):
            for source, id, wish, line, first in rows:
                place = (str(env.doc2path(docname)), line)
                try:
                    made = _made(workshop, source, id, wish)
                    if made.problem and not wish.fails:
                        _warn(made.problem.says, made.problem.line, place, first)
                    shown[source, id, wish] = _published(app, made, wish)
                except NotMadeError as error:
                    _warn(str(error), error.line, place, first)
                except GradwalkError as error:
                    _warn(str(error), None, place, first)
    finally:
        workshop.close()
    # For the writers, which may be other processes.
    env.gradwalk_shown = shown  # type: ignore[attr-defined] # as above
    return []


def _made(workshop: Here | There, source: str, id: str, wish: Wish) -> Made:
    if not id:
        return workshop.make(source, wish)
    if isinstance(workshop, Here):
        raise NotMadeError(f"{id!r} is no .py file, and for a recording's id gradwalk_server must say where it is kept")
    return workshop.find(id)


def _published(app: Sphinx, made: Made, wish: Wish) -> Mapping[str, str]:
    """What the pages of this builder show: addresses from the folder of all pages, or the name of a file to print."""

    def publish(name: str, make: Callable[[], bytes]) -> str:
        path = Path(app.outdir) / _FOLDER / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(make())
        return f"{_FOLDER}/{name}"

    def drawn(form: Form) -> str:
        return publish(drawn_name(made.name, wish, form), lambda: made.draw(wish, form))

    match app.builder.format, app.builder.name:
        case "html", "epub":
            # Nothing plays in a book, and nothing in it may be elsewhere.
            return {"poster": drawn("svg")}
        case "html", _:
            return {"frame": made.frame(wish, publish), "poster": made.poster(wish, publish)}
        case "latex", _:
            return {"poster": drawn("pdf")}
        case _:
            return {}


def _warn(says: str, line: int | None, place: tuple[str, int], first: int) -> None:
    """Tell of a program in the build's log, at its own line where it stands in the page."""
    path, at = place
    inside = "" if line is None or first else f" (line {line} of the program)"
    location = f"{path}:{first + line - 1 if line is not None and first else at}"
    _LOG.warning("%s%s", says, inside, location=location, type="gradwalk")
