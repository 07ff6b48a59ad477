"""The tables as they have become: a step of Alembic's for each change since the first."""
