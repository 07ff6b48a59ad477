"""What the editor completes is what torch has and the policy runs."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
NAMES = ROOT / "frontend" / "src" / "editor" / "torchNames.gen.json"


def test_the_names_are_those_of_the_torch_that_is_installed() -> None:
    command = [sys.executable, str(ROOT / "frontend" / "completion" / "torch_names.py")]
    made = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout
    assert json.loads(made) == json.loads(NAMES.read_text()), "run `make names`"
