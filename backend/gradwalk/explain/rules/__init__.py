"""The derivative rules, a file a topic."""
