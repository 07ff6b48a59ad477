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


COUNTER = (
    "class Counter:\n    def __init__(self):\n        self.sum = torch.zeros(1)\n        self.last = torch.zeros(1)\n"
    "    def add(self, x):\n        self.sum = self.sum + x\n        self.last = None\nc = Counter()\n"
)


def test_an_attribute_has_the_name_of_the_object_that_it_is_of(record: Record) -> None:
    recording = record(TORCH + COUNTER + "c.add(torch.ones(1))\n")
    assert names(recording) == ["self.sum", "self.last", "c.sum", "c.last", "x", "c.sum"]
    assert gone(recording) == ["c.last"]
    assert all(step.local is None for step in recording.steps if isinstance(step, Bind) and step.name == "c.sum")


def test_what_a_name_meant_before_is_called_by_it_no_more(record: Record) -> None:
    recording = record(TORCH + COUNTER + "old = c\ndel c\nc = 1\nold.add(1)\n")
    assert names(recording)[-1] == "old.sum"
    assert names(recording).count("c.sum") == 1
    recording = record(TORCH + COUNTER + "kept = [c]\nc = Counter()\nkept[0].add(1)\n")
    assert names(recording)[-1] == "kept[0].sum"


def test_a_buffer_that_forward_sets_is_the_modules(record: Record) -> None:
    recording = record(
        TORCH + "class Inner(torch.nn.Module):\n    def __init__(self):\n        super().__init__()\n"
        "        self.register_buffer('m', torch.zeros(1))\n    def forward(self, x):\n        self.m = self.m + x\n"
        "        return x\nnet = torch.nn.Sequential(Inner())\nnet(torch.ones(1))\n"
    )
    assert names(recording) == ["net.0.m", "x", "net.0.m"]


def test_fields_of_a_named_tuple_and_of_a_dataclass_have_names(record: Record) -> None:
    recording = record(
        TORCH + "from typing import NamedTuple\nfrom dataclasses import dataclass\n"
        "class P(NamedTuple):\n    w: torch.Tensor\n@dataclass\nclass D:\n    b: torch.Tensor\n"
        "p = P(torch.ones(1))\nd = D(torch.ones(1))\nd.b = p.w\n"
    )
    assert names(recording) == ["p.w", "d.b", "d.b"]


def test_what_a_property_keeps_elsewhere_has_no_name_that_goes_stale(record: Record) -> None:
    recording = record(
        TORCH
        + "class Box:\n    def __init__(self):\n        self._kept = torch.zeros(1)\n    @property\n    def kept(self):\n"
        "        return self._kept\n    @kept.setter\n    def kept(self, value):\n        self._kept = value\n"
        "    def reset(self):\n        self._kept = torch.zeros(1)\nb = Box()\nb.kept = torch.ones(1)\nb.reset()\n"
    )
    assert names(recording) == ["self._kept", "b._kept", "value", "b._kept", "b._kept"]


def test_an_item_that_a_function_puts_into_what_it_was_given_has_its_global_name_too(record: Record) -> None:
    recording = record(TORCH + "def put(d):\n    d['w'] = torch.ones(1)\np = {'w': torch.zeros(1)}\nput(p)\n")
    assert names(recording) == ["p['w']", "d['w']", "d['w']", "p['w']"]
    last = [step for step in recording.steps if isinstance(step, Bind)][-2:]
    assert last[0].tensor == last[1].tensor
    assert last[1].local is None


def test_an_attribute_that_setattr_sets_has_its_name(record: Record) -> None:
    recording = record(
        TORCH + "class A:\n    def __init__(self, **given):\n        for name, value in given.items():\n"
        "            setattr(self, name, value)\na = A(w=torch.ones(1), n=3)\nsetattr(a, 'w', torch.zeros(1))\n"
        "setattr(a, 'w', None)\nprint(a.n, a.w)\n"
    )
    assert names(recording) == ["value", "self.w", "a.w", "a.w"]
    assert gone(recording) == ["value", "a.w"]
    assert [step.text for step in recording.steps if step.type == "print"] == ["3 None\n"]


def test_what_setattr_is_given_is_worked_out_once_and_in_its_order(record: Record) -> None:
    recording = record(
        TORCH + "class A: ...\na = A()\nsaid = []\ndef say(x):\n    said.append(x)\n    return x\n"
        "setattr((say(1), a)[1], (say(2), 'w')[1], (say(3), torch.ones(1))[1])\nprint(said, a.w)\n"
    )
    assert names(recording) == ["a.w"]
    assert [step.text for step in recording.steps if step.type == "print"] == ["[1, 2, 3] tensor([1.])\n"]


def test_an_item_of_a_container_in_a_container_is_called_by_its_keys(record: Record) -> None:
    recording = record(
        TORCH + "p = {'layers': [{'w': torch.ones(1)}, {'w': torch.ones(2)}]}\np['layers'][-1]['w'] = torch.zeros(2)\n"
        "del p['layers'][0]\n"
    )
    assert names(recording) == [
        *("p['layers'][0]['w']", "p['layers'][1]['w']"),
        *("p['layers'][1]['w']", "p['layers'][0]['w']"),
    ]
    assert gone(recording) == ["p['layers'][1]['w']"]


def test_a_container_has_the_name_that_leads_to_it_whatever_it_is_called_here(record: Record) -> None:
    recording = record(
        TORCH
        + "p = [{'w': torch.ones(1)}]\nfor layer in p:\n    layer['w'] = torch.zeros(1)\n    layer['b'] = torch.zeros(1)\n"
    )
    assert names(recording)[2:] == ["layer['w']", "p[0]['w']", "layer['b']", "p[0]['b']"]


def test_what_the_methods_of_a_list_do_to_its_items_is_followed(record: Record) -> None:
    recording = record(
        TORCH + "ws = []\nfor n in range(2):\n    ws.append(torch.ones(n))\nlast = ws.pop()\nws.insert(0, last)\n"
        "ws.extend([torch.zeros(1)])\nws.reverse()\nws.clear()\n"
    )
    binds = [(step.name, step.tensor) for step in recording.steps if isinstance(step, Bind)]
    (_, zero), (_, one) = binds[:2]
    two = next(tensor for name, tensor in binds if name == "ws[2]")
    assert binds == [
        *(("ws[0]", zero), ("ws[1]", one), ("last", one), ("ws[1]", None)),
        *(("ws[0]", one), ("ws[1]", zero), ("ws[2]", two)),
        *(("ws[0]", two), ("ws[2]", one)),
        *(("ws[0]", None), ("ws[1]", None), ("ws[2]", None)),
    ]


def test_what_the_methods_of_a_dict_do_to_its_items_is_followed(record: Record) -> None:
    recording = record(
        TORCH
        + "d = {}\nd.update(a=torch.ones(1))\nd.setdefault('b', torch.ones(1))\nd.setdefault('b', torch.zeros(1))\n"
        "d.pop('a')\n"
    )
    assert names(recording) == ["d['a']", "d['b']"]
    assert gone(recording) == ["d['a']"]


MLP = (
    "class Net:\n    def __init__(self):\n        self.ws = []\n        self.ws.append(torch.ones(1))\n"
    "    def step(self):\n        self.ws[0] = self.ws[0] * 2\n    def grow(self):\n        self.ws.append(torch.zeros(1))\n"
    "    def reset(self):\n        self.ws = [torch.zeros(1)]\n"
)


def test_items_of_an_objects_list_have_the_objects_name(record: Record) -> None:
    recording = record(TORCH + MLP + "net = Net()\nnet.step()\nnet.grow()\nnet.reset()\n")
    assert names(recording) == ["self.ws[0]", "net.ws[0]", "net.ws[0]", "net.ws[1]", "net.ws[0]"]
    assert gone(recording) == ["net.ws[1]"]


def test_a_list_that_a_module_keeps_has_its_name(record: Record) -> None:
    recording = record(
        TORCH
        + "class Keep(torch.nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.seen = []\n"
        "    def forward(self, x):\n        self.seen.append(x)\n        return x * 2\nkeep = Keep()\nkeep(torch.ones(1))\n"
    )
    assert names(recording) == ["x", "keep.seen[0]"]


def test_a_name_of_an_item_ends_with_its_object(record: Record) -> None:
    recording = record(TORCH + MLP + "net = Net()\nnet.grow()\nnet = None\n")
    assert gone(recording) == ["net.ws[0]", "net.ws[1]"]


def test_a_property_is_not_read_for_a_name(record: Record) -> None:
    recording = record(
        TORCH
        + "class A:\n    def __init__(self):\n        self.n = 0\n    @property\n    def ws(self):\n        self.n += 1\n"
        "        return []\na = A()\na.ws.append(torch.ones(1))\na.ws.extend([torch.ones(1)])\nprint(a.n)\n"
    )
    assert names(recording) == []
    assert [step.text for step in recording.steps if step.type == "print"] == ["2\n"]


def test_a_global_name_that_is_set_by_its_name_is_bound_there(record: Record) -> None:
    recording = record(
        TORCH + "exec('y = torch.ones(1)')\nfor i in range(2):\n    globals()[f'p{i}'] = torch.ones(1)\n"
        "z = p0 + 1\nglobals().update(p0=3)\n"
    )
    assert names(recording) == ["y", "p0", "p1", "z"]
    assert gone(recording) == ["p0"]
    assert [step.span.line for step in recording.steps if isinstance(step, Bind) and step.span] == [2, 4, 4, 5, 6]


def test_a_list_that_holds_itself_is_followed_to_an_end(record: Record) -> None:
    recording = record(TORCH + "h = [torch.ones(1)]\nh.append(h)\nh.append(torch.zeros(1))\n")
    assert {"h[0]", "h[2]"} <= set(names(recording))
    assert len(names(recording)) < 20


LAYERS = (
    "class Layer:\n    def __init__(self):\n        self.w = torch.ones(1)\n    def step(self):\n        self.w = self.w * 2\n"
    "class Net:\n    def __init__(self):\n        self.layers = [Layer(), Layer()]\n        self.parent = self\n"
    "    def step(self):\n        for layer in self.layers:\n            layer.step()\n"
)


def test_an_object_in_a_list_of_an_object_is_called_by_the_way_to_it(record: Record) -> None:
    recording = record(TORCH + LAYERS + "net = Net()\nnet.step()\nnet.layers.append(Layer())\nnet.layers.pop(0)\n")
    assert names(recording) == [
        *("self.w", "self.w", "net.layers[0].w", "net.layers[1].w"),
        *("net.layers[0].w", "net.layers[1].w"),
        *("self.w", "net.layers[2].w"),
        *("net.layers[0].w", "net.layers[1].w"),
    ]
    assert gone(recording) == ["net.layers[2].w"]


def test_a_model_that_an_object_keeps_gives_no_second_names(record: Record) -> None:
    recording = record(
        TORCH + "class Trainer:\n    def __init__(self, model):\n        self.model = model\n"
        "model = torch.nn.Linear(1, 1)\ntrainer = Trainer(model)\nother = Trainer(torch.nn.Linear(1, 1, bias=False))\n"
    )
    assert "other.model.weight" in names(recording)
    assert "trainer.model.weight" not in names(recording)


def test_much_data_in_lists_is_looked_at_a_little_only(record: Record) -> None:
    recording = record(TORCH + "rows = [[torch.ones(1) for _ in range(30)] for _ in range(30)]\n")
    assert 0 < len(names(recording)) <= 32


def test_what_an_attribute_becomes_by_an_augmented_assignment_is_bound(record: Record) -> None:
    recording = record(
        TORCH
        + "class Meter:\n    def __init__(self):\n        self.sum = 0\n    def add(self, x):\n        self.sum += x\n"
        "meter = Meter()\nmeter.add(torch.ones(1))\nmeter.add(torch.ones(1))\nmeter.sum = 0\n"
    )
    assert names(recording) == ["x", "meter.sum", "x"]
    assert gone(recording) == ["meter.sum"]
