"""The steps by which suggestions come to their units, and what the units do with them before they reply."""

from __future__ import annotations

from datetime import date

from tests.plugins.proposals.model.days import LONGEST_REPLY, day_of, from_workday, months
from tests.plugins.proposals.model.places import CLUB
from tests.plugins.proposals.model.records import (
    GIVEN_BACK,
    IN_CHARGE,
    Contact,
    Deadline,
    Handling,
    Item,
    Opinion,
    Request,
    Who,
)
from tests.plugins.proposals.model.taking import (
    GOVERNMENT,
    LEADER,
    SIGNER,
    STAFF,
    UNIT,
    Given,
    Model,
    of,
    step,
    unless,
)

AT_UNITS = ("ASSIGNED", "HANDLING", "RETURN_REQUESTED")
WORKED_ON = ("HANDLING", "REHANDLING")
TALKS = (*AT_UNITS, "REHANDLING", "REPLIED", "TRACKING")
BEGINNING = ("REQUEST_RETURN", "WORK_PLAN", "FIRST_CONTACT", "CO_OPINION", "REPLY")
NOT_FOR_HELPERS = ("WORK_PLAN", "FIRST_CONTACT", "REPLY")
SECOND_DISPUTE = 2


def own(item: Item, who: Who, given: Given, *, roles: tuple[str, ...] = (), states: tuple[str, ...] = ()) -> Handling:
    """The handling named, which must be the actor's own, in one of the roles and states."""
    handling: Handling = given["handling"]
    of(item, handling, item.handlings)
    unless(handling.unit not in who.units, "FORBIDDEN_SCOPE")
    unless(handling.state in GIVEN_BACK, "INVALID_TRANSITION")
    unless(roles and handling.role not in roles, "INVALID_TRANSITION")
    unless(states and handling.state not in states, "INVALID_TRANSITION")
    return handling


def _hand_over(model: Model, item: Item, unit: str, role: str) -> Handling:
    handling = Handling(unit, role, round=item.round)
    item.handlings.append(handling)
    for kind in BEGINNING:
        if kind == "REQUEST_RETURN" or (kind in NOT_FOR_HELPERS) == (role in IN_CHARGE):
            item.begin(kind, model.now, handling)
    return handling


@step("ACCEPTED", "REOPENED", who=(*STAFF, *GOVERNMENT))
def assign_suggestion(model: Model, item: Item, who: Who, given: Given) -> None:
    roles = [one["role"] for one in given["units"]]
    unless("LEAD" in roles and "SEPARATE" in roles, "LEAD_AND_SEPARATE_MIXED")
    apart = roles.count("SEPARATE") > 1 and "CO" not in roles
    unless(roles.count("LEAD") != 1 and not apart, "LEAD_REQUIRED")
    seen: set[str] = set()
    for one in given["units"]:
        unless(one["unit"] == CLUB, "NOT_UNDERTAKING_UNIT")
        unless(one["unit"] in seen, "VALIDATION")
        unless(one["role"] == "SEPARATE" and not one.get("part"), "VALIDATION")
        seen.add(one["unit"])
    if item.state == "REOPENED":
        item.round += 1
        for promise in item.promises:
            if promise.state == "OPEN":
                item.settle(promise, "BROKEN" if promise.due < day_of(model.now) else "CHANGED", model.now)
        for handling in item.active:
            handling.state = "ENDED"
    item.end(model.now, "ACCEPT_AND_ASSIGN")
    item.former = len(item.handlings)
    for one in given["units"]:
        _hand_over(model, item, one["unit"], one["role"])
    item.state, item.assigned = "ASSIGNED", item.assigned or model.now


@step(*AT_UNITS, who=UNIT, reason=True)
def request_return(model: Model, item: Item, who: Who, given: Given) -> Handling:
    handling: Handling = given["handling"]
    of(item, handling, item.handlings)
    unless(handling.unit not in who.units, "FORBIDDEN_SCOPE")
    unless(handling.state != "ASSIGNED", "INVALID_TRANSITION")
    unless(not given["signedBy"], "VALIDATION")
    unless(given.get("proposedUnit") == CLUB, "NOT_UNDERTAKING_UNIT")
    unless(given.get("proposedUnit") == handling.unit, "VALIDATION")
    late = any(one.is_past(model.now) for one in item.running("REQUEST_RETURN", handling=handling))
    unless(late, "RETURN_WINDOW_CLOSED")
    dispute = sum(len(one.returns) for one in item.handlings) + 1
    handling.returns.append(Request(handling, dispute=dispute))
    item.begin("REASSIGN", model.now, handling)
    item.end(model.now, "REQUEST_RETURN", handling=handling)
    handling.state = item.state = "RETURN_REQUESTED"
    return handling


@step("RETURN_REQUESTED", who=(*STAFF, *GOVERNMENT, *LEADER), reason=True)
def decide_return(model: Model, item: Item, who: Who, given: Given) -> Handling:
    request: Request = given["request"]
    handling = request.handling
    of(item, handling, item.handlings)
    unless(request.state != "PENDING", "INVALID_TRANSITION")
    leads = item.tier in who.scopes("congress_leader")
    unless(request.dispute >= SECOND_DISPUTE and not leads, "FORBIDDEN_SCOPE")
    unit = given.get("unit")
    if given["accept"]:
        unless(unit is None and handling.role != "CO", "VALIDATION")
        unless(unit == CLUB, "NOT_UNDERTAKING_UNIT")
        unless(unit in {one.unit for one in item.active}, "VALIDATION")
    item.end(model.now, "REASSIGN", handling=handling)
    request.state = "ACCEPTED" if given["accept"] else "REFUSED"
    handling.state = "ASSIGNED"
    if not given["accept"]:
        _return_window(item, handling).state = "RUNNING"
    else:
        used = item.days_used(handling, model.now)
        item.cancel(handling=handling)
        handling.state = "RETURNED"
        handling.let_lapse()
        if unit is not None:
            successor = _hand_over(model, item, unit, handling.role)
            for deadline in item.running("REPLY", handling=successor):
                deadline.elapsed = used
    item.state = _standing(item)
    return handling


def _return_window(item: Item, handling: Handling) -> Deadline:
    """Until when the unit may ask to return it."""
    return next(one for one in item.deadlines if one.kind == "REQUEST_RETURN" and one.handling is handling)


def _standing(item: Item) -> str:
    states = {one.state for one in item.active}
    if "RETURN_REQUESTED" in states:
        return "RETURN_REQUESTED"
    return "ASSIGNED" if states <= {"ASSIGNED"} else "HANDLING"


@step(*AT_UNITS, who=UNIT)
def sign_for(model: Model, item: Item, who: Who, given: Given) -> Handling:
    handling = own(item, who, given, states=("ASSIGNED",))
    handling.state = "HANDLING"
    window = _return_window(item, handling)
    window.state = "CANCELLED" if window.is_past(model.now) else "MET"
    item.state = _standing(item)
    return handling


@step("HANDLING", "RETURN_REQUESTED", who=UNIT)
def file_work_plan(model: Model, item: Item, who: Who, given: Given) -> Handling:
    handling = own(item, who, given, roles=IN_CHARGE, states=("HANDLING",))
    unless(not given["workPlan"], "VALIDATION")
    item.end(model.now, "WORK_PLAN", handling=handling)
    return handling


@step(*TALKS, who=UNIT)
def log_contact(model: Model, item: Item, who: Who, given: Given) -> Handling:
    handling = own(item, who, given)
    unless(given["at"] > model.now or not given["summary"], "VALIDATION")
    handling.contacts.append(Contact(handling, given["stage"], given["at"]))
    if given["stage"] != "AFTER":
        item.end(model.now, "FIRST_CONTACT", handling=handling)
    return handling


@step(*TALKS, who=SIGNER)
def confirm_contact(model: Model, item: Item, who: Who, given: Given) -> Handling:
    contact: Contact = given["contact"]
    of(item, contact.handling, item.handlings)
    unless(contact.confirmed, "INVALID_TRANSITION")
    unless(contact.handling.unit in who.units, "CONFLICT_OF_INTEREST")
    contact.confirmed = True
    return contact.handling


@step(*WORKED_ON, who=UNIT)
def submit_co_opinion(model: Model, item: Item, who: Who, given: Given) -> Handling:
    handling = own(item, who, given, roles=("CO",), states=("HANDLING", "REPLIED"))
    unless(not given["text"], "VALIDATION")
    handling.opinions.append(Opinion(handling))
    handling.state = "REPLIED"
    item.end(model.now, "CO_OPINION", "CO_OPINION_REDO", handling=handling)
    return handling


@step(*WORKED_ON, who=UNIT)
def accept_co_opinion(model: Model, item: Item, who: Who, given: Given) -> Handling:
    opinion = _unsettled(item, who, given)
    opinion.settled = "ACCEPTED"
    return opinion.handling


@step(*WORKED_ON, who=UNIT, reason=True)
def request_co_opinion_again(model: Model, item: Item, who: Who, given: Given) -> Handling:
    opinion = _unsettled(item, who, given)
    opinion.settled, opinion.handling.state = "SENT_BACK", "HANDLING"
    item.begin("CO_OPINION_REDO", model.now, opinion.handling)
    return opinion.handling


def _unsettled(item: Item, who: Who, given: Given) -> Opinion:
    """The opinion named, on which the lead unit has not decided; units other than it know their own."""
    opinion: Opinion = given["opinion"]
    of(item, opinion.handling, item.handlings)
    led = any(one.role == "LEAD" and one.state != "RETURNED" and one.unit in who.units for one in item.handlings)
    unless(not led and opinion.handling.unit not in who.units, "NOT_FOUND")
    leads = any(one.role == "LEAD" and one.unit in who.units for one in item.active)
    unless(not leads, "FORBIDDEN_SCOPE")
    unless(opinion.settled or opinion is not opinion.handling.opinions[-1], "INVALID_TRANSITION")
    return opinion


@step(*AT_UNITS, who=UNIT, reason=True)
def request_extension(model: Model, item: Item, who: Who, given: Given) -> Handling:
    handling = own(item, who, given, roles=IN_CHARGE, states=("ASSIGNED", "HANDLING"))
    running = item.running("REPLY", handling=handling)
    unless(not running or running[0].is_past(model.now), "INVALID_TRANSITION")
    unless(any(one.state == "PENDING" for one in handling.extensions), "INVALID_TRANSITION")
    unless(given["until"] <= running[0].due, "VALIDATION")
    unless(given["until"] > _longest(running[0]), "EXTENSION_EXCEEDS_MAX")
    handling.extensions.append(Request(handling, until=given["until"]))
    return handling


@step(*AT_UNITS, who=(*STAFF, *GOVERNMENT))
def decide_extension(model: Model, item: Item, who: Who, given: Given) -> Handling:
    request: Request = given["request"]
    of(item, request.handling, item.handlings)
    unless(request.state != "PENDING", "INVALID_TRANSITION")
    running = item.running("REPLY", handling=request.handling)
    unless(given["accept"] and not running, "INVALID_TRANSITION")
    unless(not given["accept"] and not given.get("reason"), "VALIDATION")
    if given["accept"] and request.until is not None:
        _extend(model, running[0], request.until)
    request.state = "ACCEPTED" if given["accept"] else "REFUSED"
    return request.handling


def _extend(model: Model, deadline: Deadline, until: date) -> None:
    unless(deadline.is_past(model.now), "INVALID_TRANSITION")
    unless(until > _longest(deadline), "EXTENSION_EXCEEDS_MAX")
    unless(until <= deadline.due, "VALIDATION")
    deadline.due, deadline.state = from_workday(until), "EXTENDED"


def _longest(deadline: Deadline) -> date:
    return months(day_of(deadline.start), LONGEST_REPLY)
