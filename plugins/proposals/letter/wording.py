"""What a reply letter says, in the order in which it says it; always in Chinese, as an official letter is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from plugins.proposals.letter.letter import Letter, Promise, Subject
from plugins.proposals.letter.refusals import AddresseeMissing, OrdinalOutOfRange

DIGITS = "零一二三四五六七八九"
LAST_ORDINAL = 99
CONGRESS_NAMES = ("人民代表大会", "人大")
INVISIBLE = {"Cc", "Cf", "Cs", "Zl", "Zp"}


class Role(StrEnum):
    """What a paragraph is in the letter; the class of its element in the page."""

    SALUTATION = "salutation"
    HEADING = "heading"
    POINT = "point"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the letter's body, without line breaks."""

    role: Role
    text: str


def letter_title(letter: Letter) -> str:
    """The title: 关于对柳州市第十五届人大第六次会议第34号代表建议的答复."""
    subject = letter.subject
    session = "" if subject.session is None else f"第{numeral(subject.session)}次会议"
    place = _place(plain(subject.congress))
    return f"关于对{place}第{numeral(subject.term)}届人大{session}{number(subject)}代表建议的答复"


def number(subject: Subject) -> str:
    """The number as it is cited: 第34号 of a session, 闭字1号 of the time between sessions."""
    return f"闭字{subject.number}号" if subject.session is None else f"第{subject.number}号"


def numeral(ordinal: int) -> str:
    """A term or a session in Chinese numerals: 六, 十五, 二十."""
    if not 1 <= ordinal <= LAST_ORDINAL:
        raise OrdinalOutOfRange(ordinal=ordinal)
    tens, ones = divmod(ordinal, 10)
    leading = DIGITS[tens] if tens > 1 else ""
    return (f"{leading}十" if tens else "") + (DIGITS[ones] if ones else "")


def day(when: date) -> str:
    """A day as letters write it: 2025年6月20日."""
    return f"{when.year}年{when.month}月{when.day}日"


def plain(text: str) -> str:
    """The text in one line, without characters nobody can see."""
    spaced = "".join(" " if char.isspace() and char != "\u3000" else char for char in text)
    return "".join(char for char in spaced if unicodedata.category(char) not in INVISIBLE).strip(" ")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text that somebody typed; blank lines and indents are left to the setting."""
    lines = (plain(line).strip("\u3000 ") for line in text.splitlines())
    return [line for line in lines if line]


def body(letter: Letter) -> tuple[Paragraph, ...]:
    """Everything between the title and the unit's name."""
    return (
        Paragraph(Role.SALUTATION, _salutation(letter)),
        Paragraph(Role.TEXT, _opening(letter)),
        *_sections(letter),
        Paragraph(Role.TEXT, f"感谢{_you(letter)}对我们工作的关心和支持，欢迎继续提出宝贵意见和建议。"),
        Paragraph(Role.TEXT, "此复。"),
    )


def class_mark(letter: Letter) -> str:
    """The class at the top right: 类别：A."""
    return _labelled("类别", letter.outcome)


def issuer_line(letter: Letter) -> str:
    """Who signed the letter off: 签发人：韦青山."""
    return _labelled("签发人", letter.issuer)


def notes(letter: Letter) -> tuple[str, ...]:
    """The lines below the date: publicity and whom to ask."""
    contact = letter.contact
    lines = (
        "" if letter.publicity is None else f"（公开属性：{letter.publicity}{_reason(letter)}）",
        "" if contact is None else f"（联系人：{plain(contact.name)}　联系电话：{plain(contact.phone)}）",
    )
    return tuple(filter(None, lines))


def copies_line(letter: Letter) -> str:
    """Who gets a copy: 抄送：甲，乙。 Empty where nobody does."""
    names = "，".join(plain(name) for name in letter.copies)
    return f"抄送：{names}。" if names else ""


def _place(congress: str) -> str:
    for name in CONGRESS_NAMES:
        congress = congress.removesuffix(name)
    return congress


def _labelled(label: str, value: str) -> str:
    value = plain(value)
    return f"{label}：{value}" if value else ""


def _reason(letter: Letter) -> str:
    reason = plain(letter.publicity_reason)
    return f"，理由：{reason}" if reason else ""


def _you(letter: Letter) -> str:
    alone = len(letter.addressees) == 1 and not letter.addressees[0].endswith("代表团")
    return "您" if alone else "你们"


def _salutation(letter: Letter) -> str:
    names = [plain(name) for name in letter.addressees if plain(name)]
    if not names:
        raise AddresseeMissing
    return f"尊敬的{'、'.join(names)}{'' if names[-1].endswith('代表团') else '代表'}："


def _opening(letter: Letter) -> str:
    subject = letter.subject
    return f"{_you(letter)}提出的《{plain(subject.title)}》（{number(subject)}）收悉。经研究，现答复如下："


def _sections(letter: Letter) -> Iterator[Paragraph]:
    sections = [
        ("基本情况", _texts(letter.background)),
        (
            "办理情况及下一步计划",
            [*_answers(letter), *_texts(letter.comment_answer), *_texts(letter.plan), *_promises(letter.promises)],
        ),
    ]
    written = [(name, content) for name, content in sections if content]
    for ordinal, (name, content) in enumerate(written, 1):
        # A single section is not counted.
        yield Paragraph(Role.HEADING, f"{numeral(ordinal)}、{name}" if len(written) > 1 else name)
        yield from content


def _texts(text: str) -> list[Paragraph]:
    return [Paragraph(Role.TEXT, line) for line in paragraphs(text)]


def _answers(letter: Letter) -> Iterator[Paragraph]:
    for ordinal, answer in enumerate(letter.answers, 1):
        yield Paragraph(Role.POINT, f"（{numeral(ordinal)}）{plain(answer.request)}")
        yield from _texts(answer.answer)


def _promises(promises: Sequence[Promise]) -> Iterator[Paragraph]:
    if promises:
        yield Paragraph(Role.TEXT, "我单位承诺：")
    for ordinal, promise in enumerate(promises, 1):
        what = plain(promise.text).rstrip("。；")
        yield Paragraph(Role.TEXT, f"{ordinal}．{what}（{day(promise.due)}前完成）。")
