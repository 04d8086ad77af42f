"""The one time zone of an installation, and what time it is there."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

TIME_ZONE = "Asia/Shanghai"
"""The zone in which days begin and end, schedules are read and the database shows its instants."""

ZONE = ZoneInfo(TIME_ZONE)
"""The same zone, for Python."""


def shanghai_now() -> datetime:
    """This moment, in the time of Shanghai."""
    return datetime.now(ZONE)
