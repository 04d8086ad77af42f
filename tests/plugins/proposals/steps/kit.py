"""What the tests of several stages ask: refusals in both languages, deadlines, and rows past all rules."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from core.access import Actor
from core.model import Model
from core.words import LOCALES
from tests.plugins.proposals.course import Course, Given, Payload


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


@contextmanager
def rows(course: Course) -> Iterator[Session]:
    """A session on the town's database, past all rules; what is changed in it is saved."""
    engine = create_engine(course.url)
    try:
        with Session(engine) as session, session.begin():
            yield session
    finally:
        engine.dispose()


def records(course: Course, definition: type[Model]) -> int:
    """How many records of the model there are."""
    with rows(course) as session:
        return session.scalar(select(func.count()).select_from(course.ask.generation[definition])) or 0
