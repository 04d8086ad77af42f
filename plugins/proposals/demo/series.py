"""The numbers of a session, or of the time between the sessions of a term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from plugins.congress.demo.terms import DemoSession, DemoTerm


@dataclass(slots=True, kw_only=True)
class Series:
    """Gives numbers one after the other, never an earlier one at a later time."""

    term: DemoTerm
    session: DemoSession | None
    next_serial: int = 1
    latest_id: int = 0
    latest_at: datetime | None = None

    def give(self, suggestion_id: int, wanted: datetime, kept: int | None = None) -> tuple[int, datetime]:
        """The next number, or the one that was kept for it, and when: as wanted, but after the one before."""
        serial = kept or self.next_serial
        self.next_serial = serial + 1
        at = wanted if self.latest_at is None else max(wanted, self.latest_at + timedelta(minutes=2))
        self.latest_id, self.latest_at = suggestion_id, at
        return serial, at

    def text(self, serial: int) -> str:
        """The number as it is written."""
        if self.session is None:
            return f"〔{self.term.ordinal}〕闭字{serial}号"
        return f"〔{self.term.ordinal}-{self.session.ordinal}〕{serial}"
