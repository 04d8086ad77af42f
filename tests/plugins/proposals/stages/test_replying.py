from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from plugins.proposals.models import (
    OutcomeClass,
    OutcomeCount,
    OutcomeScheme,
    Suggestion,
)
from tests.plugins.proposals.stages.handled import CITY_CONGRESS, CO, LEAD, SEPARATE, Desk, in_both, number_of
from tests.plugins.proposals.town import CITY_CLERK

SOLVED, PLANNED, REFERENCE = "OutcomeClass:1", "OutcomeClass:2", "OutcomeClass:3"


def test_a_reply_answers_the_deputies_and_starts_their_time_to_judge_it(desk: Desk) -> None:
    suggestion = desk.ready()
    before = desk.reply(suggestion)

    done = desk.course.take("issue_reply", suggestion, desk.town.leader("traffic"), **before)

    assert done["errors"] == []
    assert done["suggestion"]["state"] == "REPLIED"
    shown = """countsAs repliedAt replies { nodes { title documentNo signer signerTitle round sentAt
        itemReplies { nodes { answer } } commitments { nodes { text dueOn state } } } }"""
    told = desk.course.read(suggestion, shown)
    (reply,) = told["replies"]["nodes"]
    assert told["countsAs"] == "PLANNED"
    assert told["repliedAt"] == reply["sentAt"]
    assert reply["title"].startswith("关于对柳州市第十五届人大闭字")
    assert (reply["documentNo"], reply["signer"], reply["round"]) == ("试交函1号", "韦试长", 1)
    assert [one["answer"] for one in reply["itemReplies"]["nodes"]] == ["已列入计划。", "已列入计划。"]
    assert reply["commitments"]["nodes"] == [{"text": "修缮试点路", "dueOn": "2025-09-30", "state": "OPEN"}]
    assert desk.deadlines(suggestion, "traffic") == {
        "REQUEST_RETURN": "MET",
        "WORK_PLAN": "CANCELLED",
        "FIRST_CONTACT": "MET",
        "REPLY": "MET",
        "COMMITMENT": "RUNNING",
    }
    assert desk.deadlines(suggestion) == {"EVALUATE": "RUNNING", "PUBLISH": "RUNNING"}
    assert desk.told(suggestion).count(("reply", "person_id")) == 2
    assert desk.told(suggestion).count(("evaluate", "person_id")) == 1, "the lead deputy judges it"


def test_a_late_reply_is_taken_and_counts_as_missed(desk: Desk) -> None:
    suggestion = desk.ready()
    desk.later(days=120)

    desk.course.done("issue_reply", suggestion, desk.town.leader("traffic"), **desk.reply(suggestion))

    assert desk.deadlines(suggestion, "traffic")["REPLY"] == "MISSED"


def test_separate_units_each_reply_and_the_worst_outcome_counts(desk: Desk) -> None:
    suggestion = desk.ready(("traffic", SEPARATE), ("housing", SEPARATE))

    first = desk.course.done(
        "issue_reply", suggestion, desk.town.leader("traffic"), **desk.reply(suggestion, outcomeClass=REFERENCE)
    )
    between = desk.course.read(suggestion, "countsAs repliedAt")
    second = desk.course.done(
        "issue_reply", suggestion, desk.town.leader("housing"), **desk.reply(suggestion, "housing")
    )

    assert (first["state"], between) == ("HANDLING", {"countsAs": None, "repliedAt": None})
    assert second["state"] == "REPLIED"
    assert desk.course.read(suggestion, "countsAs outcomeClass { code }") == {
        "countsAs": "REFERENCE",
        "outcomeClass": {"code": "C"},
    }


def test_two_separate_units_that_reply_at_once_are_both_heard_in_the_end(own_desk: Desk) -> None:
    suggestion = own_desk.ready(("traffic", SEPARATE), ("housing", SEPARATE))
    orders = {
        unit: own_desk.course.order(
            "issue_reply", suggestion, own_desk.town.leader(unit), **own_desk.reply(suggestion, unit)
        )
        for unit in ("traffic", "housing")
    }

    payloads = dict(zip(orders, own_desk.course.together(*orders.values()), strict=True))

    (late,) = (unit for unit, payload in payloads.items() if payload["errors"])
    assert payloads[late]["errors"][0]["code"] == "STALE_VERSION"
    own_desk.course.done("issue_reply", suggestion, own_desk.town.leader(late), **own_desk.reply(suggestion, late))
    assert own_desk.course.state(suggestion) == "REPLIED"


def test_a_helper_that_has_not_given_its_opinion_holds_the_reply_back(desk: Desk) -> None:
    suggestion = desk.ready(("traffic", LEAD), ("housing", CO))
    given, leader = desk.reply(suggestion), desk.town.leader("traffic")

    def reply(locale: str = "en") -> dict[str, Any]:
        return desk.course.take("issue_reply", suggestion, leader, locale, **given)

    missing = in_both(reply)
    desk.opinion(suggestion, "housing")
    desk.course.done(
        "request_co_opinion_again",
        suggestion,
        desk.town.clerk("traffic"),
        opinion=desk.latest(suggestion, "housing", "coOpinions"),
        reason="没有写明时间",
    )
    sent_back = in_both(reply)
    desk.opinion(suggestion, "housing")

    assert (missing, sent_back) == (("CO_OPINION_MISSING", None), ("CO_OPINION_MISSING", None))
    assert reply()["suggestion"]["state"] == "REPLIED"


def test_a_contact_nobody_confirmed_does_not_count(desk: Desk) -> None:
    suggestion = desk.handling(desk.assigned())
    desk.course.done("log_contact", suggestion, desk.town.clerk("traffic"), **desk.contact(suggestion))
    given = desk.reply(suggestion)

    def reply(locale: str) -> dict[str, Any]:
        return desk.course.take("issue_reply", suggestion, desk.town.leader("traffic"), locale, **given)

    assert in_both(reply) == ("CONTACT_LOG_REQUIRED", "handling")


REFUSED: dict[str, tuple[dict[str, Any], str, str | None]] = {
    "no signer": ({"signer": " "}, "SIGNER_NOT_AUTHORISED", "signer"),
    "no class of outcome": ({"outcomeClass": None}, "OUTCOME_CLASS_REQUIRED", "outcomeClass"),
    "no such class": ({"outcomeClass": "OutcomeClass:999"}, "NOT_FOUND", "outcomeClass"),
    "no answers": ({"answers": []}, "VALIDATION", "answers"),
    "a plan without a promise": ({"commitments": []}, "COMMITMENT_REQUIRED", "commitments"),
    "a promise for a day that is over": (
        {"commitments": [{"text": "修缮", "dueOn": "2025-03-02"}]},
        "VALIDATION",
        "commitments",
    ),
    "a solved matter that is not shown": (
        {"outcomeClass": SOLVED, "commitments": []},
        "EVIDENCE_REQUIRED",
        "evidence",
    ),
    "a secret without a reason": ({"publicAttribute": "NOT_PUBLIC"}, "VALIDATION", "notPublicReason"),
    "no document number": ({"documentNo": " "}, "VALIDATION", "documentNo"),
    "a title too long": ({"title": "字" * 201}, "VALIDATION", "title"),
}


@pytest.mark.parametrize(("given", "code", "field"), REFUSED.values(), ids=REFUSED.keys())
def test_a_refusal_has_its_code_its_field_and_a_sentence_in_each_language(
    desk: Desk, given: dict[str, Any], code: str, field: str | None
) -> None:
    suggestion = desk.ready()
    asked = desk.reply(suggestion, **given)

    told = in_both(
        lambda locale: desk.course.take("issue_reply", suggestion, desk.town.leader("traffic"), locale, **asked)
    )

    assert told == (code, field)
    assert desk.course.read(suggestion, "replies { totalCount }") == {"replies": {"totalCount": 0}}


def test_who_signs_and_what_is_answered_is_asked_in_its_order(desk: Desk) -> None:
    suggestion, other = desk.ready(("traffic", LEAD), is_key=True), desk.ready()
    given, foreign = desk.reply(suggestion), desk.reply(other)
    twice = [given["answers"][0], *given["answers"]]

    def refused(actor: Callable[[str], Any] = desk.town.leader, **changes: object) -> tuple[str, str | None]:
        asked = {**given, **changes}
        return in_both(lambda locale: desk.course.take("issue_reply", suggestion, actor("traffic"), locale, **asked))

    assert refused(desk.town.clerk) == ("SIGNER_NOT_AUTHORISED", "signer")
    assert refused() == ("FACE_TO_FACE_REQUIRED", "faceToFace")
    assert refused(answers=twice) == ("VALIDATION", "answers")
    assert refused(answers=foreign["answers"]) == ("NOT_FOUND", "answers")
    assert refused(handling=foreign["handling"]) == ("NOT_FOUND", "handling")
    desk.course.done("issue_reply", suggestion, desk.town.leader("traffic"), **{**given, "faceToFace": True})


def test_a_congress_with_letters_of_its_own_uses_no_others(desk: Desk) -> None:
    suggestion = desk.ready(deputies=("liang",), congress_id=13, term_id=desk.town.terms["county"])
    with desk.env() as env:
        scheme = env[OutcomeScheme](code="T4", name="四类", congress_id=13, valid_from=desk.course.clock.now.date())
        env.session.add(scheme)
        env.session.flush()
        letter = env[OutcomeClass](scheme_id=scheme.id, code="甲", label="已经解决", counts_as=OutcomeCount.REFERENCE)
        env.session.add(letter)
        env.session.flush()
        own = f"OutcomeClass:{letter.id}"
    given, leader = desk.reply(suggestion, commitments=[]), desk.town.leader("traffic")

    refused = in_both(lambda locale: desk.course.take("issue_reply", suggestion, leader, locale, **given))
    hint = desk.course.refused("issue_reply", suggestion, leader, **given)["hint"]
    desk.course.done("issue_reply", suggestion, leader, **{**given, "outcomeClass": own})

    assert refused == ("VALIDATION", "outcomeClass")
    assert "甲 已经解决" in hint


def test_staff_publish_a_reply_once_unless_the_deputy_objects(desk: Desk) -> None:
    published, objected = desk.replied(), desk.replied()
    wei = desk.town.deputy("wei")

    desk.course.done("publish_suggestion", published, CITY_CLERK)
    desk.course.done("object_publication", objected, wei, reason="涉及个人隐私")

    assert desk.deadlines(published)["PUBLISH"] == "MET"
    assert desk.deadlines(objected)["PUBLISH"] == "CANCELLED"
    assert desk.course.read(objected, "visibility publishedAt") == {"visibility": "DEPUTIES", "publishedAt": None}
    for suggestion in (published, objected):
        publish = partial(desk.course.take, "publish_suggestion", suggestion, CITY_CLERK)
        assert in_both(publish) == ("INVALID_TRANSITION", None)
    assert desk.course.refused("object_publication", published, wei, reason="晚了")["code"] == "INVALID_TRANSITION"


def test_the_town_is_the_city_congress(desk: Desk) -> None:
    """What the builder takes for the congress is the one the mandates are of."""
    suggestion = desk.assigned()

    with desk.env() as env:
        made = env.session.get_one(env[Suggestion], number_of(suggestion))
        assert made.term.congress_id == CITY_CONGRESS
