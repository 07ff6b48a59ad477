"""The server stays small: torch is loaded by the sandbox's child alone."""

import subprocess
import sys


def test_the_server_starts_without_torch() -> None:
    program = "import sys, gradwalk.__main__, gradwalk.web.app; print(sorted({'torch', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
