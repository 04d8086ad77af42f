"""Attributes that are taken, retyped, dropped or not declared as they should be."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ColumnElement, Integer
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.declarations.computed import computed
from core.declarations.environments import Rows
from core.declarations.models import Model, field, link, links
from tests.core.composition.zoo.clean import BASE, Opinion, Region, Station
from tests.core.composition.zoo.kit import Case, county, plugin


class TowerHere(Station):
    drum_tower: Mapped[str | None] = field(label="Drum tower")  # fault: two_columns


class TowerThere(Station):
    drum_tower: Mapped[int | None] = field(label="Drum tower")  # fault: two_columns


class TowerLink(Station):
    drum_tower: Mapped[Region | None] = link(label="Drum tower")  # fault: column_and_link


class TowerColumn(Station):
    drum_tower: Mapped[str | None] = field(label="Drum tower")  # fault: column_and_link


class VisitorsHere(Station):
    @computed  # fault: two_computed
    @classmethod
    def visitors(cls, rows: Rows) -> ColumnElement[int]:
        """Visitors."""
        return cls.id + 0


class VisitorsThere(Station):
    @computed  # fault: two_computed
    @classmethod
    def visitors(cls, rows: Rows) -> ColumnElement[int]:
        """Visitors."""
        return cls.id + 1


class AnnounceHere(Station):
    def beat_the_drum(self) -> None:  # fault: two_methods
        """Announce."""


class AnnounceThere(Station):
    def beat_the_drum(self) -> None:  # fault: two_methods
        """Announce."""


class LinkOfVillage(Station):
    village: Mapped[Region | None] = link(label="Village")  # fault: column_of_a_link


class ColumnOfVillage(Station):
    village_id: Mapped[int | None] = field(label="Village number")  # fault: column_of_a_link


class RetypedName(Station):
    name: Mapped[int | None] = field(label="Name")  # type: ignore[assignment] # fault: retyped_field


class AnnotatedName(Station):  # fault: annotated_again
    name: Mapped[int]  # type: ignore[assignment]


class DroppedName(Station):  # fault: dropped_field
    name = None  # type: ignore[assignment]


class ShadowedName(Station):
    def name(self) -> str:  # type: ignore[override] # fault: shadowed_field
        return "shadow"


class OwnVersion(Model):
    """A thing with a version of its own."""

    version: Mapped[str] = field(label="Version")  # type: ignore[assignment] # fault: retyped_version


class RawColumn(Station):  # fault: raw_column
    floors: Mapped[int | None] = mapped_column(Integer)


class RawRelationship(Station):  # fault: raw_relationship
    village: Mapped[Region | None] = relationship()


class BareAnnotation(Station):  # fault: bare_annotation
    floors: Mapped[int | None]


class PlainAnnotation(Station):  # fault: plain_annotation
    floors: int = 3


class FieldWithoutMapped(Station):
    floors: int = field(label="Floors")  # type: ignore[assignment] # fault: field_without_mapped


class RawTableArgs(Station):  # fault: raw_table_args
    __table_args__ = (CheckConstraint("1 = 1"),)


class Mixin:
    floors: Mapped[int | None] = field(label="Floors")


class FromMixin(Mixin, Station):  # fault: field_of_a_mixin
    pass


class Metadata(Station):
    metadata: Mapped[str | None] = field(label="Metadata")  # fault: reserved_name


class OpinionsAgain(Station):
    opinions: Mapped[list[Opinion]] = links(label="Opinions", back="station")  # fault: links_again


def _case(name: str, code: str, *models: type[Model]) -> Case:
    names = ("sanjiang", "rongshui")[: len(models)]
    plugins = tuple(county(name, model) for name, model in zip(names, models, strict=True))
    return Case(name, code, (*BASE, *plugins), names, __name__)


CASES = (
    _case("two_columns", "DUPLICATE_ATTRIBUTE", TowerHere, TowerThere),
    _case("column_and_link", "DUPLICATE_ATTRIBUTE", TowerLink, TowerColumn),
    _case("two_computed", "DUPLICATE_ATTRIBUTE", VisitorsHere, VisitorsThere),
    _case("two_methods", "DUPLICATE_ATTRIBUTE", AnnounceHere, AnnounceThere),
    _case("column_of_a_link", "DUPLICATE_ATTRIBUTE", LinkOfVillage, ColumnOfVillage),
    _case("reserved_name", "DUPLICATE_ATTRIBUTE", Metadata),
    _case("retyped_field", "RETYPED_FIELD", RetypedName),
    _case("annotated_again", "RETYPED_FIELD", AnnotatedName),
    _case("shadowed_field", "RETYPED_FIELD", ShadowedName),
    _case("links_again", "RETYPED_FIELD", OpinionsAgain),
    Case("retyped_version", "RETYPED_FIELD", (plugin("odd", OwnVersion),), ("odd", "core"), __name__),
    _case("dropped_field", "DROPPED_FIELD", DroppedName),
    _case("raw_column", "RAW_DECLARATION", RawColumn),
    _case("raw_relationship", "RAW_DECLARATION", RawRelationship),
    _case("bare_annotation", "RAW_DECLARATION", BareAnnotation),
    _case("plain_annotation", "RAW_DECLARATION", PlainAnnotation),
    _case("field_without_mapped", "RAW_DECLARATION", FieldWithoutMapped),
    _case("raw_table_args", "RAW_DECLARATION", RawTableArgs),
    _case("field_of_a_mixin", "RAW_DECLARATION", FromMixin),
)
