from __future__ import annotations

from datetime import date

import pytest

from plugins.proposals.demo.cases import BILLS_2018, INVENTED_PERSONS, LIUCHENG_FUNDED, SOLAR_LAMPS
from plugins.proposals.letter.letter import Letter, Subject
from plugins.proposals.letter.pdf import letter_pdf
from plugins.proposals.letter.wording import letter_title


def test_the_figures_of_the_bills_agree_with_their_total() -> None:
    assert sum(BILLS_2018.by_committee.values()) == BILLS_2018.total
    assert BILLS_2018.kept_as_bills + BILLS_2018.converted == BILLS_2018.total


def test_the_lamps_stand_along_the_whole_road() -> None:
    figures = SOLAR_LAMPS.figures

    assert figures["lamps"] * figures["metres_between_lamps"] == figures["metres"]


@pytest.mark.parametrize(
    ("session", "number", "title"),
    [
        (SOLAR_LAMPS.session, SOLAR_LAMPS.number, "关于对柳州市第十五届人大第六次会议第34号代表建议的答复"),
        (None, LIUCHENG_FUNDED.closed_numbers[0], "关于对柳州市第十五届人大闭字1号代表建议的答复"),
    ],
    ids=["session", "closed_session"],
)
def test_a_public_case_can_be_answered_and_printed(session: int | None, number: int, title: str) -> None:
    subject = Subject(SOLAR_LAMPS.congress, 15, session, number, SOLAR_LAMPS.title)
    letter = Letter(subject, INVENTED_PERSONS[:1], SOLAR_LAMPS.lead_unit, date(2025, 6, 20))

    assert letter_title(letter) == title
    assert letter_pdf(letter).startswith(b"%PDF-")
