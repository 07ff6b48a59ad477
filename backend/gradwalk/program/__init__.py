"""Programs as values: text, options, content id, and the examples that come along."""
