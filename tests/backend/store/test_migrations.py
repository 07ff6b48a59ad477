"""Databases of every age open with all their recordings; those of the future are left alone."""

import asyncio
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from gradwalk.errors import StoreError
from gradwalk.recording.recording import Options, Program
from gradwalk.store import migrate
from gradwalk.store.store import Store
from gradwalk.store.stored import Stored
from gradwalk.store.tables import REVISION, metadata
from sqlalchemy import create_engine

ID, DAMAGED = "a" * 26, "b" * 26
# As the first Gradwalk made them.
FIRST_TABLES = """
CREATE TABLE schema_version (version INTEGER NOT NULL, PRIMARY KEY (version));
CREATE TABLE recordings (
    id VARCHAR(26) NOT NULL, created_at DATETIME NOT NULL, source TEXT NOT NULL, engine TEXT NOT NULL,
    lasting BOOLEAN NOT NULL, digest VARCHAR(32) NOT NULL, recording BLOB NOT NULL, PRIMARY KEY (id)
);
INSERT INTO schema_version VALUES (1);
"""


def old_database(file: Path) -> Stored:
    """A database of the first version with a recording and a damaged one; returns the recording."""
    program = {"source": "x = 1", "options": {"seed": 7, "max_values": 5}}
    kept = Stored.pack(json.dumps({"program": program}).encode(), lasting=True)
    rows = [(ID, "2026-01-01", "x = 1", "{}", True, kept.digest, kept.compressed)]
    rows.append((DAMAGED, "2026-01-01", "x = 2", "{}", True, kept.digest, kept.compressed[:-9]))
    plain = sqlite3.connect(file)
    plain.executescript(FIRST_TABLES)
    plain.executemany("INSERT INTO recordings VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    plain.commit()
    plain.close()
    return kept


def opened(file: Path) -> Store:
    return Store(f"sqlite:///{file}")


async def test_a_database_of_the_first_version_keeps_its_recordings(tmp_path: Path) -> None:
    kept = old_database(tmp_path / "old.sqlite3")
    store = opened(tmp_path / "old.sqlite3")
    try:
        assert await store.get(ID) == kept
        assert await store.program(ID) == Program(source="x = 1", options=Options(seed=7, max_values=5))
        damaged = await store.get(DAMAGED)
        assert damaged is not None
        assert not damaged.whole
        assert await store.program(DAMAGED) is None
    finally:
        await store.close()


@pytest.mark.parametrize("old", [False, True])
async def test_the_steps_lead_to_the_tables_that_the_code_knows(tmp_path: Path, old: bool) -> None:
    file = tmp_path / "new.sqlite3"
    if old:
        old_database(file)
    store = opened(file)
    await store.open()
    await store.close()
    with create_engine(f"sqlite:///{file}").connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_last_step_is_the_one_that_the_code_expects() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate._STEPS))
    assert ScriptDirectory.from_config(config).get_current_head() == REVISION


@pytest.mark.parametrize(
    "future", ["UPDATE alembic_version SET version_num = '9999'", "CREATE TABLE schema_version AS SELECT 99 AS version"]
)
async def test_tables_of_a_newer_version_are_left_alone(tmp_path: Path, future: str) -> None:
    file = tmp_path / "future.sqlite3"
    store = opened(file)
    if future.startswith("UPDATE"):
        await store.open()
        await store.close()
    plain = sqlite3.connect(file)
    plain.execute(future)
    plain.commit()
    before = list(plain.iterdump())
    with pytest.raises(StoreError, match=r"newer Gradwalk.*99.*GRADWALK_DATABASE_URL"):
        await store.get(ID)
    assert list(plain.iterdump()) == before
    plain.close()
    await store.close()


async def test_a_step_that_fails_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "old.sqlite3"
    old_database(file)
    plain = sqlite3.connect(file)
    plain.execute("ALTER TABLE recordings ADD COLUMN options TEXT")
    before = list(plain.iterdump())
    store = opened(file)
    with pytest.raises(StoreError, match="duplicate column"):
        await store.open()
    assert list(plain.iterdump()) == before
    plain.close()
    await store.close()


async def test_a_writer_who_is_there_when_the_file_changes_its_mode_is_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "old.sqlite3"
    old_database(file)
    writer = sqlite3.connect(file, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    store = opened(file)
    opening = asyncio.create_task(store.open())
    await asyncio.sleep(0.3)
    assert not opening.done()
    writer.execute("COMMIT")
    writer.close()
    await opening
    await store.close()


OPEN = """
import asyncio, sys
from gradwalk.store.store import Store

async def main():
    store = Store("sqlite:///" + sys.argv[1])
    assert await store.get(sys.argv[2]) is not None
    await store.close()

asyncio.run(main())
"""


def test_servers_that_start_at_once_migrate_once(tmp_path: Path) -> None:
    file = tmp_path / "old.sqlite3"
    old_database(file)
    starting = [subprocess.Popen([sys.executable, "-c", OPEN, str(file), ID]) for _ in range(4)]
    assert [process.wait(60) for process in starting] == [0] * 4
