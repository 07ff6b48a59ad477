"""The tables."""

from sqlalchemy import Boolean, Column, DateTime, Integer, LargeBinary, MetaData, String, Table, Text

# The number that a database carries to say which tables it has; a change of the tables below raises it.
SCHEMA_VERSION = 1

metadata = MetaData()

schema_version = Table(
    "schema_version",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
)

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
)
