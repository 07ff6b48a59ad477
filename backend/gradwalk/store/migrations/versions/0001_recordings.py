"""The table of recordings. A database from before there were steps has it, and says so in a table of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make it where it is not there."""
    op.create_table(
        "recordings",
        sa.Column("id", sa.String(26), primary_key=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("engine", sa.Text, nullable=False),
        sa.Column("lasting", sa.Boolean, nullable=False),
        sa.Column("digest", sa.String(32), nullable=False),
        sa.Column("recording", sa.LargeBinary, nullable=False),
        if_not_exists=True,
    )
    op.drop_table("schema_version", if_exists=True)
