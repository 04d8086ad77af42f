"""What a county's plugin contributes, as its hooks would give it."""

from __future__ import annotations

from typing import Any

from core.declarations.contribution import Contribution


def contribution(plugin: str, **given: Any) -> Contribution:  # noqa: ANN401 - one keyword per kind of contribution
    """The contribution of a county's plugin to the city of the tests."""
    return Contribution(
        plugin=plugin, depends=frozenset({"congress", "stations"}), package=f"counties.{plugin}", **given
    )
