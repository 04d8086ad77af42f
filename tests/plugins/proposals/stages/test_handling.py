from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest

from core.declarations.roles import Actor
from plugins.congress.deadlines.arithmetic import end_of
from plugins.congress.deadlines.choices import DeadlineKind, DeadlineState
from plugins.congress.deadlines.clocks import cancel, running
from plugins.congress.models import Organization, OrganizationKind
from tests.plugins.proposals.course import Course
from tests.plugins.proposals.stages.handled import CO, LEAD, SEPARATE, Desk, in_both, number_of
from tests.plugins.proposals.town import CITY_CLERK, GOVERNMENT, Town

Given = dict[str, Any]
Refused = tuple[str, Callable[[Town], Actor], Callable[[Desk, str], Given], str, str | None]


def test_a_unit_signs_for_a_suggestion_and_its_time_to_return_it_ends(desk: Desk) -> None:
    course, town = desk.course, desk.town
    suggestion = desk.assigned(("traffic", LEAD), ("housing", CO))
    handling = course.handling(suggestion, "traffic")

    done = course.take(
        "sign_for", suggestion, town.clerk("traffic"), handling=handling, leaderInCharge=" 韦试长 ", officer="覃试员"
    )

    assert (done["suggestion"]["state"], done["event"]["handling"]) == ("HANDLING", {"id": handling})
    shown = "handlings(orderBy: [{id: ASC}]) { nodes { state leaderInCharge section officer } }"
    assert course.read(suggestion, shown)["handlings"]["nodes"] == [
        {"state": "HANDLING", "leaderInCharge": "韦试长", "section": None, "officer": "覃试员"},
        {"state": "ASSIGNED", "leaderInCharge": None, "section": None, "officer": None},
    ]
    assert desk.deadlines(suggestion, "traffic")["REQUEST_RETURN"] == "MET"
    assert desk.deadlines(suggestion, "housing")["REQUEST_RETURN"] == "RUNNING"


def test_work_plan_contact_and_opinion_meet_their_deadlines(desk: Desk) -> None:
    course, town = desk.course, desk.town
    suggestion = desk.handling(desk.assigned(("traffic", LEAD), ("housing", CO)), "traffic", "housing")
    plan, opinion = {"workPlan": "先勘查，后施工。"}, {"documentNo": "试建函1号", "text": "可以配合。"}

    course.done("file_work_plan", suggestion, town.clerk("traffic"), **own(course, suggestion, "traffic", **plan))
    desk.contacted(suggestion, "traffic")
    course.done("submit_co_opinion", suggestion, town.clerk("housing"), **own(course, suggestion, "housing", **opinion))

    lead, helper = desk.deadlines(suggestion, "traffic"), desk.deadlines(suggestion, "housing")
    assert (lead["WORK_PLAN"], lead["FIRST_CONTACT"], lead["REPLY"]) == ("MET", "MET", "RUNNING")
    assert helper["CO_OPINION"] == "MET"
    assert desk.told(suggestion)[:2] == [("contact_to_confirm", "person_id")] * 2
    assert ("co_opinion", "organization_id") in desk.told(suggestion)


def test_a_talk_after_the_reply_is_not_the_first_contact(desk: Desk) -> None:
    suggestion, clerk = desk.handling(desk.assigned()), desk.town.clerk("traffic")

    desk.course.done("log_contact", suggestion, clerk, **desk.contact(suggestion, stage="AFTER"))
    after = desk.deadlines(suggestion, "traffic")["FIRST_CONTACT"]
    desk.course.done("log_contact", suggestion, clerk, **desk.contact(suggestion, stage="BEFORE"))
    before = desk.deadlines(suggestion, "traffic")["FIRST_CONTACT"]

    assert (after, before) == ("RUNNING", "MET")


def test_what_is_late_is_done_and_counts_as_missed(desk: Desk) -> None:
    course, town = desk.course, desk.town
    suggestion = desk.handling(desk.assigned())
    desk.later(days=60)

    plan = own(course, suggestion, "traffic", workPlan="先勘查，后施工。")
    course.done("file_work_plan", suggestion, town.clerk("traffic"), **plan)

    assert desk.deadlines(suggestion, "traffic")["WORK_PLAN"] == "MISSED"


def test_an_opinion_sent_back_is_given_once_more(desk: Desk) -> None:
    course, town = desk.course, desk.town
    suggestion = desk.handling(desk.assigned(("traffic", LEAD), ("housing", CO)), "traffic", "housing")
    given = {"documentNo": "试建函1号", "text": "可以配合。"}
    course.done("submit_co_opinion", suggestion, town.clerk("housing"), **own(course, suggestion, "housing", **given))
    first = desk.latest(suggestion, "housing", "coOpinions")

    again = {"opinion": first, "reason": "没有写明时间"}
    course.done("request_co_opinion_again", suggestion, town.clerk("traffic"), **again)
    running = desk.deadlines(suggestion, "housing")
    course.done("submit_co_opinion", suggestion, town.clerk("housing"), **own(course, suggestion, "housing", **given))
    second = desk.latest(suggestion, "housing", "coOpinions")
    course.done("accept_co_opinion", suggestion, town.leader("traffic"), opinion=second)

    assert running["CO_OPINION_REDO"] == "RUNNING"
    assert desk.deadlines(suggestion, "housing") == {
        "REQUEST_RETURN": "MET",
        "CO_OPINION": "MET",
        "CO_OPINION_REDO": "MET",
    }
    settled = course.refused("accept_co_opinion", suggestion, town.leader("traffic"), opinion=second)
    replaced = course.refused("accept_co_opinion", suggestion, town.leader("traffic"), opinion=first)
    assert (settled["code"], replaced["code"]) == ("INVALID_TRANSITION", "INVALID_TRANSITION")


def test_more_time_is_granted_and_the_deputies_are_told(desk: Desk) -> None:
    course, town = desk.course, desk.town
    suggestion = desk.handling(desk.assigned())
    given = own(course, suggestion, "traffic", until="2025-08-29", reason="涉及多个部门")
    course.done("request_extension", suggestion, town.clerk("traffic"), **given)
    request = desk.latest(suggestion, "traffic", "extensionRequests")

    course.done("decide_extension", suggestion, GOVERNMENT, request=request, accept=True)

    with desk.env() as env:
        (deadline,) = running(env, DeadlineKind.REPLY, suggestion_id=number_of(suggestion))
        assert (deadline.state, deadline.due_at) == (DeadlineState.EXTENDED, end_of(date(2025, 8, 29)))
        assert (deadline.extension_reason, deadline.approved_by) == ("涉及多个部门", GOVERNMENT.name)
    assert ("extension_requested", "region_id") in desk.told(suggestion)
    assert desk.told(suggestion).count(("extension_granted", "person_id")) == 2
    assert course.refused("decide_extension", suggestion, CITY_CLERK, request=request, accept=True)["code"] == (
        "INVALID_TRANSITION"
    )


def test_more_time_that_is_refused_changes_nothing_and_can_be_asked_for_again(desk: Desk) -> None:
    course, town = desk.course, desk.town
    suggestion = desk.handling(desk.assigned())
    given = own(course, suggestion, "traffic", until="2025-08-29", reason="涉及多个部门")
    course.done("request_extension", suggestion, town.clerk("traffic"), **given)
    request = desk.latest(suggestion, "traffic", "extensionRequests")

    unexplained = course.refused("decide_extension", suggestion, CITY_CLERK, request=request, accept=False)
    course.done("decide_extension", suggestion, CITY_CLERK, request=request, accept=False, reason="时间足够")
    course.done("request_extension", suggestion, town.clerk("traffic"), **given)

    assert (unexplained["code"], unexplained["field"]) == ("VALIDATION", "reason")
    assert desk.deadlines(suggestion, "traffic")["REPLY"] == "RUNNING"


def test_time_is_not_extended_beyond_what_the_law_allows_nor_after_it_is_over(desk: Desk) -> None:
    course, town = desk.course, desk.town
    suggestion = desk.handling(desk.assigned())
    given = own(course, suggestion, "traffic", until="2025-10-15", reason="涉及多个部门")

    too_long = in_both(partial(course.take, "request_extension", suggestion, town.clerk("traffic"), **given))
    course.done("request_extension", suggestion, town.clerk("traffic"), **{**given, "until": "2025-08-29"})
    request = desk.latest(suggestion, "traffic", "extensionRequests")
    desk.later(days=120)
    too_late = in_both(partial(course.take, "decide_extension", suggestion, CITY_CLERK, request=request, accept=True))

    assert (too_long, too_late) == (("EXTENSION_EXCEEDS_MAX", None), ("INVALID_TRANSITION", None))


def test_more_time_ends_on_a_day_that_is_worked(desk: Desk) -> None:
    """30 August 2025 is a Saturday, and what is due then is due on the Monday after."""
    course, town = desk.course, desk.town
    suggestion = desk.handling(desk.assigned())
    given = own(course, suggestion, "traffic", until="2025-08-30", reason="涉及多个部门")
    course.done("request_extension", suggestion, town.clerk("traffic"), **given)
    request = desk.latest(suggestion, "traffic", "extensionRequests")

    course.done("decide_extension", suggestion, GOVERNMENT, request=request, accept=True)

    with desk.env() as env:
        (deadline,) = running(env, DeadlineKind.REPLY, suggestion_id=number_of(suggestion))
        assert deadline.due_at == end_of(date(2025, 9, 1))


def test_the_governments_office_decides_nothing_about_a_court(desk: Desk) -> None:
    """A court is beside the government: the congress assigns to it, and decides on its time."""
    course, town = desk.course, desk.town
    with desk.env() as env:
        env.get(Organization, town.units["traffic"]).kind = OrganizationKind.COURT
    accepted = course.accepted()
    units = [{"unit": town.unit("traffic"), "role": "LEAD"}]

    assigned = course.refused("assign_suggestion", accepted, GOVERNMENT, units=units)
    suggestion = desk.handling(desk.assigned())
    given = own(course, suggestion, "traffic", until="2025-08-29", reason="涉及多个部门")
    course.done("request_extension", suggestion, town.clerk("traffic"), **given)
    request = desk.latest(suggestion, "traffic", "extensionRequests")
    decided = course.refused("decide_extension", suggestion, GOVERNMENT, request=request, accept=True)
    course.done("decide_extension", suggestion, CITY_CLERK, request=request, accept=True)

    assert (assigned["code"], decided["code"]) == ("FORBIDDEN_SCOPE", "FORBIDDEN_SCOPE")


def test_a_unit_whose_time_to_reply_does_not_run_asks_for_no_more(desk: Desk) -> None:
    course, town = desk.course, desk.town
    suggestion = desk.handling(desk.assigned())
    with desk.env() as env:
        for deadline in running(env, DeadlineKind.REPLY, suggestion_id=number_of(suggestion)):
            cancel(env, deadline)
    given = own(course, suggestion, "traffic", until="2025-08-29", reason="涉及多个部门")

    told = in_both(partial(course.take, "request_extension", suggestion, town.clerk("traffic"), **given))

    assert told == ("INVALID_TRANSITION", "handling")


def test_what_a_unit_asks_for_falls_away_with_its_reply(desk: Desk) -> None:
    """One of two separate units has replied, so the suggestion is still handled, but nobody decides on its time."""
    course, town = desk.course, desk.town
    suggestion = desk.ready(("traffic", SEPARATE), ("housing", SEPARATE))
    given = own(course, suggestion, "traffic", until="2025-08-29", reason="涉及多个部门")
    course.done("request_extension", suggestion, town.clerk("traffic"), **given)
    request = desk.latest(suggestion, "traffic", "extensionRequests")
    desk.issue(suggestion, "traffic")

    told = in_both(partial(course.take, "decide_extension", suggestion, CITY_CLERK, request=request, accept=True))

    assert told == ("INVALID_TRANSITION", "request")
    shown = "handlings(orderBy: [{id: ASC}]) { nodes { extensionRequests { nodes { decision decidedAt decidedBy } } } }"
    lapsed = {"decision": "LAPSED", "decidedAt": "2025-03-03T10:00:00+08:00", "decidedBy": None}
    assert course.read(suggestion, shown)["handlings"]["nodes"][0]["extensionRequests"]["nodes"] == [lapsed]


def test_two_who_act_on_one_version_do_not_both_sign(own_desk: Desk) -> None:
    course, town = own_desk.course, own_desk.town
    suggestion = own_desk.assigned(("traffic", SEPARATE), ("housing", SEPARATE))
    orders = [
        course.order("sign_for", suggestion, town.clerk(unit), handling=course.handling(suggestion, unit))
        for unit in ("traffic", "housing")
    ]

    payloads = course.together(*orders)

    assert sorted(len(payload["errors"]) for payload in payloads) == [0, 1]
    (refused,) = (payload["errors"][0] for payload in payloads if payload["errors"])
    assert refused["code"] == "STALE_VERSION"


def own(course: Course, suggestion: str, unit: str, **given: object) -> Given:
    """The input of a step of the unit."""
    return {"handling": course.handling(suggestion, unit), **given}


def _other(desk: Desk) -> str:
    return desk.handling(desk.assigned())


REFUSED: dict[str, Refused] = {
    "a handling of another suggestion": (
        "file_work_plan",
        lambda town: town.clerk("traffic"),
        lambda desk, _one: {"handling": desk.course.handling(_other(desk), "traffic"), "workPlan": "计划"},
        "NOT_FOUND",
        "handling",
    ),
    "the handling by another unit": (
        "file_work_plan",
        lambda town: town.clerk("housing"),
        lambda desk, one: own(desk.course, one, "traffic", workPlan="计划"),
        "FORBIDDEN_SCOPE",
        "handling",
    ),
    "signing twice": (
        "sign_for",
        lambda town: town.clerk("traffic"),
        lambda desk, one: own(desk.course, one, "traffic"),
        "INVALID_TRANSITION",
        "handling",
    ),
    "a co-handling unit's work plan": (
        "file_work_plan",
        lambda town: town.clerk("housing"),
        lambda desk, one: own(desk.course, one, "housing", workPlan="计划"),
        "INVALID_TRANSITION",
        "handling",
    ),
    "an empty work plan": (
        "file_work_plan",
        lambda town: town.clerk("traffic"),
        lambda desk, one: own(desk.course, one, "traffic", workPlan=" \n　"),
        "VALIDATION",
        "workPlan",
    ),
    "a work plan too long": (
        "file_work_plan",
        lambda town: town.clerk("traffic"),
        lambda desk, one: own(desk.course, one, "traffic", workPlan="字" * 5001),
        "VALIDATION",
        "workPlan",
    ),
    "a contact to come": (
        "log_contact",
        lambda town: town.clerk("traffic"),
        lambda desk, one: desk.contact(one, at="2025-03-03T10:00:01+08:00"),
        "VALIDATION",
        "at",
    ),
    "a contact about nothing": (
        "log_contact",
        lambda town: town.clerk("traffic"),
        lambda desk, one: desk.contact(one, summary=" "),
        "VALIDATION",
        "summary",
    ),
    "a lead unit's opinion": (
        "submit_co_opinion",
        lambda town: town.clerk("traffic"),
        lambda desk, one: own(desk.course, one, "traffic", documentNo="试1号", text="可以"),
        "INVALID_TRANSITION",
        "handling",
    ),
    "an opinion without a number": (
        "submit_co_opinion",
        lambda town: town.clerk("housing"),
        lambda desk, one: own(desk.course, one, "housing", documentNo=" ", text="可以"),
        "VALIDATION",
        "documentNo",
    ),
    "more time for a co-handling unit": (
        "request_extension",
        lambda town: town.clerk("housing"),
        lambda desk, one: own(desk.course, one, "housing", until="2025-08-01", reason="难"),
        "INVALID_TRANSITION",
        "handling",
    ),
    "more time without a reason": (
        "request_extension",
        lambda town: town.clerk("traffic"),
        lambda desk, one: own(desk.course, one, "traffic", until="2025-08-01", reason=" "),
        "VALIDATION",
        "reason",
    ),
    "more time with a reason no deadline holds": (
        "request_extension",
        lambda town: town.clerk("traffic"),
        lambda desk, one: own(desk.course, one, "traffic", until="2025-08-01", reason="难" * 501),
        "VALIDATION",
        "reason",
    ),
    "no more time than there is": (
        "request_extension",
        lambda town: town.clerk("traffic"),
        lambda desk, one: own(desk.course, one, "traffic", until="2025-06-03", reason="难"),
        "VALIDATION",
        "until",
    ),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED.keys())
def test_a_refusal_has_its_code_its_field_and_a_sentence_in_each_language(desk: Desk, case: Refused) -> None:
    step, actor, given, code, field = case
    suggestion = desk.handling(desk.assigned(("traffic", LEAD), ("housing", CO)), "traffic", "housing")
    asked = given(desk, suggestion)

    told = in_both(lambda locale: desk.course.take(step, suggestion, actor(desk.town), locale, **asked))

    assert told == (code, field)


def test_more_time_is_asked_for_once_at_a_time_and_before_the_day(desk: Desk) -> None:
    course, town = desk.course, desk.town
    suggestion = desk.handling(desk.assigned())
    given = own(course, suggestion, "traffic", until="2025-08-29", reason="涉及多个部门")

    def ask(locale: str) -> Given:
        return course.take("request_extension", suggestion, town.clerk("traffic"), locale, **given)

    assert ask("en")["errors"] == []
    pending = in_both(ask)
    desk.later(days=120)
    passed = in_both(ask)

    assert (pending, passed) == (("INVALID_TRANSITION", "handling"), ("INVALID_TRANSITION", None))


def test_a_contact_is_confirmed_once_by_a_signer_who_does_not_work_for_the_unit(desk: Desk) -> None:
    course, town = desk.course, desk.town
    suggestion = desk.handling(desk.assigned())
    course.done("log_contact", suggestion, town.clerk("traffic"), **desk.contact(suggestion))
    contact = desk.latest(suggestion, "traffic", "contacts")
    both = Actor("both", (*town.deputy("qin").grants, *town.clerk("traffic").grants))

    conflict = in_both(lambda locale: course.take("confirm_contact", suggestion, both, locale, contact=contact))
    stranger = course.refused("confirm_contact", suggestion, town.deputy("mo"), contact=contact)
    course.done("confirm_contact", suggestion, town.deputy("qin"), contact=contact)
    twice = in_both(
        lambda locale: course.take("confirm_contact", suggestion, town.deputy("wei"), locale, contact=contact)
    )

    assert conflict == ("CONFLICT_OF_INTEREST", None)
    assert stranger["code"] == "FORBIDDEN_SCOPE"
    assert twice == ("INVALID_TRANSITION", "contact")


def test_the_lead_unit_alone_judges_an_opinion(desk: Desk) -> None:
    course, town = desk.course, desk.town
    suggestion = desk.handling(desk.assigned(("traffic", LEAD), ("housing", CO)), "traffic", "housing")
    given = {"documentNo": "试建函1号", "text": "可以配合。"}
    course.done("submit_co_opinion", suggestion, town.clerk("housing"), **own(course, suggestion, "housing", **given))
    opinion = desk.latest(suggestion, "housing", "coOpinions")

    refused = in_both(
        lambda locale: course.take("accept_co_opinion", suggestion, town.clerk("housing"), locale, opinion=opinion)
    )

    assert refused == ("FORBIDDEN_SCOPE", "opinion")


def test_the_merged_deputy_may_confirm_a_contact(desk: Desk) -> None:
    course, town = desk.course, desk.town
    suggestion = desk.handling(desk.assigned())
    desk.merged(suggestion, "mo")
    course.done("log_contact", suggestion, town.clerk("traffic"), **desk.contact(suggestion))
    contact = desk.latest(suggestion, "traffic", "contacts")

    told = desk.told(suggestion)

    assert told.count(("contact_to_confirm", "person_id")) == 3
    assert contact.startswith("ContactLog:")
