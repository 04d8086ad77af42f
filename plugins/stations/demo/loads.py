"""All of the made-up city that belongs to this plugin, in the order in which it can be loaded."""

from __future__ import annotations

from collections.abc import Iterator

from core.api import Load
from plugins.stations.demo.coverage import synthetic_villages
from plugins.stations.demo.ledger import residents
from plugins.stations.demo.opinions import opinions
from plugins.stations.demo.posts import assignments
from plugins.stations.demo.premises import covered, stations
from plugins.stations.demo.receptions import reception_days, rota


def loads(scale: float) -> Iterator[Load]:
    """The rows at that multiple of the usual number of opinions; the stations are always all there."""
    yield synthetic_villages()
    yield stations()
    yield covered()
    yield assignments(scale)
    yield reception_days(scale)
    yield rota(scale)
    yield residents(scale)
    yield opinions(scale)
