"""Storages: their rows, and which of them hold memory that nobody has written yet."""

from typing import Any

import torch

from .memory import shape_of, storage_key
from .timeline import Row, Timeline


class Storages:
    """Identifies storages by address, which a weak reference to each keeps from being used again."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._ids: dict[int, str] = {}
        self._held: list[int] = []
        self._watched: set[int] = set()
        self._unwritten: set[int] = set()

    def place(self, tensor: torch.Tensor) -> Row:
        """Where the tensor lives: `storage`, `strides` and `offset`, all None where it has no storage of its own."""
        key = storage_key(tensor)
        if key is None:
            return {"storage": None, "strides": None, "offset": None}
        name = self._ids.get(key)
        if name is None:
            storage = tensor.untyped_storage()
            self._watch(key, storage)
            row = {"bytes": storage.nbytes(), "device": str(storage.device)}
            name = self._ids[key] = self._timeline.add("storages", row)
        strides = [int(stride) for stride in tensor.stride()] if shape_of(tensor) else []
        return {"storage": name, "strides": strides, "offset": int(tensor.storage_offset())}

    def is_unwritten(self, key: int | None) -> bool:
        """Whether the storage holds noise."""
        return key in self._unwritten

    def mark_unwritten(self, tensor: torch.Tensor) -> None:
        """The tensor's storage has just been allocated and not written, or was computed from noise."""
        key = storage_key(tensor)
        if key is not None and tensor.numel():
            self._watch(key, tensor.untyped_storage())
            self._unwritten.add(key)

    def mark_written(self, tensor: torch.Tensor) -> None:
        """All of the tensor has been written: its storage is known again if the tensor covers it."""
        key = storage_key(tensor)
        if key in self._unwritten and tensor.numel() * tensor.element_size() >= tensor.untyped_storage().nbytes():
            self._unwritten.discard(key)

    def close(self) -> None:
        """Let every weak reference go."""
        for pointer in self._held:
            torch.UntypedStorage._free_weak_ref(pointer)  # type: ignore[no-untyped-call] # torch leaves it untyped
        self._held.clear()

    def _watch(self, key: int, storage: Any) -> None:
        if key not in self._watched:
            self._watched.add(key)
            self._held.append(storage._weak_ref())
