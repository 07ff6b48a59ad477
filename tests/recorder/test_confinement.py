"""A run opens no file and starts no thread: the sandbox's child may do neither."""

import sys
from typing import Any

import pytest
from gradwalk.recorder.run import record_lines
from gradwalk.recording.recording import Options, Program

from .conftest import CHAPTER, forked, recording_of

FORBIDDEN = {"open", "os.listdir", "os.scandir", "_thread.start_new_thread", "subprocess.Popen", "os.fork"}
WARM = """
import torch
torch.manual_seed(0)
x = torch.ones(1, requires_grad=True)
(x * 2).sum().backward()
(x * 2).backward(x)
print(x)
x.sum().grad
"""


@pytest.mark.parametrize("number", ["05", "08", "11", "12", "13"])
def test_a_warm_process_needs_no_file_and_no_thread(number: str) -> None:
    (path,) = CHAPTER.glob(f"{number}_*.py")
    source = path.read_text()

    def run() -> tuple[list[str], list[bytes]]:
        exec(WARM, {})
        seen: list[str] = []
        sys.addaudithook(lambda event, arguments: seen.append(f"{event} {arguments}") if event in FORBIDDEN else None)
        lines = record_lines(Program(source=source, options=Options()))
        return list(seen), lines

    answer: Any = forked(run)
    assert answer[0] == []
    assert recording_of(answer[1], source).steps
