"""The tables as they are now; `migrations` makes them, step by step."""

from sqlalchemy import Boolean, Column, DateTime, LargeBinary, MetaData, String, Table, Text

# The last of the steps in `migrations/versions`.
REVISION = "0002"

metadata = MetaData()

recordings = Table(
    "recordings",
    metadata,
    Column("id", String(26), primary_key=True),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("source", Text, nullable=False),
    Column("engine", Text, nullable=False),
    Column("lasting", Boolean, nullable=False),
    Column("digest", String(32), nullable=False),
    Column("recording", LargeBinary, nullable=False),
    Column("options", Text, nullable=True),
)

# Alembic's own: the step that the tables are at.
alembic_version = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
