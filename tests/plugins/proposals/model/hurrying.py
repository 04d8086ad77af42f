"""How a suggestion comes to a late stage by the shortest way, so that walks need not begin with an empty desk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import count
from random import Random

from tests.plugins.proposals.model.actors import EVERYONE
from tests.plugins.proposals.model.choosing import Choice, allowed, beginning, made
from tests.plugins.proposals.model.making import Given, Maker, Nothing
from tests.plugins.proposals.model.records import Item
from tests.plugins.proposals.model.taking import Model, possible

WAY: Mapping[str, tuple[str, ...]] = {
    "DRAFT": ("submit_suggestion",),
    "SUBMITTED": ("accept_suggestion",),
    "ACCEPTED": ("assign_suggestion",),
    "ASSIGNED": ("sign_for",),
    "HANDLING": ("issue_reply", "confirm_contact", "sign_for", "log_contact"),
    "REPLIED": ("evaluate_reply",),
    "EVALUATED": ("open_coordination", "order_rehandling", "close_suggestion"),
    "REHANDLING": ("issue_reply", "confirm_contact", "log_contact"),
}
"""What leads on from each state; of several steps the first that is possible."""
ASIDE: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "RETURN_REQUESTED": {"ASSIGNED": ("request_return",)},
    "WITHDRAWN": {"ASSIGNED": ("withdraw_suggestion",)},
}
"""Where the way to a stage leaves the usual one."""
SATISFIED, DISSATISFIED = {"result": "SATISFIED"}, {"result": "DISSATISFIED"}
ANSWERS: Mapping[str, Given] = {
    "REHANDLING": DISSATISFIED,
    "COORDINATION": DISSATISFIED,
    "TRACKING": {**SATISFIED, "outcomeClass": "PLANNED"},
    "CLOSED": {**SATISFIED, "outcomeClass": "REFERENCE"},
}
"""What has to be said on the way to a stage."""
STARTS = ("HANDLING", "REPLIED", "REHANDLING", "COORDINATION", "TRACKING", "CLOSED", "RETURN_REQUESTED")
"""Where suggestions stand with which a walk may begin."""
TRIES = 20


def first(model: Model, chance: Random) -> Choice:
    """A new suggestion that is drafted without a mistake."""
    choices = (beginning(Maker(model, chance)) for _ in count())
    return next(one for one in choices if allowed(model, one))


def towards(stage: str, item: Item, model: Model, chance: Random) -> Choice | None:
    """The next step on the way to the stage; None if there is none."""
    fits = (one for one in _choices(stage, item, Maker(model, chance)) if _suits(one.given, stage))
    return next((one for one in fits if allowed(model, one)), None)


def _choices(stage: str, item: Item, maker: Maker) -> Iterator[Choice]:
    able = [(name, who) for who in EVERYONE for name, refused in possible(item, who) if refused is None]
    for step in {**WAY, **ASIDE.get(stage, {})}.get(item.state, ()):
        fits = [who for name, who in able if name == step]
        for _ in range(TRIES if fits else 0):
            with suppress(Nothing):
                yield made(step, item, maker.chance.choice(fits), maker)


def _suits(given: Given, stage: str) -> bool:
    """Whether it leads to the stage, and the way is short: by units that reply, and by talks that count."""
    said = ANSWERS.get(stage, {}).items()
    helped = any(one["role"] == "CO" for one in given.get("units", ()))
    talks = given.get("stage", "DURING") == "DURING"
    return talks and not helped and all(given.get(key, value) == value for key, value in said)
