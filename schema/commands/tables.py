"""Tables on a terminal, and for other programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.console import Console

if TYPE_CHECKING:
    from rich.table import Table

_UNWRAPPED = 500


def print_table(table: Table) -> None:
    """Print the table; what goes to another program is not wrapped to the width of a terminal that is not there.

    What stands in square brackets is text like any other.
    """
    Console(width=None if sys.stdout.isatty() else _UNWRAPPED, markup=False, emoji=False).print(table)
