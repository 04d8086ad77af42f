"""How clients spell the names that Python gives."""

from __future__ import annotations


def client_name(name: str) -> str:
    """How a client spells a Python name: `drum_tower` gives `drumTower`."""
    head, *tail = name.split("_")
    return head + "".join(part[:1].upper() + part[1:] for part in tail)
