"""Values that are likely to be got wrong, for every type of column."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import Enum
from typing import Any

from core.generation.models import ComposedComputed, ComposedField

TEXTS = (
    "",
    " ",
    "%",
    "_",
    "a_b",
    "a%b",
    "axb",
    "abc",
    "ABC",
    "Abc",
    "ab xbc",
    "back\\slash",
    "\\%",
    'quo"te',
    "it's",
    "$1 :name %s",
    "line\nbreak",
    "tab\tstop",
    "\x01\x1f\x7f",
    "\u2028",
    "é",
    "e\u0301",
    "ＡＢＣ１２",
    "ﬁne",
    "柳州",
    "柳州市",
    "柳州市人民代表大会常务委员会",
    "州柳",
    "三江侗族自治县",
    "😀",
    "👩‍🌾 田",
    '{"a":1}',
    "]},",
    "null",
    "abab",
    "ÉCOLE STRASSE",
    "İΑΣ ΣΑς",
)
DAYS = (
    date(1, 1, 1),
    date(1899, 12, 31),
    date(2024, 2, 29),
    date(2024, 3, 1),
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(9999, 12, 31),
)
TIMES = (time(0), time(9), time(9, 30), time(9, 30, 0, 500000), time(14, 5, 6, 70), time(23, 59, 59, 999999))
_HERE = timezone(timedelta(hours=8))
INSTANTS = (
    datetime(1899, 6, 1, 15, 54, 17, tzinfo=UTC),
    datetime(1988, 7, 1, 0, 30, tzinfo=_HERE),
    datetime(2024, 2, 29, 23, 59, 59, 999999, tzinfo=UTC),
    datetime(2025, 3, 5, 9, 30, tzinfo=_HERE),
    datetime(2025, 3, 5, 9, 30, 0, 250000, tzinfo=_HERE),
    datetime(2026, 1, 1, tzinfo=_HERE),
    datetime(9999, 12, 30, 12, 0, 0, 1, tzinfo=UTC),
)
INTEGERS = (-(2**31), -1, 0, 1, 2, 7, 13, 100, 2**31 - 1)
BIG_INTEGERS = (-(2**63), -(2**31) - 1, -1, 0, 1, 2**31, 2**53 + 1, 2**63 - 1)
FLOATS = (
    -1e300,
    -2.5,
    -0.0,
    1e-300,
    0.00001,
    0.0001,
    0.1,
    1 / 3,
    1.0,
    24.3,
    100.0,
    123456789012345.0,
    1e15,
    1.5e16,
    1e21,
    1e300,
)


def samples(member: ComposedField | ComposedComputed) -> tuple[Any, ...]:
    """Values of the type of a column or computed field."""
    if issubclass(member.type, Enum):
        return tuple(member.type)
    if member.type is int:
        return BIG_INTEGERS if isinstance(member, ComposedField) and member.big else INTEGERS
    by_type: dict[type, tuple[Any, ...]] = {
        str: TEXTS,
        bool: (False, True),
        float: FLOATS,
        date: DAYS,
        time: TIMES,
        datetime: INSTANTS,
    }
    return by_type[member.type]
