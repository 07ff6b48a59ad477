"""How far a command has come, in a line at the bottom of a terminal that is gone when the command ends."""

import sys
from types import TracebackType

from rich.console import Console, RenderableType
from rich.progress import BarColumn, ProgressColumn, SpinnerColumn, Task, TaskID, TextColumn
from rich.progress import Progress as Drawn
from rich.table import Column
from rich.text import Text

from ..recording.progress import Progress
from ..sandbox.limits import Limits

# With fewer columns there is no room for a bar beside the words.
_ROOM_FOR_A_BAR = 72
_LINE = Column(no_wrap=True, overflow="ellipsis")


class _Share(ProgressColumn):
    """The bar, where it is known what is all."""

    def __init__(self) -> None:
        super().__init__()
        self._bar = BarColumn(bar_width=24)

    def render(self, task: Task) -> RenderableType:
        """See ProgressColumn."""
        return Text() if task.total is None else self._bar.render(task)


class Bar:
    """Draws on stderr, and only where that is a terminal; nothing is ever written to stdout.

    What else is written to `sys.stderr`, as it is while this is open, comes to stand above it.

    Args:
        quiet: draw nothing.
        alone: start no thread that keeps it moving: it changes when it is told something.
    """

    def __init__(self, *, quiet: bool = False, alone: bool = False) -> None:
        # This stderr, whatever the program puts in its place.
        console = Console(file=sys.stderr)
        words = TextColumn("{task.description} {task.fields[far]}", table_column=_LINE)
        self._steps = Limits().steps
        self._drawn = Drawn(
            SpinnerColumn("line"),
            *([_Share()] if console.width >= _ROOM_FOR_A_BAR else []),
            words,
            console=console,
            transient=True,
            redirect_stdout=False,
            auto_refresh=not alone,
            # rich would draw in a pipe for who asks for colours, and leave an empty line where lines cannot be cleared.
            disable=quiet or not sys.stderr.isatty() or console.is_dumb_terminal,
        )
        self._stage, self._task = "", TaskID(0)

    def say(self, stage: str) -> None:
        """It does something that takes as long as it takes."""
        self._show(stage)

    def limited(self, limits: Limits) -> None:
        """A run may have so many steps."""
        self._steps = limits.steps

    def told(self, progress: Progress) -> None:
        """It has come so far with a run."""
        match progress.stage:
            case "queued":
                self._show("queued", far=f"behind {progress.ahead}" if progress.ahead else "")
            case "running":
                done = progress.steps or 0
                share = done / self._steps
                self._show("running", done, far=f"{share:.0%}, {done:,} of at most {self._steps:,} steps")
            case "laying_out":
                self._show("laying out")

    def _show(self, stage: str, done: int | None = None, far: str = "") -> None:
        if stage != self._stage:
            if self._stage:
                self._drawn.remove_task(self._task)
            # What has no known end has no total.
            self._task = self._drawn.add_task(stage, total=None if done is None else self._steps, far=far)
            self._stage = stage
        self._drawn.update(self._task, completed=done, far=far, refresh=True)

    def __enter__(self) -> "Bar":
        self._drawn.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._drawn.stop()
