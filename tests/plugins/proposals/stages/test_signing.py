"""Who signs a suggestion, and how it is withdrawn again."""

from __future__ import annotations

import pytest

from plugins.congress.models import Mandate, MandateStatus, SuspensionCause
from tests.plugins.proposals.course import Course
from tests.plugins.proposals.stages.kit import being_handled, both_languages, deadlines_of, rows
from tests.plugins.proposals.town import CITY_CLERK, Town

SIGNATURES = "cosignatures(orderBy: [{id: ASC}]) { nodes { person { name } state textVersion } }"
WAYS = ["DRAFT", "COSIGNING", "SUBMITTED", "RETURNED", "ACCEPTED", "ASSIGNED", "RETURN_REQUESTED", "HANDLING"]


def invite(course: Course, suggestion: str, *deputies: str) -> None:
    mandates = [course.town.mandate(name) for name in deputies]
    course.done("invite_cosigners", suggestion, course.town.deputy("wei"), mandates=mandates)


def confirm(course: Course, suggestion: str, deputy: str, version: int = 1) -> None:
    course.done("confirm_cosign", suggestion, course.town.deputy(deputy), textVersion=version)


def signatures(course: Course, suggestion: str) -> dict[str, tuple[str, int]]:
    nodes = course.read(suggestion, SIGNATURES)["cosignatures"]["nodes"]
    return {node["person"]["name"]: (node["state"], node["textVersion"]) for node in nodes}


def test_invited_deputies_sign_decline_or_leave_it_open(course: Course, town: Town) -> None:
    draft = course.drafted("wei")

    invite(course, draft, "qin", "mo")
    invite(course, draft, "luo")
    confirm(course, draft, "qin")
    course.take("decline_cosign", draft, town.deputy("mo"))

    assert course.state(draft) == "COSIGNING"
    assert signatures(course, draft) == {
        "韦试一": ("CONFIRMED", 1),
        "覃试二": ("CONFIRMED", 1),
        "莫试三": ("DECLINED", 1),
        "罗试四": ("INVITED", 1),
    }


def test_an_edit_asks_all_who_signed_again(course: Course, town: Town) -> None:
    draft = course.drafted("wei")
    invite(course, draft, "qin", "mo")
    confirm(course, draft, "qin")

    course.done("edit_suggestion", draft, town.deputy("wei"), matterText="改过的案由")
    refusal = both_languages(course, "confirm_cosign", draft, town.deputy("qin"), textVersion=1)
    confirm(course, draft, "qin", version=2)

    assert (refusal["code"], refusal["field"]) == ("COSIGN_TEXT_CHANGED", "textVersion")
    assert signatures(course, draft) == {
        "韦试一": ("CONFIRMED", 2),
        "覃试二": ("CONFIRMED", 2),
        "莫试三": ("INVITED", 1),
    }


def test_invitations_nobody_answered_end_with_the_submission(course: Course, town: Town) -> None:
    draft = course.drafted("wei")
    invite(course, draft, "qin", "mo")
    confirm(course, draft, "qin")

    course.submit(draft, town.deputy("wei"))

    assert signatures(course, draft)["莫试三"] == ("WITHDRAWN", 1)
    assert course.read(draft, "signerCount") == {"signerCount": 2}


def test_a_returned_suggestion_is_signed_again(course: Course, town: Town) -> None:
    draft = course.drafted("wei")
    invite(course, draft, "qin", "mo")
    confirm(course, draft, "qin")
    course.submit(draft, town.deputy("wei"))
    course.done("return_for_revision", draft, CITY_CLERK, advice="请补充。")

    course.done("edit_suggestion", draft, town.deputy("wei"), place="东门")
    invite(course, draft, "mo")
    confirm(course, draft, "qin", version=2)
    confirm(course, draft, "mo", version=2)

    assert course.state(draft) == "RETURNED"
    assert course.submit(draft, town.deputy("wei"))["state"] == "SUBMITTED"
    assert course.read(draft, "signerCount") == {"signerCount": 3}


@pytest.mark.parametrize(
    ("deputies", "code"),
    [
        ((), "VALIDATION"),
        (("liang",), "FORBIDDEN_SCOPE"),
        (("qin_county",), "FORBIDDEN_SCOPE"),
        (("long",), "FORBIDDEN_SCOPE"),
        (("pan",), "MANDATE_NOT_ACTIVE"),
        (("shi",), "MANDATE_NOT_ACTIVE"),
        (("wei",), "DUPLICATE_COSIGNER"),
        (("qin",), "DUPLICATE_COSIGNER"),
        (("mo", "mo"), "DUPLICATE_COSIGNER"),
        (("mo", "liang"), "FORBIDDEN_SCOPE"),
    ],
    ids=str,
)
def test_only_other_deputies_in_office_of_that_term_are_invited(
    course: Course, town: Town, deputies: tuple[str, ...], code: str
) -> None:
    draft = course.drafted("wei")
    invite(course, draft, "qin")
    before = signatures(course, draft)

    mandates = [town.mandate(name) for name in deputies]
    refusal = both_languages(course, "invite_cosigners", draft, town.deputy("wei"), mandates=mandates)

    assert (refusal["code"], refusal["field"]) == (code, "mandates")
    assert signatures(course, draft) == before


def test_only_the_lead_deputy_invites(course: Course, town: Town) -> None:
    draft = course.drafted("wei")
    invite(course, draft, "qin")

    refusal = course.refused("invite_cosigners", draft, town.deputy("qin"), mandates=[town.mandate("mo")])

    assert refusal["code"] == "FORBIDDEN_SCOPE"


def test_whoever_declined_may_be_asked_once_more(course: Course, town: Town) -> None:
    draft = course.drafted("wei")
    invite(course, draft, "qin")
    course.take("decline_cosign", draft, town.deputy("qin"))

    invite(course, draft, "qin")
    confirm(course, draft, "qin")

    assert signatures(course, draft)["覃试二"] == ("CONFIRMED", 1)


def test_an_invitation_is_answered_once(course: Course, town: Town) -> None:
    draft = course.drafted("wei")
    invite(course, draft, "qin")
    confirm(course, draft, "qin")

    again = both_languages(course, "confirm_cosign", draft, town.deputy("qin"), textVersion=1)
    declined = both_languages(course, "decline_cosign", draft, town.deputy("qin"))
    uninvited = course.refused("confirm_cosign", draft, town.deputy("mo"), textVersion=1)

    assert [again["code"], declined["code"]] == ["INVALID_TRANSITION", "INVALID_TRANSITION"]
    assert uninvited["code"] == "NOT_FOUND"


def test_a_deputy_suspended_since_signs_nothing(course: Course, town: Town) -> None:
    draft = course.drafted("wei")
    invite(course, draft, "qin")
    with rows(course) as session:
        mandate = session.get_one(course.ask.generation[Mandate], town.mandates["qin"])
        mandate.status, mandate.suspension_cause = MandateStatus.SUSPENDED, SuspensionCause.CUSTODY_IN_CRIMINAL_CASE

    assert both_languages(course, "confirm_cosign", draft, town.deputy("qin"), textVersion=1)["code"] == (
        "MANDATE_NOT_ACTIVE"
    )


def test_a_signature_is_taken_back_until_the_suggestion_is_accepted(course: Course, town: Town) -> None:
    draft = course.drafted("wei")
    invite(course, draft, "qin", "mo")
    unsigned = both_languages(course, "withdraw_cosign", draft, town.deputy("mo"))
    for deputy in ("qin", "mo"):
        confirm(course, draft, deputy)
    course.submit(draft, town.deputy("wei"))

    course.done("withdraw_cosign", draft, town.deputy("qin"))
    course.done("accept_suggestion", draft, CITY_CLERK)
    late = both_languages(course, "withdraw_cosign", draft, town.deputy("mo"))

    assert unsigned["code"] == "INVALID_TRANSITION"
    assert late["code"] == "INVALID_TRANSITION"
    assert course.read(draft, "signerCount") == {"signerCount": 2}


@pytest.mark.parametrize("state", WAYS)
def test_a_suggestion_is_withdrawn_at_any_time_before_its_reply(course: Course, town: Town, state: str) -> None:
    suggestion = _brought_to(course, state)

    withdrawn = course.done("withdraw_suggestion", suggestion, town.deputy("wei"), reason="情况已经变化。")

    assert withdrawn["state"] == "WITHDRAWN"
    assert course.read(suggestion, "withdrawnAt events(last: 1) { nodes { reason fromState } }") == {
        "withdrawnAt": "2025-03-03T10:00:00+08:00",
        "events": {"nodes": [{"reason": "情况已经变化。", "fromState": state}]},
    }
    assert {state for _event, _due, state in deadlines_of(course, suggestion).values()} <= {"CANCELLED", "MET"}
    handlings = course.read(suggestion, "handlings { nodes { state } }")["handlings"]["nodes"]
    assert all(handling["state"] == "ENDED" for handling in handlings)


def _brought_to(course: Course, state: str) -> str:
    """A suggestion of deputy Wei's alone that stands so."""
    town = course.town
    if WAYS.index(state) < WAYS.index("SUBMITTED"):
        draft = course.drafted("wei")
        if state == "COSIGNING":
            invite(course, draft, "qin")
        return draft
    suggestion = course.submitted("wei")
    if state == "RETURNED":
        course.done("return_for_revision", suggestion, CITY_CLERK, advice="请补充。")
    if WAYS.index(state) >= WAYS.index("ACCEPTED"):
        course.done("accept_suggestion", suggestion, CITY_CLERK)
    if WAYS.index(state) >= WAYS.index("ASSIGNED"):
        course.done("assign_suggestion", suggestion, CITY_CLERK, units=course.parts(("traffic", "LEAD")))
    if state == "RETURN_REQUESTED":
        handling = course.handling(suggestion, "traffic")
        course.done(
            "request_return", suggestion, town.clerk("traffic"), handling=handling, signedBy="局长", reason="非我局职责"
        )
    if state == "HANDLING":
        being_handled(course, suggestion)
    return suggestion


def test_a_withdrawal_says_why_and_is_the_lead_deputys(course: Course, town: Town) -> None:
    suggestion = course.submitted("wei")

    without = both_languages(course, "withdraw_suggestion", suggestion, town.deputy("wei"), reason=" ")
    others = [
        course.refused("withdraw_suggestion", suggestion, actor, reason="代撤")["code"]
        for actor in (CITY_CLERK, town.deputy("qin"))
    ]

    assert (without["code"], without["field"]) == ("VALIDATION", "reason")
    assert others == ["FORBIDDEN_SCOPE", "FORBIDDEN_SCOPE"]


def test_a_joint_suggestion_is_withdrawn_by_all_who_signed_it(course: Course, town: Town) -> None:
    """Shanghai Provisions on Deputies' Suggestions, art. 10."""
    draft = course.drafted("wei")
    invite(course, draft, "qin", "mo")
    for deputy in ("qin", "mo"):
        confirm(course, draft, deputy)
    course.submit(draft, town.deputy("wei"))
    course.done("accept_suggestion", draft, CITY_CLERK)
    wei = town.deputy("wei")

    first = both_languages(course, "withdraw_suggestion", draft, wei, reason="已解决")
    course.done("agree_withdrawal", draft, town.deputy("qin"))
    second = course.refused("withdraw_suggestion", draft, wei, reason="已解决")
    again = both_languages(course, "agree_withdrawal", draft, town.deputy("qin"))
    course.done("agree_withdrawal", draft, town.deputy("mo"))

    assert [first["code"], second["code"]] == ["SIGNERS_MUST_AGREE", "SIGNERS_MUST_AGREE"]
    assert "2 have not agreed" in first["message"]
    assert "1 have not agreed" in second["message"]
    assert again["code"] == "INVALID_TRANSITION"
    assert course.done("withdraw_suggestion", draft, wei, reason="已解决")["state"] == "WITHDRAWN"


def test_a_suggestion_others_were_merged_into_is_not_withdrawn(course: Course, town: Town) -> None:
    """Each deputy still gets a reply (Zhejiang Measures on Deputies' Suggestions, art. 18)."""
    target, merged = course.accepted("wei"), course.submitted("qin")
    course.done("merge_suggestion", merged, CITY_CLERK, into=target)

    refusal = both_languages(course, "withdraw_suggestion", target, town.deputy("wei"), reason="已解决")

    assert refusal["code"] == "INVALID_TRANSITION"


def test_nothing_is_withdrawn_twice(course: Course, town: Town) -> None:
    suggestion = course.drafted("wei")
    course.done("withdraw_suggestion", suggestion, town.deputy("wei"), reason="不提了")

    refusal = both_languages(course, "withdraw_suggestion", suggestion, town.deputy("wei"), reason="不提了")

    assert refusal["code"] == "INVALID_TRANSITION"
