"""What is put into the store comes out of it, and a database that fails is reported, never a crash."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from gradwalk.errors import StoreError
from gradwalk.recording.recording import Engine, Options, Program
from gradwalk.store import store as store_module
from gradwalk.store.store import Store
from gradwalk.store.stored import Stored

ENGINE = Engine(gradwalk="0.1.0", torch="2.13.0", python="3.11.7", devices=("cpu",))
PROGRAM = Program(source="x = 1", options=Options(seed=3))
ID = "a" * 26


def stored(text: str, *, lasting: bool = True) -> Stored:
    return Stored.pack(json.dumps({"text": text}).encode(), lasting=lasting)


async def put(store: Store, value: Stored, id: str = ID) -> None:
    await store.put(id, value, program=PROGRAM, engine=ENGINE)


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    return tmp_path / "recordings.sqlite3"


@pytest.fixture
async def store(file: Path) -> AsyncIterator[Store]:
    opened = Store(f"sqlite:///{file}")
    yield opened
    await opened.close()


async def test_what_was_put_is_got_to_the_byte(store: Store) -> None:
    await put(store, stored("张量"))
    got = await store.get(ID)
    assert got == stored("张量")
    assert got is not None
    assert json.loads(got.json()) == {"text": "张量"}


async def test_what_was_not_put_is_none(store: Store) -> None:
    assert await store.get(ID) is None
    assert await store.get("'; DROP TABLE recordings; --\0") is None


async def test_the_first_lasting_recording_stays(store: Store) -> None:
    await put(store, stored("first"))
    await put(store, stored("second"))
    assert await store.get(ID) == stored("first")


async def test_a_recording_that_does_not_last_is_replaced(store: Store) -> None:
    await put(store, stored("cut short", lasting=False))
    assert await store.get(ID) == stored("cut short", lasting=False)
    await put(store, stored("whole"))
    await put(store, stored("cut short again", lasting=False))
    assert await store.get(ID) == stored("whole")


async def test_a_lasting_recording_is_replaced_when_it_is_made_anew(store: Store) -> None:
    await put(store, stored("damaged"))
    await store.put(ID, stored("mended"), program=PROGRAM, engine=ENGINE, anew=True)
    assert await store.get(ID) == stored("mended")


async def test_the_program_of_a_recording_is_kept_with_its_options(store: Store) -> None:
    await put(store, stored("x"))
    assert await store.program(ID) == PROGRAM
    assert await store.program("b" * 26) is None


async def test_another_server_on_the_same_file_sees_it(store: Store, file: Path) -> None:
    await put(store, stored("x"))
    other = Store(f"sqlite:///{file}")
    try:
        assert await other.get(ID) == stored("x")
    finally:
        await other.close()


async def test_a_url_as_settings_once_had_it_is_the_same_file(store: Store, file: Path) -> None:
    await put(store, stored("x"))
    other = Store(f"sqlite+aiosqlite:///{file}")
    try:
        assert await other.get(ID) == stored("x")
    finally:
        await other.close()


async def test_one_that_is_closed_has_kept_what_was_under_way(store: Store) -> None:
    names = [f"{number:026}" for number in range(50)]
    puts = asyncio.gather(*(put(store, stored(name), name) for name in names))
    await asyncio.sleep(0)
    await store.close()
    await puts
    assert [await store.get(name) for name in names] == [stored(name) for name in names]


async def test_two_servers_that_put_at_once_both_succeed(store: Store, file: Path) -> None:
    other = Store(f"sqlite:///{file}")
    try:
        names = [letter * 26 for letter in "abcdefgh"]
        await asyncio.gather(*(put(which, stored(name), name) for name in names for which in (store, other)))
        assert [await store.get(name) for name in names] == [stored(name) for name in names]
    finally:
        await other.close()


async def test_it_outlives_its_server(store: Store, file: Path) -> None:
    await put(store, stored("x"))
    await store.close()
    assert await store.get(ID) == stored("x")
    with sqlite3.connect(file) as plain:
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert plain.execute("SELECT source, engine FROM recordings").fetchone() == ("x = 1", ENGINE.model_dump_json())
    plain.close()


async def test_a_damaged_file_is_reported_with_what_to_do(file: Path) -> None:
    file.write_bytes(b"this is no database" * 1000)
    broken = Store(f"sqlite:///{file}")
    try:
        with pytest.raises(StoreError, match=r"recordings\.sqlite3 failed: .*not a database.*moved away"):
            await broken.get(ID)
        file.unlink()
        assert await broken.get(ID) is None
    finally:
        await broken.close()


async def test_a_folder_that_is_not_there_is_reported_until_it_is(tmp_path: Path) -> None:
    lost = Store(f"sqlite:///{tmp_path}/folder/x.sqlite3")
    try:
        with pytest.raises(StoreError, match="folder can be written to"):
            await lost.open()
        (tmp_path / "folder").mkdir()
        await put(lost, stored("x"))
        assert await lost.get(ID) == stored("x")
    finally:
        await lost.close()


async def test_a_locked_file_is_reported_and_works_again_afterwards(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "_BUSY_SECONDS", 0.05)
    store = Store(f"sqlite:///{file}")
    await store.open()
    other = sqlite3.connect(file)
    try:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="locked"):
            await put(store, stored("x"))
        other.rollback()
    finally:
        other.close()
    await put(store, stored("x"))
    assert await store.get(ID) == stored("x")
    await store.close()


async def test_a_database_that_does_not_answer_is_reported(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_BUSY_SECONDS", 1)
    monkeypatch.setattr(store_module, "_ANSWER_SECONDS", 0.05)
    store = Store(f"sqlite:///{file}")
    await store.open()
    other = sqlite3.connect(file)
    try:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match=r"no answer in 0\.05 s"):
            await put(store, stored("x"))
    finally:
        other.rollback()
        other.close()
        await store.close()


@pytest.mark.parametrize("url", ["", "nonsense", "nosuch://x", "nosuch+driver://x", "postgresql+nosuch://x"])
def test_a_url_that_names_no_database_is_refused_at_once(url: str) -> None:
    with pytest.raises(StoreError, match=r"sqlite:///gradwalk.sqlite3"):
        Store(url)


def test_no_password_is_shown() -> None:
    with pytest.raises(StoreError) as raised:
        Store("nosuch+driver://me:secret@host/name")
    assert "secret" not in str(raised.value)
    assert "me:***@host" in str(raised.value)


def test_the_same_recording_is_the_same_bytes() -> None:
    assert Stored.pack(b"{}", lasting=True) == Stored.pack(b"{}", lasting=True)
    assert Stored.pack(b"{}", lasting=True).digest != Stored.pack(b"[]", lasting=True).digest


@pytest.mark.parametrize("place", [0, 12, -1])
def test_a_recording_that_differs_in_one_bit_is_not_whole(place: int) -> None:
    good = stored("x" * 500)
    compressed = bytearray(good.compressed)
    compressed[place] ^= 4
    assert good.whole
    assert not Stored(bytes(compressed), good.digest, lasting=True).whole
    assert not Stored(good.compressed[:-20], good.digest, lasting=True).whole
    assert not Stored(Stored.pack(b"{}", lasting=True).compressed, good.digest, lasting=True).whole
