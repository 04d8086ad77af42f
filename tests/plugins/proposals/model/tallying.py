"""What the walks came through: how often each step was taken, and by which codes it was refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.plugins.proposals.model.records import Event
from tests.plugins.proposals.model.taking import RULES


@dataclass
class Tally:
    """A count of steps."""

    tried: int = 0
    taken: Counter[str] = field(default_factory=Counter)
    refused: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def missing(self) -> list[str]:
        """The steps that were never taken."""
        return [name for name in RULES if not self.taken[name]]

    def note(self, events: Iterable[Event]) -> None:
        """Count what happened."""
        self.taken.update(one.step for one in events)

    def add(self, other: Tally) -> None:
        """Count what another walk came through."""
        self.tried += other.tried
        self.taken += other.taken
        self.refused += other.refused

    def __str__(self) -> str:
        lines = [f"{self.tried} steps tried"]
        for name in RULES:
            codes = sorted((count, code) for (step, code), count in self.refused.items() if step == name)
            told = ", ".join(f"{code} {count}" for count, code in reversed(codes))
            lines.append(f"{name:26} taken {self.taken[name]:5}   {told}")
        return "\n".join(lines)
