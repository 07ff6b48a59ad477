"""How many steps a run has written, counted while it writes."""

import asyncio
import os

from gradwalk.sandbox.output import Output


async def test_steps_are_counted_wherever_a_chunk_ends() -> None:
    reading, writing = os.pipe()
    counted: list[int] = []
    output = Output(reading, 1 << 20, lambda: None)
    output.when_steps(counted.append)
    for byte in b'{"steps":[{"index":0},{"index":1,"text":"\\"index\\":"}]}\n':
        os.write(writing, bytes([byte]))
        await asyncio.sleep(0.001)
    os.close(writing)
    await output.end(1.0)
    assert counted == [1, 2]
