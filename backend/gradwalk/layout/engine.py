"""Runs graphviz's `dot` in a process that can be killed."""

import asyncio
import contextlib

import graphviz

from ..errors import LayoutError


async def run_dot(graph: graphviz.Digraph, format: str, seconds: float) -> bytes:  # noqa: A002 - graphviz's name for it
    """What `dot` makes of the graph. Cancelling kills it.

    Args:
        graph: the graph.
        format: one of graphviz's output formats, `json0` for places alone.
        seconds: after which it is killed.

    Raises:
        LayoutError: if there is no `dot`, it takes too long, or it fails.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            str(graphviz.DOT_BINARY),
            "-Kdot",
            f"-T{format}",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
    except OSError as error:
        raise LayoutError("graphviz's dot is not there; install graphviz") from error
    try:
        async with asyncio.timeout(seconds):
            drawn, complaint = await process.communicate(graph.source.encode())
    except TimeoutError:
        raise LayoutError(f"graphviz took more than {seconds:g} s to lay the graph out") from None
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await asyncio.shield(process.wait())
    if process.returncode:
        raise LayoutError(f"graphviz failed: {complaint.decode(errors='replace')[:500].strip()}")
    return drawn
