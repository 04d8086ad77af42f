"""What stories are told with: the time, the steps that are taken or refused, and what is then read.

Everything is done and read over GraphQL; what falls due by itself is done by the jobs, at the time told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

import inflection

from core.declarations.roles import PUBLIC_READER, Actor
from core.foundation.i18n import LOCALES, SOURCE_LOCALE
from core.foundation.urls import DatabaseUrl
from core.jobs.ledger import RunState
from core.jobs.run_log import RunRequest
from core.jobs.running import Watch, run_job
from plugins.congress.deadlines.arithmetic import SHANGHAI, day_of
from plugins.proposals.jobs import JOBS
from schema.testing import Ask
from tests.plugins.proposals.town import AUDIT, Clock

Shown = Any
"""What was read: the shape of what was asked."""
Given = Any
"""A field of an input: whatever GraphQL carries."""

RUNNING = ("RUNNING", "EXTENDED")
MORNING = 10


class HasId(Protocol):
    """A unit, by its identifier."""

    id: str


@dataclass
class Minutes:
    """What happens to the suggestions of a town, from day to day; one of them is spoken of at a time."""

    ask: Ask
    clock: Clock
    url: DatabaseUrl
    about: str = ""
    _expected: str | None = None
    _met: list[str] = field(default_factory=list)

    def on(self, day: str, hour: int = MORNING) -> None:
        """Go on to that day, at ten in the morning unless another hour is told."""
        year, month, number = map(int, day.split("-"))
        self.clock.now = datetime(year, month, number, hour, tzinfo=SHANGHAI)

    def turns_to(self, suggestion: str) -> None:
        """Speak of another suggestion from now on."""
        self.about = suggestion

    def jobs_run(self) -> None:
        """Let what falls due by itself be done, as the worker does every hour and every night."""
        for job in JOBS:
            order = RunRequest(job=job, scheduled_for=self.clock.now, worker="stories")
            outcome = run_job(self.ask.generation, self.url, order, Watch(now=self.clock))
            assert (outcome.state, outcome.failed) == (RunState.SUCCEEDED, 0), job.name

    @contextmanager
    def refused(self, code: str) -> Iterator[None]:
        """What is done within is refused by that code, in Chinese and in English, and changes nothing."""
        before = self._version()
        self._expected, self._met = code, []
        yield
        met, self._expected = self._met, None
        assert met == [code]
        assert self._version() == before

    def take(self, step: str, actor: Actor, **given: Given) -> None:
        """Take a step on the suggestion spoken of, or make a new one; within `refused`, be refused it."""
        new = step == "create_suggestion"
        known = {} if new else {"id": self.about, "expectedVersion": self._version()}
        query = mutation(step)
        if self._expected is not None:
            self._met.append(refusal(self.ask, query, actor, {**known, **given}))
            return
        (payload,) = self.ask(query, actor=actor, input={**known, **given}).values()
        assert payload["errors"] == [], f"{self.clock.now:%Y-%m-%d} {actor.name}: {step} {payload['errors']}"
        if new:
            self.about = payload["suggestion"]["id"]

    def read(self, shown: str, actor: Actor = AUDIT, locale: str = SOURCE_LOCALE) -> Shown:
        """What somebody reads of the suggestion, by default the auditor; None for what is not there for them."""
        query = f"query Q($id: ID!) {{ node(id: $id) {{ ... on Suggestion {{ {shown} }} }} }}"
        return self.ask(query, actor=actor, locale=locale, id=self.about)["node"]

    def public(self, shown: str) -> Shown:
        """What everybody reads of the suggestion without signing in."""
        return self.read(shown, PUBLIC_READER)

    def kept_back(self, *fields: str, actor: Actor = PUBLIC_READER) -> list[str]:
        """Those of the fields of the suggestion that somebody, by default the public, is not even let ask for."""
        query = "query Q($id: ID!) {{ node(id: $id) {{ ... on Suggestion {{ {} }} }} }}"
        answers = {one: self.ask.answer(query.format(one), actor=actor, id=self.about) for one in fields}
        return [one for one in fields if codes(answers[one]) == ["FIELD_DENIED"]]

    @property
    def state(self) -> str:
        """Where the suggestion stands."""
        state: str = self.read("state")["state"]
        return state

    @property
    def number(self) -> str:
        """The number under which it was accepted."""
        number: str = self.read("number")["number"]
        return number

    def history(self) -> list[str]:
        """What was done with the suggestion from its beginning, each step with who took it."""
        shown = "events(orderBy: [{at: ASC}, {id: ASC}], first: 100) { nodes { step actor } }"
        return [f"{event['step']}: {event['actor']}" for event in self.read(shown)["events"]["nodes"]]

    def running(self, unit: HasId | None = None) -> dict[str, str]:
        """Until which day something has to be done by the unit, or with the suggestion as a whole."""
        found = self._deadlines(unit)
        return {one["kind"]: day(one["dueAt"]) for one in found if one["state"] in RUNNING}

    def deadlines(self, unit: HasId | None = None) -> list[str]:
        """All deadlines there were of the unit, or of the suggestion as a whole, and what became of each."""
        return [f"{one['kind']} {day(one['dueAt'])} {one['state']}" for one in self._deadlines(unit)]

    def _deadlines(self, unit: HasId | None) -> list[Mapping[str, Any]]:
        shown = "deadlines(orderBy: [{id: ASC}], first: 100) { nodes { kind dueAt state handling { unit { id } } } }"
        nodes: Sequence[Mapping[str, Any]] = self.read(shown)["deadlines"]["nodes"]
        wanted = unit.id if unit else None
        return [one for one in nodes if (one["handling"] and one["handling"]["unit"]["id"]) == wanted]

    def newest(self, records: str, **handling: str) -> str:
        """The identifier of the newest of such records of the suggestion; of those of a unit's handling with `unit`."""
        newest = f"{records}(orderBy: [{{id: DESC}}], first: 1) {{ nodes {{ id }} }}"
        if not handling:
            found: str = self.read(newest)[records]["nodes"][0]["id"]
            return found
        shown = f"handlings(orderBy: [{{id: DESC}}]) {{ nodes {{ unit {{ id }} {newest} }} }}"
        of_unit = (one for one in self.read(shown)["handlings"]["nodes"] if one["unit"]["id"] == handling["unit"])
        of_that: str = next(of_unit)[records]["nodes"][0]["id"]
        return of_that

    def handling(self, unit: str) -> str:
        """The identifier of the newest handling of the suggestion by the unit of that identifier."""
        shown = "handlings(orderBy: [{id: DESC}]) { nodes { id unit { id } } }"
        found: str = next(one["id"] for one in self.read(shown)["handlings"]["nodes"] if one["unit"]["id"] == unit)
        return found

    def _version(self) -> int | None:
        return self.read("version")["version"] if self.about else None


def mutation(step: str) -> str:
    """The mutation of the step."""
    name = inflection.camelize(step, uppercase_first_letter=False)
    shown = "suggestion { id } errors { code field message hint citation }"
    return f"mutation M($input: {inflection.camelize(step)}Input!) {{ {name}(input: $input) {{ {shown} }} }}"


def refusal(ask: Ask, query: str, actor: Actor, given: Mapping[str, object]) -> str:
    """The code of the one refusal, once it is sure that it is told in each language in its own words."""
    errors = []
    for locale in LOCALES:
        (payload,) = ask(query, actor=actor, locale=locale, input=dict(given)).values()
        errors.extend(payload["errors"])
    (code,) = {error["code"] for error in errors}
    assert len({error["message"] for error in errors}) == len(LOCALES)
    assert not any("{" in error["message"] + (error["hint"] or "") for error in errors)
    return str(code)


def codes(answer: Mapping[str, Any]) -> list[str]:
    """The codes of the errors in a response."""
    return [error["extensions"]["code"] for error in answer.get("errors", ())]


def day(instant: str) -> str:
    """The day of the instant in China."""
    return day_of(datetime.fromisoformat(instant)).isoformat()
