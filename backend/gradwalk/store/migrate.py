"""Brings a database's tables to the present, once, however many servers start at a time."""

from pathlib import Path

from sqlalchemy import Connection, inspect, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from .tables import REVISION, alembic_version

_STEPS = Path(__file__).parent / "migrations"
# Any number will do, as long as no other program takes the same lock in the same database.
_LOCK = 0x6772_6164
# What tables from before there were steps say of themselves.
_FIRST = 1


class NewerTablesError(Exception):
    """The tables belong to a Gradwalk that this one does not know; the text is their version."""


async def migrate(engine: AsyncEngine) -> None:
    """Make the tables, or change them, where they are not as they are to be.

    Raises:
        NewerTablesError: if a newer Gradwalk has changed them.
        sqlalchemy.exc.SQLAlchemyError: if the database does not do it; its tables are then as they were.
    """
    sqlite = engine.dialect.name == "sqlite"
    async with engine.connect() as connection:
        await connection.execution_options(isolation_level="AUTOCOMMIT")
        if sqlite:
            # Readers beside a writer; the file remembers it.
            await connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        if await _version(connection) == REVISION:
            return
        await connection.exec_driver_sql("BEGIN IMMEDIATE" if sqlite else "BEGIN")
        try:
            if not sqlite:
                await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            # Another server may have done it while this one waited.
            if await _version(connection) != REVISION:
                await connection.run_sync(_upgrade)
        except BaseException:
            await connection.exec_driver_sql("ROLLBACK")
            raise
        await connection.exec_driver_sql("COMMIT")


async def _version(connection: AsyncConnection) -> str | None:
    there = await connection.run_sync(lambda plain: inspect(plain).has_table(alembic_version.name))
    return (await connection.execute(select(alembic_version.c.version_num))).scalar_one_or_none() if there else None


def _upgrade(connection: Connection) -> None:
    if "schema_version" in inspect(connection).get_table_names():
        found = connection.execute(text("SELECT version FROM schema_version")).scalar_one_or_none()
        if found not in (None, _FIRST):
            raise NewerTablesError(str(found))
    # Only a database that is new or old needs Alembic, and the start of every server would pay for it.
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise NewerTablesError(str(error)) from error
