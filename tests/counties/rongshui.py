"""A county's plugin that does not know Sanjiang's: Rongshui counts the boats by which people come."""

from __future__ import annotations

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped
from typing_extensions import override

from core.api import Rows, _, computed, field
from plugins.stations.models import Opinion, OpinionChannel, Station
from tests.counties.kit import contribution


class RongshuiStation(Station):
    """A station on a river."""

    landing: Mapped[str | None] = field(label=_("Landing stage"), length=80, search=True)

    @computed
    @classmethod
    def opinions_on_paper(cls, rows: Rows) -> ColumnElement[int]:
        """Number of opinions that came on paper."""
        opinion = rows[Opinion]
        return rows.count(opinion, opinion.station_id == cls.id, opinion.channel == OpinionChannel.PAPER)

    @override
    def opinion_number(self, serial: int) -> str:
        return f"{super().opinion_number(serial)}-RS"


CONTRIBUTION = contribution(
    "rongshui",
    models=(RongshuiStation,),
)
