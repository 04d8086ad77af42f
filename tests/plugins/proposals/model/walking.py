"""A walk: step after step, taken by the server and by the model, which must come to the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any

from tests.plugins.proposals.model.actors import EVERYONE
from tests.plugins.proposals.model.asking import RATES, Server
from tests.plugins.proposals.model.choosing import Choice, Chooser
from tests.plugins.proposals.model.days import HERE
from tests.plugins.proposals.model.hurrying import first, towards
from tests.plugins.proposals.model.places import reads
from tests.plugins.proposals.model.rates import kept, rates
from tests.plugins.proposals.model.records import Item
from tests.plugins.proposals.model.sweeping import sweep
from tests.plugins.proposals.model.taking import Model, possible, take
from tests.plugins.proposals.model.tallying import Tally
from tests.plugins.proposals.model.telling import name_records, seen, told
from tests.plugins.proposals.model.waiting import later

SWEEPING = 0.05
"""How often what falls due by itself happens between two steps."""
LONGEST_WAY = 40
"""The most steps that lead a suggestion to a stage."""


class Disagreement(AssertionError):
    """The server and the model do not agree."""


@dataclass
class Walk:
    """One walk on one database."""

    server: Server
    model: Model
    tally: Tally = field(default_factory=Tally)
    history: list[str] = field(default_factory=list)

    def go(self, chance: Random) -> None:
        """Let time pass, and try a step."""
        self._pass_time(chance)
        if chance.random() < SWEEPING:
            self.sweep()
        self.take(Chooser(self.model, chance, self.tally.taken).next())

    def bring(self, stage: str, chance: Random) -> None:
        """Bring a new suggestion to the stage, as far as that is possible."""
        choice: Choice | None = first(self.model, chance)
        for _ in range(LONGEST_WAY):
            if choice is None:
                return
            self.take(choice)
            self._pass_time(chance)
            choice = None if choice.item.state == stage else towards(stage, choice.item, self.model, chance)

    def take(self, choice: Choice) -> None:
        """Take the step on both sides."""
        before = len(choice.item.events)
        payload = self.server.take(choice.step, choice.item, choice.version, choice.who, choice.given)
        expected = take(self.model, choice.step, choice.item, choice.who, choice.given, choice.version)
        code = payload["errors"][0]["code"] if payload["errors"] else None
        self.tally.tried += 1
        if expected:
            self.tally.refused[choice.step, expected] += 1
        self.tally.note(choice.item.events[before:])
        self.history.append(f"{self.model.now:%m-%d %H:%M} {choice.item.id} {choice.step} by {choice.who.name}: {code}")
        if code != expected:
            self._disagree(f"the server says {payload['errors'] or 'yes'}, the model {expected or 'yes'}: {choice}")
        if code is None:
            choice.item.id = choice.item.id or payload["suggestion"]["id"]
            self.compare(choice.item)

    def sweep(self) -> None:
        """Let happen what is due by itself."""
        before = {item: len(item.events) for item in self.model.items}
        self.server.sweep()
        sweep(self.model)
        self.history.append("sweep")
        for item in self.model.items:
            self.tally.note(item.events[before[item] :])
            if len(item.events) > before[item]:
                self.compare(item)

    def compare(self, item: Item) -> None:
        """Compare all there is of the suggestion, and learn its new version and the names of its records."""
        found = self.server.read(item)
        last, item.version = item.version, found["version"]
        if item.version <= last:
            self._disagree(f"{item.id} stays in version {last}")
        name_records(item, found)
        self._agree(item.id, seen(found), told(item, self.server.town))

    def compare_all(self, chance: Random) -> None:
        """Compare every suggestion, what may be done with it, the rates and the numbers."""
        for item in self.model.items:
            found = self.server.read(item)
            self._agree(f"{item.id}'s version", found["version"], item.version)
            self._agree(item.id, seen(found), told(item, self.server.town))
            for who in chance.sample(EVERYONE, 2):
                steps = {_camel(name): (code is None, code) for name, code in possible(item, who)}
                expected = steps if reads(who, item) else None
                self._agree(f"steps of {item.id} for {who.name}", self.server.steps(item, who), expected)
        self._compare_figures()

    def _compare_figures(self) -> None:
        now, found = datetime.now(HERE), self.server.figures()
        expected = rates(self.model, now)
        suggestions = found["suggestions"]
        self._agree("suggestions", suggestions["totalCount"], len(self.model.items))
        self._agree("rates", {one: tuple(suggestions["rates"][one].values()) for one in RATES}, expected)
        self._agree("kept", tuple(found["commitments"]["rates"]["kept"].values()), kept(self.model, now))
        for (tier, session), last in self.model.serials.items():
            numbers = sorted(one.serial for one in self._numbered(tier, session))
            self._agree(f"numbers of {tier}, {session}", numbers, list(range(1, last + 1)))

    def _numbered(self, tier: str, session: str | None) -> Iterator[Any]:
        return (one for one in self.model.items if one.serial and (one.tier, one.session) == (tier, session))

    def _pass_time(self, chance: Random) -> None:
        self.model.now = self.server.clock.now = later(self.model, chance)

    def _agree(self, what: str, found: Any, expected: Any) -> None:  # noqa: ANN401 - anything that can be compared
        if found != expected:
            self._disagree(f"{what}: " + "; ".join(_differences(found, expected)))

    def _disagree(self, message: str) -> None:
        raise Disagreement("\n".join((*self.history[-25:], message)))


def _differences(found: Any, expected: Any, path: str = "") -> Iterator[str]:  # noqa: ANN401 - likewise
    if isinstance(found, dict) and isinstance(expected, dict):
        for key in {**found, **expected}:
            yield from _differences(found.get(key), expected.get(key), f"{path}.{key}")
    elif found == expected:
        return
    elif isinstance(found, list) and isinstance(expected, list):
        yield f"{path} differs"
        yield from (f"{path} has {one}, which the model has not" for one in found if one not in expected)
        yield from (f"{path} has not {one}, which the model has" for one in expected if one not in found)
    elif found != expected:
        yield f"{path} is {found}, but {expected} in the model"


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(map(str.title, others))
