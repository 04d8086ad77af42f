"""The steps from the reply on: what deputies think of it, what follows, and how a suggestion ends."""

from __future__ import annotations

from datetime import date, timedelta

from tests.plugins.proposals.model.days import day_of
from tests.plugins.proposals.model.handling import own
from tests.plugins.proposals.model.records import IN_CHARGE, Deadline, Evaluation, Handling, Item, Promise, Reply, Who
from tests.plugins.proposals.model.taking import (
    EVALUATOR,
    ITSELF,
    LEAD,
    LEADER,
    STAFF,
    UNIT,
    Condition,
    Given,
    Model,
    of,
    step,
    unless,
)

FROM_BEST_TO_WORST = ("SOLVED", "PLANNED", "REFERENCE")
AFTER_REPLY = ("REPLIED", "EVALUATED", "NO_FEEDBACK", "REHANDLING", "COORDINATION", "TRACKING")
BREAKABLE = ("TRACKING", "EVALUATED", "NO_FEEDBACK", "COORDINATION", "CLOSED", "REOPENED")
GRACE = timedelta(days=30)


def _worst(item: Item) -> str:
    return max((item.last_words(one).counts_as for one in item.standing), key=FROM_BEST_TO_WORST.index)


@step("HANDLING", "REHANDLING", who=UNIT)
def issue_reply(model: Model, item: Item, who: Who, given: Given) -> Handling:
    handling = own(item, who, given, roles=IN_CHARGE, states=("HANDLING",))
    _refuse_reply(model, item, who, handling, given)
    reply = Reply(handling, given["outcomeClass"], evidence=bool(given.get("evidence")))
    item.replies.append(reply)
    for one in given["commitments"]:
        _promise(model, item, reply, one["dueOn"])
    handling.state = "REPLIED"
    handling.let_lapse()
    item.end(model.now, "REPLY", "REHANDLE", handling=handling)
    if all(one.state == "REPLIED" for one in item.in_charge):
        _replied(model, item)
    return handling


def _refuse_reply(model: Model, item: Item, who: Who, handling: Handling, given: Given) -> None:
    unless(handling.unit not in who.scopes("unit_leader") or not given["signer"], "SIGNER_NOT_AUTHORISED")
    unless(not any(_counts(item, handling, number) for number in range(len(handling.contacts))), "CONTACT_LOG_REQUIRED")
    helpers = [one for one in item.active if one.role == "CO"]
    missing = any(not one.opinions or one.opinions[-1].settled == "SENT_BACK" for one in helpers)
    unless(handling.role == "LEAD" and missing, "CO_OPINION_MISSING")
    unless(given.get("outcomeClass") is None, "OUTCOME_CLASS_REQUIRED")
    answered = [one["point"] for one in given["answers"] if one["answer"]]
    unless(set(answered) != set(item.points) or len(answered) > len(item.points), "VALIDATION")
    criticised = any(
        one.result == "DISSATISFIED"
        for reply in item.replies
        if reply.handling is handling
        for one in reply.evaluations
    )
    unless(criticised and not given.get("answersComment"), "VALIDATION")
    unless(given["outcomeClass"] == "PLANNED" and not given["commitments"], "COMMITMENT_REQUIRED")
    unless(any(one["dueOn"] < day_of(model.now) for one in given["commitments"]), "VALIDATION")
    unless(given["outcomeClass"] == "SOLVED" and not given.get("evidence"), "EVIDENCE_REQUIRED")
    unless(given.get("publicAttribute") == "NOT_PUBLIC" and not given.get("notPublicReason"), "VALIDATION")


def _counts(item: Item, handling: Handling, number: int) -> bool:
    """Whether the contact was confirmed, and made during this round of handling."""
    contact = handling.contacts[number]
    fresh = item.ordered is None or contact.at >= item.ordered
    return contact.confirmed and contact.stage == "DURING" and fresh


def _promise(model: Model, item: Item, reply: Reply, due: date) -> None:
    item.promises.append(Promise(reply, due))
    item.begin("COMMITMENT", model.now, reply.handling, due)


def _replied(model: Model, item: Item) -> None:
    item.state, item.replied = "REPLIED", item.replied or model.now
    item.counts_as = _worst(item)
    item.drop(model.now)
    item.begin("EVALUATE", model.now)
    if item.visibility == "PUBLIC" and item.published is None and not item.running("PUBLISH"):
        item.begin("PUBLISH", model.now)


UNPUBLISHED: Condition = (
    "INVALID_TRANSITION",
    lambda item, _who: item.visibility == "PUBLIC" and item.published is None,
)


@step(*AFTER_REPLY, "CLOSED", who=(*ITSELF, *STAFF), known=(UNPUBLISHED,))
def publish_suggestion(model: Model, item: Item, who: Who, given: Given) -> None:
    item.published = model.now
    item.end(model.now, "PUBLISH")


@step(
    *("ASSIGNED", "HANDLING", "RETURN_REQUESTED", *AFTER_REPLY, "CLOSED"), who=LEAD, reason=True, known=(UNPUBLISHED,)
)
def object_publication(model: Model, item: Item, who: Who, given: Given) -> None:
    item.visibility = "DEPUTIES"
    item.cancel("PUBLISH")


@step("REPLIED", "EVALUATED", "TRACKING", who=EVALUATOR)
def evaluate_reply(model: Model, item: Item, who: Who, given: Given) -> None:
    reply: Reply = given["reply"]
    of(item, reply, item.replies)
    unless(reply not in item.standing, "EVALUATION_CLOSED")
    unless(reply.handling.unit in who.units, "CONFLICT_OF_INTEREST")
    mandate = next(one.lead.mandate for one in (item, *item.merged) if one.lead.person in who.scopes("deputy"))
    unless(any(one.mandate == mandate for one in reply.evaluations), "EVALUATION_CLOSED")
    unless(given["result"] == "DISSATISFIED" and not given.get("comment"), "COMMENT_REQUIRED")
    unless(_window(item).is_past(model.now), "EVALUATION_CLOSED")
    reply.evaluations.append(Evaluation(mandate, given["result"], model.now))
    if item.state == "REPLIED" and all(_judged(item)):
        item.end(model.now, "EVALUATE")
        item.state = "EVALUATED"
    if item.state == "TRACKING" and given["result"] == "DISSATISFIED":
        item.state = "EVALUATED"


def _window(item: Item) -> Deadline:
    """The time to judge the last reply."""
    return [one for one in item.deadlines if one.kind == "EVALUATE"][-1]


def _is_awaited(model: Model, item: Item) -> bool:
    """Whether a lead deputy, of a merged suggestion too, may still judge a reply."""
    leads = {one.lead.mandate for one in (item, *item.merged)}
    silent = any(leads - {one.mandate for one in reply.evaluations} for reply in item.standing)
    return silent and not _window(item).is_past(model.now)


def _judged(item: Item) -> list[bool]:
    """For each reply that stands, whether the lead deputy evaluated it."""
    return [any(one.mandate == item.lead.mandate for one in reply.evaluations) for reply in item.standing]


@step("REPLIED", who=ITSELF)
def close_feedback(model: Model, item: Item, who: Who, given: Given) -> None:
    running = item.running("EVALUATE")
    unless(not all(one.is_past(model.now) and one.reminded for one in running), "INVALID_TRANSITION")
    item.end(model.now, "EVALUATE")
    item.state = "EVALUATED" if any(one.evaluations for one in item.standing) else "NO_FEEDBACK"


def _again(item: Item, _who: Who) -> bool:
    return item.state == "REOPENED" or item.dissatisfied


@step("EVALUATED", "REOPENED", who=(*STAFF, *LEADER), reason=True, known=(("INVALID_TRANSITION", _again),))
def order_rehandling(model: Model, item: Item, who: Who, given: Given) -> None:
    failed = [one.handling for one in item.standing if any(each.result == "DISSATISFIED" for each in one.evaluations)]
    item.round += 1
    for handling in item.in_charge if item.state == "REOPENED" else failed:
        handling.state, handling.round = "HANDLING", item.round
        item.begin("REHANDLE", model.now, handling)
    item.state, item.ordered = "REHANDLING", model.now


def _twice(item: Item, _who: Who) -> bool:
    return item.round > 1 and item.dissatisfied


@step("EVALUATED", who=(*STAFF, *LEADER), known=(("INVALID_TRANSITION", _twice),))
def open_coordination(model: Model, item: Item, who: Who, given: Given) -> None:
    item.state = "COORDINATION"
    item.coordinations.append(False)


@step(
    "COORDINATION", who=(*STAFF, *LEADER), known=(("INVALID_TRANSITION", lambda item, _: not all(item.coordinations)),)
)
def conclude_coordination(model: Model, item: Item, who: Who, given: Given) -> None:
    unless(given["heldOn"] > day_of(model.now) or not given["opinion"], "VALIDATION")
    item.coordinations[item.coordinations.index(False)] = True


@step("EVALUATED", "NO_FEEDBACK", "COORDINATION", who=ITSELF)
def track_commitments(model: Model, item: Item, who: Who, given: Given) -> None:
    settled = all(item.coordinations) if item.state == "COORDINATION" else not item.dissatisfied
    planning = {one.handling for one in item.standing if item.last_words(one).counts_as == "PLANNED"}
    planned = any(one.state == "OPEN" and one.reply.handling in planning for one in item.promises)
    unless(not planned or not settled, "INVALID_TRANSITION")
    item.state = "TRACKING"


def _open_promise(item: Item, who: Who, given: Given) -> Promise:
    promise: Promise = given["commitment"]
    of(item, promise, item.promises)
    unless(promise.reply.handling.unit not in who.units, "FORBIDDEN_SCOPE")
    unless(promise.state != "OPEN", "INVALID_TRANSITION")
    return promise


@step(*AFTER_REPLY, "REOPENED", who=UNIT)
def update_commitment(model: Model, item: Item, who: Who, given: Given) -> Handling:
    promise = _open_promise(item, who, given)
    unless(not given["evidence"], "EVIDENCE_REQUIRED")
    item.settle(promise, "KEPT" if day_of(model.now) <= promise.due else "KEPT_LATE", model.now)
    return promise.reply.handling


@step(*AFTER_REPLY, "REOPENED", who=UNIT, reason=True)
def change_commitment(model: Model, item: Item, who: Who, given: Given) -> Handling:
    promise = _open_promise(item, who, given)
    unless(promise.reply.handling.unit not in who.scopes("unit_leader"), "SIGNER_NOT_AUTHORISED")
    unless(given["dueOn"] < day_of(model.now), "VALIDATION")
    item.settle(promise, "CHANGED", model.now)
    _promise(model, item, promise.reply, given["dueOn"])
    return promise.reply.handling


@step(*BREAKABLE, who=ITSELF, known=(("INVALID_TRANSITION", lambda item, _who: all(item.coordinations)),))
def break_commitment(model: Model, item: Item, who: Who, given: Given) -> None:
    overdue = [one for one in item.promises if one.state == "OPEN" and one.due + GRACE < day_of(model.now)]
    unless(not overdue, "INVALID_TRANSITION")
    for promise in overdue:
        item.settle(promise, "BROKEN", model.now)
    item.state = "REOPENED"


@step("TRACKING", "REOPENED", who=UNIT)
def supplement_reply(model: Model, item: Item, who: Who, given: Given) -> Handling:
    reply: Reply = given["reply"]
    of(item, reply, item.replies)
    unit = reply.handling.unit
    unless(unit not in who.units, "FORBIDDEN_SCOPE")
    unless(unit not in who.scopes("unit_leader") or not given["signer"], "SIGNER_NOT_AUTHORISED")
    unless(reply not in item.standing, "INVALID_TRANSITION")
    before, after = item.last_words(reply).counts_as, given.get("outcomeClass")
    if after not in (None, before):
        unless(not given.get("evidence"), "EVIDENCE_REQUIRED")
        unless(after == "PLANNED" and not item.is_open, "COMMITMENT_REQUIRED")
    item.replies.append(Reply(reply.handling, after or before, evidence=bool(given.get("evidence")), adds_to=reply))
    item.counts_as = _worst(item)
    return reply.handling


def _satisfied(item: Item, _who: Who) -> bool:
    return item.state in ("COORDINATION", "TRACKING") or not item.dissatisfied


def _settled(item: Item, _who: Who) -> bool:
    broken = any(one.state == "BROKEN" and one.reply in item.standing for one in item.promises)
    return not item.is_open and not broken


def _shown(item: Item, _who: Who) -> bool:
    return all(one.evidence for one in item.standing if one.counts_as == "SOLVED")


@step(
    *("EVALUATED", "NO_FEEDBACK", "COORDINATION", "TRACKING"),
    who=STAFF,
    known=(
        ("INVALID_TRANSITION", lambda item, _who: all(item.coordinations)),
        ("INVALID_TRANSITION", _satisfied),
        ("COMMITMENTS_OPEN", _settled),
        ("EVIDENCE_REQUIRED", _shown),
    ),
)
def close_suggestion(model: Model, item: Item, who: Who, given: Given) -> None:
    unless(item.state != "COORDINATION" and _is_awaited(model, item), "EVALUATION_PENDING")
    item.state, item.closed = "CLOSED", model.now
    item.drop(model.now)
    item.ended = item.active
    for handling in item.ended:
        handling.state = "ENDED"


@step("CLOSED", who=(*LEAD, *STAFF), reason=True)
def reopen_suggestion(model: Model, item: Item, who: Who, given: Given) -> None:
    item.state, item.closed = "REOPENED", None
    for handling in item.ended:
        handling.state = "REPLIED"
