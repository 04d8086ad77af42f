"""The paging arguments of a list: how many rows, from which end, behind which cursor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from schema.refusals import BothEnds, NegativePage, PageTooLarge

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schema.compiler.inputs import Value
    from schema.limits import PageLimits


@dataclass(frozen=True)
class PageRequest:
    """How many rows are asked for, and whether they are counted from the end."""

    size: int
    backward: bool


def read_page(arguments: Mapping[str, Value], limits: PageLimits) -> PageRequest:
    """The page asked for; raises NegativePage, BothEnds or PageTooLarge for one that cannot be given."""
    first, last = _size(arguments["first"], "first", limits), _size(arguments["last"], "last", limits)
    if first is not None and last is not None:
        raise BothEnds(field="first")
    if last is not None:
        return PageRequest(last, backward=True)
    return PageRequest(limits.default if first is None else first, backward=False)


def _size(value: Value, argument: str, limits: PageLimits) -> int | None:
    size = value.whole() if value.given else None
    if size is None:
        return None
    if size < 0:
        raise NegativePage(argument=argument, value=size, field=argument)
    if size > limits.most:
        raise PageTooLarge(argument=argument, value=size, limit=limits.most, field=argument)
    return int(size)
