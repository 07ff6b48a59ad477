"""Recordings in notebooks: `show(source)` as the last expression of a cell plays what autograd did with a program."""

from html import escape
from pathlib import Path
from tempfile import gettempdir

from ..export.frame import SANDBOX
from .figure import titled
from .here import Here
from .there import There
from .wish import Wish, wish_of


class Walk:
    """A recording that a notebook shows: a frame, which a page made from the notebook keeps."""

    def __init__(self, frame: str, poster: bytes | None, wish: Wish) -> None:
        self._frame, self._poster, self._wish = frame, poster, wish

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:  # noqa: ARG002
        title = escape(titled(self._wish, "en"))
        rest = f'title="{title}" width="100%" height="{self._wish.height}" style="border:0" loading="lazy" sandbox="{SANDBOX}"'
        bundle = {"text/plain": "<Gradwalk>", "text/html": f"<iframe {self._frame} {rest}></iframe>"}
        return bundle if self._poster is None else {**bundle, "image/svg+xml": self._poster.decode()}


def show(
    source: str,
    *,
    step: int | None = None,
    lang: str | None = None,
    theme: str = "auto",
    height: int = 460,
    seed: int = 0,
    server: str | None = None,
) -> Walk:
    """Run a program, and play it in the notebook.

    Args:
        source: the program. It has its own names, not the notebook's.
        step: where the walk begins.
        lang: `en` or `zh`; that of the reader's browser if None.
        theme: `auto`, `light` or `dark`.
        height: of the frame, in pixels.
        seed: for torch's, numpy's and Python's generators.
        server: what runs it, as https://gradwalk.example, and is asked by the frame; None: it is run here, in the sandbox, and
            the notebook has everything in it.

    Raises:
        NotMadeError: if the policy refuses it, or nothing runs it.
        WishError: if an option is not of its kind.
    """
    said = {"step": step, "lang": lang, "theme": theme, "height": height, "seed": seed}
    wish = wish_of({name: str(it) for name, it in said.items() if it is not None})
    folder = Path(gettempdir()) / "gradwalk"
    if server:
        made = There(server, folder).make(source, wish)
        return Walk(f'src="{escape(made.frame(wish, _nowhere))}"', None, wish)
    here = Here(folder)
    try:
        recorded = here.make(source, wish)
        return Walk(f'srcdoc="{escape(recorded.page(wish).decode())}"', recorded.draw(wish, "svg"), wish)
    finally:
        here.close()


def _nowhere(name: str, _: object) -> str:
    raise AssertionError(f"{name} has no place in a notebook")
