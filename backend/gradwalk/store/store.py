"""Recordings by id, in a database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.schema import CreateTable

from ..errors import StoreError
from ..recording.recording import Engine
from .stored import Stored
from .tables import SCHEMA_VERSION, metadata, recordings, schema_version

# How long a SQLite connection waits for another one's lock.
_BUSY_SECONDS = 5.0
_VERSIONS = select(schema_version.c.version)


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
            if self._open:
                return
            try:
                await self._prepare()
            except StoreError:
                # What is pooled may belong to a file that is replaced before the next try.
                await self._engine.dispose()
                raise
            self._open = True

    async def get(self, id: str) -> Stored | None:
        """The recording with this id, or None.

        Raises:
            StoreError: if the database does not answer.
        """
        await self.open()
        query = select(recordings.c.recording, recordings.c.digest, recordings.c.lasting).where(recordings.c.id == id)
        async with self._transaction() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else Stored(row.recording, row.digest, row.lasting)

    async def put(self, id: str, stored: Stored, *, source: str, engine: Engine) -> None:
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
        async with self._unless_there(), self._transaction() as connection:
            await connection.execute(unsettled)
            if (await connection.execute(select(recordings.c.id).where(recordings.c.id == id))).first() is None:
                await connection.execute(insert(recordings).values(row))

    async def close(self) -> None:
        """Let every connection go."""
        await self._engine.dispose()
        self._open = False

    async def _prepare(self) -> None:
        async with self._transaction() as connection:
            if _is_sqlite(self._url):
                # Readers beside a writer; the file remembers it.
                await connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            for table in metadata.sorted_tables:
                await connection.execute(CreateTable(table, if_not_exists=True))
        async with self._unless_there(), self._transaction() as connection:
            if (await connection.execute(_VERSIONS)).first() is None:
                await connection.execute(insert(schema_version).values(version=SCHEMA_VERSION))
        async with self._transaction() as connection:
            found = (await connection.execute(_VERSIONS)).scalar_one()
        if found != SCHEMA_VERSION:
            raise StoreError(
                f"The database {_shown(self._url)} has tables of version {found}, and this Gradwalk knows version "
                f"{SCHEMA_VERSION}. Use the Gradwalk that made it, or set GRADWALK_DATABASE_URL to another database."
            )

    @asynccontextmanager
    async def _unless_there(self) -> AsyncIterator[None]:
        """Let a row that another process wrote meanwhile be as good as one's own: it says the same."""
        try:
            yield
        except StoreError as error:
            if not isinstance(error.__cause__, IntegrityError):
                raise

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[AsyncConnection]:
        try:
            async with self._engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            cause = error.orig if getattr(error, "orig", None) is not None else error  # type: ignore[union-attr] # asked for on this line
            raise StoreError(f"The database {_shown(self._url)} failed: {cause}. {_advice(self._url)}") from error


def _parsed(url: str) -> URL:
    try:
        return make_url(url)
    except ArgumentError as error:
        raise StoreError(
            "GRADWALK_DATABASE_URL is no database URL. Write it like sqlite+aiosqlite:///gradwalk.sqlite3 "
            "or postgresql+asyncpg://user:password@host/name."
        ) from error


def _engine(url: URL) -> AsyncEngine:
    patience = {"timeout": _BUSY_SECONDS} if _is_sqlite(url) else {}
    try:
        return create_async_engine(url, connect_args=patience)
    except (SQLAlchemyError, ImportError) as error:
        raise StoreError(
            f"The database {_shown(url)} needs an asynchronous driver that is not here: {error}. "
            "Use sqlite+aiosqlite:///gradwalk.sqlite3, or install the driver (asyncpg for PostgreSQL)."
        ) from error


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _shown(url: URL) -> str:
    return url.render_as_string(hide_password=True)


def _advice(url: URL) -> str:
    if _is_sqlite(url):
        return (
            "Check that its folder can be written to, that the disk is not full and that no other program holds the file; "
            "a damaged file can be moved away, and a new one is made."
        )
    return "Check that the server is up and that GRADWALK_DATABASE_URL names it rightly."
