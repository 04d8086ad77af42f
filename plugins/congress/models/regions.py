"""Administrative divisions, from the country down to the village."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Table, UniqueConstraint
from sqlalchemy.orm import Mapped

from core.api import Choice, Model, Rows, _, computed, field, link, links
from plugins.congress.models.levels import CONGRESS_OF_KIND, LEVEL_OF_KIND, CongressLevel, RegionKind, RegionLevel

if TYPE_CHECKING:
    from plugins.congress.models.congresses import Congress
    from plugins.congress.models.organizations import Organization


class CodeSystem(Choice):
    """Who issued a division code: the two systems give one code to different places."""

    NBS = _("National Bureau of Statistics")
    MCA = _("Ministry of Civil Affairs")


def _by_kind(values: Mapping[RegionKind, Choice]) -> str:
    """The SQL expression of the value that belongs to the kind."""
    cases = " ".join(f"WHEN '{kind.name}' THEN '{value.name}'" for kind, value in values.items())
    return f"CASE kind {cases} END"


def _congress_reference(region: Table) -> UniqueConstraint:
    """What the foreign key of `Congress` points to."""
    return UniqueConstraint(region.c.id, region.c.congress_level)


class Region(Model):
    """An administrative division as it was from one date to another; a renamed one is a new record."""

    __keys__ = (("code_system", "code"),)
    __checks__ = (
        ("level_of_kind", f"level = {_by_kind(LEVEL_OF_KIND)}"),
        ("congress_of_kind", f"congress_level IS NOT DISTINCT FROM {_by_kind(CONGRESS_OF_KIND)}"),
        ("validity", "valid_to >= valid_from"),
        ("population", "population >= 0"),
    )
    __constraints__ = (_congress_reference,)

    code: Mapped[str] = field(label=_("Division code"), length=20, index=True)
    code_system: Mapped[CodeSystem] = field(label=_("Code system"), default=CodeSystem.NBS)
    name: Mapped[str] = field(label=_("Name"), length=120, search=True, index=True)
    name_en: Mapped[str | None] = field(label=_("English name"), length=120, search=True)
    level: Mapped[RegionLevel] = field(label=_("Level"), index=True)
    kind: Mapped[RegionKind] = field(label=_("Kind"), index=True)
    congress_level: Mapped[CongressLevel | None] = field(
        label=_("Level of the congress it has; empty where there is none")
    )
    parent_id: Mapped[int | None]
    parent: Mapped[Region | None] = link(label=_("Higher division"))
    county_id: Mapped[int | None]
    county: Mapped[Region | None] = link(label=_("County or district it lies in; itself for a county"))
    mca_code: Mapped[str | None] = field(label=_("Civil affairs code"), length=20)
    valid_from: Mapped[date | None] = field(label=_("Valid from"))
    valid_to: Mapped[date | None] = field(label=_("Last valid day; empty while the division exists"))
    successor_id: Mapped[int | None]
    successor: Mapped[Region | None] = link(label=_("Division that took its place"))
    population: Mapped[int | None] = field(label=_("Population"))
    synthetic: Mapped[bool] = field(
        label=_("Made up for demonstration; no real division"), default=False, server_default="false"
    )

    children: Mapped[list[Region]] = links(label=_("Divisions one level below"), back="parent")
    divisions: Mapped[list[Region]] = links(label=_("All divisions in this county or district"), back="county")
    predecessors: Mapped[list[Region]] = links(label=_("Divisions whose place it took"), back="successor")
    congresses: Mapped[list[Congress]] = links(label=_("Congresses"), back="region")
    organizations: Mapped[list[Organization]] = links(label=_("Organizations"), back="region")

    @computed
    @classmethod
    def child_count(cls, rows: Rows) -> ColumnElement[int]:
        """Number of divisions one level below that exist today."""
        child = rows[Region]
        return rows.count(child, child.parent_id == cls.id, child.valid_to.is_(None))
