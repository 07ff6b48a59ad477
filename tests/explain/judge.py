"""Runs the code of rules and compares what it gives with what torch's own functions sent."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import torch
from gradwalk.explain.rules.catalogue import CATALOGUE
from gradwalk.explain.rules.occurring import rule
from gradwalk.recording.rules import Rule, Vjp

from .nodes import Ran


@dataclass(slots=True)
class Tally:
    """How often each rule was compared for each of its inputs, what was wrong, and what has no rule."""

    compared: Counter[tuple[str, str]] = field(default_factory=Counter)
    stretched: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    without: set[str] = field(default_factory=set)

    def judge(self, ran: Ran, where: str) -> None:
        """Compare one function that ran with its rule, if it has one."""
        if ran.name not in CATALOGUE:
            self.without.add(ran.name)
            return
        shown = rule(CATALOGUE[ran.name], complex_numbers=False)
        try:
            for number, vjp in edges(shown, len(ran.sent)):
                self._compare(ran, shown, vjp, number, where)
        except Exception as error:  # noqa: BLE001 - whatever a rule's code raises is a rule that is wrong
            self.wrong.append(f"{ran.name}, {where}: {type(error).__name__}: {error}")

    def _compare(self, ran: Ran, shown: Rule, vjp: Vjp, number: int, where: str) -> None:
        shape, sent = ran.shapes[number], ran.sent[number]
        if shape is None or all(gradient is None for gradient in ran.received):
            return
        if None in ran.shapes and "shapes" in vjp.code:
            # Of a constant there is no edge to read the shape from; a recording has it.
            return
        value = evaluate(shown, vjp, ran, number)
        if sent is None:
            sent = torch.zeros(shape)
        wrong = difference(value, sent)
        if wrong:
            self.wrong.append(f"{ran.name} to {vjp.input}, {where}: {wrong}")
        self.compared[ran.name, vjp.input] += 1
        if "sum_to_size" in vjp.code and ran.outputs and tuple(ran.outputs[0].shape) != tuple(shape):
            self.stretched[ran.name, vjp.input] += 1


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
    first = next(place for place, (_, its) in enumerate(edges(shown, len(ran.sent))) if its is vjp)
    grads = [
        torch.zeros(tuple(output.shape), dtype=output.dtype) if gradient is None else gradient
        for output, gradient in zip(ran.outputs, ran.received, strict=True)
    ]
    names: dict[str, Any] = ran.saved | {
        "torch": torch,
        "grads": grads,
        "grad": grads[0],
        "shape": ran.shapes[number],
        "shapes": ran.shapes,
        "i": number - first,
    }
    with torch.no_grad():
        for definition in shown.where:
            exec(f"{definition.name} = {definition.code}", names)
        return torch.as_tensor(eval(vjp.code, names))


def difference(value: torch.Tensor, sent: torch.Tensor) -> str | None:
    """What keeps a rule's value from being what was sent: torch's engine casts it to the input's kind of number."""
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
