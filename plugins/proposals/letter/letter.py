"""What a reply letter is made of, before anything is set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Publicity(StrEnum):
    """Whether a letter may be published (公开属性), in the words printed on it."""

    PUBLIC = "公开"
    PARTLY = "部分公开"
    NOT_PUBLIC = "不公开"


@dataclass(frozen=True, slots=True)
class Subject:
    """The suggestion that is answered.

    `congress` is the place, as in 柳州市; the name of its congress is taken too. Without a `session` the
    suggestion belongs to the closed-session series, 闭字1号.
    """

    congress: str
    term: int
    session: int | None
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One point that was asked for, and what the unit says to it."""

    request: str
    answer: str


@dataclass(frozen=True, slots=True)
class Promise:
    """What the unit will have done by a day (承诺事项)."""

    text: str
    due: date


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask about the letter (联系人)."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A reply letter to the deputies of one list of addressees.

    What is empty or `None` is left out of the letter, with its label. A line break in a text begins a paragraph.
    A delegation may stand among the `addressees` under its own name, 柳南代表团.
    """

    subject: Subject
    addressees: tuple[str, ...]
    unit: str
    dated: date
    document_number: str = ""
    issuer: str = ""
    outcome: str = ""
    background: str = ""
    answers: tuple[Answer, ...] = ()
    comment_answer: str = ""
    plan: str = ""
    promises: tuple[Promise, ...] = ()
    contact: Contact | None = None
    copies: tuple[str, ...] = ()
    publicity: Publicity | None = None
    publicity_reason: str = ""
    seal_place: bool = True
