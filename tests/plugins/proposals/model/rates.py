"""The rates as domain words have them: of what, how many, and how many are left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from tests.plugins.proposals.model.days import day_of
from tests.plugins.proposals.model.records import IN_CHARGE, Item
from tests.plugins.proposals.model.taking import Model

Counts = tuple[int, int, int]
"""Hits, what counts, and what is left out."""
EFFECTIVE = ("SOLVED", "PLANNED")
LINKS = (
    {"submit_suggestion"},
    {"accept_suggestion"},
    {"assign_suggestion"},
    {"issue_reply"},
    {"evaluate_reply", "close_feedback"},
)


def rates(model: Model, today: datetime) -> dict[str, Counts]:
    """All rates, as they are on a day."""
    assigned = [one for one in model.items if one.assigned]
    kept = [one for one in assigned if one.state != "WITHDRAWN"]
    gone = len(assigned) - len(kept)
    submitted = [one for one in model.items if one.submitted]
    closed = [one for one in model.items if one.state == "CLOSED"]
    due = [one for one in kept if one.replied or _late(one, today)]
    judged = [one for one in assigned if _last_words(one)]
    silent = sum(1 for one in model.items if one.replied and not _last_words(one))
    return {
        "replied": (_count(kept, lambda one: one.replied), len(kept), gone),
        "repliedInTime": (_count(due, lambda one: one.replied and not _late(one, today)), len(due), gone),
        "contacted": (_count(kept, _contacted), len(kept), gone),
        "satisfied": (_count(judged, lambda one: "DISSATISFIED" not in _last_words(one)), len(judged), silent),
        "solvedOrPlanned": (_count(kept, lambda one: one.counts_as in EFFECTIVE), len(kept), gone),
        "done": (_count(kept, lambda one: one.counts_as == "SOLVED"), len(kept), gone),
        "effective": (
            _count(submitted, lambda one: one.state == "CLOSED" or one.counts_as in EFFECTIVE),
            len(submitted),
            0,
        ),
        "loopComplete": (_count(closed, _complete), len(closed), 0),
    }


def kept(model: Model, today: datetime) -> Counts:
    """Of the promises settled or due, those that were kept; changed ones are left out."""
    promises = [one for item in model.items for one in item.promises]
    due = [one for one in promises if one.state != "CHANGED" and (one.state != "OPEN" or one.due < day_of(today))]
    hits = sum(1 for one in due if one.state in ("KEPT", "KEPT_LATE"))
    return hits, len(due), sum(1 for one in promises if one.state == "CHANGED")


def _count(items: Iterable[Item], holds: Callable[[Item], object]) -> int:
    return sum(1 for one in items if holds(one))


def _late(item: Item, today: datetime) -> bool:
    replies = [one for one in item.deadlines if one.kind == "REPLY"]
    return any(one.state == "MISSED" for one in replies) or any(one.is_past(today) for one in item.running("REPLY"))


def _contacted(item: Item) -> bool:
    owing = [one for one in item.handlings if one.role in IN_CHARGE and one.state != "RETURNED"]
    return all(any(one.confirmed and one.stage != "AFTER" for one in handling.contacts) for handling in owing)


def _last_words(item: Item) -> list[str]:
    """What each deputy said of the reply of each unit that stands, or stood when the suggestion was closed."""
    letters = {one.handling: one for one in item.replies if one.adds_to is None}
    standing = [letters[one] for one in item.handlings[item.former :] if one in letters]
    return [one.result for reply in standing for one in reply.evaluations]


def _complete(item: Item) -> bool:
    steps = {event.step for event in item.events}
    return all(steps & link for link in LINKS)
