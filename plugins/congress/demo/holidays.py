"""The year after the demonstration's, so that what is assigned in it has a day on which it is due.

The days are those the Regulation on Public Holidays (2024) names. How they are joined to weekends is announced
for each year, and that announcement is not made up here: the record says that it is for demonstration.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core.api import Load, _
from plugins.congress.models import WorkCalendarDay, WorkCalendarYear
from plugins.congress.seeds.regions import numbers

_YEAR = 2027
_CITATION = "演示用：仅含《全国年节及纪念日放假办法》规定的放假日期，不含调休安排"
_COUNTRY, _AUTONOMOUS_REGION = "00", "45"
_HOLIDAYS = (
    ("元旦", "New Year", (date(2027, 1, 1),)),
    ("春节", "Spring Festival", (date(2027, 2, 5), date(2027, 2, 6), date(2027, 2, 7), date(2027, 2, 8))),
    ("清明节", "Qingming Festival", (date(2027, 4, 5),)),
    ("劳动节", "Labour Day", (date(2027, 5, 1), date(2027, 5, 2))),
    ("端午节", "Dragon Boat Festival", (date(2027, 6, 9),)),
    ("中秋节", "Mid-Autumn Festival", (date(2027, 9, 15),)),
    ("国庆节", "National Day", (date(2027, 10, 1), date(2027, 10, 2), date(2027, 10, 3))),
)


def calendar_years() -> Load:
    """The year, of the country and of the autonomous region."""
    regions = [numbers()[code] for code in (_COUNTRY, _AUTONOMOUS_REGION)]
    rows = [(region * 10_000 + _YEAR, region, _YEAR, _CITATION) for region in regions]
    columns = ("id", "region_id", "year", "citation")
    label = _("Years of the working calendar")
    return Load(model=WorkCalendarYear, columns=columns, rows=rows, total=len(rows), label=label)


def calendar_days() -> Load:
    """The holidays of the year."""
    rows = list(_days(numbers()[_COUNTRY]))
    columns = ("id", "region_id", "day", "is_workday", "note", "note_en")
    label = _("Days of the working calendar")
    return Load(model=WorkCalendarDay, columns=columns, rows=rows, total=len(rows), label=label)


def _days(region: int) -> Iterator[tuple[object, ...]]:
    for name, name_en, days in _HOLIDAYS:
        for day in days:
            yield region * 100_000_000 + int(f"{day:%Y%m%d}"), region, day, False, name, name_en
