"""How deputies are grouped: in delegations for the sessions, in groups between them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped

from core.api import Choice, Model, Rows, _, computed, field, link, links
from plugins.congress.models.congresses import Term
from plugins.congress.models.deputies import Mandate, Person
from plugins.congress.models.regions import Region


class GroupBasis(Choice):
    """What the deputies of a group have in common."""

    AREA = _("Area")
    FIELD = _("Field of work")


class Delegation(Model):
    """The deputies of a term who attend its sessions together; a township may do without."""

    __keys__ = (("term", "name"),)

    term_id: Mapped[int]
    term: Mapped[Term] = link(label=_("Term"))
    name: Mapped[str] = field(label=_("Name"), length=120, search=True)
    electoral_region_id: Mapped[int | None]
    electoral_region: Mapped[Region | None] = link(label=_("Division that elected the deputies"))
    head_id: Mapped[int | None]
    head: Mapped[Person | None] = link(label=_("Head of the delegation"))

    mandates: Mapped[list[Mandate]] = links(label=_("Mandates"), back="delegation")
    deputies: Mapped[list[Person]] = links(label=_("Deputies"), via="mandates.person")

    @computed
    @classmethod
    def mandate_count(cls, rows: Rows) -> ColumnElement[int]:
        """Number of mandates in the delegation, ended ones included."""
        mandate = rows[Mandate]
        return rows.count(mandate, mandate.delegation_id == cls.id)


class DeputyGroup(Model):
    """A group in which deputies work between the sessions; without a term it mixes congresses."""

    code: Mapped[str] = field(label=_("Code"), length=30, unique=True)
    name: Mapped[str] = field(label=_("Name"), length=120, search=True)
    basis: Mapped[GroupBasis] = field(label=_("What its members have in common"))
    term_id: Mapped[int | None]
    term: Mapped[Term | None] = link(label=_("Term; empty for a group of several congresses"))
    region_id: Mapped[int | None]
    region: Mapped[Region | None] = link(label=_("Division in which it is active"))

    members: Mapped[list[DeputyGroupMember]] = links(label=_("Memberships"), back="group")
    deputies: Mapped[list[Person]] = links(
        label=_("Deputies now in the group"), via="members.person", only=lambda member: member.left_on.is_(None)
    )


class DeputyGroupMember(Model):
    """A person's membership of a deputy group."""

    __keys__ = (("group", "person", "joined_on"),)
    __checks__ = (("dates", "left_on >= joined_on"),)

    group_id: Mapped[int]
    group: Mapped[DeputyGroup] = link(label=_("Deputy group"))
    person_id: Mapped[int]
    person: Mapped[Person] = link(label=_("Deputy"))
    convenor: Mapped[bool] = field(label=_("Convenes the group"), default=False, server_default="false")
    joined_on: Mapped[date] = field(label=_("Joined on"))
    left_on: Mapped[date | None] = field(label=_("Left on"))
