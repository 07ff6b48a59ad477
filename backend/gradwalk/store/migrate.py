"""Brings a database's tables to the present, once, however many servers start at a time."""

import sqlite3
from pathlib import Path
from time import monotonic, sleep

from sqlalchemy import Connection, Engine, inspect, select, text
from sqlalchemy.exc import OperationalError

from .tables import REVISION, alembic_version

_STEPS = Path(__file__).parent / "migrations"
# Any number will do, as long as no other program takes the same lock in the same database.
_LOCK = 0x6772_6164
# How long another server may hold the file while this one says that it is to be written ahead, and how often it is asked.
_PATIENCE_SECONDS = 5.0
_PAUSE_SECONDS = 0.02
# SQLite's error codes are this part, and above it what distinguishes cases of one.
_PRIMARY_CODE = 0xFF
# What tables from before there were steps say of themselves.
_FIRST = 1


class NewerTablesError(Exception):
    """The tables belong to a Gradwalk that this one does not know; the text is their version."""


def migrate(engine: Engine) -> None:
    """Make the tables, or change them, where they are not as they are to be.

    Raises:
        NewerTablesError: if a newer Gradwalk has changed them.
        sqlalchemy.exc.SQLAlchemyError: if the database does not do it; its tables are then as they were.
    """
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        if sqlite:
            _write_ahead(connection)
        if _version(connection) == REVISION:
            return
        connection.exec_driver_sql("BEGIN IMMEDIATE" if sqlite else "BEGIN")
        try:
            if not sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            # Another server may have done it while this one waited.
            if _version(connection) != REVISION:
                _upgrade(connection)
        except BaseException:
            connection.exec_driver_sql("ROLLBACK")
            raise
        connection.exec_driver_sql("COMMIT")


def _write_ahead(connection: Connection) -> None:
    """Let readers be beside a writer; the file remembers it.

    SQLite waits for no lock here, whatever the connection's timeout: two that change the mode at once would each wait for
    the other. So this asks again.
    """
    end = monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            return
        except OperationalError as error:
            busy = getattr(error.orig, "sqlite_errorcode", 0) & _PRIMARY_CODE == sqlite3.SQLITE_BUSY
            if not busy or monotonic() > end:
                raise
        sleep(_PAUSE_SECONDS)


def _version(connection: Connection) -> str | None:
    there = inspect(connection).has_table(alembic_version.name)
    return connection.execute(select(alembic_version.c.version_num)).scalar_one_or_none() if there else None


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
