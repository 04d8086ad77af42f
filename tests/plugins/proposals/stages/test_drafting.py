"""A suggestion while it is written: who drafts for whom, what is kept, and what refuses its submission."""

from __future__ import annotations

from typing import Any

import pytest

from core.declarations.roles import PUBLIC_READER, Actor, Grant
from core.foundation.i18n import LOCALES
from plugins.congress.models import Mandate, MandateEndReason, MandateStatus, Session, SessionState
from plugins.congress.roles import COUNTY_STAFF, DEPUTY
from plugins.proposals.models import SuggestionText
from tests.plugins.proposals.course import Course
from tests.plugins.proposals.stages.kit import both_languages, deadlines_of, records, rows
from tests.plugins.proposals.town import (
    AUDIT,
    CITY,
    CITY_CLERK,
    COUNTY_CLERK,
    GUYI,
    LINXI,
    OTHER_TOWN_CLERK,
    SANJIANG,
    TOWN_CLERK,
    Town,
)

EVERYTHING = """
    state congress { id } term { ordinal } session { ordinal } isClosedSession title category tone matterText
    analysisText originKind county { name } place visibility confidentialityRequested textVersion
    suggestedUnit { id } points { nodes { ordinal text } } regions { nodes { name } }
    cosignatures { nodes { kind state textVersion person { name } } }
    texts { nodes { versionNo title requests submittedAt editedBy } }
    events { nodes { step fromState toState role actor } }
"""


def test_a_deputy_drafts_a_suggestion_with_all_its_parts(course: Course, town: Town) -> None:
    suggestion = course.drafted(
        session=town.session("open"),
        title="  关于试点路的建议\n",
        requests=["修路", "  ", "装灯"],
        regions=[f"Region:{GUYI}", f"Region:{GUYI}", f"Region:{LINXI}"],
        county=f"Region:{SANJIANG}",
        place="试点路1号",
        suggestedUnit=town.unit("traffic"),
        tone="CRITICISM",
        visibility="DEPUTIES",
        confidentialityRequested=True,
    )

    assert course.read(suggestion, EVERYTHING) == {
        "state": "DRAFT",
        "congress": {"id": f"Congress:{CITY}"},
        "term": {"ordinal": 15},
        "session": {"ordinal": 5},
        "isClosedSession": False,
        "title": "关于试点路的建议",
        "category": "URBAN_CONSTRUCTION",
        "tone": "CRITICISM",
        "matterText": "试点路的人行道破损。",
        "analysisText": "年久失修。",
        "originKind": "SESSION",
        "county": {"name": "三江侗族自治县"},
        "place": "试点路1号",
        "visibility": "DEPUTIES",
        "confidentialityRequested": True,
        "textVersion": 1,
        "suggestedUnit": {"id": town.unit("traffic")},
        "points": {"nodes": [{"ordinal": 1, "text": "修路"}, {"ordinal": 2, "text": "装灯"}]},
        "regions": {"nodes": [{"name": "古宜镇"}, {"name": "林溪镇"}]},
        "cosignatures": {
            "nodes": [{"kind": "LEAD", "state": "CONFIRMED", "textVersion": 1, "person": {"name": "韦试一"}}]
        },
        "texts": {
            "nodes": [
                {
                    "versionNo": 1,
                    "title": "关于试点路的建议",
                    "requests": "修路\n装灯",
                    "submittedAt": None,
                    "editedBy": "deputy wei",
                }
            ]
        },
        "events": {
            "nodes": [
                {
                    "step": "create_suggestion",
                    "fromState": None,
                    "toState": "DRAFT",
                    "role": "deputy",
                    "actor": "deputy wei",
                }
            ]
        },
    }


def test_a_draft_needs_no_more_than_a_title(course: Course, town: Town) -> None:
    suggestion = course.done(
        "create_suggestion",
        None,
        town.deputy("wei"),
        mandate=town.mandate("wei"),
        title="一件事",
        category="OTHER",
    )["id"]

    assert course.read(
        suggestion, "isClosedSession originKind matterText points { totalCount } texts { totalCount }"
    ) == {
        "isClosedSession": True,
        "originKind": "INTERSESSION",
        "matterText": "",
        "points": {"totalCount": 0},
        "texts": {"totalCount": 1},
    }


REFUSED_DRAFTS: dict[str, tuple[dict[str, Any], str, str]] = {
    "no title": ({"title": " \n　"}, "VALIDATION", "title"),
    "a title too long": ({"title": "字" * 61}, "VALIDATION", "title"),
    "a matter too long": ({"matterText": "字" * 5001}, "VALIDATION", "matterText"),
    "an analysis too long": ({"analysisText": "字" * 5001}, "VALIDATION", "analysisText"),
    "a place too long": ({"place": "字" * 201}, "VALIDATION", "place"),
    "a point too long": ({"requests": ["修", "字" * 1001]}, "VALIDATION", "requests"),
    "a township as the county": ({"county": f"Region:{GUYI}"}, "VALIDATION", "county"),
    "a county that is not there": ({"county": "Region:999999"}, "NOT_FOUND", "county"),
    "a division that is not there": ({"regions": ["Region:999999"]}, "NOT_FOUND", "regions"),
    "an opinion that is not there": ({"opinions": ["Opinion:1"]}, "NOT_FOUND", "opinions"),
    "a unit that is not there": ({"suggestedUnit": "Organization:999999"}, "NOT_FOUND", "suggestedUnit"),
    "a mandate that is not there": ({"mandate": "Mandate:999"}, "NOT_FOUND", "mandate"),
    "a session that is not there": ({"session": "Session:999"}, "NOT_FOUND", "session"),
    "a club as the unit": ({"suggestedUnit": "club"}, "NOT_UNDERTAKING_UNIT", "suggestedUnit"),
    "a session that is over": ({"session": "over"}, "VALIDATION", "session"),
    "a session of another congress": ({"session": "county"}, "VALIDATION", "session"),
    "another's mandate": ({"mandate": "qin"}, "FORBIDDEN_SCOPE", "mandate"),
    "another's mandate that has ended": ({"mandate": "shi"}, "FORBIDDEN_SCOPE", "mandate"),
}


@pytest.mark.parametrize(("given", "code", "field"), REFUSED_DRAFTS.values(), ids=REFUSED_DRAFTS.keys())
def test_a_draft_is_refused_with_its_code_and_field(
    course: Course, town: Town, given: dict[str, Any], code: str, field: str
) -> None:
    named = {"suggestedUnit": town.units, "session": town.sessions, "mandate": town.mandates}
    kinds = {"suggestedUnit": "Organization", "session": "Session", "mandate": "Mandate"}
    given = {
        key: f"{kinds[key]}:{named[key][value]}" if key in named and value in named[key] else value
        for key, value in given.items()
    }

    order = course.draft_input(**given)
    refusal = both_languages(course, "create_suggestion", None, town.deputy("wei"), **order)

    assert (refusal["code"], refusal["field"]) == (code, field)
    assert course.ask("{ suggestions { totalCount } }", actor=AUDIT) == {"suggestions": {"totalCount": 0}}


@pytest.mark.parametrize("deputy", ["pan", "shi", "long"], ids=["suspended", "resigned", "of the last term"])
def test_only_a_deputy_in_office_drafts(course: Course, town: Town, deputy: str) -> None:
    """Deputies Law, arts. 24, 36 and 61."""
    order = course.draft_input(deputy)

    for actor in (town.deputy(deputy), CITY_CLERK):
        refusal = both_languages(course, "create_suggestion", None, actor, **order)
        assert (refusal["code"], refusal["field"]) == ("MANDATE_NOT_ACTIVE", "mandate")


@pytest.mark.parametrize(
    ("actor", "deputy", "code"),
    [
        (CITY_CLERK, "wei", None),
        (COUNTY_CLERK, "wei", "FORBIDDEN_SCOPE"),
        (CITY_CLERK, "liang", "FORBIDDEN_SCOPE"),
        (COUNTY_CLERK, "liang", None),
        (COUNTY_CLERK, "wu", "FORBIDDEN_SCOPE"),
        (TOWN_CLERK, "wu", None),
        (OTHER_TOWN_CLERK, "wu", "FORBIDDEN_SCOPE"),
        (TOWN_CLERK, "liang", "FORBIDDEN_SCOPE"),
        (AUDIT, "wei", "FORBIDDEN_SCOPE"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_staff_records_for_the_deputies_of_their_own_congress(
    course: Course, actor: Actor, deputy: str, code: str | None
) -> None:
    payload = course.take("create_suggestion", None, actor, **course.draft_input(deputy))

    assert [error["code"] for error in payload["errors"]] == ([code] if code else [])


def test_whoever_is_not_signed_in_drafts_nothing(course: Course) -> None:
    query = "mutation M($input: CreateSuggestionInput!) { createSuggestion(input: $input) { errors { code } } }"

    payload = course.ask(query, actor=PUBLIC_READER, input=course.draft_input("wei"))["createSuggestion"]

    assert payload == {"errors": [{"code": "NOT_AUTHENTICATED"}]}


def test_what_staff_records_names_who_recorded_it(course: Course, town: Town) -> None:
    on_behalf = course.done("create_suggestion", None, CITY_CLERK, **course.draft_input("wei"))["id"]
    own = course.drafted("wei")

    assert course.read(on_behalf, "recordedBy leadDeputy") == {"recordedBy": "city clerk", "leadDeputy": "韦试一"}
    assert course.read(own, "recordedBy leadDeputy") == {"recordedBy": None, "leadDeputy": "韦试一"}
    assert course.read(on_behalf, "title", town.deputy("wei")) is not None


def test_a_clerk_who_is_a_deputy_drafts_in_the_own_name(course: Course, town: Town) -> None:
    grants = (Grant(COUNTY_STAFF.name, SANJIANG, "region"), Grant(DEPUTY.name, town.persons["liang"], "person"))

    suggestion = course.done("create_suggestion", None, Actor("liang", grants), **course.draft_input("liang"))["id"]

    assert course.read(suggestion, "recordedBy") == {"recordedBy": None}


def test_staff_touches_only_the_drafts_that_staff_recorded(course: Course, town: Town) -> None:
    recorded = course.done("create_suggestion", None, CITY_CLERK, **course.draft_input("wei"))["id"]
    returned = course.submitted("qin")
    course.done("return_for_revision", returned, CITY_CLERK, advice="请补充地点。")

    course.done("edit_suggestion", recorded, CITY_CLERK, title="改过的题目")
    course.done("edit_suggestion", recorded, town.deputy("wei"), title="再改的题目")
    refusals = [
        course.refused(step, returned, CITY_CLERK, **given)["code"]
        for step, given in (("edit_suggestion", {"title": "代改"}), ("submit_suggestion", course.submission()))
    ]

    assert refusals == ["FORBIDDEN_SCOPE", "FORBIDDEN_SCOPE"]
    assert course.submit(recorded, CITY_CLERK)["state"] == "SUBMITTED"


def test_a_draft_is_nobodys_but_its_deputys(course: Course, town: Town) -> None:
    draft = course.drafted("wei")

    for actor in (CITY_CLERK, town.deputy("qin")):
        assert course.refused("edit_suggestion", draft, actor, title="别人改")["code"] == "NOT_FOUND"


def test_an_edit_changes_what_is_given_and_keeps_every_version(course: Course, town: Town) -> None:
    draft = course.drafted("wei", place="东门", county=f"Region:{SANJIANG}", suggestedUnit=town.unit("traffic"))
    wei = town.deputy("wei")

    course.done("edit_suggestion", draft, wei, title="新题目", requests=["只要一点"], session=town.session("planned"))
    course.done("edit_suggestion", draft, wei, place="", noCounty=True, noSuggestedUnit=True, betweenSessions=True)

    assert course.read(draft, EVERYTHING.replace("events { nodes { step fromState toState role actor } }", "")) == {
        **course.read(draft, "analysisText matterText category tone visibility confidentialityRequested"),
        "state": "DRAFT",
        "congress": {"id": f"Congress:{CITY}"},
        "term": {"ordinal": 15},
        "session": None,
        "isClosedSession": True,
        "title": "新题目",
        "originKind": "INTERSESSION",
        "county": None,
        "place": None,
        "suggestedUnit": None,
        "textVersion": 3,
        "points": {"nodes": [{"ordinal": 1, "text": "只要一点"}]},
        "regions": {"nodes": []},
        "cosignatures": {
            "nodes": [{"kind": "LEAD", "state": "CONFIRMED", "textVersion": 3, "person": {"name": "韦试一"}}]
        },
        "texts": {
            "nodes": [
                {
                    "versionNo": n,
                    "title": title,
                    "requests": requests,
                    "submittedAt": None,
                    "editedBy": "deputy wei",
                }
                for n, title, requests in (
                    (1, "关于修缮试点路人行道的建议", "修缮人行道\n增设路灯"),
                    (2, "新题目", "只要一点"),
                    (3, "新题目", "只要一点"),
                )
            ]
        },
    }


@pytest.mark.parametrize("session", ["over", "county"])
def test_an_edit_does_not_move_a_suggestion_to_a_session_it_cannot_have(
    course: Course, town: Town, session: str
) -> None:
    draft = course.drafted("wei")

    refusal = both_languages(course, "edit_suggestion", draft, town.deputy("wei"), session=town.session(session))

    assert (refusal["code"], refusal["field"]) == ("VALIDATION", "session")


def test_a_suggestion_between_sessions_is_to_be_assigned_in_seven_working_days(course: Course, town: Town) -> None:
    suggestion = course.submitted("wei")

    assert deadlines_of(course, suggestion) == {
        ("ACCEPT_AND_ASSIGN", None): ("SUBMITTED", "2025-03-12T23:59:59+08:00", "RUNNING")
    }
    assert course.read(suggestion, "state declaresNoStateSecret submittedAt texts { nodes { submittedAt } }") == {
        "state": "SUBMITTED",
        "declaresNoStateSecret": True,
        "submittedAt": "2025-03-03T10:00:00+08:00",
        "texts": {"nodes": [{"submittedAt": "2025-03-03T10:00:00+08:00"}]},
    }


def test_a_suggestion_at_a_session_has_no_such_deadline(course: Course, town: Town) -> None:
    assert deadlines_of(course, course.submitted("wei", session=town.session("open"))) == {}


INCOMPLETE: dict[str, tuple[dict[str, Any], dict[str, Any], tuple[str, str | None]]] = {
    "no declaration": ({}, {"declaresNoStateSecret": False}, ("CONFIDENTIAL_CONTENT", "declaresNoStateSecret")),
    "several matters": ({}, {"declaresSingleMatter": False}, ("MULTIPLE_MATTERS", "declaresSingleMatter")),
    "no matter": ({"matterText": " "}, {}, ("VALIDATION", None)),
    "no points": ({"requests": [" "]}, {}, ("VALIDATION", None)),
}


@pytest.mark.parametrize(("draft", "given", "told"), INCOMPLETE.values(), ids=INCOMPLETE.keys())
def test_an_incomplete_suggestion_is_not_submitted(
    course: Course, town: Town, draft: dict[str, Any], given: dict[str, Any], told: tuple[str, str | None]
) -> None:
    suggestion = course.drafted("wei", **draft)

    refusal = both_languages(
        course, "submit_suggestion", suggestion, town.deputy("wei"), **{**course.submission(), **given}
    )

    assert (refusal["code"], refusal["field"]) == told
    assert course.state(suggestion) == "DRAFT"


def test_whoever_lost_the_mandate_submits_nothing(course: Course, town: Town) -> None:
    suggestion = course.drafted("wei")
    with rows(course) as session:
        mandate = session.get_one(course.ask.generation[Mandate], town.mandates["wei"])
        mandate.status, mandate.end_reason = MandateStatus.ENDED, MandateEndReason.RESIGNED
        mandate.ended_on = course.clock.now.date()

    refusal = both_languages(course, "submit_suggestion", suggestion, town.deputy("wei"), **course.submission())

    assert refusal["code"] == "MANDATE_NOT_ACTIVE"


def test_a_draft_that_missed_its_session_is_made_between_sessions(course: Course, town: Town) -> None:
    missed = course.drafted("wei", session=town.session("open"))
    returned = course.submitted("qin", session=town.session("open"), title="另一件完全不同的事情", category="HEALTH")
    course.done("return_for_revision", returned, CITY_CLERK, ground="NO_SUBSTANCE")
    with rows(course) as session:
        session.get_one(course.ask.generation[Session], town.sessions["open"]).state = SessionState.CLOSED

    refusal = both_languages(course, "submit_suggestion", missed, town.deputy("wei"), **course.submission())
    course.done("edit_suggestion", missed, town.deputy("wei"), betweenSessions=True)

    assert refusal["code"] == "VALIDATION"
    assert course.submit(missed, town.deputy("wei"))["state"] == "SUBMITTED"
    assert course.submit(returned, town.deputy("qin"))["state"] == "SUBMITTED"


def test_a_returned_suggestion_goes_on_saying_what_the_matter_is(course: Course, town: Town) -> None:
    draft, returned = course.drafted("wei"), course.submitted("qin")
    course.done("return_for_revision", returned, CITY_CLERK, advice="请补充地点。")

    course.done("edit_suggestion", draft, town.deputy("wei"), matterText=" ")
    refusal = both_languages(course, "edit_suggestion", returned, town.deputy("qin"), matterText=" ")

    assert (refusal["code"], refusal["field"]) == ("VALIDATION", "matterText")


def test_a_returned_suggestion_keeps_the_instant_it_was_first_submitted(course: Course, town: Town) -> None:
    suggestion = course.submitted("wei")
    course.done("return_for_revision", suggestion, CITY_CLERK, advice="请补充地点。")
    course.clock.now = course.clock.now.replace(day=5)

    course.done("edit_suggestion", suggestion, town.deputy("wei"), place="东门")
    course.submit(suggestion, town.deputy("wei"))

    assert course.read(suggestion, "submittedAt texts { nodes { submittedAt } }") == {
        "submittedAt": "2025-03-03T10:00:00+08:00",
        "texts": {
            "nodes": [{"submittedAt": "2025-03-03T10:00:00+08:00"}, {"submittedAt": "2025-03-05T10:00:00+08:00"}]
        },
    }
    assert deadlines_of(course, suggestion) == {
        ("ACCEPT_AND_ASSIGN", None): ("SUBMITTED", "2025-03-14T23:59:59+08:00", "RUNNING")
    }


def test_a_created_draft_sent_twice_is_made_once(course: Course, town: Town) -> None:
    order = course.draft_input("wei", idempotencyKey="k1")

    first, second = (course.done("create_suggestion", None, town.deputy("wei"), **order) for _ in range(2))

    assert first == second
    assert records(course, SuggestionText) == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_a_stale_version_is_told_before_anything_else(course: Course, town: Town, locale: str) -> None:
    suggestion = course.drafted("wei")

    payload = course.take("edit_suggestion", suggestion, town.deputy("wei"), locale, expectedVersion=99, title=" ")

    assert [error["code"] for error in payload["errors"]] == ["STALE_VERSION"]
