"""The MkDocs plugin `gradwalk`: fences of that name become figures, and what they show is put into the site.

plugins:
  - gradwalk:
      server: https://gradwalk.example  # absent: programs are run here, in the sandbox
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from mkdocs.config import config_options as kind
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from .here import Here
from .superfence import Fence, put
from .there import There
from .wish import Wish, wish_of

_LOG = get_plugin_logger(__name__)
_FENCES = "pymdownx.superfences"
_FOLDER = "gradwalk"


class GradwalkConfig(Config):  # type: ignore[no-untyped-call] # so MkDocs has it
    """What the site's author may choose."""

    server = kind.Optional(kind.Type(str))
    lang = kind.Optional(kind.Choice(("en", "zh")))
    cache = kind.Type(str, default=".cache/gradwalk")


class GradwalkPlugin(BasePlugin[GradwalkConfig]):  # type: ignore[no-untyped-call] # as above
    """Adds the fence, and knows on which page it stands."""

    def __init__(self) -> None:
        self._page: Page | None = None
        self._workshop: Here | There | None = None
        self._site = Path()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add the fence to the Markdown of all pages."""
        self._site = Path(config.site_dir)
        kept = Path(config.config_file_path).parent / self.config.cache
        self._workshop = There(self.config.server, kept) if self.config.server else Here(kept)
        usual = wish_of({"lang": self.config.lang}) if self.config.lang else Wish()
        entry = Fence(self._workshop, self._publish, self._warn, usual).custom_fence
        if _FENCES not in config.markdown_extensions:
            config.markdown_extensions.append(_FENCES)
        fences: list[dict[str, Any]] = config.mdx_configs.setdefault(_FENCES, {}).setdefault("custom_fences", [])
        fences[:] = [row for row in fences if row["name"] != entry["name"]] + [entry]
        return config

    def on_page_markdown(self, markdown: str, page: Page, **_: Any) -> str:
        """Remember whose Markdown comes next."""
        self._page = page
        return markdown

    def on_post_build(self, **_: Any) -> None:
        """End the sandbox; a later build starts it anew if it needs one."""
        if self._workshop is not None:
            self._workshop.close()

    def _publish(self, name: str, make: Callable[[], bytes]) -> str:
        put(self._site / _FOLDER / name, make)
        return get_relative_url(f"{_FOLDER}/{name}", self._page.url if self._page else "")

    def _warn(self, source: str, says: str, line: int | None) -> None:
        path = self._page.file.abs_src_path if self._page else None
        first = _first_line(Path(path), source) if path else None
        at = f":{first + (line or 1) - 1}" if first else ""
        inside = "" if line is None or first else f" (line {line} of the program)"
        name = self._page.file.src_uri if self._page else "?"
        _LOG.warning("%s%s: %s%s", name, at, says, inside)


def _first_line(page: Path, source: str) -> int | None:
    """The line of a page where a program begins; None where it stands there otherwise, indented or more than once."""
    text = page.read_text("utf-8-sig", errors="replace").replace("\r\n", "\n")
    return text[: text.index(source)].count("\n") + 1 if text.count(source) == 1 else None
