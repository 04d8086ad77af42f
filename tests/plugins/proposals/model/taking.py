"""How the model takes a step: the checks in the order the rules name, then what it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.plugins.proposals.model.places import STAFF as STAFF_OF
from tests.plugins.proposals.model.places import reads, signed_by
from tests.plugins.proposals.model.records import Event, Handling, Item, Who

Given = Mapping[str, Any]
Acting = Callable[[Who, Item], bool]
Effect = Callable[["Model", Item, Who, Given], Handling | None]
Condition = tuple[str, Callable[[Item, Who], bool]]
SYSTEM = Who("system", (("system", ""),))


class No(Exception):
    """The step is refused, with the code."""

    @property
    def code(self) -> str:
        """Why."""
        return str(self.args[0])


def unless(refused: object, code: str) -> None:
    """Refuse with the code if it holds."""
    if refused:
        raise No(code)


def of(item: Item, record: object, records: object) -> None:
    """Refuse a record that is none of the suggestion's."""
    unless(record not in list(records), "NOT_FOUND")  # type: ignore[call-overload]


@dataclass
class Model:
    """All suggestions, and the time."""

    now: datetime
    items: list[Item] = field(default_factory=list)
    serials: dict[tuple[str, str | None], int] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """One row of the table of steps."""

    name: str
    leaves: tuple[str, ...]
    who: tuple[tuple[str, Acting], ...]
    effect: Effect
    reason: bool = False
    conditions: tuple[Condition, ...] = ()

    def role(self, who: Who, item: Item) -> str | None:
        """The first role in which the actor may take it."""
        held = {role for role, _scope in who.roles}
        return next((role for role, acting in self.who if role in held and acting(who, item)), None)

    def known(self, who: Who, item: Item) -> str | None:
        """Why it would be refused, as far as that is known before its input."""
        return next((code for code, holds in self.conditions if not holds(item, who)), None)


RULES: dict[str, Rule] = {}


def step(
    *leaves: str, who: tuple[tuple[str, Acting], ...], reason: bool = False, known: tuple[Condition, ...] = ()
) -> Callable[[Effect], Effect]:
    """Add the function to the steps, under its name."""

    def add(effect: Effect) -> Effect:
        name = effect.__name__
        RULES[name] = Rule(name, leaves, who, effect, reason, known)
        return effect

    return add


def staff(who: Who, item: Item) -> bool:
    """The staff of the very congress."""
    return item.tier in who.scopes(STAFF_OF[item.tier])


def _of_tier(role: str) -> tuple[str, Acting]:
    return role, lambda who, item: item.tier in who.scopes(role)


def _handles(role: str) -> tuple[str, Acting]:
    return role, lambda who, item: any(one.unit in who.scopes(role) for one in item.active)


def _deputy(acting: Acting) -> tuple[tuple[str, Acting], ...]:
    return (("deputy", acting),)


STAFF = tuple(
    (role, lambda who, item, tier=tier: item.tier == tier and staff(who, item)) for tier, role in STAFF_OF.items()
)
RECORDERS = tuple((role, lambda who, item, ok=ok: item.recorded and ok(who, item)) for role, ok in STAFF)
GOVERNMENT = (_of_tier("government_office"),)
LEADER = (_of_tier("congress_leader"),)
LEAD = _deputy(lambda who, item: item.lead.person in who.scopes("deputy"))
INVITED = _deputy(lambda who, item: any(one.person in who.scopes("deputy") for one in item.signatures[1:]))
SIGNER = _deputy(lambda who, item: any(signed_by(who, one) for one in (item, *item.merged)))
EVALUATOR = _deputy(lambda who, item: any(one.lead.person in who.scopes("deputy") for one in (item, *item.merged)))
UNIT = (_handles("unit_clerk"), _handles("unit_leader"))
ITSELF: tuple[tuple[str, Acting], ...] = (("system", lambda _who, _item: True),)


def take(  # noqa: PLR0913 - a step is all of these
    model: Model, name: str, item: Item, who: Who, given: Given, version: int | None = None
) -> str | None:
    """Take the step; why not, if it is refused, and then nothing is changed."""
    try:
        _take(model, RULES[name], item, who, given, version)
    except No as no:
        return no.code
    return None


def _take(  # noqa: PLR0913 - likewise
    model: Model, rule: Rule, item: Item, who: Who, given: Given, version: int | None
) -> None:
    held = {role for role, _scope in who.roles}
    unless(not held, "NOT_AUTHENTICATED")
    unless(held.isdisjoint(role for role, _acting in rule.who), "FORBIDDEN_SCOPE")
    before = item.state if rule.leaves else None
    if rule.leaves:
        unless(who is not SYSTEM and not reads(who, item), "NOT_FOUND")
        unless(rule.role(who, item) is None, "FORBIDDEN_SCOPE")
        unless(version not in (None, item.version), "STALE_VERSION")
        unless(item.state not in rule.leaves, "INVALID_TRANSITION")
    unless(rule.reason and not given.get("reason"), "VALIDATION")
    refused = rule.known(who, item) if rule.leaves else None
    unless(refused, str(refused))
    role = rule.role(who, item) if rule.leaves else None
    handling = rule.effect(model, item, who, given)
    item.events.append(Event(rule.name, before, item.state, who.name, role or rule.role(who, item) or "", handling))
    if rule.name != "track_commitments":
        take(model, "track_commitments", item, SYSTEM, {})


def trial(model: Model, name: str, item: Item, who: Who, given: Given) -> str | None:
    """What `take` would say; nothing is changed."""
    # What happened so far decides on no step, and is the most there is.
    known: dict[int, Any] = {id(one.events): [] for one in model.items}
    return take(*deepcopy((model, name, item, who, given), known))


def possible(item: Item, who: Who) -> Iterator[tuple[str, str | None]]:
    """The steps that lead on from where the suggestion stands and are the actor's, each with what is against it."""
    for name, rule in RULES.items():
        if item.state in rule.leaves and rule.role(who, item) is not None:
            yield name, rule.known(who, item)
