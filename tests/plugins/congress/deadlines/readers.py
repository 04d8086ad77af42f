"""Who reads explanations in tests, and what holidays are called in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from core.foundation.i18n import read_translations
from plugins.congress import deadlines
from plugins.congress.deadlines.arithmetic import SHANGHAI

ENGLISH: Mapping[str, str] = MappingProxyType(
    {
        "元旦": "New Year's Day",
        "春节": "Spring Festival",
        "清明节": "Tomb-Sweeping Day",
        "劳动节": "Labour Day",
        "端午节": "Dragon Boat Festival",
        "中秋节": "Mid-Autumn Festival",
        "国庆节": "National Day",
        "壮族三月三": "Sanyuesan Festival",
    }
)
WORDS = read_translations([Path(deadlines.__file__).parents[1] / "locale"])


@dataclass(frozen=True, kw_only=True)
class AReader:
    """Somebody who reads before anything is due."""

    locale: str = "en"
    now: datetime = datetime(2019, 1, 1, tzinfo=SHANGHAI)

    def translate(self, text: str) -> str:
        return WORDS.translate(text, self.locale)
