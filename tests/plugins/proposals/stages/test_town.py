"""The town itself: who is in it, as everyone may read."""

from __future__ import annotations

from schema.testing import Ask
from tests.plugins.proposals.town import AUDIT, UNITS, Town


def test_the_town_has_its_deputies_and_units(ask: Ask, town: Town) -> None:
    query = """{
        active: mandates(where: {status: {eq: ACTIVE}}) { totalCount }
        units: organizations(where: {isUndertakingUnit: {eq: true}}) { totalCount }
        sessions { totalCount }
        suggestions { totalCount }
    }"""

    assert ask(query, actor=AUDIT) == {
        "active": {"totalCount": 8},
        "units": {"totalCount": len(UNITS)},
        "sessions": {"totalCount": len(town.sessions)},
        "suggestions": {"totalCount": 0},
    }
