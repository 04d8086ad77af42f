"""Suggestions on their way through the steps of the workflow, each taken as a client would take it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import inflection

from core.declarations.roles import Actor
from core.foundation.i18n import SOURCE_LOCALE
from schema.execution import Request
from schema.testing import Ask
from tests.plugins.proposals.town import AUDIT, CITY_CLERK, Clock, Town

Payload = dict[str, Any]
Given = Any
"""A field of an input: whatever GraphQL carries."""

SUGGESTION = "suggestion { id version state number serial round textVersion }"
EVENT = "event { step fromState toState role reason handling { id } }"
ERRORS = "errors { code field message hint citation row }"


@cache
def mutation(step: str) -> str:
    """The mutation of the step."""
    name = inflection.camelize(step, uppercase_first_letter=False)
    kind = f"{inflection.camelize(step)}Input!"
    return f"mutation M($input: {kind}) {{ {name}(input: $input) {{ {SUGGESTION} {EVENT} {ERRORS} }} }}"


@cache
def bulk(step: str) -> str:
    """The mutation that takes the step on many suggestions."""
    name = inflection.camelize(step, uppercase_first_letter=False)
    kind = f"{inflection.camelize(step)}Input!"
    shown = f"{SUGGESTION.replace('suggestion', 'suggestions', 1)} {ERRORS}"
    return f"mutation M($input: {kind}) {{ {name}(input: $input) {{ {shown} }} }}"


@dataclass(frozen=True)
class Course:
    """Takes steps in a town of its own; what a test does not say is filled in so that the step is possible."""

    ask: Ask
    town: Town
    clock: Clock

    def take(
        self, step: str, suggestion: str | None, actor: Actor, locale: str = SOURCE_LOCALE, **given: Given
    ) -> Payload:
        """The payload of the step, on the version that the suggestion has unless another is given."""
        (payload,) = self.together(self.order(step, suggestion, actor, locale, **given))
        return payload

    def order(
        self, step: str, suggestion: str | None, actor: Actor, locale: str = SOURCE_LOCALE, **given: Given
    ) -> Request:
        """The request for the step, to be sent later or with others at the same time."""
        known = {} if suggestion is None else {"id": suggestion, "expectedVersion": self.version(suggestion)}
        return Request(query=mutation(step), variables={"input": {**known, **given}}, actor=actor, locale=locale)

    def together(self, *requests: Request) -> list[Payload]:
        """The payloads of requests that are sent at the same time."""
        answers = self.ask.together(*requests)
        assert [answer["errors"] for answer in answers if "errors" in answer] == []
        return [next(iter(answer["data"].values())) for answer in answers]

    def done(self, step: str, suggestion: str | None, actor: Actor, **given: Given) -> Payload:
        """The suggestion after the step, which must not be refused."""
        payload = self.take(step, suggestion, actor, **given)
        assert payload["errors"] == []
        shown: Payload = payload["suggestion"]
        return shown

    def refused(self, step: str, suggestion: str | None, actor: Actor, **given: Given) -> Payload:
        """The one refusal of the step."""
        (error,) = self.take(step, suggestion, actor, **given)["errors"]
        refusal: Payload = error
        return refusal

    def read(self, suggestion: str, shown: str, actor: Actor = AUDIT) -> Payload:
        """What somebody reads of the suggestion, by default the auditor, who reads everything."""
        query = f"query Q($id: ID!) {{ node(id: $id) {{ ... on Suggestion {{ {shown} }} }} }}"
        found: Payload = self.ask(query, actor=actor, id=suggestion)["node"]
        return found

    def version(self, suggestion: str) -> int:
        """The version the suggestion has now."""
        version: int = self.read(suggestion, "version")["version"]
        return version

    def state(self, suggestion: str) -> str:
        """Where the suggestion stands."""
        state: str = self.read(suggestion, "state")["state"]
        return state

    def draft_input(self, deputy: str = "wei", **changes: Given) -> dict[str, Given]:
        """The input of `createSuggestion` by which the deputy drafts a complete suggestion between sessions."""
        given: dict[str, Given] = {
            "mandate": self.town.mandate(deputy),
            "title": "关于修缮试点路人行道的建议",
            "category": "URBAN_CONSTRUCTION",
            "matterText": "试点路的人行道破损。",
            "analysisText": "年久失修。",
            "requests": ["修缮人行道", "增设路灯"],
        }
        return {**given, **changes}

    def drafted(self, deputy: str = "wei", **changes: Given) -> str:
        """The identifier of a draft of the deputy."""
        given = self.draft_input(deputy, **changes)
        identifier: str = self.done("create_suggestion", None, self._author(deputy), **given)["id"]
        return identifier

    def submitted(self, deputy: str = "wei", **changes: Given) -> str:
        """The identifier of a suggestion the deputy submitted, whatever is similar to it."""
        suggestion = self.drafted(deputy, **changes)
        self.submit(suggestion, self._author(deputy))
        return suggestion

    def submit(self, suggestion: str, actor: Actor, **given: Given) -> Payload:
        """The suggestion once it is submitted, with all similar ones acknowledged."""
        return self.done("submit_suggestion", suggestion, actor, **{**self.submission(), **given})

    def submission(self) -> dict[str, Given]:
        """The input of `submitSuggestion`: everything declared, every suggestion acknowledged."""
        query = "{ suggestions(first: 100) { nodes { id state } } }"
        known = self.ask(query, actor=AUDIT)["suggestions"]["nodes"]
        shared = [one["id"] for one in known if one["state"] not in ("DRAFT", "COSIGNING", "RETURNED", "WITHDRAWN")]
        return {"declaresNoStateSecret": True, "declaresSingleMatter": True, "acknowledged": shared}

    def accepted(self, deputy: str = "wei", staff: Actor = CITY_CLERK, **changes: Given) -> str:
        """The identifier of a suggestion of the deputy that was accepted."""
        suggestion = self.submitted(deputy, **changes)
        self.done("accept_suggestion", suggestion, staff)
        return suggestion

    def assigned(self, *units: tuple[str, str], deputy: str = "wei", staff: Actor = CITY_CLERK) -> str:
        """The identifier of a suggestion assigned to the units, each named with its role."""
        suggestion = self.accepted(deputy, staff)
        self.done("assign_suggestion", suggestion, staff, units=self.parts(*units or (("traffic", "LEAD"),)))
        return suggestion

    def parts(self, *units: tuple[str, str]) -> list[dict[str, object]]:
        """The units of an assignment, each named with its role; a separate one with its part."""
        return [
            {"unit": self.town.unit(unit), "role": role, **({"part": f"{unit}的部分"} if role == "SEPARATE" else {})}
            for unit, role in units
        ]

    def handling(self, suggestion: str, unit: str) -> str:
        """The identifier of the unit's latest handling of the suggestion."""
        shown = "handlings(orderBy: [{id: DESC}]) { nodes { id unit { id } } }"
        nodes = self.read(suggestion, shown)["handlings"]["nodes"]
        found: str = next(node["id"] for node in nodes if node["unit"]["id"] == self.town.unit(unit))
        return found

    def _author(self, deputy: str) -> Actor:
        return self.town.deputy("qin" if deputy == "qin_county" else deputy)
