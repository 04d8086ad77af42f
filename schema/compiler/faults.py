"""Where in the document a refusal arose."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from core.foundation.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphql import Node

    from schema.compiler.selection import Selected


class LocatedError(Exception):
    """A refusal together with the field of the document that led to it."""

    def __init__(self, refusal: Refusal, node: Node) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
        self.node = node


@contextmanager
def located(selected: Selected) -> Iterator[None]:
    """Give a refusal raised within the block the field at which it arose; the innermost field counts."""
    try:
        yield
    except Refusal as refusal:
        raise LocatedError(refusal, selected.first) from refusal
