"""Turns at a bounded number of places: in order, fair between clients, and given back however they end."""

import asyncio
from collections import deque

import pytest
from gradwalk.errors import SandboxBusyError
from gradwalk.sandbox.turns import Turns
from hypothesis import given
from hypothesis import strategies as st


class Visits:
    """Who had a turn, in order; each stays until it is let go."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns
        self.order: list[str] = []
        self._inside: deque[asyncio.Event] = deque()

    async def visit(self, client: str) -> None:
        async with self.turns.turn(client):
            self.order.append(client)
            mine = asyncio.Event()
            self._inside.append(mine)
            await mine.wait()

    async def come(self, *clients: str) -> list[asyncio.Task[None]]:
        tasks = [asyncio.create_task(self.visit(client)) for client in clients]
        await asyncio.sleep(0)
        return tasks

    async def let_go(self) -> None:
        self._inside.popleft().set()
        for _ in range(3):
            await asyncio.sleep(0)


async def test_turns_go_round_between_clients_however_much_one_has_queued() -> None:
    visits = Visits(Turns(places=1, queue=10))
    tasks = await visits.come("a", "a", "a", "a", "b", "b", "c")
    for _ in tasks:
        await visits.let_go()
    assert visits.order == ["a", "a", "b", "c", "a", "b", "a"]
    assert (visits.turns.running, visits.turns.waiting) == (0, 0)


async def test_who_waits_is_told_how_many_are_before_it_whenever_that_changes() -> None:
    turns = Turns(places=1, queue=10)
    heard: dict[str, list[int | None]] = {"a": [], "b": [], "c": []}
    visits = Visits(turns)
    first = await visits.come("x")

    async def wait(name: str, client: str) -> None:
        async with turns.turn(client, lambda progress: heard[name].append(progress.ahead)):
            pass

    tasks = []
    # The second of one client steps back behind the first of another.
    for name, client in (("a", "x"), ("b", "x"), ("c", "y")):
        tasks.append(asyncio.create_task(wait(name, client)))
        await asyncio.sleep(0)
    assert heard == {"a": [0], "b": [1, 2], "c": [1]}
    tasks[0].cancel()
    await asyncio.gather(tasks[0], return_exceptions=True)
    assert heard == {"a": [0], "b": [1, 2, 0], "c": [1]}
    await visits.let_go()
    await asyncio.gather(*first, *tasks[1:])
    assert heard == {"a": [0], "b": [1, 2, 0], "c": [1, 0]}


async def test_a_full_queue_turns_the_next_away_and_says_when_to_come_again() -> None:
    visits = Visits(Turns(places=2, queue=1))
    tasks = await visits.come("a", "a", "a")
    with pytest.raises(SandboxBusyError) as busy:
        await visits.visit("a")
    assert busy.value.retry_after == visits.turns.retry_after >= 1
    for _ in tasks:
        await visits.let_go()
    await asyncio.gather(*tasks)


async def test_who_fills_the_queue_gives_its_newest_place_to_one_who_has_none() -> None:
    visits = Visits(Turns(places=1, queue=3))
    tasks = await visits.come("a", "a", "a", "a")
    (other,) = await visits.come("b")
    await asyncio.sleep(0)
    with pytest.raises(SandboxBusyError):
        await tasks[-1]
    for _ in range(4):
        await visits.let_go()
    await asyncio.gather(*tasks[:-1], other)
    assert visits.order == ["a", "a", "b", "a"]


async def test_who_leaves_the_queue_takes_no_turn() -> None:
    visits = Visits(Turns(places=1, queue=3))
    first, second, third = await visits.come("a", "b", "c")
    second.cancel()
    await asyncio.sleep(0)
    assert visits.turns.waiting == 1
    await visits.let_go()
    await visits.let_go()
    assert visits.order == ["a", "c"]
    await asyncio.gather(first, third)


async def test_who_leaves_in_the_moment_of_its_turn_passes_it_on() -> None:
    turns = Turns(places=1, queue=3)
    visits = Visits(turns)
    first, second, third = await visits.come("a", "b", "c")
    visits._inside.popleft().set()
    # Now the first has passed its turn on to the second, which does not know it yet.
    await asyncio.sleep(0)
    assert first.done()
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    for _ in range(3):
        await asyncio.sleep(0)
    assert visits.order == ["a", "c"]
    await visits.let_go()
    await third
    assert turns.running == 0


async def test_longer_runs_and_queues_mean_a_later_return() -> None:
    quick, slow = Turns(places=2, queue=10), Turns(places=2, queue=10)
    for _ in range(30):
        async with quick.turn("a"):
            pass
    for _ in range(3):
        async with slow.turn("a"):
            await asyncio.sleep(0.05)
    assert quick.retry_after == 1
    visits = Visits(slow)
    tasks = await visits.come(*"abcdefgh")
    assert slow.retry_after > quick.retry_after
    for _ in tasks:
        await visits.let_go()


@given(
    places=st.integers(1, 3),
    queue=st.integers(0, 5),
    events=st.lists(st.one_of(st.sampled_from("abc"), st.just("go"), st.integers(0, 20)), max_size=40),
)
def test_whatever_happens_no_place_is_lost_and_none_is_given_twice(
    places: int, queue: int, events: list[str | int]
) -> None:
    async def play() -> None:
        turns = Turns(places, queue)
        visits, tasks = Visits(turns), list[asyncio.Task[None]]()
        for event in events:
            if event == "go" and visits._inside:
                await visits.let_go()
            elif isinstance(event, int) and tasks:
                tasks[event % len(tasks)].cancel()
            elif isinstance(event, str) and event != "go":
                tasks += await visits.come(event)
            for _ in range(3):
                await asyncio.sleep(0)
            assert turns.running <= places
            assert turns.waiting <= queue
            assert turns.running == places or turns.waiting == 0
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for _ in range(3):
            await asyncio.sleep(0)
        assert (turns.running, turns.waiting) == (0, 0)

    asyncio.run(play())
