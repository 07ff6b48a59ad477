"""Recordings by id, in a database."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TypeVar

from sqlalchemy import Connection, create_engine, literal, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from ..errors import StoreError
from ..recording.recording import Engine as Runtime
from ..recording.recording import Options, Program
from .migrate import NewerTablesError, migrate
from .stored import Stored
from .tables import REVISION, recordings

# How long a SQLite connection waits for another one's lock.
_BUSY_SECONDS = 5.0
# How long anything that a database is asked may take; a server of its own may be away in ways that no driver notices.
_ANSWER_SECONDS = 30.0
_FAILURES = (SQLAlchemyError, OSError)
# How many transactions may be under way. Each is one errand for a thread: a driver that is asynchronous of itself wakes
# one for every statement of it.
_THREADS = 4
# What a database was called that had such a driver.
_FORMERLY = {"sqlite+aiosqlite": "sqlite"}

Result = TypeVar("Result")


class Store:
    """Recordings by id. The first use connects and makes the tables; a use that fails is tried anew by the next.

    Args:
        url: the database, as SQLAlchemy writes it: `sqlite:///gradwalk.sqlite3`.

    Raises:
        StoreError: if the URL is none, or its driver is not installed.
    """

    def __init__(self, url: str) -> None:
        self._url = _parsed(url)
        self._engine = _engine(self._url)
        self._threads = _threads()
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
                self._engine.dispose()
                raise
            self._open = True

    async def check(self) -> None:
        """Ask the database something.

        Raises:
            StoreError: if it does not answer.
        """
        await self.open()
        await self._transaction(lambda connection: connection.execute(select(recordings.c.id).limit(1)).all())

    async def describe(self) -> str:
        """Which database it is, without its password, and the version of its tables, once it can be used.

        Raises:
            StoreError: if it cannot be.
        """
        await self.check()
        return f"{_shown(self._url)}, tables {REVISION}"

    async def get(self, id: str) -> Stored | None:
        """The recording with this id, or None.

        Raises:
            StoreError: if the database does not answer.
        """
        await self.open()
        query = select(recordings.c.recording, recordings.c.digest, recordings.c.lasting).where(recordings.c.id == id)
        row = await self._transaction(lambda connection: connection.execute(query).one_or_none())
        return None if row is None else Stored(row.recording, row.digest, row.lasting)

    async def program(self, id: str) -> Program | None:
        """The program of the recording with this id; None if there is none, or nothing says how it was run.

        Raises:
            StoreError: if the database does not answer.
        """
        await self.open()
        query = select(recordings.c.source, recordings.c.options).where(recordings.c.id == id)
        row = await self._transaction(lambda connection: connection.execute(query).one_or_none())
        if row is None or row.options is None:
            return None
        return Program(source=row.source, options=Options.model_validate_json(row.options))

    async def put(self, id: str, stored: Stored, *, program: Program, engine: Runtime, anew: bool = False) -> None:
        """Keep a recording; when this returns, it is on the disk.

        Args:
            id: its id.
            stored: the recording.
            program: what it is a recording of.
            engine: what ran the program.
            anew: whether it takes the place of a lasting one, which otherwise stays as it is; any other is replaced.

        Raises:
            StoreError: if the database does not take it.
        """
        await self.open()
        row = {
            "id": id,
            "created_at": datetime.now(UTC),
            "source": program.source,
            "options": program.options.model_dump_json(),
            "engine": engine.model_dump_json(),
            "lasting": stored.lasting,
            "digest": stored.digest,
            "recording": stored.compressed,
        }
        insert = sqlite.insert if _is_sqlite(self._url) else postgresql.insert
        replaced = or_(recordings.c.lasting.is_(False), literal(anew))
        statement = (
            insert(recordings)
            .values(row)
            .on_conflict_do_update(index_elements=[recordings.c.id], set_=row, where=replaced)
        )
        await self._transaction(lambda connection: connection.execute(statement))

    async def close(self) -> None:
        """Let every connection go, once what is under way is done."""
        ending, self._threads = self._threads, _threads()
        await asyncio.to_thread(ending.shutdown)
        self._engine.dispose()
        self._open = False

    async def _prepare(self) -> None:
        try:
            await asyncio.get_running_loop().run_in_executor(self._threads, migrate, self._engine)
        except NewerTablesError as error:
            raise StoreError(
                f"The database {_shown(self._url)} has tables of a newer Gradwalk ({error}). Use the Gradwalk that made "
                "them, or set GRADWALK_DATABASE_URL to another database."
            ) from error
        except _FAILURES as error:
            raise self._failure(error) from error

    def _failure(self, error: Exception) -> StoreError:
        cause = getattr(error, "orig", None) or error
        return StoreError(f"The database {_shown(self._url)} failed: {cause}. {_advice(self._url)}")

    async def _transaction(self, work: Callable[[Connection], Result]) -> Result:
        """What `work` makes of a connection, in a transaction of its own and a thread of the store's."""

        def whole() -> Result:
            with self._engine.begin() as connection:
                return work(connection)

        try:
            async with asyncio.timeout(_ANSWER_SECONDS):
                return await asyncio.get_running_loop().run_in_executor(self._threads, whole)
        except TimeoutError as error:
            raise self._failure(TimeoutError(f"no answer in {_ANSWER_SECONDS:g} s")) from error
        except _FAILURES as error:
            raise self._failure(error) from error


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
        return parsed.set(drivername=_FORMERLY.get(parsed.drivername, parsed.drivername))
    except ArgumentError as error:
        raise StoreError(
            "GRADWALK_DATABASE_URL is no database URL. Write it like sqlite:///gradwalk.sqlite3 "
            "or postgresql+psycopg://user:password@host/name."
        ) from error


def _engine(url: URL) -> Engine:
    patience = {"timeout": _BUSY_SECONDS} if _is_sqlite(url) else {}
    try:
        # Every use ends in a commit or a rollback of its own. What a statement fails with would otherwise show its parameters,
        # programs among them, in the log.
        return create_engine(
            url,
            connect_args=patience,
            pool_size=_THREADS,
            max_overflow=0,
            pool_reset_on_return=None,
            hide_parameters=True,
        )
    except (SQLAlchemyError, ImportError) as error:
        raise StoreError(
            f"The database {_shown(url)} needs a driver that is not here: {error}. "
            "Use sqlite:///gradwalk.sqlite3, or install the driver (psycopg for PostgreSQL)."
        ) from error


def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_THREADS, thread_name_prefix="store")


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
