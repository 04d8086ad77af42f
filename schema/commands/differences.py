"""Shows what is different between a committed file and what the plugins make now."""

from __future__ import annotations

import difflib

import click

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def show_difference(name: str, committed: str, made: str, maker: str) -> bool:
    """Print the difference line by line, if there is one; gives whether there is."""
    difference = difflib.unified_diff(committed.splitlines(), made.splitlines(), name, maker, lineterm="")
    lines = list(difference)
    for line in lines:
        click.secho(line, fg=_COLOURS.get(line[:1]))
    return bool(lines)
