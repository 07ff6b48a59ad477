"""Recordings by id, in a database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from sqlalchemy import delete, event, insert, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from ..errors import StoreError
from ..recording.recording import Engine
from .stored import Stored
from .tables import SCHEMA_VERSION, metadata, recordings, schema_version

# How long a SQLite connection waits for another one's lock.
_BUSY_MILLISECONDS = 5_000


class Store:
    """Recordings by id. The first use connects and makes the tables; a use that fails is tried anew by the next.

    Args:
        url: the database, as SQLAlchemy writes it, with an asynchronous driver: `sqlite+aiosqlite:///gradwalk.sqlite3`.

    Raises:
        StoreError: if the URL is none, or its driver is not installed.
    """

    def __init__(self, url: str) -> None:
        self._url = _parsed(url)
        self._engine = _engine(self._url)
        self._opening = asyncio.Lock()
        self._open = False

    async def open(self) -> None:
        """Connect, and make the tables where there are none.

        Raises:
            StoreError: if the database cannot be reached or used, or belongs to a newer Gradwalk.
        """
        async with self._opening:
            if not self._open:
                async with self._transaction() as connection:
                    await connection.run_sync(metadata.create_all)
                    await _check_version(connection, self._url)
                self._open = True

    async def get(self, id: str) -> Stored | None:  # noqa: A002 - the contract's name
        """The recording with this id, or None.

        Raises:
            StoreError: if the database does not answer.
        """
        await self.open()
        query = select(recordings.c.recording, recordings.c.digest, recordings.c.lasting).where(recordings.c.id == id)
        async with self._transaction() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else Stored(row.recording, row.digest, row.lasting)

    async def put(self, id: str, stored: Stored, *, source: str, engine: Engine) -> None:  # noqa: A002 - the contract's name
        """Keep a recording. A lasting one that is there already stays as it is; any other is replaced.

        Raises:
            StoreError: if the database does not take it.
        """
        await self.open()
        row = {
            "id": id,
            "created_at": datetime.now(UTC),
            "source": source,
            "engine": engine.model_dump_json(),
            "lasting": stored.lasting,
            "digest": stored.digest,
            "recording": stored.compressed,
        }
        unsettled = delete(recordings).where(recordings.c.id == id, recordings.c.lasting.is_(False))
        try:
            async with self._transaction() as connection:
                await connection.execute(unsettled)
                if (await connection.execute(select(recordings.c.id).where(recordings.c.id == id))).first() is None:
                    await connection.execute(insert(recordings).values(row))
        except StoreError as error:
            # Another process put the same recording meanwhile: it is there, which is all that was asked.
            if not isinstance(error.__cause__, IntegrityError):
                raise

    async def close(self) -> None:
        """Let every connection go."""
        await self._engine.dispose()
        self._open = False

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[AsyncConnection]:
        try:
            async with self._engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            cause = error.orig if getattr(error, "orig", None) is not None else error  # type: ignore[union-attr] # asked for on this line
            raise StoreError(f"The database {_shown(self._url)} failed: {cause}. {_advice(self._url)}") from error


async def _check_version(connection: AsyncConnection, url: URL) -> None:
    found = (await connection.execute(select(schema_version.c.version))).scalars().all()
    if not found:
        await connection.execute(insert(schema_version).values(version=SCHEMA_VERSION))
    elif max(found) != SCHEMA_VERSION:
        raise StoreError(
            f"The database {_shown(url)} has tables of version {max(found)}, and this Gradwalk knows version {SCHEMA_VERSION}. "
            "Use the Gradwalk that made it, or set GRADWALK_DATABASE_URL to another database."
        )


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError as error:
        raise StoreError(
            "GRADWALK_DATABASE_URL is no database URL. Write it like sqlite+aiosqlite:///gradwalk.sqlite3 "
            "or postgresql+asyncpg://user:password@host/name."
        ) from error


def _engine(url: URL) -> AsyncEngine:
    try:
        engine = create_async_engine(url)
    except (SQLAlchemyError, ImportError) as error:
        raise StoreError(
            f"The database {_shown(url)} needs an asynchronous driver that is not here: {error}. "
            "Use sqlite+aiosqlite:///gradwalk.sqlite3, or install the driver (asyncpg for PostgreSQL)."
        ) from error
    if url.get_backend_name() == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Readers beside a writer, and patience with another process that writes."""
    cursor = connection.cursor()
    try:
        cursor.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
    finally:
        cursor.close()


def _shown(url: URL) -> str:
    return url.render_as_string(hide_password=True)


def _advice(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return (
            "Check that its folder can be written to, that the disk is not full and that no other program holds the file; "
            "a damaged file can be moved away, and a new one is made."
        )
    return "Check that the server is up and that GRADWALK_DATABASE_URL names it rightly."
