"""The contract: what one run of one program left, and the fold that replays it."""
