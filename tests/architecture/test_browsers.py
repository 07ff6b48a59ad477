"""What the front end asks of a browser: no more than those of 2022 have, the last of many an old laptop or telephone.

The types allow no newer method of JavaScript's own (`lib` in tsconfig.json), and the build writes no newer syntax (`target` in
vite.config.ts); a pattern is not rewritten, and a colour that is none is black.
"""

from pathlib import Path

import pytest

FRONTEND = Path(__file__).parents[2] / "frontend"
SOURCES = [path for kind in ("*.ts", "*.tsx", "*.css") for path in (FRONTEND / "src").rglob(kind)]


@pytest.mark.parametrize("what", ["(?<=", "(?<!", "color-mix("])
def test_nothing_is_written_that_a_browser_of_2022_stops_at(what: str) -> None:
    assert [str(path.relative_to(FRONTEND)) for path in SOURCES if what in path.read_text()] == []
