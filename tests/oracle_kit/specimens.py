"""A plugin whose models show every kind of column, link, key, rule and computed field."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated

from sqlalchemy import ColumnElement, Integer, Text, case, func, or_, select, true
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import Mapped

from core.declarations.computed import computed
from core.declarations.contribution import Contribution
from core.declarations.environments import ReadEnv, Rows, RuleEnv
from core.declarations.models import Model, field, link, links
from core.declarations.mutations import label
from core.declarations.rates import Share, rate, year_of
from core.declarations.resolved import Expressions, Needed, resolved
from core.declarations.roles import PUBLIC, Role
from core.declarations.rules import Action, Rule, grant, restrict
from core.values.choices import Choice

KEEPER = Role("keeper", "Keeper", scope="shelf")
WARDEN = Role("warden", "Warden")
GUEST = Role("guest", "Guest")


class Grade(Choice):
    """How well a specimen is kept."""

    FINE = "Fine"
    FAIR = "Fair"
    POOR = "Poor"


@dataclass(frozen=True)
class Chapter:
    """A part of what is told of a specimen."""

    text: str | None = dataclasses.field(metadata=label("Text"))
    grade: Grade = dataclasses.field(metadata=label("Grade"))
    next: Chapter | None = dataclasses.field(default=None, metadata=label("What comes after"))


def story_needs(specimen: type[Specimen], rows: Rows) -> Expressions:
    """The secret, which has an audience, and how many readable specimens have it as their twin."""
    twin = rows[Specimen]
    return {"secret": specimen.secret, "twins": rows.count(twin, twin.twin_id == specimen.id)}


def _chapters(needed: Needed, times: int) -> list[Chapter]:
    secret = None if needed["secret"] is None else str(needed["secret"])
    end = Chapter(str(needed["twins"]), Grade.POOR)
    return [Chapter(secret, Grade.FINE, end)] * max(0, min(times, 3))


class Room(Model):
    """A room; some rooms are known to wardens only."""

    __keys__ = (("floor", "name"),)

    floor: Mapped[int] = field(label="Floor")
    name: Mapped[str] = field(label="Name", length=60, search=True)
    open: Mapped[bool | None] = field(label="Open")

    shelves: Mapped[list[Shelf]] = links(label="Shelves", back="room")


class Shelf(Model):
    """A shelf, which everyone sees."""

    __plural__ = "shelves"

    code: Mapped[str] = field(label="Code", length=60, unique=True)
    title: Mapped[str | None] = field(label="Title", search=True)
    room: Mapped[Room] = link(label="Room")
    room_id: Mapped[int]

    specimens: Mapped[list[Specimen]] = links(label="Specimens", back="shelf")

    @computed
    @classmethod
    def fill(cls, rows: Rows) -> ColumnElement[int]:
        """Number of specimens on it."""
        specimen = rows[Specimen]
        return rows.count(specimen, specimen.shelf_id == cls.id)

    @computed
    @classmethod
    def best(cls, rows: Rows) -> ColumnElement[Grade | None]:
        """The first grade of its specimens by name."""
        specimen = rows[Specimen]
        found = select(func.min(sql_cast(specimen.grade, Text))).where(specimen.shelf_id == cls.id)
        return found.scalar_subquery()

    @rate(basis="Shelves with specimens; those without a title are left out.")
    @classmethod
    def well_filled(cls, rows: Rows) -> Share:
        """Share of the shelves with more than one specimen."""
        return Share(
            numerator=cls.fill(rows) > 1, denominator=cls.fill(rows) > 0, excluded=func.coalesce(cls.title, "") == ""
        )


class Specimen(Model):
    """A thing on a shelf, with a value of every kind."""

    __plural__ = "specimens"

    name: Mapped[str] = field(label="Name", length=60, search=True)
    note: Mapped[str | None] = field(label="Note", search=True)
    secret: Mapped[str | None] = field(label="Secret", search=True, audience=(KEEPER, WARDEN))
    serial: Mapped[str | None] = field(label="Serial", length=60, unique=True, audience=(KEEPER,))
    weight: Mapped[int | None] = field(label="Weight", audience=(KEEPER,))
    public_price: Mapped[float | None] = field(label="Price", audience=(PUBLIC,))
    rank: Mapped[int] = field(label="Rank")
    tally: Mapped[int | None] = field(label="Tally")
    big: Mapped[int | None] = field(label="Big number", big=True)
    ratio: Mapped[float | None] = field(label="Ratio")
    share: Mapped[float] = field(label="Share")
    fragile: Mapped[bool | None] = field(label="Fragile")
    found_on: Mapped[date | None] = field(label="Found on")
    entered_on: Mapped[date] = field(label="Entered on")
    shown_at: Mapped[time | None] = field(label="Shown at")
    seen_at: Mapped[datetime | None] = field(label="Seen at")
    grade: Mapped[Grade | None] = field(label="Grade")
    hidden: Mapped[bool] = field(label="Hidden", server_default="false")
    shelf: Mapped[Shelf] = link(label="Shelf")
    shelf_id: Mapped[int]
    twin: Mapped[Specimen | None] = link(label="Twin")
    twin_id: Mapped[int | None]
    room: Mapped[Room | None] = link(label="Room")
    room_id: Mapped[int | None]

    twins: Mapped[list[Specimen]] = links(label="Those whose twin it is", back="twin")
    taggings: Mapped[list[Tagging]] = links(label="Taggings", back="specimen")
    tags: Mapped[list[Tag]] = links(label="Tags", via="taggings.tag")
    good_tags: Mapped[list[Tag]] = links(label="Good tags", via="taggings.tag", only=lambda tagging: tagging.good)

    @computed
    @classmethod
    def label(cls, rows: Rows) -> ColumnElement[str | None]:
        """Name and note."""
        return func.nullif(cls.name + " / " + cls.note, " / ")

    @computed
    @classmethod
    def last_seen(cls, rows: Rows) -> ColumnElement[datetime | None]:
        """When one whose twin it is was seen last."""
        twin = rows[Specimen]
        return select(func.max(twin.seen_at)).where(twin.twin_id == cls.id).scalar_subquery()

    @resolved(needs=story_needs)
    @staticmethod
    def story(
        needed: Sequence[Needed], env: ReadEnv, *, times: Annotated[int, label("Times")] = 1
    ) -> Sequence[list[Chapter]]:
        """What is told of it."""
        return [_chapters(one, times) for one in needed]

    @computed
    @classmethod
    def worn(cls, rows: Rows) -> ColumnElement[bool]:
        """Whether it is in a poor state."""
        return func.coalesce(sql_cast(cls.grade, Text) == "POOR", False)

    @computed
    @classmethod
    def half(cls, rows: Rows) -> ColumnElement[float | None]:
        """Half the ratio, where it is small."""
        return case((func.abs(cls.ratio) < 1000000, cls.ratio / 2))

    @rate(basis="All specimens.")
    @classmethod
    def fine(cls, rows: Rows) -> Share:
        """Share of the specimens in a fine state; null where there is no grade."""
        return Share(numerator=cls.grade == Grade.FINE)

    @rate(basis="Specimens of which it is known whether they are fragile, by the year they were seen.")
    @classmethod
    def sturdy(cls, rows: Rows) -> Share:
        """Share of the specimens that are not fragile; every condition may be null."""
        return Share(
            numerator=cls.fragile.is_(False),
            denominator=or_(cls.fragile == true(), cls.ratio > 0),
            excluded=cls.tally > 1,
            year=year_of(cls.seen_at),
        )

    @rate(basis="Specimens that share a twin, in one of three years.")
    @classmethod
    def twinned(cls, rows: Rows) -> Share:
        """Share of the specimens with a twin to be seen that is tagged, by the twin's number."""
        twin, tagging = rows[Specimen], rows[Tagging]
        tagged = select(tagging.id).where(tagging.specimen_id == cls.twin_id).exists()
        seen = select(twin.id).where(twin.id == cls.twin_id).exists()
        return Share(numerator=tagged, denominator=seen, year=func.nullif(cls.twin_id % 4, 3, type_=Integer))


class Tag(Model):
    """A word to find specimens by."""

    word: Mapped[str] = field(label="Word", length=60, unique=True, search=True)
    colour: Mapped[str | None] = field(label="Colour", audience=(WARDEN,))
    taggings: Mapped[list[Tagging]] = links(label="Taggings", back="tag")
    specimens: Mapped[list[Specimen]] = links(label="Specimens", via="taggings.specimen")


class Tagging(Model):
    """A tag on a specimen."""

    specimen: Mapped[Specimen] = link(label="Specimen")
    specimen_id: Mapped[int]
    tag: Mapped[Tag] = link(label="Tag")
    tag_id: Mapped[int]
    good: Mapped[bool] = field(label="Good")
    hidden: Mapped[bool] = field(label="Hidden")


def shown(env: RuleEnv, model: type[Specimen]) -> ColumnElement[bool]:
    """Specimens that are not hidden."""
    return model.hidden.is_(False)


def fine(env: RuleEnv, model: type[Specimen]) -> ColumnElement[bool]:
    """Specimens in a fine state: null where there is no grade, as a careless rule may be."""
    return model.grade == Grade.FINE


def kept(env: RuleEnv, model: type[Specimen]) -> ColumnElement[bool]:
    """Specimens on the keeper's shelves."""
    return env.in_scope(KEEPER, model.shelf_id)


def unbroken(env: RuleEnv, model: type[Specimen]) -> ColumnElement[bool]:
    """Specimens that nobody may see are those of rank 13."""
    return model.rank != 13


def open_room(env: RuleEnv, model: type[Room]) -> ColumnElement[bool]:
    """Rooms that are open."""
    return model.open.is_(True)


def room_of_shelf(env: RuleEnv, model: type[Room]) -> ColumnElement[bool]:
    """Rooms in which a shelf of the keeper stands."""
    shelf = env[Shelf]
    return model.id.in_(select(shelf.room_id).where(env.in_scope(KEEPER, shelf.id)))


def shown_tagging(env: RuleEnv, model: type[Tagging]) -> ColumnElement[bool]:
    """Taggings that are not hidden."""
    return model.hidden.is_(False)


RULES: tuple[Rule, ...] = (
    grant(PUBLIC, Action.READ, Room, open_room),
    grant(KEEPER, Action.READ, Room, room_of_shelf),
    grant(WARDEN, Action.READ, Room),
    grant(PUBLIC, Action.READ, Shelf),
    grant(PUBLIC, Action.READ, Specimen, shown),
    grant(GUEST, Action.READ, Specimen, fine),
    grant(KEEPER, Action.READ, Specimen, kept),
    grant(WARDEN, Action.READ, Specimen),
    restrict(Specimen, Action.READ, unbroken),
    grant(PUBLIC, Action.READ, Tag),
    grant(PUBLIC, Action.READ, Tagging, shown_tagging),
    grant(WARDEN, Action.READ, Tagging),
)

SPECIMENS = Contribution(
    plugin="specimens",
    depends=frozenset(),
    package="oracle_kit",
    models=(Room, Shelf, Specimen, Tag, Tagging),
    roles=(KEEPER, WARDEN, GUEST),
    rules=RULES,
)
