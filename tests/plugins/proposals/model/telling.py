"""A suggestion with all that belongs to it, as the server tells it and as the model does, in one shape."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tests.plugins.proposals.model.days import end_of
from tests.plugins.proposals.model.records import Handling, Item, Record
from tests.plugins.proposals.town import Town

Told = dict[str, Any]
PLAIN = ("state", "number", "serial", "round", "textVersion", "countsAs", "visibility")
INSTANTS = ("submittedAt", "acceptedAt", "assignedAt", "repliedAt", "closedAt", "publishedAt")
IN_HANDLING = (
    ("returnRequests", "returns"),
    ("extensionRequests", "extensions"),
    ("contacts", "contacts"),
    ("coOpinions", "opinions"),
)
"""What belongs to a handling: its name for clients, and for the model."""


def name_records(item: Item, found: Told) -> None:
    """Learn by which identifiers the server knows the records of the suggestion."""
    _name(item.points, found["points"])
    _name(item.signatures, found["cosignatures"])
    _name(item.handlings, found["handlings"])
    for handling, shown in zip(item.handlings, found["handlings"]["nodes"], strict=False):
        for theirs, ours in IN_HANDLING:
            _name(getattr(handling, ours), shown[theirs])
    _name(item.replies, found["replies"])
    _name(item.promises, found["commitments"])


def _name(records: Sequence[Record], shown: Told) -> None:
    for record, node in zip(records, shown["nodes"], strict=False):
        record.id = node["id"]


def seen(found: Told) -> Told:
    """What the server tells."""
    return {
        **{name: found[name] for name in PLAIN},
        **{name: found[name] and datetime.fromisoformat(found[name]) for name in INSTANTS},
        "mergedInto": _id(found["mergedInto"]),
        "points": len(found["points"]["nodes"]),
        "signatures": [
            (one["mandate"]["id"], one["kind"] == "LEAD", one["state"]) for one in found["cosignatures"]["nodes"]
        ],
        "handlings": [_seen_handling(one) for one in found["handlings"]["nodes"]],
        "replies": [
            (_id(one["handling"]), one["countsAs"], _id(one["supplements"])) for one in found["replies"]["nodes"]
        ],
        "evaluations": sorted(
            (_id(one["reply"]), one["mandate"]["id"], one["result"]) for one in found["evaluations"]["nodes"]
        ),
        "commitments": [(one["state"], one["dueOn"]) for one in found["commitments"]["nodes"]],
        "coordinations": [one["concludedAt"] is not None for one in found["coordinations"]["nodes"]],
        "deadlines": sorted(
            (
                one["kind"],
                _id(one["handling"]),
                datetime.fromisoformat(one["startsAt"]),
                datetime.fromisoformat(one["dueAt"]),
                one["state"],
                one["elapsedBefore"],
            )
            for one in found["deadlines"]["nodes"]
        ),
        "events": [
            (one["step"], one["fromState"], one["toState"], one["actor"], one["role"], _id(one["handling"]))
            for one in found["events"]["nodes"]
        ],
    }


def _seen_handling(found: Told) -> object:
    return (
        (found["unit"]["id"], found["role"], found["state"], found["round"]),
        [(one["decision"], one["dispute"]) for one in found["returnRequests"]["nodes"]],
        [(one["decision"], one["until"]) for one in found["extensionRequests"]["nodes"]],
        [(one["stage"], one["confirmedAt"] is not None) for one in found["contacts"]["nodes"]],
        [(one["acceptedAt"] is not None, one["redoRequestedAt"] is not None) for one in found["coOpinions"]["nodes"]],
    )


def _id(found: Told | Record | None) -> str:
    if isinstance(found, Record):
        return found.id
    return str(found["id"]) if found else ""


def told(item: Item, town: Town) -> Told:
    """What the model tells."""
    plain = (item.state, item.number, item.serial, item.round, item.text, item.counts_as, item.visibility)
    instants = (item.submitted, item.accepted, item.assigned, item.replied, item.closed, item.published)
    return {
        **dict(zip(PLAIN, plain, strict=True)),
        **dict(zip(INSTANTS, instants, strict=True)),
        "mergedInto": _id(item.merged_into),
        "points": len(item.points),
        "signatures": [(town.mandate(one.mandate), one.lead, one.state) for one in item.signatures],
        "handlings": [_told_handling(one, town) for one in item.handlings],
        "replies": [(one.handling.id, one.counts_as, _id(one.adds_to)) for one in item.replies],
        "evaluations": sorted(
            (reply.id, town.mandate(one.mandate), one.result) for reply in item.replies for one in reply.evaluations
        ),
        "commitments": [(one.state, one.due.isoformat()) for one in item.promises],
        "coordinations": item.coordinations,
        "deadlines": sorted(
            (one.kind, _id(one.handling), one.start, end_of(one.due), one.state, one.elapsed) for one in item.deadlines
        ),
        "events": [(one.step, one.before, one.after, one.who, one.role, _id(one.handling)) for one in item.events],
    }


def _told_handling(handling: Handling, town: Town) -> object:
    return (
        (town.unit(handling.unit), handling.role, handling.state, handling.round),
        [(one.state, one.dispute) for one in handling.returns],
        [(one.state, one.until and one.until.isoformat()) for one in handling.extensions],
        [(one.stage, one.confirmed) for one in handling.contacts],
        [(one.settled == "ACCEPTED", one.settled == "SENT_BACK") for one in handling.opinions],
    )
