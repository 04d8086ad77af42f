"""What is tried next: mostly what leads on, by whoever may; sometimes what must be refused."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from random import Random

from tests.plugins.proposals.model.actors import EVERYONE
from tests.plugins.proposals.model.making import Given, Maker, Making, Nothing
from tests.plugins.proposals.model.making_answers import ANSWERS
from tests.plugins.proposals.model.making_drafts import DRAFTS, draft
from tests.plugins.proposals.model.making_handlings import HANDLINGS
from tests.plugins.proposals.model.records import Item, Who
from tests.plugins.proposals.model.taking import RULES, Model, possible, trial

INPUTS: Mapping[str, Making] = {**DRAFTS, **HANDLINGS, **ANSWERS}
STEPS = tuple(name for name, rule in RULES.items() if rule.leaves and {role for role, _ in rule.who} != {"system"})
"""What people do to a suggestion that there is."""
OVER = ("AS_LETTER", "MERGED", "WITHDRAWN")
STAGES = (
    *("CLOSED", "DRAFT", "COSIGNING", "RETURNED", "SUBMITTED", "ACCEPTED", "ASSIGNED", "RETURN_REQUESTED", "HANDLING"),
    *("NO_FEEDBACK", "REPLIED", "EVALUATED", "REHANDLING", "TRACKING", "COORDINATION", "REOPENED"),
)
"""From where little can be done, or what many a walk comes through, to where few come."""
SELDOM = {
    "withdraw_suggestion": 0.04,
    "agree_withdrawal": 0.1,
    "treat_as_letter": 0.1,
    "merge_suggestion": 0.3,
    "return_for_revision": 0.3,
    "object_publication": 0.1,
    "publish_suggestion": 0.2,
    "reopen_suggestion": 0.4,
    "close_suggestion": 0.5,
}
"""Steps that would otherwise end a matter, or what may be done with it, too soon."""
TRIES = 12


@dataclass(frozen=True)
class Choice:
    """A step to be tried."""

    step: str
    item: Item
    who: Who
    given: Given
    version: int


class Chooser:
    """Chooses by chance, but not blindly: rather what was seldom taken in the walk."""

    def __init__(self, model: Model, chance: Random, taken: Mapping[str, int]) -> None:
        self.model = model
        self.chance = chance
        self.taken = taken

    def next(self) -> Choice:
        """What to try next: a step that may be taken, or one in which something is amiss."""
        trying = self.chance.choices(
            (self._right, self._careless, self._misdrafted, self._untimely, self._unfit), (74, 12, 4, 5, 5)
        )[0]
        while True:
            with suppress(Nothing):
                return trying()

    def _right(self) -> Choice:
        """What the model would let happen, as far as it is found."""
        item = self._item()
        for _ in range(TRIES):
            choice = self._leading(item, Maker(self.model, self.chance))
            if allowed(self.model, choice):
                return choice
        raise Nothing

    def _careless(self) -> Choice:
        return self._leading(self._item(), Maker(self.model, self.chance, careless=True))

    def _misdrafted(self) -> Choice:
        return beginning(Maker(self.model, self.chance, careless=True))

    def _untimely(self) -> Choice:
        """A step of the actor's own, but wherever the suggestion stands."""
        item = self._item()
        if not item.id:
            return self._careless()
        able = [(name, who) for who in EVERYONE for name in STEPS if RULES[name].role(who, item)]
        name, who = self.chance.choice(able)
        return made(name, item, who, Maker(self.model, self.chance))

    def _unfit(self) -> Choice:
        """Any step, by anybody."""
        if not self.model.items:
            return self._careless()
        item, maker = self.chance.choice(self.model.items), Maker(self.model, self.chance, careless=True)
        return made(self.chance.choice(STEPS), item, self.chance.choice(EVERYONE), maker)

    def _item(self) -> Item:
        """A suggestion that is not over, rather one that is far along; or a new one."""
        items = [one for one in self.model.items if one.state not in OVER]
        if not items or self.chance.random() < max(0.01, 0.4 - 0.1 * len(items)):
            return Item("")
        return self.chance.choices(items, [1 + STAGES.index(one.state) for one in items])[0]

    def _leading(self, item: Item, maker: Maker) -> Choice:
        """A step that leads on from where the suggestion stands, with somebody who may take it."""
        if not item.id:
            return beginning(maker)
        found: dict[str, list[Who]] = {}
        for who in EVERYONE:
            for name, refused in possible(item, who):
                if refused is None:
                    found.setdefault(name, []).append(who)
        if not found:
            raise Nothing
        weights = [SELDOM.get(name, 1) / (1 + self.taken.get(name, 0)) for name in found]
        name = self.chance.choices(list(found), weights)[0]
        return made(name, item, self.chance.choice(found[name]), maker)


def made(step: str, item: Item, who: Who, maker: Maker) -> Choice:
    """The step with an input made up for it."""
    given = INPUTS[step](maker, item, who) if step in INPUTS else {}
    if RULES[step].reason:
        given["reason"] = maker.words("因工作需要")
    stale = maker.wrong() and maker.wrong()
    return Choice(step, item, who, given, item.version - stale)


def beginning(maker: Maker) -> Choice:
    """A new suggestion."""
    who, given = draft(maker)
    return Choice("create_suggestion", Item(""), who, given, 0)


def allowed(model: Model, choice: Choice) -> bool:
    """Whether the step would be taken."""
    return trial(model, choice.step, choice.item, choice.who, choice.given) is None
