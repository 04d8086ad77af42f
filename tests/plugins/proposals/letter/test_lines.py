from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.proposals.letter.lines import NEVER_FIRST, NEVER_LAST, balanced, broken


def width(text: str) -> float:
    return float(sum(1 if char.isascii() else 2 for char in text))


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    text = "村道（一千五百米），夜间“没有照明”；《办法》〔试行〕。" * 9

    for room in range(8, 40):
        lines = broken(text, room, width)

        assert [line for line in lines if line[0] in NEVER_FIRST or line[-1] in NEVER_LAST] == []


def test_words_and_numbers_stay_whole() -> None:
    assert broken("村名Sawcuengh约1500米", 12, width) == ["村名", "Sawcuengh约", "1500米"]


def test_a_word_wider_than_the_line_is_broken_within() -> None:
    assert broken("a" * 25, 10, width) == ["a" * 10, "a" * 10, "a" * 5]


def test_an_indent_stays_and_spaces_between_lines_do_not() -> None:
    assert broken("　　Gvangjsih Bouxcuengh", 14, width) == ["　　Gvangjsih", "Bouxcuengh"]


def test_a_title_is_broken_into_lines_of_about_one_length() -> None:
    assert [len(line) for line in balanced("建" * 30, 52, width)] == [15, 15]
    assert balanced("建议", 52, width) == ["建议"]


@settings(deadline=None)
@given(st.text("村路ab1 ，。（《》）“”", max_size=80), st.integers(2, 30))
def test_nothing_but_spaces_is_lost_and_no_line_is_too_wide(text: str, room: int) -> None:
    for lines in (broken(text, room, width), balanced(text, room, width)):
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(width(line) <= room for line in lines)
