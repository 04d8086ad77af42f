"""What the congress decides about a submitted suggestion, and the numbers of those it accepts."""

from __future__ import annotations

from typing import Any

import pytest

from core.declarations.roles import Actor
from schema.execution import Request
from schema.testing import CountingDatabase
from tests.plugins.proposals.course import Course, bulk
from tests.plugins.proposals.stages.kit import both_languages, deadlines_of, numbers, planted
from tests.plugins.proposals.town import (
    AUDIT,
    CITY_CLERK,
    CITY_LEADER,
    COUNTY_CLERK,
    GOVERNMENT,
    OTHER_COUNTY_CLERK,
    OTHER_TOWN_CLERK,
    TOWN_CLERK,
    Town,
)

DECISIONS = "screeningDecisions { nodes { decision ground advice by } }"


def test_a_suggestion_is_returned_with_ground_and_advice(course: Course, town: Town) -> None:
    suggestion = course.submitted("wei")

    course.done("return_for_revision", suggestion, CITY_CLERK, ground="NO_SUBSTANCE", advice=" 请写明地点。 ")

    assert course.read(suggestion, f"state {DECISIONS}") == {
        "state": "RETURNED",
        "screeningDecisions": {
            "nodes": [{"decision": "RETURN", "ground": "NO_SUBSTANCE", "advice": "请写明地点。", "by": "city clerk"}]
        },
    }
    assert deadlines_of(course, suggestion)[("ACCEPT_AND_ASSIGN", None)][2] == "CANCELLED"
    assert course.read(suggestion, DECISIONS.replace(" by", ""), town.deputy("wei"))["screeningDecisions"]["nodes"]


def test_a_subject_that_is_no_matter_becomes_a_letter(course: Course, town: Town) -> None:
    suggestion = course.submitted("wei")

    course.done("treat_as_letter", suggestion, CITY_CLERK, ground="SPECIFIC_JUDICIAL_CASE", explanation="正在审理。")

    assert course.read(suggestion, f"state {DECISIONS}") == {
        "state": "AS_LETTER",
        "screeningDecisions": {
            "nodes": [
                {
                    "decision": "TREAT_AS_LETTER",
                    "ground": "SPECIFIC_JUDICIAL_CASE",
                    "advice": "正在审理。",
                    "by": "city clerk",
                }
            ]
        },
    }


REFUSED: dict[str, tuple[str, dict[str, Any], tuple[str, str]]] = {
    "returned without a word": ("return_for_revision", {"advice": " "}, ("VALIDATION", "ground")),
    "advice too long": ("return_for_revision", {"advice": "字" * 1001}, ("VALIDATION", "advice")),
    "a letter unexplained": (
        "treat_as_letter",
        {"ground": "STATE_SECRET", "explanation": "　"},
        ("VALIDATION", "explanation"),
    ),
    "an explanation too long": (
        "treat_as_letter",
        {"ground": "STATE_SECRET", "explanation": "字" * 1001},
        ("VALIDATION", "explanation"),
    ),
    "accepted with a ground against it": (
        "accept_suggestion",
        {"grounds": ["PRODUCT_PROMOTION", "NO_SUBSTANCE"]},
        ("SUBJECT_NOT_ALLOWED", "grounds"),
    ),
    "accepted beyond the competence": (
        "accept_suggestion",
        {"withinCompetence": False},
        ("OUT_OF_COMPETENCE", "withinCompetence"),
    ),
    "merged into what is not there": ("merge_suggestion", {"into": "Suggestion:999"}, ("NOT_FOUND", "into")),
}


@pytest.mark.parametrize(("step", "given", "told"), REFUSED.values(), ids=REFUSED.keys())
def test_a_decision_is_refused_with_its_code_and_field(
    course: Course, step: str, given: dict[str, Any], told: tuple[str, str]
) -> None:
    suggestion = course.submitted("wei")

    refusal = both_languages(course, step, suggestion, CITY_CLERK, **given)

    assert (refusal["code"], refusal["field"]) == told
    assert course.read(suggestion, f"state number {DECISIONS}") == {
        "state": "SUBMITTED",
        "number": None,
        "screeningDecisions": {"nodes": []},
    }


def test_the_ground_named_is_the_first(course: Course) -> None:
    refusal = course.refused(
        "accept_suggestion", course.submitted("wei"), CITY_CLERK, grounds=["PRODUCT_PROMOTION", "NO_SUBSTANCE"]
    )

    assert "Advertising for a product" in refusal["message"]


@pytest.mark.parametrize("step", ["accept_suggestion", "return_for_revision", "treat_as_letter", "merge_suggestion"])
def test_only_what_is_submitted_is_decided_about(course: Course, step: str) -> None:
    accepted = course.accepted("wei")
    given = {
        "return_for_revision": {"advice": "请补充"},
        "treat_as_letter": {"ground": "NO_SUBSTANCE", "explanation": "说明"},
        "merge_suggestion": {"into": accepted},
    }

    refusal = both_languages(course, step, accepted, CITY_CLERK, **given.get(step, {}))

    assert refusal["code"] == "INVALID_TRANSITION"


@pytest.mark.parametrize(
    ("deputy", "own", "others"),
    [
        ("wu", TOWN_CLERK, {COUNTY_CLERK: "FORBIDDEN_SCOPE", CITY_CLERK: "FORBIDDEN_SCOPE", OTHER_TOWN_CLERK: None}),
        ("liang", COUNTY_CLERK, {TOWN_CLERK: None, CITY_CLERK: "FORBIDDEN_SCOPE", OTHER_COUNTY_CLERK: None}),
        ("wei", CITY_CLERK, {TOWN_CLERK: None, COUNTY_CLERK: None, CITY_LEADER: "FORBIDDEN_SCOPE", GOVERNMENT: None}),
    ],
    ids=["township", "county", "city"],
)
def test_a_suggestion_is_accepted_by_the_staff_of_its_own_congress(
    course: Course, deputy: str, own: Actor, others: dict[Actor, str | None]
) -> None:
    """Deputies Law, art. 51: the presidium of a township, the working body of a county's or city's congress."""
    suggestion = course.submitted(deputy, visibility="OFFICIAL")

    refusals = {
        actor.name: course.take("accept_suggestion", suggestion, actor)["errors"][0]["code"] for actor in others
    }

    assert refusals["city clerk" if deputy != "wei" else CITY_LEADER.name] == "FORBIDDEN_SCOPE"
    for actor, code in others.items():
        assert refusals[actor.name] in ((code,) if code else ("NOT_FOUND", "NOT_AUTHENTICATED", "FORBIDDEN_SCOPE"))
    assert course.done("accept_suggestion", suggestion, own)["state"] == "ACCEPTED"


@pytest.mark.parametrize(
    ("made", "staff", "number"),
    [
        (("wei", "open"), CITY_CLERK, "〔15-5〕1"),
        (("wei", None), CITY_CLERK, "〔15〕闭字1号"),
        (("liang", "county"), COUNTY_CLERK, "〔17-5〕1"),
        (("wu", "township"), TOWN_CLERK, "〔17-8〕1"),
        (("wu", None), TOWN_CLERK, "〔17〕闭字1号"),
    ],
)
def test_an_accepted_suggestion_has_the_number_of_its_session(
    course: Course, town: Town, made: tuple[str, str | None], staff: Actor, number: str
) -> None:
    deputy, session = made
    suggestion = course.submitted(deputy, session=town.session(session) if session else None)

    accepted = course.done("accept_suggestion", suggestion, staff)

    assert (accepted["number"], accepted["serial"]) == (number, 1)
    assert course.read(suggestion, f"acceptedAt {DECISIONS}") == {
        "acceptedAt": "2025-03-03T10:00:00+08:00",
        "screeningDecisions": {"nodes": [{"decision": "ACCEPT", "ground": None, "advice": None, "by": staff.name}]},
    }


def test_a_refused_or_undone_acceptance_leaves_no_gap(course: Course) -> None:
    first, second = course.submitted("wei"), course.submitted("wei")
    query = """mutation M($input: AcceptSuggestionInput!) {
        acceptSuggestion(input: $input, dryRun: true) { suggestion { serial } errors { code } } }"""
    given = {"id": first, "expectedVersion": course.version(first)}

    dry = course.ask(query, actor=CITY_CLERK, input=given)["acceptSuggestion"]["suggestion"]["serial"]
    course.refused("accept_suggestion", first, CITY_CLERK, withinCompetence=False)
    given_second = {"id": second, "expectedVersion": course.version(second)}
    rejected = course.ask(
        bulk("accept_suggestions"),
        actor=CITY_CLERK,
        input={"items": [given, {**given_second, "withinCompetence": False}], "onError": "REJECT_ALL"},
    )["acceptSuggestions"]
    skipped = course.ask(
        bulk("accept_suggestions"),
        actor=CITY_CLERK,
        input={"items": [{**given, "expectedVersion": 99}, given_second], "onError": "SKIP_FAILED"},
    )["acceptSuggestions"]

    assert dry == 1
    assert rejected["suggestions"] == []
    assert [each["serial"] for each in skipped["suggestions"]] == [1]
    assert course.done("accept_suggestion", first, CITY_CLERK)["serial"] == 2


@pytest.mark.parametrize(("count", "clerks"), [(120, 8), pytest.param(500, 20, marks=pytest.mark.long)])
def test_many_accepted_at_once_are_numbered_without_gap_or_double(
    own_course: Course, town: Town, count: int, clerks: int
) -> None:
    """Many clerks, single and in bulk, both series mixed: each series runs from 1 without a gap."""
    known = planted(own_course, count, session=lambda n: town.sessions["open"] if n % 2 else None)
    share = count // clerks

    def of(clerk: int) -> list[Request]:
        mine = known[clerk * share : (clerk + 1) * share]
        actor = Actor(f"city clerk {clerk}", CITY_CLERK.grants)
        items: list[dict[str, Any]] = [{"id": each, "expectedVersion": 1} for each in mine]
        refused = [{**items[0], "withinCompetence": False}]
        many = Request(query=bulk("accept_suggestions"), variables={"input": {"items": items[5:]}}, actor=actor)
        undone = {"items": [*items[5:10], *refused], "onError": "REJECT_ALL"}
        back = Request(query=bulk("accept_suggestions"), variables={"input": undone}, actor=actor)
        singles = [own_course.order("accept_suggestion", None, actor, **item) for item in [*refused, *items[:5]]]
        return [back, *singles, many]

    wide = CountingDatabase(own_course.ask.database.url, size=24, timeout_ms=600_000, wait=600)
    with own_course.ask.moved(wide.url, own_course.clock, wide) as ask:
        answers = ask.together(*(request for clerk in range(clerks) for request in of(clerk)))

    payloads = [payload for answer in answers for payload in answer["data"].values()]
    refused = {error["code"] for payload in payloads for error in payload["errors"]}
    assert refused <= {"OUT_OF_COMPETENCE", "TAKEN_BACK", "STALE_VERSION"}
    found = numbers(own_course)
    in_session, between = (
        sorted(serial for serial, number in found if ("闭字" in number) is closed) for closed in (False, True)
    )
    assert in_session == list(range(1, count // 2 + 1))
    assert between == list(range(1, count // 2 + 1))
    assert len({number for _serial, number in found}) == count


def test_a_suggestion_is_merged_into_one_that_is_handled(course: Course, town: Town) -> None:
    target, merged = course.accepted("wei", visibility="OFFICIAL"), course.submitted("qin")
    before = course.ask("query Q($id: ID!) { node(id: $id) { id } }", actor=town.deputy("qin"), id=target)

    course.done("merge_suggestion", merged, CITY_CLERK, into=target)

    assert before == {"node": None}
    assert course.read(merged, "state mergedInto { id }") == {"state": "MERGED", "mergedInto": {"id": target}}
    assert course.read(target, "title points { totalCount } number", town.deputy("qin"))["number"] == "〔15〕闭字1号"
    assert deadlines_of(course, merged)[("ACCEPT_AND_ASSIGN", None)][2] == "CANCELLED"


def test_a_merged_deputy_reads_no_drafts_of_the_other(course: Course, town: Town) -> None:
    draft = course.drafted("wei")
    course.done("edit_suggestion", draft, town.deputy("wei"), matterText="第二稿")
    course.submit(draft, town.deputy("wei"))
    course.done("accept_suggestion", draft, CITY_CLERK)
    merged = course.submitted("qin")
    course.done("merge_suggestion", merged, CITY_CLERK, into=draft)

    read = course.read(draft, "texts { nodes { versionNo } } cosignatures { totalCount }", town.deputy("qin"))

    assert read == {"texts": {"nodes": [{"versionNo": 2}]}, "cosignatures": {"totalCount": 1}}


@pytest.mark.parametrize("target", ["itself", "of another congress", "only submitted", "withdrawn"])
def test_a_suggestion_is_not_merged_into_what_is_not_handled(course: Course, town: Town, target: str) -> None:
    merged = course.submitted("wei")
    into = {
        "itself": lambda: merged,
        "of another congress": lambda: course.accepted("liang", COUNTY_CLERK),
        "only submitted": lambda: course.submitted("qin"),
        "withdrawn": lambda: _withdrawn(course),
    }[target]()

    refusal = both_languages(course, "merge_suggestion", merged, CITY_CLERK, into=into)

    code = "VALIDATION" if target in ("itself", "of another congress") else "INVALID_TRANSITION"
    assert (refusal["code"], refusal["field"]) == (code, "into")


def _withdrawn(course: Course) -> str:
    suggestion = course.accepted("qin")
    course.done("withdraw_suggestion", suggestion, course.town.deputy("qin"), reason="已解决")
    return suggestion


def test_a_merger_and_a_withdrawal_at_once_leave_nobody_without_a_reply(own_course: Course, town: Town) -> None:
    """Either the target is withdrawn and the merger refused, or the merger is done and the withdrawal refused."""
    for _ in range(4):
        target, merged = own_course.accepted("wei"), own_course.submitted("qin")

        withdrawal, merger = own_course.together(
            own_course.order("withdraw_suggestion", target, town.deputy("wei"), reason="已解决"),
            own_course.order("merge_suggestion", merged, CITY_CLERK, into=target),
        )

        codes = sorted(error["code"] for payload in (withdrawal, merger) for error in payload["errors"])
        assert codes == ["INVALID_TRANSITION"]
        assert {own_course.state(target), own_course.state(merged)} in (
            {"WITHDRAWN", "SUBMITTED"},
            {"ACCEPTED", "MERGED"},
        )


def test_two_clerks_who_decide_at_once_do_not_both(own_course: Course) -> None:
    suggestion = own_course.submitted("wei")

    payloads = own_course.together(
        own_course.order("accept_suggestion", suggestion, CITY_CLERK),
        own_course.order("return_for_revision", suggestion, CITY_CLERK, advice="请补充"),
        own_course.order("treat_as_letter", suggestion, CITY_CLERK, ground="NO_SUBSTANCE", explanation="说明"),
    )

    assert sorted(error["code"] for payload in payloads for error in payload["errors"]) == ["STALE_VERSION"] * 2


def test_the_deputies_are_told_what_was_decided(course: Course, town: Town) -> None:
    suggestion = course.submitted("wei")

    course.done("accept_suggestion", suggestion, CITY_CLERK)

    query = "{ notifications { nodes { subject suggestion { id } } } }"
    assert course.ask(query, actor=town.deputy("wei")) == {
        "notifications": {"nodes": [{"subject": "accept_suggestion", "suggestion": {"id": suggestion}}]}
    }
    assert course.ask("{ notifications { totalCount } }", actor=AUDIT)["notifications"]["totalCount"] <= 1
