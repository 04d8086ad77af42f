"""Overrides that are closed, differ in signature, or end the chain for a sibling."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped

from core.declarations.computed import computed
from core.declarations.environments import Rows
from core.declarations.models import Model, extensible, field
from tests.core.composition.zoo.kit import Case, county, plugin


class Station(Model):
    """A place where deputies meet residents."""

    name: Mapped[str] = field(label="Name")

    def close(self) -> None:  # fault: closed_method
        """Close for good."""

    @computed  # fault: closed_computed
    @classmethod
    def length(cls, rows: Rows) -> ColumnElement[int]:
        """The number of its identifier."""
        return cls.id + 0

    @extensible  # fault: other_signature # fault: other_kind # fault: dropped_method
    def announcement(self, day: date) -> list[str]:
        """What is said before a reception day."""
        return [f"{self.name}, {day}"]


class ClosedMethod(Station):
    def close(self) -> None:  # fault: closed_method
        super().close()


class ClosedComputed(Station):
    @computed  # fault: closed_computed
    @classmethod
    def length(cls, rows: Rows) -> ColumnElement[int]:
        """The number of its identifier, and one."""
        return super().length(rows) + 1


class OtherSignature(Station):
    def announcement(self, day: date, loud: bool = False) -> list[str]:  # noqa: FBT002 # fault: other_signature
        return [*super().announcement(day), "!" if loud else "."]


class OtherKind(Station):
    @classmethod  # fault: other_kind
    def announcement(self, day: date) -> list[str]:  # noqa: N804
        return [str(day)]


class DroppedMethod(Station):  # fault: dropped_method
    announcement = None  # type: ignore[assignment]


class Silent(Station):
    def announcement(self, day: date) -> list[str]:  # fault: sibling_without_super
        return [f"only {day}"]


class Polite(Station):
    def announcement(self, day: date) -> list[str]:  # fault: sibling_without_super
        return [*super().announcement(day), "please"]


STATIONS = plugin("stations", Station)


def _case(name: str, code: str, *models: type[Model]) -> Case:
    names = ("sanjiang", "rongshui")[: len(models)]
    plugins = tuple(county(name, model) for name, model in zip(names, models, strict=True))
    parties = names if len(models) > 1 else ("stations", *names)
    return Case(name, code, (STATIONS, *plugins), parties, __name__)


CASES = (
    _case("closed_method", "NOT_EXTENSIBLE", ClosedMethod),
    _case("closed_computed", "NOT_EXTENSIBLE", ClosedComputed),
    _case("other_signature", "SIGNATURE_CHANGED", OtherSignature),
    _case("other_kind", "SIGNATURE_CHANGED", OtherKind),
    _case("dropped_method", "DROPPED_FIELD", DroppedMethod),
    _case("sibling_without_super", "MISSING_SUPER", Silent, Polite),
    Case(
        "sibling_without_super",
        "MISSING_SUPER",
        (STATIONS, county("rongshui", Polite), county("sanjiang", Silent)),
        ("sanjiang", "rongshui"),
        __name__,
    ),
)
