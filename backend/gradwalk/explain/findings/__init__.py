"""What to tell a learner about a run."""
