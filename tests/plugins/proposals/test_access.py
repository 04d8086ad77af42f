"""Who reads which suggestions, and what of them: as a client of each role sees it."""

from __future__ import annotations

from typing import Any

import pytest

from core.declarations.roles import OPERATOR, PUBLIC_READER, Actor
from core.declarations.roles import Grant as Held
from plugins.congress.roles import (
    AUDITOR,
    CITY_STAFF,
    CONGRESS_LEADER,
    COUNTY_STAFF,
    DEPUTY,
    GOVERNMENT_OFFICE,
    TOWNSHIP_STAFF,
    UNIT_CLERK,
    UNIT_LEADER,
)
from schema.testing import Ask
from tests.plugins.proposals.scene import Scene

PUBLISHED = {"published", "unnamed"}
FOR_DEPUTIES = {"open", "handled", "given_back", "county", *PUBLISHED}
OF_CITY = {"recorded", "returned", "letter", "internal", "open", "handled", "given_back", *PUBLISHED}
CASES = {
    "public": PUBLISHED,
    "operator": PUBLISHED,
    "deputy wei": {"draft", *OF_CITY, "county"},
    "deputy qin": {"draft", *FOR_DEPUTIES},
    "deputy mo": FOR_DEPUTIES,
    "deputy lan": {"guarded", *FOR_DEPUTIES},
    "city_staff city": {*OF_CITY, "county", "town"},
    "city_staff elsewhere": PUBLISHED,
    "congress_leader city": {*OF_CITY, "county", "town"},
    "congress_leader county": {"county", "guarded", "town", *PUBLISHED},
    "county_staff county": {"county", "guarded", "town", *PUBLISHED},
    "county_staff elsewhere": PUBLISHED,
    "township_staff town": {"town", *PUBLISHED},
    "township_staff elsewhere": PUBLISHED,
    "government_office city": {"handled", "given_back", *PUBLISHED},
    "government_office county": PUBLISHED,
    "unit_clerk housing": {"handled", *PUBLISHED},
    "unit_clerk roads": {"handled", "given_back", *PUBLISHED},
    "unit_leader roads": {"handled", "given_back", *PUBLISHED},
    "unit_clerk idle": PUBLISHED,
    "auditor": {"draft", "guarded", "county", "town", *OF_CITY},
}
ROLES = {
    role.name: role
    for role in (
        CITY_STAFF,
        CONGRESS_LEADER,
        COUNTY_STAFF,
        TOWNSHIP_STAFF,
        GOVERNMENT_OFFICE,
        UNIT_CLERK,
        UNIT_LEADER,
    )
}
EVERYONE_ELSE = ("public", "deputy mo", "government_office city", "unit_clerk housing")


def actor_of(scene: Scene, who: str) -> Actor:
    role, _, place = who.partition(" ")
    if role == "public":
        return PUBLIC_READER
    if role in {OPERATOR.name, AUDITOR.name}:
        return Actor(role, (Held(role),))
    return scene.deputy(place) if role == DEPUTY.name else scene.official(ROLES[role], place)


def asked(ask: Ask, scene: Scene, who: str, selection: str, name: str = "published") -> Any:  # noqa: ANN401
    """What that actor sees of the suggestion."""
    query = f"query ($id: ID!) {{ suggestion(id: $id) {{ {selection} }} }}"
    return ask(query, actor=actor_of(scene, who), id=f"Suggestion:{scene.suggestions[name]}")["suggestion"]


def count(ask: Ask, scene: Scene, who: str, links: str, name: str = "published") -> int:
    """How many of those linked to the suggestion the actor sees."""
    total: int = asked(ask, scene, who, f"{links} {{ totalCount }}", name)[links]["totalCount"]
    return total


@pytest.mark.parametrize("who", CASES)
def test_each_role_reads_the_suggestions_it_reaches_and_no_other(ask: Ask, scene: Scene, who: str) -> None:
    """Section E of the roles: a draft is the deputy's alone, until the cosigners are invited."""
    answer = ask("{ suggestions(first: 50) { totalCount nodes { id } } }", actor=actor_of(scene, who))["suggestions"]

    assert scene.names(*(node["id"] for node in answer["nodes"])) == CASES[who]
    assert answer["totalCount"] == len(CASES[who])


@pytest.mark.parametrize("who", EVERYONE_ELSE)
def test_a_confidential_author_is_not_there_for_those_who_need_not_know(ask: Ask, scene: Scene, who: str) -> None:
    """Not by name, not as a link, and not in a count (Qingdao, art. 18)."""
    seen = asked(ask, scene, who, "leadDeputy leads { nodes { name } } signerCount opinions { totalCount }", "unnamed")

    assert seen == {"leadDeputy": None, "leads": {"nodes": []}, "signerCount": 0, "opinions": {"totalCount": 0}}


@pytest.mark.parametrize("who", EVERYONE_ELSE)
def test_a_confidential_author_is_not_found_by_asking_for_suggestions_of_a_deputy(
    ask: Ask, scene: Scene, who: str
) -> None:
    """A filter or the way from the person would give the author away as well as a field."""
    query = """
        query ($person: ID!) {
          suggestions(first: 50, where: { leads: { some: { id: { eq: $person } } } }) { nodes { id } }
          person(id: $person) { suggestions(first: 50) { nodes { id } } cosignatures { nodes { suggestion { id } } } }
        }
    """
    answer = ask(query, actor=actor_of(scene, who), person=f"Person:{scene.persons['wei']}")

    unnamed = f"Suggestion:{scene.suggestions['unnamed']}"
    assert unnamed not in str(answer)
    assert f"Suggestion:{scene.suggestions['published']}" in str(answer)


@pytest.mark.parametrize(
    "who", ["deputy wei", "unit_leader housing", "city_staff city", "congress_leader city", "auditor"]
)
def test_a_confidential_author_is_known_to_the_congress_and_to_the_head_of_the_unit(
    ask: Ask, scene: Scene, who: str
) -> None:
    assert asked(ask, scene, who, "leadDeputy", "unnamed") == {"leadDeputy": "示例wei（演示）"}


@pytest.mark.parametrize("who", [*EVERYONE_ELSE, "operator"])
def test_an_author_who_did_not_ask_for_it_is_named_to_everyone(ask: Ask, scene: Scene, who: str) -> None:
    assert asked(ask, scene, who, "leadDeputy signerCount") == {"leadDeputy": "示例wei（演示）", "signerCount": 2}


@pytest.mark.parametrize(
    ("who", "seen"), [("unit_leader housing", 1), ("city_staff city", 1), ("unit_clerk housing", 0), ("public", 0)]
)
def test_a_talk_with_a_confidential_author_is_kept_from_the_clerk(ask: Ask, scene: Scene, who: str, seen: int) -> None:
    answer = ask("{ contactLogs { totalCount nodes { confirmedBy { id } } } }", actor=actor_of(scene, who))

    assert answer["contactLogs"]["totalCount"] == seen
    assert all(node["confirmedBy"] for node in answer["contactLogs"]["nodes"])


@pytest.mark.parametrize(
    ("who", "versions"),
    [
        ("deputy wei", [1, 2, 3]),
        ("auditor", [1, 2, 3]),
        ("city_staff city", [2, 3]),
        ("deputy mo", [3]),
        ("unit_clerk housing", [3]),
        ("public", [3]),
    ],
)
def test_a_text_nobody_submitted_is_the_authors_and_a_returned_one_not_for_everyone(
    ask: Ask, scene: Scene, who: str, versions: list[int]
) -> None:
    texts = asked(ask, scene, who, "texts { nodes { versionNo } }")["texts"]["nodes"]

    assert [text["versionNo"] for text in texts] == versions


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("deputy wei", 2),
        ("deputy qin", 2),
        ("deputy mo", 1),
        ("deputy lan", 0),
        ("city_staff city", 0),
        ("public", 0),
        ("auditor", 2),
    ],
)
def test_an_invitation_is_between_the_deputies(ask: Ask, scene: Scene, who: str, seen: int) -> None:
    """Whoever declined sees that, and no more."""
    query = "{ cosignatures(where: { state: { in: [INVITED, DECLINED] } }) { totalCount } }"

    assert ask(query, actor=actor_of(scene, who))["cosignatures"]["totalCount"] == seen


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("deputy wei", 1),
        ("deputy qin", 0),
        ("city_staff city", 1),
        ("congress_leader city", 1),
        ("auditor", 1),
        ("county_staff county", 0),
        ("township_staff town", 0),
        ("government_office city", 0),
        ("unit_clerk housing", 0),
        ("unit_leader housing", 0),
        ("operator", 0),
        ("public", 0),
    ],
)
def test_an_evaluation_is_for_the_congress_and_never_for_the_unit(ask: Ask, scene: Scene, who: str, seen: int) -> None:
    """Pressure on deputies to tick "satisfied" has no use where the unit cannot look."""
    answer = ask(
        "{ evaluations { totalCount } suggestions(where: { evaluations: { some: {} } }) { totalCount } }",
        actor=actor_of(scene, who),
    )

    assert (answer["evaluations"]["totalCount"], answer["suggestions"]["totalCount"]) == (seen, seen)


def test_that_a_deputy_was_pressed_is_told_to_the_congress_alone(ask: Ask, scene: Scene) -> None:
    query = "{ evaluations { nodes { pressed } } }"

    assert ask(query, actor=actor_of(scene, "city_staff city"))["evaluations"]["nodes"] == [{"pressed": True}]
    assert ask.code(query, actor=actor_of(scene, "deputy wei")) == "FIELD_DENIED"


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("deputy wei", [1, 1, 0]),
        ("deputy mo", [1, 0, 0]),
        ("city_staff city", [1, 1, 0]),
        ("government_office city", [1, 1, 0]),
        ("unit_clerk housing", [1, 1, 1]),
        ("unit_leader roads", [1, 0, 0]),
        ("auditor", [1, 1, 1]),
    ],
)
def test_a_draft_reply_is_the_units_and_one_not_wholly_public_for_those_taking_part(
    ask: Ask, scene: Scene, who: str, seen: list[int]
) -> None:
    """A reply that is public in part has no part that could be told from the rest."""
    assert [count(ask, scene, who, "replies", name) for name in ("published", "unnamed", "handled")] == seen


def test_the_public_reads_a_public_reply_with_its_commitments(ask: Ask, scene: Scene) -> None:
    """Content and replies are public; the ledger of commitments is, too."""
    seen = asked(ask, scene, "public", "replies { nodes { plan } } commitments { nodes { text } }")

    assert seen == {
        "replies": {"nodes": [{"plan": "年内安装"}]},
        "commitments": {"nodes": [{"text": "安装路灯五十盏"}]},
    }
    assert count(ask, scene, "public", "replies", "unnamed") == 0


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("unit_clerk housing", 1),
        ("unit_clerk roads", 1),
        ("unit_clerk idle", 0),
        ("city_staff city", 1),
        ("government_office city", 1),
        ("deputy wei", 0),
        ("public", 0),
    ],
)
def test_a_co_handling_opinion_is_a_letter_to_the_lead_unit_and_not_to_the_deputy(
    ask: Ask, scene: Scene, who: str, seen: int
) -> None:
    answer = ask("{ coHandlingOpinions { totalCount } }", actor=actor_of(scene, who))

    assert answer["coHandlingOpinions"]["totalCount"] == seen


@pytest.mark.parametrize(
    ("who", "steps"),
    [("deputy wei", 2), ("city_staff city", 1), ("unit_clerk housing", 1), ("public", 1), ("auditor", 2)],
)
def test_what_was_done_with_a_draft_is_not_in_the_history_others_read(
    ask: Ask, scene: Scene, who: str, steps: int
) -> None:
    assert count(ask, scene, who, "events") == steps


def test_the_key_of_a_repeated_request_is_shown_to_nobody(ask: Ask, scene: Scene) -> None:
    """Not even the auditor: whoever knows it could answer for the request."""
    query = "{ suggestionEvents { nodes { idempotencyKey } } }"

    assert ask.code(query, actor=actor_of(scene, "auditor")) == "FIELD_DENIED"
    assert ask(query, actor=actor_of(scene, "operator"))["suggestionEvents"]["nodes"] == [{"idempotencyKey": None}]


@pytest.mark.parametrize("field", ["recordedBy", "texts { nodes { editedBy } }", "events { nodes { actor } }"])
def test_who_wrote_is_told_to_the_congress_alone(ask: Ask, scene: Scene, field: str) -> None:
    """An account's name gives a confidential author away."""
    query = f"{{ suggestions {{ nodes {{ {field} }} }} }}"

    assert ask(query, actor=actor_of(scene, "city_staff city"))
    for who in ("public", "unit_clerk housing", "unit_leader housing", "government_office city", "deputy wei"):
        assert ask.code(query, actor=actor_of(scene, who)) == "FIELD_DENIED"


@pytest.mark.parametrize("links", ["screeningDecisions", "coordinations"])
def test_what_was_decided_about_a_suggestion_is_not_for_the_public(ask: Ask, scene: Scene, links: str) -> None:
    name = "returned" if links == "screeningDecisions" else "published"

    assert count(ask, scene, "deputy wei", links, name) == 1
    assert count(ask, scene, "city_staff city", links, name) == 1
    assert ask(f"{{ {links} {{ totalCount }} }}")[links]["totalCount"] == 0


def test_a_unit_still_sees_that_it_gave_a_suggestion_back(ask: Ask, scene: Scene) -> None:
    """The suggestion itself is no longer its business."""
    query = "{ handlings(where: { state: { eq: RETURNED } }) { nodes { unit { name } suggestion { id } } } }"
    answer = ask(query, actor=actor_of(scene, "unit_clerk housing"))

    assert answer["handlings"]["nodes"] == [{"unit": {"name": "示例housing局"}, "suggestion": None}]
