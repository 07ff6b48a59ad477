"""A name means what it means in Python: items by their keys, and what an inner function rebinds in the call that has it."""

from collections.abc import Callable

from gradwalk.recording.recording import Recording
from gradwalk.recording.steps import Bind

Record = Callable[..., Recording]
TORCH = "import torch\n"


def names(recording: Recording) -> list[str]:
    return [step.name for step in recording.steps if isinstance(step, Bind) and step.tensor is not None]


def gone(recording: Recording) -> list[str]:
    return [step.name for step in recording.steps if isinstance(step, Bind) and step.tensor is None]


def test_an_item_that_is_put_by_a_variable_is_called_by_its_key(record: Record) -> None:
    made = "p = {}\nfor k in ('w', 'b'):\n    p[k] = torch.ones(1)\n"
    assert names(record(TORCH + made)) == ["p['w']", "p['b']"]
    assert names(record(TORCH + made + "p['w'] = p['b']\n"))[2:] == ["p['w']"]


def test_places_in_a_list_are_counted_from_its_start(record: Record) -> None:
    recording = record(TORCH + "h = [None] * 3\nfor i in range(2):\n    h[i - 1] = torch.ones(1)\nh[-2] = h[0]\n")
    assert names(recording) == ["h[2]", "h[0]", "h[1]"]


def test_what_an_item_becomes_by_an_augmented_assignment_is_bound(record: Record) -> None:
    recording = record(TORCH + "s = {}\nk = 's'\ns[k] = 0.0\ns[k] += torch.ones(1)\ns[k] += 1\n")
    assert names(recording) == ["s['s']"]


def test_the_key_of_an_item_is_worked_out_once(record: Record) -> None:
    counted = "n = 0\ndef key():\n    global n\n    n += 1\n    return n\n"
    recording = record(TORCH + counted + "d = {}\nd[key()] = torch.ones(1)\nd[key()] = torch.ones(1)\nprint(n)\n")
    assert names(recording) == ["d[1]", "d[2]"]
    assert [step.text for step in recording.steps if step.type == "print"] == ["2\n"]


def test_an_item_that_is_deleted_has_no_name(record: Record) -> None:
    recording = record(TORCH + "d = {'a': torch.ones(1)}\ndel d['a']\nh = [torch.ones(1), torch.zeros(1)]\ndel h[0]\n")
    assert gone(recording) == ["d['a']", "h[1]"]
    assert names(recording) == ["d['a']", "h[0]", "h[1]", "h[0]"]


def test_a_nonlocal_name_is_rebound_in_the_call_that_it_belongs_to(record: Record) -> None:
    recording = record(
        TORCH + "def outer():\n    s = torch.zeros(1)\n    def add(v):\n        nonlocal s\n        s = s + v\n"
        "    add(1)\n    add(2)\n    return s * 1\nouter()\n"
    )
    binds = [step for step in recording.steps if isinstance(step, Bind) and step.name == "s"]
    assert len(binds) == 3
    assert len({step.local for step in binds}) == 1


def test_what_a_loop_takes_its_items_from_is_where_they_are_made(record: Record) -> None:
    source = TORCH + (
        "from torch.utils.data import DataLoader\nfor batch in DataLoader([torch.ones(1), torch.zeros(1)]):\n    batch * 2\n"
    )
    recording = record(source)
    (stacked, _) = (step for step in recording.steps if step.type == "op" and step.name == "stack")
    assert stacked.span is not None
    assert source.splitlines()[2][stacked.span.column : stacked.span.end_column].startswith("DataLoader(")
    assert (stacked.span.line, stacked.span.end_line, stacked.scope) == (3, 3, None)
