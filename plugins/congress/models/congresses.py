"""Congresses of the five levels, their terms and their sessions."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, ForeignKeyConstraint, Table, func
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped

from core.api import Choice, Model, Rows, _, computed, field, link, links
from plugins.congress.models.deputies import Mandate
from plugins.congress.models.levels import CongressLevel
from plugins.congress.models.regions import Region

if TYPE_CHECKING:
    from plugins.congress.models.groups import Delegation


class SessionState(Choice):
    """Where a session stands."""

    PLANNED = _("Planned")
    OPEN = _("In session")
    CLOSED = _("Session over")


def _level_of_its_region(congress: Table) -> ForeignKeyConstraint:
    """A congress has the level its division has; where the division has none, no congress can be."""
    columns = [congress.c.region_id, congress.c.level]
    target = ["congress_region.id", "congress_region.congress_level"]
    return ForeignKeyConstraint(columns, target, name="fk_congress_congress_region_level")


def _no_two_at_once(term: Table) -> ExcludeConstraint:
    """Terms of one congress do not overlap; a range of one number needs no operator class from an extension."""
    return ExcludeConstraint(
        (func.int8range(term.c.congress_id, term.c.congress_id, "[]"), "&&"),
        (func.daterange(term.c.starts_on, term.c.ends_on, "[]"), "&&"),
        name="ex_congress_term_overlap",
    )


class Congress(Model):
    """A people's congress: the organ of state power of its division."""

    __keys__ = (("region",),)
    __constraints__ = (_level_of_its_region,)

    code: Mapped[str] = field(label=_("Code; that of its division"), length=20, unique=True)
    name: Mapped[str] = field(label=_("Name"), length=120, search=True)
    level: Mapped[CongressLevel] = field(label=_("Level"), index=True)
    region_id: Mapped[int]
    region: Mapped[Region] = link(label=_("Division"))

    terms: Mapped[list[Term]] = links(label=_("Terms"), back="congress")

    @computed
    @classmethod
    def term_count(cls, rows: Rows) -> ColumnElement[int]:
        """Number of terms on record."""
        term = rows[Term]
        return rows.count(term, term.congress_id == cls.id)


class Term(Model):
    """A term of a congress: five years, from its first session to the first session of the next term."""

    __keys__ = (("congress", "ordinal"),)
    __checks__ = (("ordinal", "ordinal BETWEEN 1 AND 99"), ("dates", "ends_on >= starts_on"))
    __constraints__ = (_no_two_at_once,)

    congress_id: Mapped[int]
    congress: Mapped[Congress] = link(label=_("Congress"))
    ordinal: Mapped[int] = field(label=_("Number of the term"))
    name: Mapped[str] = field(label=_("Name"), length=120, search=True)
    starts_on: Mapped[date] = field(label=_("First day"), index=True)
    ends_on: Mapped[date | None] = field(label=_("Last day; empty while the term runs"))

    sessions: Mapped[list[Session]] = links(label=_("Sessions"), back="term")
    mandates: Mapped[list[Mandate]] = links(label=_("Mandates"), back="term")
    delegations: Mapped[list[Delegation]] = links(label=_("Delegations"), back="term")

    @computed
    @classmethod
    def mandate_count(cls, rows: Rows) -> ColumnElement[int]:
        """Number of mandates of the term, ended ones included."""
        mandate = rows[Mandate]
        return rows.count(mandate, mandate.term_id == cls.id)


class Session(Model):
    """A session of a congress: the meeting of its deputies, counted within the term."""

    __keys__ = (("term", "ordinal"),)
    __checks__ = (("ordinal", "ordinal BETWEEN 1 AND 99"), ("dates", "closes_on >= opens_on"))

    term_id: Mapped[int]
    term: Mapped[Term] = link(label=_("Term"))
    ordinal: Mapped[int] = field(label=_("Number of the session"))
    name: Mapped[str] = field(label=_("Name"), length=120, search=True)
    opens_on: Mapped[date] = field(label=_("Opens on"), index=True)
    closes_on: Mapped[date | None] = field(label=_("Closes on"))
    bill_deadline_at: Mapped[datetime | None] = field(label=_("Bills are taken until"))
    state: Mapped[SessionState] = field(label=_("State"), default=SessionState.PLANNED)
