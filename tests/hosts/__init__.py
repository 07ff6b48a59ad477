"""Pages of other tools with recordings in them, as a course's author would write them."""
