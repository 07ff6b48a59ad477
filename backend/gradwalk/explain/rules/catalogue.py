"""Every rule by the name of its function."""

from . import (
    activations,
    arithmetic,
    attention,
    choices,
    complex_numbers,
    convolution,
    exponentials,
    factors,
    indexing,
    joins,
    linalg,
    losses,
    norms,
    products,
    reductions,
    resampling,
    scattering,
    second_order,
    sparse,
    special,
    trigonometry,
    views,
)
from .entry import Entry

TOPICS = (
    arithmetic,
    exponentials,
    trigonometry,
    special,
    activations,
    reductions,
    choices,
    products,
    views,
    complex_numbers,
    indexing,
    scattering,
    joins,
    losses,
    norms,
    convolution,
    resampling,
    attention,
    linalg,
    factors,
    sparse,
    second_order,
)

CATALOGUE: dict[str, Entry] = {name: entry for topic in TOPICS for entry in topic.ENTRIES for name in entry.names}
