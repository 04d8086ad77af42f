"""Things that a client would see under one name."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Mapped

from core.declarations.environments import Env
from core.declarations.models import Model, field
from core.declarations.mutations import mutation
from core.values.choices import Choice
from tests.core.composition.zoo.clean import ALL, BASE, CLERK, Opinion, Station
from tests.core.composition.zoo.kit import Case, county, plugin


class CamelAndSnake(Station):
    drum_tower: Mapped[str | None] = field(label="Drum tower")  # fault: camel_and_snake
    drumTower: Mapped[str | None] = field(label="Drum tower")  # noqa: N815 # fault: camel_and_snake


class CamelHere(Station):
    wind_bridge: Mapped[str | None] = field(label="Bridge")  # fault: camel_of_siblings


class CamelThere(Station):
    windBridge: Mapped[str | None] = field(label="Bridge")  # noqa: N815 # fault: camel_of_siblings


class StationConnection(Model):  # fault: name_of_a_connection
    """A way to a station."""


class StringFilter(Model):  # fault: name_of_the_schema
    """A thing called like a type of every schema."""


class Series(Model):  # fault: plural_like_singular
    """A series of meetings."""


class Fleet(Model):  # fault: plural_like_another
    """Many boats."""


class Ship(Model):  # fault: plural_like_another
    """A boat."""

    __plural__ = "fleet"


class Boats:
    class Kind(Choice):
        """The kinds of boat."""

        FERRY = "Ferry"


class Bridges:
    class Kind(Choice):
        """The kinds of bridge."""

        WIND = "Wind and rain bridge"


BoatKind = Boats.Kind
BridgeKind = Bridges.Kind


class BoatOf(Station):
    boat: Mapped[BoatKind | None] = field(label="Boat")  # fault: two_choices_of_one_name


class BridgeOf(Station):
    bridge: Mapped[BridgeKind | None] = field(label="Bridge")  # fault: two_choices_of_one_name


class RecordOpinionInput(Model):  # fault: name_of_an_input
    """A model called like the input of a mutation."""


@dataclass(frozen=True)
class Nothing:
    """No input."""


def record_opinion(env: Env, input: Nothing) -> Opinion:  # fault: two_mutations_of_one_name # fault: name_of_an_input
    """Record it another way."""
    return env[Opinion](text="")


AGAIN = mutation(record_opinion, allow=(CLERK,))


def _clash(name: str, parties: tuple[str, ...], *models: type[Model]) -> Case:
    plugins = tuple(county(name, model) for name, model in zip(parties, models, strict=True))
    return Case(name, "NAME_CLASH", (*BASE, *plugins), parties, __name__)


CASES = (
    _clash("camel_and_snake", ("sanjiang",), CamelAndSnake),
    _clash("camel_of_siblings", ("sanjiang", "rongshui"), CamelHere, CamelThere),
    _clash("name_of_a_connection", ("sanjiang",), StationConnection),
    _clash("name_of_the_schema", ("sanjiang",), StringFilter),
    _clash("plural_like_singular", ("sanjiang",), Series),
    _clash("plural_like_another", ("sanjiang", "rongshui"), Fleet, Ship),
    _clash("two_choices_of_one_name", ("sanjiang", "rongshui"), BoatOf, BridgeOf),
    Case(
        "name_of_an_input",
        "NAME_CLASH",
        (
            BASE[0],
            plugin("stations", *BASE[1].models, depends=("congress",), mutations=(AGAIN,)),
            county("sanjiang", RecordOpinionInput),
        ),
        ("stations", "sanjiang"),
        __name__,
    ),
    Case(
        "two_mutations_of_one_name",
        "DUPLICATE_MUTATION",
        (*ALL, plugin("copy", depends=("congress", "stations"), mutations=(AGAIN,))),
        ("stations", "copy"),
        __name__,
    ),
)
