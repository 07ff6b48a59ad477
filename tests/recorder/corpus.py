"""Every program that is run both ways."""

from pathlib import Path

from . import practice, programs, python_programs, traps
from .autograd import sources
from .conftest import CHAPTER

EVERY = {
    **{path.stem: path.read_text() for path in sorted(Path(CHAPTER).glob("*.py"))},
    **programs.SOURCES,
    **python_programs.SOURCES,
    **practice.SOURCES,
    **traps.SOURCES,
    **sources.SOURCES,
}
