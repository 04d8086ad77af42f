"""What the tests of several stages ask: refusals in both languages, deadlines, and rows past all rules."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.declarations.models import Model
from core.declarations.roles import Actor
from core.foundation.i18n import LOCALES
from plugins.proposals.models import (
    Cosignature,
    CosignatureKind,
    CosignatureState,
    Handling,
    HandlingState,
    Suggestion,
    SuggestionCategory,
    SuggestionOrigin,
    SuggestionState,
)
from tests.plugins.proposals.course import Course, Given, Payload
from tests.plugins.proposals.town import CITY

HANDLINGS = "handlings(orderBy: [{id: ASC}]) { nodes { unit { name } role part state round } }"


def both_languages(course: Course, step: str, suggestion: str | None, actor: Actor, **given: Given) -> Payload:
    """The refusal in English, once it was seen to be said in Chinese too, each sentence complete."""
    payloads = [course.take(step, suggestion, actor, locale, **given) for locale in LOCALES]
    assert [payload["suggestion"] for payload in payloads if payload["suggestion"]] == [] or suggestion
    (said,), (told,) = (payload["errors"] for payload in payloads)
    english: Payload = said
    for part in ("message", "hint"):
        assert said[part] != told[part], part
        assert "{" not in said[part] + told[part], part
    assert (said["code"], said["field"]) == (told["code"], told["field"])
    return english


def deadlines_of(course: Course, suggestion: str) -> dict[tuple[str, str | None], tuple[str, str, str]]:
    """Start, due instant and state of the suggestion's latest deadlines, by kind and name of the unit."""
    shown = "deadlines(orderBy: [{id: ASC}]) { nodes { kind startEvent dueAt state handling { unit { name } } } }"
    nodes = course.read(suggestion, shown)["deadlines"]["nodes"]
    return {
        (node["kind"], node["handling"] and node["handling"]["unit"]["name"]): (
            node["startEvent"],
            node["dueAt"],
            node["state"],
        )
        for node in nodes
    }


def rows(course: Course) -> AbstractContextManager[Session]:
    """A session on the town's database, past all rules; what is changed in it is saved."""
    return course.ask.changed()


def records(course: Course, definition: type[Model]) -> int:
    """How many records of the model there are."""
    with rows(course) as session:
        return session.scalar(select(func.count()).select_from(course.ask.generation[definition])) or 0


def planted(course: Course, count: int, session: Callable[[int], int | None]) -> list[str]:
    """The identifiers of that many submitted suggestions of deputy Wei, put there past all steps."""
    generation, town, now = course.ask.generation, course.town, course.clock.now
    with rows(course) as database:
        made = [
            generation[Suggestion](
                congress_id=CITY,
                term_id=town.terms["city"],
                session_id=session(n),
                is_closed_session=session(n) is None,
                title=f"第{n}件建议",
                matter_text="案由",
                category=SuggestionCategory.OTHER,
                origin_kind=SuggestionOrigin.MEETING,
                state=SuggestionState.SUBMITTED,
                submitted_at=now,
                declares_no_state_secret=True,
            )
            for n in range(count)
        ]
        database.add_all(made)
        database.flush()
        lead = {
            "person_id": town.persons["wei"],
            "mandate_id": town.mandates["wei"],
            "kind": CosignatureKind.LEAD,
            "state": CosignatureState.CONFIRMED,
            "text_version": 1,
            "at": now,
        }
        database.add_all(generation[Cosignature](suggestion_id=one.id, **lead) for one in made)
        return [f"Suggestion:{one.id}" for one in made]


def numbers(course: Course) -> list[tuple[int, str]]:
    """The running number and the written number of every suggestion that has one."""
    suggestion = course.ask.generation[Suggestion]
    with rows(course) as database:
        found = select(suggestion.serial, suggestion.number).where(suggestion.number.is_not(None))
        return [(int(serial or 0), str(number)) for serial, number in database.execute(found)]


def being_handled(course: Course, suggestion: str, unit: str | None = None) -> None:
    """Let the unit, by default all units, have signed for the suggestion."""
    generation, number = course.ask.generation, int(suggestion.split(":")[1])
    handling = generation[Handling]
    with rows(course) as database:
        database.get_one(generation[Suggestion], number).state = SuggestionState.HANDLING
        of_this = select(handling).where(handling.suggestion_id == number)
        named = of_this if unit is None else of_this.where(handling.unit_id == course.town.units[unit])
        for one in database.scalars(named):
            one.state, one.signed_for_at = HandlingState.HANDLING, course.clock.now


def handlings(course: Course, suggestion: str) -> list[tuple[str, str, str]]:
    """The handlings of the suggestion: unit, part in the handling, state."""
    nodes = course.read(suggestion, HANDLINGS)["handlings"]["nodes"]
    return [(node["unit"]["name"], node["role"], node["state"]) for node in nodes]
