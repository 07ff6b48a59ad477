"""Storages: their rows, and which of them hold memory that nobody has written yet."""

import ctypes
from collections.abc import Collection
from typing import Any

import torch

from .memory import hidden, storage_key
from .noise import Noise
from .timeline import Row, Timeline

# Larger memory shared with numpy is not compared.
MOST_WATCHED = 1 << 20
ALWAYS_LOOKED_AT = 64


class Storages:
    """Identifies storages by address, which a weak reference to each keeps from being used again."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._ids: dict[int, str] = {}
        # How many bytes their rows say that they have, and those whose memory has been given up for more.
        self._sizes: dict[int, int] = {}
        self._outgrown: list[str] = []
        # Weak references to the storages.
        self._held: dict[int, int] = {}
        # Those in which no known tensor lives any more: what saved tensors or others hold may live on.
        self._left: dict[int, None] = {}
        self._noise = Noise()
        # What is noise: empty unless some memory is.
        self.noisy: Collection[int] = self._noise.followed.keys()
        # Whether forward mode has been given noise for a tangent: what it makes of it is not announced.
        self.noisy_tangents = False
        self._exposed: dict[int, bytes] = {}
        # The storages that something besides torch may write to.
        self.exposed: Collection[int] = self._exposed.keys()

    def place(self, tensor: torch.Tensor) -> Row:
        """Where the tensor lives: `storage`, `strides` and `offset`, all None where it has no storage of its own."""
        return self.place_in(storage_key(tensor), tensor)

    def place_in(self, key: int | None, tensor: torch.Tensor) -> Row:
        """The same, for a tensor whose storage is `key`."""
        if key is None:
            return {"storage": None, "strides": None, "offset": None}
        name = self._ids.get(key)
        if name is None:
            storage = tensor.untyped_storage()
            self._watch(key, storage)
            self._sizes[key] = size = storage.nbytes()
            row = {"bytes": size, "device": "cpu" if tensor.is_cpu else str(storage.device)}
            name = self._ids[key] = self._timeline.add("storages", row)
        return {"storage": name, "strides": [*tensor.stride()], "offset": tensor.storage_offset()}

    def is_unwritten(self, tensor: torch.Tensor) -> bool:
        """Whether some of the tensor's elements are noise."""
        return bool(self._noise.followed) and self._noise.covers(storage_key(tensor), tensor)

    def mark_unwritten(self, tensor: torch.Tensor) -> None:
        """The tensor's storage has just been allocated and not written, or was computed from noise."""
        key = storage_key(tensor)
        if key is not None and hidden(tensor) is None and tensor.numel():
            self._watch(key, tensor.untyped_storage())
            self._noise.add(key)

    def mark_written(self, tensor: torch.Tensor, index: Any = ...) -> None:
        """`tensor[index]` has been written with something that is not noise."""
        if self._noise.followed:
            self._noise.write(storage_key(tensor), tensor, index)

    def resized(self, tensor: torch.Tensor) -> None:
        """The tensor has been written: where that gave its storage other memory, it is another storage from now on."""
        key = storage_key(tensor)
        before = None if key is None else self._sizes.get(key)
        if key is None or before is None or key not in self._ids:
            return
        after = tensor.untyped_storage().nbytes()
        if after != before:
            self._outgrown.append(self._ids.pop(key))
            self._timeline.deaths += 1
            if after > before:
                self._noise.grow(key, before // tensor.element_size(), after // tensor.element_size())

    def take_as_written(self, tensor: torch.Tensor) -> None:
        """Something besides torch has written to the tensor's storage, nobody knows where."""
        key = storage_key(tensor)
        if key is not None:
            self._noise.forget(key)

    def expose(self, tensor: torch.Tensor) -> None:
        """Something besides torch may write to the tensor's memory: numpy shares it."""
        key = storage_key(tensor)
        storage = None if key is None else tensor.untyped_storage()
        if key is not None and storage is not None and 0 < storage.nbytes() <= MOST_WATCHED and storage.data_ptr():
            self._watch(key, storage)
            self._exposed[key] = _bytes(storage)

    def rewritten(self, tensor: torch.Tensor) -> bool:
        """Whether the tensor's memory, if it is exposed, has changed since the last time this was asked."""
        key = storage_key(tensor)
        if key not in self._exposed:
            return False
        before, now = self._exposed[key], _bytes(tensor.untyped_storage())
        self._exposed[key] = now
        return before != now

    def leave(self, key: int) -> None:
        """The last known tensor that lived in the storage is gone."""
        self._timeline.deaths += 1
        if key in self._ids:
            self._left[key] = None

    def look(self) -> None:
        """Much may have been let go of: the functions of a graph have let go of what they saved."""
        self._timeline.deaths += len(self._left)

    def released(self) -> list[str]:
        """The storages whose memory has been let go of since the last call, as far as it is time to look.

        A few are looked at each time, many only after many tensors have died: a long graph may hold thousands.
        """
        if not self._timeline.deaths or (
            len(self._left) > ALWAYS_LOOKED_AT and 4 * self._timeline.deaths < len(self._left)
        ):
            return []
        self._timeline.deaths = 0
        outgrown, self._outgrown = self._outgrown, []
        gone = [key for key in self._left if torch.UntypedStorage._expired(self._held[key])]
        if not gone:
            return outgrown
        for key in gone:
            # Its address may be another's from now on.
            del self._left[key]
            torch.UntypedStorage._free_weak_ref(self._held.pop(key))  # type: ignore[no-untyped-call] # torch leaves it untyped
            self._noise.forget(key)
            self._exposed.pop(key, None)
            self._sizes.pop(key, None)
        names = [self._ids.pop(key, None) for key in gone]
        return outgrown + [name for name in names if name is not None]

    def forget(self, gone: Collection[str]) -> None:
        """Those rows are no more."""
        self._ids = {key: name for key, name in self._ids.items() if name not in gone}

    def close(self) -> None:
        """Let every weak reference go."""
        for pointer in self._held.values():
            torch.UntypedStorage._free_weak_ref(pointer)  # type: ignore[no-untyped-call] # torch leaves it untyped
        self._held.clear()

    def _watch(self, key: int, storage: Any) -> None:
        if key not in self._held:
            self._held[key] = storage._weak_ref()


def _bytes(storage: Any) -> bytes:
    return ctypes.string_at(storage.data_ptr(), storage.nbytes()) if storage.data_ptr() else b""
