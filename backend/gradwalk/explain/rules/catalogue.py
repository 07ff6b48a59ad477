"""Every rule by the name of its function."""

from . import arithmetic
from .entry import Entry

TOPICS = (arithmetic,)

CATALOGUE: dict[str, Entry] = {name: entry for topic in TOPICS for entry in topic.ENTRIES for name in entry.names}
