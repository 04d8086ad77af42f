from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from plugins.proposals.letter import wording
from plugins.proposals.letter.letter import Letter, Subject
from plugins.proposals.letter.refusals import AddresseeMissing, OrdinalOutOfRange
from plugins.proposals.letter.wording import Role, letter_title
from tests.plugins.proposals.letter.letters import BARE, CLOSED, WHOLE


def texts(letter: Letter) -> list[str]:
    return [paragraph.text for paragraph in wording.body(letter)]


def test_the_title_counts_terms_and_sessions_in_chinese_and_suggestions_in_digits() -> None:
    assert letter_title(WHOLE) == "关于对柳州市第十五届人大第六次会议第34号代表建议的答复"


def test_a_suggestion_made_between_sessions_is_cited_with_its_closed_session_number() -> None:
    letter = dataclasses.replace(BARE, subject=CLOSED)

    assert letter_title(letter) == "关于对柳城县第十六届人大闭字1号代表建议的答复"
    assert "《关于修缮村道的建议》（闭字1号）收悉" in texts(letter)[1]


@pytest.mark.parametrize("congress", ["柳州市", "柳州市人大", "柳州市人民代表大会"])
def test_the_full_name_of_a_congress_is_not_written_twice(congress: str) -> None:
    letter = dataclasses.replace(BARE, subject=Subject(congress, 15, 6, 34, "建议"))

    assert letter_title(letter).startswith("关于对柳州市第十五届人大第六次")


@pytest.mark.parametrize(
    ("ordinal", "numeral"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (34, "三十四"), (99, "九十九")],
)
def test_ordinals_are_written_as_a_reader_says_them(ordinal: int, numeral: str) -> None:
    assert wording.numeral(ordinal) == numeral


@pytest.mark.parametrize("ordinal", [-1, 0, 100])
def test_an_ordinal_no_congress_has_is_refused(ordinal: int) -> None:
    with pytest.raises(OrdinalOutOfRange):
        wording.numeral(ordinal)


def test_the_body_says_everything_in_order() -> None:
    assert texts(WHOLE) == [
        "尊敬的韦青山、覃小满代表：",
        "你们提出的《关于在洛满镇高兴村安装太阳能路灯的建议》（第34号）收悉。经研究，现答复如下：",
        "一、基本情况",
        "村道全长约1500米，夜间没有照明。",
        "预计需要资金25万元。",
        "二、办理情况及下一步计划",
        "（一）关于安装路灯",
        "已经踏勘。",
        "（二）关于维护",
        "由村民委员会负责。",
        "下一步列入年度计划。",
        "我单位承诺：",
        "1．完成50盏路灯的安装（2025年12月31日前完成）。",
        "感谢你们对我们工作的关心和支持，欢迎继续提出宝贵意见和建议。",
        "此复。",
    ]


def test_what_is_not_known_is_left_out_with_its_label() -> None:
    assert [paragraph.role for paragraph in wording.body(BARE)] == [Role.SALUTATION, *[Role.TEXT] * 3]
    assert (wording.class_mark(BARE), wording.issuer_line(BARE), wording.notes(BARE), wording.copies_line(BARE)) == (
        "",
        "",
        (),
        "",
    )


def test_a_single_section_is_not_counted() -> None:
    assert "基本情况" in texts(dataclasses.replace(BARE, background="村道没有照明。"))


def test_the_lines_around_the_body_carry_their_labels() -> None:
    assert wording.class_mark(WHOLE) == "类别：B"
    assert wording.issuer_line(WHOLE) == "签发人：黄一鸣"
    assert wording.notes(WHOLE) == (
        "（公开属性：部分公开，理由：涉及个人隐私）",
        "（联系人：蓝天晴　联系电话：0772-0000000）",
    )
    assert wording.copies_line(WHOLE) == "抄送：柳州市人大常委会，柳州市人民政府办公室。"


@pytest.mark.parametrize(
    ("addressees", "salutation", "you"),
    [
        (("韦青山",), "尊敬的韦青山代表：", "您"),
        (("柳南代表团",), "尊敬的柳南代表团：", "你们"),
        (("韦青山", "柳南代表团"), "尊敬的韦青山、柳南代表团：", "你们"),
    ],
)
def test_one_deputy_several_and_a_delegation_are_addressed_properly(
    addressees: tuple[str, ...], salutation: str, you: str
) -> None:
    first, second, *_ = texts(dataclasses.replace(BARE, addressees=addressees))

    assert first == salutation
    assert second.startswith(f"{you}提出的")


@pytest.mark.parametrize("addressees", [(), ("",), (" \n",)])
def test_a_letter_to_nobody_is_refused(addressees: tuple[str, ...]) -> None:
    with pytest.raises(AddresseeMissing):
        wording.body(dataclasses.replace(BARE, addressees=addressees))


def test_blank_lines_typed_indents_and_invisible_characters_are_not_kept() -> None:
    typed = "\ufeff　　第一段\u200b。\r\n\r\n \t　　第二段\x07。\n"

    assert wording.paragraphs(typed) == ["第一段。", "第二段。"]


def test_a_day_is_written_without_leading_zeros() -> None:
    assert wording.day(date(2025, 6, 5)) == "2025年6月5日"
