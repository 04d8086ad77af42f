"""The steps of deputies and of the office until a suggestion is accepted."""

from __future__ import annotations

from tests.plugins.proposals.model.places import (
    MANDATES,
    NOT_IN_OFFICE,
    OF_TERM_BEFORE,
    ORDINALS,
    OVER,
    SESSIONS,
    STAFF,
    TURNED_DOWN,
    reads,
)
from tests.plugins.proposals.model.records import Item, Record, Signature, Who
from tests.plugins.proposals.model.taking import (
    INVITED,
    LEAD,
    RECORDERS,
    Condition,
    Given,
    Model,
    step,
    unless,
)
from tests.plugins.proposals.model.taking import STAFF as BY_STAFF

LONGEST_TITLE = 60
MOST_SIMILAR = 5
WRITING = ("DRAFT", "COSIGNING", "RETURNED")
UNDER_WAY = ("ACCEPTED", "ASSIGNED", "RETURN_REQUESTED", "HANDLING")


def _own(state: str) -> Condition:
    def holds(item: Item, who: Who) -> bool:
        return bool(_signatures(item, who, state))

    return "INVALID_TRANSITION", holds


def _signatures(item: Item, who: Who, state: str) -> list[Signature]:
    return [one for one in item.signatures[1:] if one.state == state and one.person in who.scopes("deputy")]


def _session(item: Item, given: Given, tier: str, *, before: bool = False) -> None:
    session = given.get("session")
    if session is not None:
        unless(SESSIONS[session][0] != tier or before or session in OVER, "VALIDATION")
    if session is not None or given.get("betweenSessions"):
        item.session = session


def _write(item: Item, given: Given) -> None:
    title = given.get("title")
    unless(title is not None and not 0 < len(title.strip()) <= LONGEST_TITLE, "VALIDATION")
    item.title = title or item.title
    item.matter = bool(given["matterText"]) if "matterText" in given else item.matter
    if "requests" in given:
        item.points = [Record() for _ in given["requests"]]
    item.visibility = given.get("visibility", item.visibility)
    item.confidential = given.get("confidentialityRequested", item.confidential)


@step(who=(*LEAD, *BY_STAFF))
def create_suggestion(model: Model, item: Item, who: Who, given: Given) -> None:
    mandate = given["mandate"]
    person, tier = MANDATES[mandate]
    own = person in who.scopes("deputy")
    unless(not own and tier not in who.scopes(STAFF[tier]), "FORBIDDEN_SCOPE")
    unless(mandate in NOT_IN_OFFICE, "MANDATE_NOT_ACTIVE")
    _session(item, given, tier, before=mandate in OF_TERM_BEFORE)
    _write(item, given)
    item.tier, item.recorded = tier, not own
    item.signatures = [Signature(mandate, person, lead=True, state="CONFIRMED")]
    model.items.append(item)


@step(*WRITING, who=(*LEAD, *RECORDERS))
def edit_suggestion(model: Model, item: Item, who: Who, given: Given) -> None:
    before = item.session
    _session(item, given, item.tier)
    after, item.session = item.session, before
    unless(item.submitted and "matterText" in given and not given["matterText"], "VALIDATION")
    _write(item, given)
    item.session = after
    item.text += 1
    for one in item.cosigned:
        one.state = "INVITED"


@step(*WRITING, who=(*LEAD, *RECORDERS))
def submit_suggestion(model: Model, item: Item, who: Who, given: Given) -> None:
    unless(not given["declaresNoStateSecret"], "CONFIDENTIAL_CONTENT")
    unless(not given["declaresSingleMatter"], "MULTIPLE_MATTERS")
    unless(not item.matter or not item.points, "VALIDATION")
    unless(set(similar(model, item, who)) - set(given["acknowledged"]), "VALIDATION")
    for one in item.signatures:
        one.state = "WITHDRAWN" if one.state == "INVITED" else one.state
    item.state, item.submitted = "SUBMITTED", item.submitted or model.now
    if item.session is None:
        item.begin("ACCEPT_AND_ASSIGN", model.now)


def similar(model: Model, item: Item, who: Who) -> list[Item]:
    """What the actor reads of earlier suggestions on the matter: those with the same title, in these walks."""
    until = item.submitted or model.now
    found = [
        one
        for one in model.items
        if one is not item
        and (one.tier, one.title) == (item.tier, item.title)
        and one.state not in TURNED_DOWN
        and one.submitted is not None
        and one.submitted < until
        and reads(who, one)
    ]
    return sorted(found, key=lambda one: one.submitted or until)[-MOST_SIMILAR:]


@step(*WRITING, who=LEAD)
def invite_cosigners(model: Model, item: Item, who: Who, given: Given) -> None:
    unless(not given["mandates"], "VALIDATION")
    known = {one.mandate: one for one in item.signatures}
    named: set[str] = set()
    for mandate in given["mandates"]:
        unless(MANDATES[mandate][1] != item.tier or mandate in OF_TERM_BEFORE, "FORBIDDEN_SCOPE")
        unless(mandate in NOT_IN_OFFICE, "MANDATE_NOT_ACTIVE")
        stands = mandate in known and known[mandate].state in ("INVITED", "CONFIRMED")
        unless(stands or mandate in named, "DUPLICATE_COSIGNER")
        named.add(mandate)
    for mandate in given["mandates"]:
        if mandate in known:
            known[mandate].state = "INVITED"
        else:
            item.signatures.append(Signature(mandate, MANDATES[mandate][0], lead=False, state="INVITED"))
    item.state = "RETURNED" if item.state == "RETURNED" else "COSIGNING"


@step("COSIGNING", "RETURNED", who=INVITED, known=(_own("INVITED"),))
def confirm_cosign(model: Model, item: Item, who: Who, given: Given) -> None:
    unless(given["textVersion"] != item.text, "COSIGN_TEXT_CHANGED")
    _mark(item, who, "INVITED", "CONFIRMED")


@step("COSIGNING", "RETURNED", who=INVITED, known=(_own("INVITED"),))
def decline_cosign(model: Model, item: Item, who: Who, given: Given) -> None:
    _mark(item, who, "INVITED", "DECLINED")


@step("DRAFT", "COSIGNING", "SUBMITTED", "RETURNED", who=INVITED, known=(_own("CONFIRMED"),))
def withdraw_cosign(model: Model, item: Item, who: Who, given: Given) -> None:
    _mark(item, who, "CONFIRMED", "WITHDRAWN")


@step(*UNDER_WAY, who=INVITED, known=(_own("CONFIRMED"),))
def agree_withdrawal(model: Model, item: Item, who: Who, given: Given) -> None:
    _mark(item, who, "CONFIRMED", "WITHDRAWN")


def _mark(item: Item, who: Who, before: str, after: str) -> None:
    for one in _signatures(item, who, before):
        one.state = after


@step(
    *("SUBMITTED", *WRITING, *UNDER_WAY),
    who=LEAD,
    reason=True,
    known=(("INVALID_TRANSITION", lambda item, _who: not item.merged),),
)
def withdraw_suggestion(model: Model, item: Item, who: Who, given: Given) -> None:
    unless(item.cosigned, "SIGNERS_MUST_AGREE")
    item.cancel()
    for one in item.active:
        one.state = "ENDED"
        one.let_lapse()
    item.state = "WITHDRAWN"


@step("SUBMITTED", who=BY_STAFF)
def return_for_revision(model: Model, item: Item, who: Who, given: Given) -> None:
    unless(not given.get("ground") and not given.get("advice"), "VALIDATION")
    item.cancel()
    item.state = "RETURNED"


@step("SUBMITTED", who=BY_STAFF)
def treat_as_letter(model: Model, item: Item, who: Who, given: Given) -> None:
    unless(not given["explanation"], "VALIDATION")
    item.cancel()
    item.state = "AS_LETTER"


@step("SUBMITTED", who=BY_STAFF)
def merge_suggestion(model: Model, item: Item, who: Who, given: Given) -> None:
    target: Item = given["into"]
    unless(not reads(who, target), "NOT_FOUND")
    unless(target is item or target.tier != item.tier, "VALIDATION")
    unless(target.state not in UNDER_WAY, "INVALID_TRANSITION")
    item.cancel()
    item.state, item.merged_into = "MERGED", target
    target.merged.append(item)


@step("SUBMITTED", who=BY_STAFF)
def accept_suggestion(model: Model, item: Item, who: Who, given: Given) -> None:
    unless(given.get("grounds"), "SUBJECT_NOT_ALLOWED")
    unless(not given.get("withinCompetence", True), "OUT_OF_COMPETENCE")
    series = item.tier, item.session
    item.serial = model.serials[series] = model.serials.get(series, 0) + 1
    item.number = _number(item)
    item.state, item.accepted = "ACCEPTED", model.now


def _number(item: Item) -> str:
    term = ORDINALS[item.tier]
    if item.session is None:
        return f"〔{term}〕闭字{item.serial}号"
    return f"〔{term}-{SESSIONS[item.session][1]}〕{item.serial}"
