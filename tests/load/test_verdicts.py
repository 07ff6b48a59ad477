"""A load test that finds something says so."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from .answers import judged
from .clients import Sample
from .mix import GRAPHS, SHARES, Kept, Request, deck, post
from .server import Footprint
from .verdicts import MEBIBYTE, SERVER_GROWTH, by_kind, by_status, verdicts

KEPT = [Kept("x = 1\n", f"{GRAPHS}/{'a' * 26}", '"1"')]
RAN = [Sample("fresh run", "", 201, 0.02, "finished"), Sample("hostile", "sleeper", 201, 1.0, "timeout")]
HELD = Footprint({"zygote": 1, "run": 3, "layout": 1}, 40, 100 * MEBIBYTE, 350 * MEBIBYTE)


def broken(samples: Sequence[Sample], after: Footprint = HELD, complaints: Mapping[str, int] = {}) -> list[str]:
    found = verdicts([*RAN, *samples], HELD, after, Counter(complaints))
    return [verdict.bound for verdict in found if not verdict.held]


def test_a_server_that_is_as_before_holds() -> None:
    assert broken([Sample("cached read", "", 200, 0.001), Sample("fresh run", "", 503, 0.001, retry_after=2)]) == []


@pytest.mark.parametrize(
    ("sample", "bound"),
    [
        (Sample("cached read", "", 500, 0.001), "no 5xx but 503"),
        (Sample("cached read", "", 404, 0.001, fault="404, not 200"), "every answer is what its request must get"),
    ],
)
def test_an_answer_that_is_wrong_breaks_a_bound(sample: Sample, bound: str) -> None:
    assert bound in broken([sample])


@pytest.mark.parametrize(
    ("after", "bound"),
    [
        (replace(HELD, processes={"zygote": 1, "run": 4, "layout": 1}), "no process is left over"),
        (replace(HELD, processes={"zygote": 1, "run": 3, "layout": 1, "sh": 1}), "no process is left over"),
        (replace(HELD, processes={"zygote": 1, "run": 3, "layout": 999}), "no process is left over"),
        (replace(HELD, descriptors=41), "no descriptor is left open"),
        (replace(HELD, server_bytes=HELD.server_bytes + SERVER_GROWTH + 1), "the server grows by at most 32 MiB"),
        (replace(HELD, zygote_bytes=2 * HELD.zygote_bytes), "the zygote grows by at most 16 MiB"),
    ],
)
def test_what_is_left_over_breaks_a_bound(after: Footprint, bound: str) -> None:
    assert broken([], after) == [bound]


def test_a_layout_s_process_is_kept_with_its_pipes() -> None:
    assert broken([], replace(HELD, processes={**HELD.processes, "layout": 2}, descriptors=43)) == []


def test_an_error_in_the_log_breaks_a_bound() -> None:
    assert broken([], complaints={"the store: no": 2}) == ["the server's log has no error"]


def test_a_503_is_honest_if_it_says_when_to_come_again_and_a_read_has_none() -> None:
    run, read = post("fresh run", "x = 1", (201,)), Request("cached read", "GET", "/", (200,))
    assert judged(run, 503, {"Retry-After": "2"}, b"")[1] == ""
    assert judged(run, 503, {}, b"")[1] != ""
    assert judged(read, 503, {"Retry-After": "2"}, b"")[1] != ""


def test_a_deck_has_every_kind_in_its_share_and_no_program_of_another() -> None:
    requests = deck(2000, KEPT, seed=1)
    assert Counter(request.kind for request in requests) == {kind: 2 * share for kind, share in SHARES.items()}
    runs = {request.body for request in requests if request.kind in ("fresh run", "hostile")}
    assert runs.isdisjoint({request.body for request in deck(2000, KEPT, seed=2)})


def test_tables_count_every_sample() -> None:
    assert [line.split()[:2] for line in by_status(RAN)] == [["201", "2"]]
    assert [line.split()[-4:] for line in by_kind(RAN)] == [
        ["1", "20.0", "20.0", "20.0"],
        ["1", "1000.0", "1000.0", "1000.0"],
    ]
