"""The server asked for what the model says: steps taken, and suggestions read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import inflection
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from core.declarations.roles import SYSTEM_ACTOR
from core.runtime.env import Env
from plugins.proposals import scheduled
from schema.testing import Ask
from tests.plugins.proposals.model.actors import AUDIT, actor_of
from tests.plugins.proposals.model.places import CLUB, MANDATES, SESSIONS, UNITS
from tests.plugins.proposals.model.records import Item, Record, Who
from tests.plugins.proposals.town import Clock, Town

CLASSES = {"SOLVED": "OutcomeClass:1", "PLANNED": "OutcomeClass:2", "REFERENCE": "OutcomeClass:3"}
NODES = "(first: 100, orderBy: [{id: ASC}]) { nodes"
SHOWN = f"""id version state number serial round textVersion countsAs visibility
    submittedAt acceptedAt assignedAt repliedAt closedAt publishedAt mergedInto {{ id }}
    points{NODES} {{ id }} }}
    cosignatures{NODES} {{ id mandate {{ id }} kind state }} }}
    handlings{NODES} {{ id unit {{ id }} role state round
        returnRequests{NODES} {{ id decision dispute }} }}
        extensionRequests{NODES} {{ id decision until }} }}
        contacts{NODES} {{ id stage confirmedAt }} }}
        coOpinions{NODES} {{ id acceptedAt redoRequestedAt }} }} }} }}
    replies{NODES} {{ id handling {{ id }} countsAs supplements {{ id }} }} }}
    evaluations{NODES} {{ id mandate {{ id }} result reply {{ id }} }} }}
    commitments{NODES} {{ id state dueOn }} }}
    coordinations{NODES} {{ concludedAt }} }}
    deadlines{NODES} {{ kind state startsAt dueAt elapsedBefore handling {{ id }} }} }}
    events{NODES} {{ step fromState toState actor role handling {{ id }} }} }}"""
READ = f"query Q($id: ID!) {{ node(id: $id) {{ ... on Suggestion {{ {SHOWN} }} }} }}"
RATES = (
    "replied",
    "repliedInTime",
    "contacted",
    "satisfied",
    "solvedOrPlanned",
    "done",
    "effective",
    "loopComplete",
)
COUNTS = "{ numerator denominator excluded }"
FIGURES = f"""{{ suggestions {{ totalCount rates {{ {" ".join(f"{one} {COUNTS}" for one in RATES)} }} }}
    commitments {{ rates {{ kept {COUNTS} }} }} }}"""
STEPS = "query Q($id: ID!) { node(id: $id) { ... on Suggestion { availableSteps { name allowed code } } } }"


@cache
def _mutation(step: str) -> str:
    name, kind = inflection.camelize(step, uppercase_first_letter=False), inflection.camelize(step)
    return f"""mutation M($input: {kind}Input!) {{ {name}(input: $input) {{
        suggestion {{ id version state }} event {{ toState role }} errors {{ code message }} }} }}"""


@dataclass(frozen=True)
class Server:
    """The server, on a database that nobody else changes."""

    ask: Ask
    town: Town
    clock: Clock
    engine: Engine

    def take(self, step: str, item: Item, version: int, who: Who, given: dict[str, Any]) -> dict[str, Any]:
        """The payload of the step."""
        known = {"id": item.id, "expectedVersion": version} if item.id else {}
        values = {key: self._told(key, value) for key, value in given.items()}
        data = self.ask(_mutation(step), actor=actor_of(who, self.town), input={**known, **values})
        payload: dict[str, Any] = next(iter(data.values()))
        return payload

    def read(self, item: Item) -> dict[str, Any]:
        """All there is of the suggestion, as the auditor reads it."""
        found: dict[str, Any] = self.ask(READ, actor=actor_of(AUDIT, self.town), id=item.id)["node"]
        return found

    def figures(self) -> dict[str, Any]:
        """The rates of all suggestions and commitments."""
        found: dict[str, Any] = self.ask(FIGURES, actor=actor_of(AUDIT, self.town))
        return found

    def steps(self, item: Item, who: Who) -> dict[str, Any] | None:
        """What the actor may do next; None for who does not see the suggestion."""
        node = self.ask(STEPS, actor=actor_of(who, self.town), id=item.id)["node"]
        return node and {one["name"]: (one["allowed"], one["code"]) for one in node["availableSteps"]}

    def sweep(self) -> None:
        """Let everything happen that is due."""
        for due, handle in (
            (scheduled.due_reminders, scheduled.remind),
            (scheduled.due_feedback, scheduled.close_feedback),
            (scheduled.due_commitments, scheduled.break_commitments),
            (scheduled.due_publications, scheduled.publish),
        ):
            with Session(self.engine) as session, session.begin():
                now, generation = self.clock.now, self.ask.generation
                env = Env(generation=generation, session=session, actor=SYSTEM_ACTOR, locale="en", now=now)
                for number in due(env):
                    handle(env, number)

    def _told(self, key: str, value: Any) -> Any:  # noqa: ANN401 - whatever an input takes
        """A value of the model as GraphQL carries it."""
        if isinstance(value, dict):
            return {name: self._told(name, one) for name, one in value.items()}
        if isinstance(value, (list, tuple)):
            return [self._told(key, one) for one in value]
        if isinstance(value, Record):
            return value.id
        if isinstance(value, (date, datetime)):
            return value.isoformat()
        return self._named(key, value) if isinstance(value, str) else value

    def _named(self, key: str, name: str) -> str:
        if key in ("mandate", "mandates") and name in MANDATES:
            return self.town.mandate(name)
        if key == "session" and name in SESSIONS:
            return self.town.session(name)
        if key in ("unit", "proposedUnit") and name in (*UNITS, CLUB):
            return self.town.unit(name)
        return CLASSES.get(name, name) if key == "outcomeClass" else name
