"""The options of each program beside its source, so that it can be run again if its recording is damaged."""

import gzip
import json
import zlib

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_recordings = sa.table(
    "recordings", sa.column("id", sa.String), sa.column("options", sa.Text), sa.column("recording", sa.LargeBinary)
)


def upgrade() -> None:
    """Add the column, and fill it from the recordings that can be read."""
    op.add_column("recordings", sa.Column("options", sa.Text, nullable=True))
    connection = op.get_bind()
    for id in list(connection.scalars(sa.select(_recordings.c.id))):
        mine = _recordings.c.id == id
        options = _options_in(connection.execute(sa.select(_recordings.c.recording).where(mine)).scalar_one())
        connection.execute(_recordings.update().where(mine).values(options=options))


def _options_in(compressed: bytes) -> str | None:
    try:
        return json.dumps(json.loads(gzip.decompress(compressed))["program"]["options"])
    except (OSError, EOFError, ValueError, KeyError, TypeError, zlib.error):
        return None
