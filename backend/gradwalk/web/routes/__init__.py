"""One concept a file."""
