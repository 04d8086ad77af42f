"""Definitions and links that lead out of the plugin's dependencies, or nowhere."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from core.declarations.models import Model, field, link, links
from tests.core.composition.zoo.clean import ALL, BASE, CONGRESS, STATIONS, Opinion, Person, Region, Station
from tests.core.composition.zoo.kit import Case, county, plugin


class Unlisted(Model):  # fault: base_not_listed
    """A model that no plugin lists."""


class OfUnlisted(Unlisted):  # fault: base_not_listed
    pass


class TwoRoots(Station, Region):  # fault: two_roots
    pass


class Dock(Model):  # fault: core_to_county
    """A landing place, of a county's plugin."""

    name: Mapped[str] = field(label="Name")


class CoreToCounty(Station):
    dock: Mapped[Dock | None] = link(label="Dock")  # fault: core_to_county


class LinkToUnlisted(Station):
    pier: Mapped[Unlisted | None] = link(label="Pier")  # fault: link_to_unlisted


class BackToNothing(Station):
    guests: Mapped[list[Opinion]] = links(label="Guests", back="host")  # fault: back_to_nothing


class BackToOther(Region):
    opinions: Mapped[list[Opinion]] = links(label="Opinions", back="station")  # fault: back_to_another_model


class BackToField(Station):
    guests: Mapped[list[Opinion]] = links(label="Guests", back="text")  # fault: back_to_a_field


class ViaNothing(Station):
    guests: Mapped[list[Person]] = links(label="Guests", via="visits.person")  # fault: via_unknown_links


class ViaNoLink(Station):
    guests: Mapped[list[Person]] = links(label="Guests", via="assignments.guest")  # fault: via_unknown_link


class ViaOther(Station):
    guests: Mapped[list[Person]] = links(label="Guests", via="opinions.station")  # fault: via_to_another_model


class ViaShort(Station):
    guests: Mapped[list[Person]] = links(label="Guests", via="assignments")  # fault: via_without_dot


class Early(Station):  # fault: bases_out_of_order
    pass


class Late(Station):
    pass


class OutOfOrder(Early, Late):  # fault: bases_out_of_order
    pass


class Stranger(Station):  # fault: extension_of_a_stranger
    pass


class Namesakes:
    """Two root definitions with one name; the name of a class may be taken again in another scope."""

    class Person(Model):  # fault: two_models_of_one_name
        """Another person."""

        name: Mapped[str] = field(label="Name")


class NamesakesToo:
    class Person(Model):  # fault: two_models_of_one_name
        """A third person."""

        name: Mapped[str] = field(label="Name")


class Bridge(Model):  # fault: one_model_listed_twice
    """A model that two plugins list."""


def _broken(name: str, model: type[Model]) -> Case:
    return Case(name, "BROKEN_PATH", (*BASE, county("sanjiang", model)), ("sanjiang",), __name__)


def _county(name: str, code: str, *models: type[Model]) -> Case:
    return Case(name, code, (*BASE, county("sanjiang", *models)), ("sanjiang",), __name__)


CASES = (
    _county("base_not_listed", "UNLISTED_DEFINITION", OfUnlisted),
    _county("two_roots", "UNROOTED_DEFINITION", TwoRoots),
    _county("link_to_unlisted", "UNKNOWN_MODEL", LinkToUnlisted),
    Case(
        "core_to_county",
        "UNDECLARED_DEPENDENCY",
        (*BASE, plugin("core_addition", CoreToCounty, depends=("congress", "stations")), county("sanjiang", Dock)),
        ("core_addition", "sanjiang"),
        __name__,
    ),
    Case(
        "extension_of_a_stranger",
        "UNDECLARED_DEPENDENCY",
        (CONGRESS, STATIONS, plugin("strange", Stranger, depends=("congress",))),
        ("strange", "stations"),
        __name__,
    ),
    Case(
        "bases_out_of_order",
        "INCONSISTENT_ORDER",
        (
            *BASE,
            county("early", Early),
            county("late", Late),
            county("mixed", OutOfOrder, depends=("early", "late")),
        ),
        ("early", "mixed"),
        __name__,
    ),
    Case(
        "two_models_of_one_name",
        "DUPLICATE_MODEL",
        (plugin("one", Namesakes.Person), plugin("two", NamesakesToo.Person)),
        ("one", "two"),
        __name__,
    ),
    Case(
        "one_model_listed_twice",
        "DUPLICATE_MODEL",
        (*ALL, plugin("one", Bridge), plugin("two", Bridge)),
        ("one", "two"),
        __name__,
    ),
    _broken("back_to_nothing", BackToNothing),
    _broken("back_to_another_model", BackToOther),
    _broken("back_to_a_field", BackToField),
    _broken("via_unknown_links", ViaNothing),
    _broken("via_unknown_link", ViaNoLink),
    _broken("via_to_another_model", ViaOther),
    _broken("via_without_dot", ViaShort),
)
