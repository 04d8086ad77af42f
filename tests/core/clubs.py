"""A small world with secrets: clubs in regions, some of them secret, and members, some of them hidden."""

from __future__ import annotations

from enum import unique

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped

from core.composition.compose import compose
from core.declarations.contribution import Contribution
from core.declarations.environments import RuleEnv
from core.declarations.loads import Load
from core.declarations.models import Model, field, link, links
from core.declarations.roles import PUBLIC, Role
from core.declarations.rules import Action, grant
from core.generation.generation import Generation
from core.values.choices import Choice

STAFF = Role("staff", "Staff", scope="region")


@unique
class ClubKind(Choice):
    """The kinds of clubs."""

    CHESS = "Chess"
    CHOIR = "Choir"


class Region(Model):
    """A region."""

    name: Mapped[str] = field(label="Name", unique=True)
    clubs: Mapped[list[Club]] = links(label="Clubs", back="region")


class Club(Model):
    """A club."""

    name: Mapped[str] = field(label="Name", search=True)
    kind: Mapped[ClubKind] = field(label="Kind", default=ClubKind.CHESS)
    secret: Mapped[bool] = field(label="Secret", default=False)
    region_id: Mapped[int]
    region: Mapped[Region] = link(label="Region")
    members: Mapped[list[Member]] = links(label="Members", back="club")


class Member(Model):
    """A member."""

    name: Mapped[str] = field(label="Name")
    hidden: Mapped[bool] = field(label="Hidden", default=False)
    club: Mapped[Club] = link(label="Club")


def not_secret(env: RuleEnv, club: type[Club]) -> ColumnElement[bool]:
    return club.secret.is_(False)


def in_own_region(env: RuleEnv, club: type[Club]) -> ColumnElement[bool]:
    return env.in_scope(STAFF, club.region_id)


def not_hidden(env: RuleEnv, member: type[Member]) -> ColumnElement[bool]:
    return member.hidden.is_(False)


CLUBS = Contribution(
    plugin="clubs",
    depends=frozenset(),
    package="renda_clubs",
    models=(Region, Club, Member),
    roles=(STAFF,),
    rules=(
        grant(PUBLIC, Action.READ, Region),
        grant(PUBLIC, Action.READ, Club, not_secret),
        grant(STAFF, Action.READ, Club, in_own_region),
        grant(STAFF, Action.CREATE, Club, in_own_region),
        grant(PUBLIC, Action.READ, Member, not_hidden),
    ),
)


def a_generation() -> Generation:
    """The clubs, composed."""
    return compose([CLUBS])


def some_clubs() -> tuple[Load, ...]:
    """Two regions; in the first an open and a secret club, in the second a secret one; members in all of them."""
    clubs = [
        (1, "open", ClubKind.CHESS, False, 1),
        (2, "secret", ClubKind.CHOIR, True, 1),
        (3, "far", "CHESS", True, 2),
    ]
    members = [(1, "seen", False, 1), (2, "unseen", True, 1), (3, "in secret", False, 2)]
    return (
        Load(model=Region, columns=("id", "name"), rows=[(1, "near"), (2, "far")], total=2, label="Regions"),
        Load(model=Club, columns=("id", "name", "kind", "secret", "region_id"), rows=clubs, total=3, label="Clubs"),
        Load(model=Member, columns=("id", "name", "hidden", "club_id"), rows=members, total=3, label="Members"),
    )
