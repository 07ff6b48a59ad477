"""`python -m gradwalk.layout.layered`: a picture a line in, its places a line out, both as JSON, until there are no more."""

import json
import sys

from .place import Box, Line, lay_out


def main() -> None:
    """Answer every line of stdin with one on stdout."""
    for line in sys.stdin:
        asked = json.loads(line)
        placed = lay_out([Box(*box) for box in asked["boxes"]], [Line(*entry) for entry in asked["lines"]])
        sys.stdout.write(json.dumps(placed._asdict(), separators=(",", ":")) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
