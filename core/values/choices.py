"""Closed lists of values, each with a label."""

from __future__ import annotations

from enum import Enum


class Choice(Enum):
    """A closed list of values: the member's name is stored and sent, its value is the label.

    The class docstring and the labels are the descriptions a GraphQL client reads.
    """

    @property
    def label(self) -> str:
        """The English label; `Translations.translate` gives the local one."""
        return str(self.value)
