"""Runs the code of rules and compares what it gives with what torch's own functions sent."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import torch
from gradwalk.explain.rules.catalogue import CATALOGUE
from gradwalk.explain.rules.occurring import rule
from gradwalk.recording.rules import Rule, Term, Vjp

from .coefficients import parts, summed
from .nodes import Ran
from .trees import compute

# As many elements as a tree is computed for.
MOST = 1000
# As often as the Jacobian of functions of one name is asked for.
ENOUGH = 20


@dataclass(slots=True)
class Tally:
    """How often each rule was compared for each of its inputs, what was wrong, and what has no rule."""

    compared: Counter[tuple[str, str]] = field(default_factory=Counter)
    stretched: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    computed: Counter[tuple[str, str]] = field(default_factory=Counter)
    summed: Counter[tuple[str, str]] = field(default_factory=Counter)
    without: set[str] = field(default_factory=set)

    def judge(self, ran: Ran, where: str) -> None:
        """Compare one function that ran with its rule, if it has one."""
        if ran.name not in CATALOGUE:
            self.without.add(ran.name)
            return
        shown = rule(CATALOGUE[ran.name], complex_numbers=False)
        if not shown.inputs:
            return
        try:
            for number, vjp in edges(shown, len(ran.sent)):
                self._compare(ran, shown, vjp, number, where)
            if ran.node is not None and any(
                vjp.term is None and self.summed[ran.name, vjp.input] < ENOUGH for vjp in shown.inputs
            ):
                self._sum(ran, shown, where)
        except Exception as error:  # noqa: BLE001 - whatever a rule's code raises is a rule that is wrong
            self.wrong.append(f"{ran.name}, {where}: {type(error).__name__}: {error}")

    def _compare(self, ran: Ran, shown: Rule, vjp: Vjp, number: int, where: str) -> None:
        shape, sent = ran.shapes[number], ran.sent[number]
        if shape is None or all(gradient is None for gradient in ran.received):
            return
        if None in ran.shapes and "shapes" in vjp.code:
            # Of a constant there is no edge to read the shape from; a recording has it.
            return
        value, sent = evaluate(shown, vjp, ran, number), torch.zeros(shape) if sent is None else sent
        wrong = difference(value, sent)
        if wrong:
            self.wrong.append(f"{ran.name} to {vjp.input}, {where}: {wrong}")
        if vjp.term is not None and sent.numel() <= MOST and _plain_numbers(ran):
            wrong = difference(torch.tensor(np.array(_computed(shown, vjp.term, ran, number))), sent)
            if wrong:
                self.wrong.append(f"{ran.name} to {vjp.input}, {where}: as a tree: {wrong}")
            self.computed[ran.name, vjp.input] += 1
        self.compared[ran.name, vjp.input] += 1
        if "sum_to_size" in vjp.code and ran.outputs and tuple(ran.outputs[0].shape) != tuple(shape):
            self.stretched[ran.name, vjp.input] += 1

    def _sum(self, ran: Ran, shown: Rule, where: str) -> None:
        sums = summed(ran) or {}
        for number, vjp in edges(shown, len(ran.sent)):
            sent = ran.sent[number]
            # Where a slope is infinite, 0 times it is none of the products.
            if sent is None or number not in sums or not parts(sent).isfinite().all():
                continue
            wrong = difference(sums[number], parts(sent))
            if wrong:
                self.wrong.append(f"{ran.name} to {vjp.input}, {where}: as products: {wrong}")
            self.summed[ran.name, vjp.input] += 1


def edges(shown: Rule, count: int) -> Iterator[tuple[int, Vjp]]:
    """Which input each of a function's `count` edges belongs to."""
    rest = count - len(shown.inputs) + 1
    number = 0
    for vjp in shown.inputs:
        for _ in range(rest if vjp.each else 1):
            yield number, vjp
            number += 1
    assert number == count, f"{count} edges, {number} in the rule"


def evaluate(shown: Rule, vjp: Vjp, ran: Ran, number: int) -> torch.Tensor:
    """What a rule's code says is sent to input `number`."""
    names = _names(shown, ran, number) | {"torch": torch}
    with torch.no_grad():
        for definition in shown.where:
            exec(f"{definition.name} = {definition.code}", names)
        return torch.as_tensor(eval(vjp.code, names))


def _computed(shown: Rule, tree: Term, ran: Ran, number: int) -> Any:
    """What a rule's tree says is sent to input `number`."""
    names = {name: _plain(value) for name, value in _names(shown, ran, number).items()}
    with np.errstate(all="ignore"):
        for definition in shown.where:
            if definition.term is not None:
                names[definition.name] = compute(definition.term, names)
        return compute(tree, names)


def _names(shown: Rule, ran: Ran, number: int) -> dict[str, Any]:
    to = dict(edges(shown, len(ran.sent)))[number]
    grads = [
        torch.zeros(tuple(output.shape), dtype=output.dtype) if gradient is None else gradient
        for output, gradient in zip(ran.outputs, ran.received, strict=True)
    ]
    return ran.saved | {
        "grads": grads,
        "grad": grads[0],
        "shape": ran.shapes[number],
        "shapes": ran.shapes,
        "i": number - shown.inputs.index(to),
    }


def _plain(value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        return value.resolve_conj().numpy()
    if isinstance(value, list | tuple):
        kind = list if any(isinstance(item, torch.Tensor) for item in value) else tuple
        return kind(map(_plain, value))
    return value


def _plain_numbers(ran: Ran) -> bool:
    values = [*ran.saved.values(), *ran.received, *ran.sent]
    tensors = [value for value in values if isinstance(value, torch.Tensor) and value.is_floating_point()]
    others = any(
        isinstance(value, complex) or (isinstance(value, torch.Tensor) and value.is_complex()) for value in values
    )
    return not others and all(tensor.dtype is torch.float64 for tensor in tensors)


def difference(value: torch.Tensor, sent: torch.Tensor) -> str | None:
    """What keeps a rule's value from being what was sent: torch's engine casts it to the input's kind of number."""
    value, sent = value.to_dense(), sent.to_dense()
    if value.is_complex() and not sent.is_complex():
        value = value.real
    value = value.to(sent.dtype)
    if value.dim() == 0:
        value = value.expand(sent.shape)
    if value.shape != sent.shape:
        return f"shape {tuple(value.shape)}, not {tuple(sent.shape)}"
    if sent.dtype in (torch.float32, torch.complex64):
        close, far = torch.allclose(value, sent, rtol=1e-3, atol=1e-4, equal_nan=True), "1e-3"
    else:
        close, far = torch.allclose(value, sent, rtol=1e-6, atol=1e-8, equal_nan=True), "1e-6"
    return None if close else f"further than {far}: {value.flatten()[:4].tolist()}, not {sent.flatten()[:4].tolist()}"
