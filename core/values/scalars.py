"""The Python types of plain values."""

from __future__ import annotations

from datetime import date, datetime, time

SCALARS = (str, int, bool, float, date, time, datetime)
"""The types of plain values."""
