"""Operands for columns and computed fields: values of the data, values near them, and awkward ones."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from core.generation.models import ComposedComputed, ComposedField
from tests.oracle_kit.cursors import ZONE
from tests.oracle_kit.generator.made import Made, Word
from tests.oracle_kit.samples import samples

if TYPE_CHECKING:
    from tests.oracle_kit.generator.choices import Choices
    from tests.oracle_kit.snapshot import Scalar, View


class Values:
    """Makes up values a client may send."""

    def __init__(self, choices: Choices, view: View) -> None:
        self.choices = choices
        self.view = view

    def of(self, model: str, member: Scalar) -> Made:
        """A value of the type of a member, more often than not one that some record has."""
        known = self._known(model, member)
        pool = known if known and self.choices.chance(75) else samples(member)
        return Made(self.sent(self.choices.pick(pool), member), lambda: self.of(model, member))

    def part_of(self, model: str, member: Scalar) -> Made:
        """A part of a text of some record, or a character that patterns take for more than it is."""
        if self.choices.chance(15):
            return Made(self.choices.pick(("%", "_", "\\", "a_b", "a%b", "\\%")), lambda: self.part_of(model, member))
        known = self._known(model, member)
        pool = known if known and self.choices.chance(85) else samples(member)
        text = str(self.choices.pick(pool))
        start = self.choices.number(0, len(text))
        end = self.choices.number(start, min(len(text), start + 6))
        return Made(text[start:end], lambda: self.part_of(model, member))

    def identifier(self, model: str) -> Made:
        """The identifier of a record, sometimes of one that does not exist."""
        numbers = self._numbers[model]
        number = (
            self.choices.pick((10**6, 2**63 - 1, 10**19 - 1)) if self.choices.chance(5) else self.choices.pick(numbers)
        )
        return Made(f"{model}:{number}", lambda: self.identifier(model))

    def search(self, model: str) -> Made:
        """One or two words that some record has, as a whole or in part, written in another way."""
        fields = [field for field in self.view.snapshot.generation.models[model].fields.values() if field.search]
        words = [self._word(model, self.choices.pick(fields)) for _ in range(self.choices.pick((1, 1, 1, 2)))]
        return Made(" ".join(words), lambda: self.search(model))

    def _word(self, model: str, field: ComposedField) -> str:
        text = self._woven(model, field) if self.choices.chance(35) else str(self.part_of(model, field).value)
        text = text if text.split() else self.choices.pick(("柳州", "abc", "%", "_", "州"))
        return self.choices.pick((text, text, text.upper(), text.lower(), f" {text}\u3000"))

    def _woven(self, model: str, field: ComposedField) -> str:
        """Pairs of neighbours of a text, joined to a word that need not stand in the text itself."""
        texts: list[str] = [
            text for text in (*self._known(model, field), *samples(field)) if len(set(text)) < len(text)
        ]
        text = self.choices.pick(texts).strip()
        woven = text[:2]
        for _ in range(self.choices.number(2, 4)):
            places = [at for at, char in enumerate(text[:-1]) if woven and char == woven[-1]]
            woven += text[self.choices.pick(places) + 1] if places else ""
        return woven

    def _known(self, model: str, member: Scalar) -> list[Any]:
        if isinstance(member, ComposedComputed):
            found = list(self.view.computed(model, member).values())
        else:
            found = [getattr(record, member.name) for record in self.view.snapshot.records[model].values()]
        return [value for value in found if value is not None]

    @cached_property
    def _numbers(self) -> dict[str, list[int]]:
        return {name: sorted(records) for name, records in self.view.snapshot.records.items()}

    def sent(self, value: Any, member: Scalar) -> Any:  # noqa: ANN401 - a value of any column
        """A value as a client sends it."""
        if isinstance(value, Enum):
            return Word(value.name)
        if isinstance(value, datetime):
            zone = self.choices.pick((UTC, ZONE)) if date(1950, 1, 1) < value.date() < date(9000, 1, 1) else UTC
            return value.astimezone(zone).isoformat().replace("+00:00", self.choices.pick(("+00:00", "Z")))
        if isinstance(value, date | time):
            return value.isoformat()
        if isinstance(member, ComposedField) and member.big and self.choices.chance(30):
            return str(value)
        if isinstance(value, float) and value.is_integer() and abs(value) < 2**31 and not math.copysign(1, value) < 0:
            return self.choices.pick((value, int(value)))
        return value
