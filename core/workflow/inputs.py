"""What a step asks of a client: identifier, version, key and reason, and then the step's own input."""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING, dataclass, make_dataclass
from functools import cached_property
from types import GenericAlias
from typing import TYPE_CHECKING, Any, get_type_hints

import inflection

from core.declarations.mutations import Ref, label
from core.declarations.workflows import NoInput, Reason
from core.foundation.i18n import _, docstring
from core.values.choices import Choice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.declarations.models import Model
    from core.declarations.workflows import Step

LONGEST_KEY = 100
"""Characters of an idempotency key."""

LONGEST_REASON = 1000
"""Characters of a reason."""

MOST_ROWS = 500
"""Rows of one bulk step."""

OWN_FIELDS = ("id", "expected_version", "idempotency_key", "reason")
"""What every step asks for; a step's own input cannot use these names."""

_RECORD = _("The record")
_VERSION = _("The version of the record as it was read; if it has changed since, the step is refused")
_KEY = _("A key of the client's making: sent again with the same key, the change is answered again and not repeated")
_REASON = _("Why, in up to 1000 characters")
_ROWS = _("The rows, at most 500; each is a step on one record")
_POLICY = _("What is done when a row is refused")
_PLAIN = _("The record, and nothing beyond what every step asks for.")
_MANY = _("The same step on many records.")

Field = tuple[str, Any, Any]


class BulkPolicy(Choice):
    """What a bulk step does when rows are refused."""

    REJECT_ALL = _("Nothing is done if any row is refused")
    SKIP_FAILED = _("Refused rows are left out, all others are done")
    STOP = _("Rows are done up to the first refused one; the rest is not tried")


@dataclass(frozen=True)
class StepInputs:
    """The input types of a step on records of a model, and how they are taken apart."""

    step: Step
    definition: type[Model]

    @cached_property
    def single(self) -> type:
        """The dataclass of the step's mutation."""
        own = self.step.input
        hints = get_type_hints(own)
        fields = [(each.name, hints[each.name], _again(each)) for each in dataclasses.fields(own)]
        made = make_dataclass(
            f"{inflection.camelize(self.step.name)}Input",
            [*self._common(), *fields],
            frozen=True,
            kw_only=True,
            namespace={"__doc__": docstring(own) if own is not NoInput else _PLAIN},
        )
        made.__module__ = own.__module__
        return made

    @cached_property
    def bulk(self) -> type:
        """The dataclass of the mutation that takes the step on many records."""
        rows = GenericAlias(list, (self.single,))
        fields: list[Field] = [
            ("items", rows, dataclasses.field(metadata=label(_ROWS))),
            ("on_error", BulkPolicy, dataclasses.field(default=BulkPolicy.REJECT_ALL, metadata=label(_POLICY))),
        ]
        made = make_dataclass(
            f"{inflection.camelize(self.step.bulk)}Input",
            fields,
            frozen=True,
            kw_only=True,
            namespace={"__doc__": _MANY},
        )
        made.__module__ = self.step.input.__module__
        return made

    def own(self, given: object) -> object:
        """The step's own input within what a client sent."""
        names = [each.name for each in dataclasses.fields(self.step.input)]
        return self.step.input(**{name: getattr(given, name) for name in names})

    def _common(self) -> Iterator[Field]:
        if not self.step.creates:
            yield "id", GenericAlias(Ref, (self.definition,)), dataclasses.field(metadata=label(_RECORD))
            yield "expected_version", int, dataclasses.field(metadata=label(_VERSION))
        yield "idempotency_key", str | None, dataclasses.field(default=None, metadata=label(_KEY))
        if self.step.reason is Reason.REQUIRED:
            yield "reason", str, dataclasses.field(metadata=label(_REASON))
        elif self.step.reason is Reason.OPTIONAL:
            yield "reason", str | None, dataclasses.field(default=None, metadata=label(_REASON))


def _again(field: dataclasses.Field[Any]) -> Any:  # noqa: ANN401 - what dataclasses.field() gives
    """A field of the same default and label, for another dataclass."""
    if field.default_factory is not MISSING:
        return dataclasses.field(default_factory=field.default_factory, metadata=field.metadata)
    if field.default is not MISSING:
        return dataclasses.field(default=field.default, metadata=field.metadata)
    return dataclasses.field(metadata=field.metadata)
