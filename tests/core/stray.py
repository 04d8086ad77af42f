"""A function that happens to have the name of a hook."""

from __future__ import annotations


def models() -> None:
    """Nothing to do with plugins."""
