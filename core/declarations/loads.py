"""Rows that a plugin brings: seeds, and demonstration data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.declarations.models import Model


@dataclass(frozen=True, kw_only=True)
class Load:
    """Rows for one model, in the order of `columns`; every row brings its own `id`.

    `rows` is read once, so it may be a generator. A `Choice` is stored under its member's name.
    """

    model: type[Model]
    columns: tuple[str, ...]
    rows: Iterable[tuple[object, ...]]
    total: int
    label: str
