"""The deputies and the units of a story, with the verbs of what each does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from core.declarations.roles import Actor
from plugins.congress.roles import DEPUTY, UNIT_CLERK, UNIT_LEADER
from tests.plugins.proposals.stories.minutes import Given, Minutes
from tests.plugins.proposals.town import AUDIT, one

OUTCOMES = {"A": "OutcomeClass:1", "B": "OutcomeClass:2", "C": "OutcomeClass:3"}
"""A: solved. B: planned. C: kept for reference."""
TURNED_DOWN = ("DRAFT", "COSIGNING", "RETURNED", "WITHDRAWN")


@dataclass
class Party:
    """Somebody who has a part in the story."""

    story: Minutes
    name: str
    actor: Actor

    def takes(self, step: str, **given: Given) -> None:
        """Take a step by its name; the verbs say the same in words."""
        self.story.take(step, self.actor, **given)

    def reads(self, shown: str) -> Any:  # noqa: ANN401 - the shape of what is asked
        """What this party reads of the suggestion; None if there is no such suggestion for them."""
        return self.story.read(shown, self.actor)

    def possible(self) -> list[str]:
        """The steps this party could take now."""
        steps = self.reads("availableSteps { name allowed }")["availableSteps"]
        return [step["name"] for step in steps if step["allowed"]]

    def told(self) -> list[str]:
        """The subjects of which this party was told about the suggestion, in their order."""
        shown = "nodes { subject suggestion { id } }"
        query = f"{{ notifications(orderBy: [{{at: ASC}}, {{id: ASC}}], first: 100) {{ {shown} }} }}"
        nodes = self.story.ask(query, actor=self.actor)["notifications"]["nodes"]
        about = self.story.about
        return [one["subject"] for one in nodes if one["suggestion"] and one["suggestion"]["id"] == about]


@dataclass
class Deputy(Party):
    """A deputy, acting in the mandate held in one congress."""

    mandate: str = ""

    @classmethod
    def of(cls, story: Minutes, name: str, congress: str) -> Self:
        """The deputy of that name, who holds or held a mandate in the congress of that level."""
        shown = "id mandates { nodes { id term { congress { level } } } }"
        query = f"query Q($name: String!) {{ persons(where: {{name: {{eq: $name}}}}) {{ nodes {{ {shown} }} }} }}"
        (person,) = story.ask(query, actor=AUDIT, name=name)["persons"]["nodes"]
        held = (one["id"] for one in person["mandates"]["nodes"] if one["term"]["congress"]["level"] == congress)
        number = int(person["id"].partition(":")[2])
        return cls(story, name, one(DEPUTY, number, name), mandate=next(held))

    def drafts(self, title: str = "关于修缮试点路人行道的建议", **given: Given) -> str:
        """Draft a suggestion, by default a complete one between sessions, and speak of it from now on."""
        self.takes("create_suggestion", **{"mandate": self.mandate, **draft(title), **given})
        return self.story.about

    def session(self, name: str) -> str:
        """The identifier of the session of that name in the deputy's own congress and term."""
        shown = "term { sessions(where: {name: {eq: $name}}) { nodes { id } } }"
        query = f"query Q($id: ID!, $name: String!) {{ node(id: $id) {{ ... on Mandate {{ {shown} }} }} }}"
        (found,) = self.story.ask(query, id=self.mandate, name=name)["node"]["term"]["sessions"]["nodes"]
        identifier: str = found["id"]
        return identifier

    def edits(self, **given: Given) -> None:
        """Change the text."""
        self.takes("edit_suggestion", **given)

    def invites(self, *others: Deputy) -> None:
        """Invite others to sign."""
        self.takes("invite_cosigners", mandates=[other.mandate for other in others])

    def signs(self, version: int | None = None) -> None:
        """Sign the text in its current version, or in the version that was read."""
        current: int = self.story.read("textVersion")["textVersion"]
        self.takes("confirm_cosign", textVersion=version or current)

    def submits(self, **given: Given) -> None:
        """Submit it, everything declared and all similar suggestions looked at."""
        declared = {"declaresNoStateSecret": True, "declaresSingleMatter": True, "acknowledged": self._seen()}
        self.takes("submit_suggestion", **{**declared, **given})

    def confirms_the_talk_with(self, unit: Unit) -> None:
        """Confirm that the unit spoke with the deputy as it recorded."""
        self.takes("confirm_contact", contact=self.story.newest("contacts", unit=unit.id))

    def evaluates(self, result: str, *, reply_of: Unit | None = None, comment: str | None = None) -> None:
        """Say how satisfied one is with the newest reply, or with that of the unit."""
        reply = self.story.newest("replies", unit=reply_of.id) if reply_of else self.story.newest("replies")
        self.takes("evaluate_reply", reply=reply, attitude="SATISFIED", result=result, comment=comment)

    def withdraws(self, reason: str | None = "情况已有变化。") -> None:
        """Withdraw the suggestion, in writing."""
        self.takes("withdraw_suggestion", reason=reason)

    def agrees_to_the_withdrawal(self) -> None:
        """Agree that a joint suggestion is withdrawn."""
        self.takes("agree_withdrawal")

    def reopens(self, reason: str = "问题又出现了。") -> None:
        """Have the suggestion opened again, for a new fact."""
        self.takes("reopen_suggestion", reason=reason)

    def _seen(self) -> list[str]:
        query = "{ suggestions(first: 100) { nodes { id state } } }"
        known = self.story.ask(query, actor=self.actor)["suggestions"]["nodes"]
        return [one["id"] for one in known if one["state"] not in TURNED_DOWN]


@dataclass
class Unit(Party):
    """A unit that handles suggestions: its clerk acts, and its leader signs what goes out."""

    id: str = ""
    head: Party = field(init=False)

    def __post_init__(self) -> None:
        number = int(self.id.partition(":")[2])
        self.head = Party(self.story, f"{self.name}负责人", one(UNIT_LEADER, number, f"{self.name}负责人"))

    @classmethod
    def of(cls, story: Minutes, name: str) -> Self:
        """The unit of that name."""
        query = "query Q($name: String!) { organizations(where: {name: {eq: $name}}) { nodes { id } } }"
        (found,) = story.ask(query, actor=AUDIT, name=name)["organizations"]["nodes"]
        clerk = one(UNIT_CLERK, int(found["id"].partition(":")[2]), f"{name}经办人")
        return cls(story, name, clerk, id=found["id"])

    @property
    def handling(self) -> str:
        """The identifier of its handling."""
        return self.story.handling(self.id)

    def signs_for_it(self) -> None:
        """Sign for the suggestion and begin to handle it."""
        self.takes("sign_for", handling=self.handling, officer="试办员")

    def asks_to_return_it(
        self, reason: str | None = "不属于本单位职责。", *, to: Unit | None = None, signed_by: str = "试局长"
    ) -> None:
        """Ask to give it back, signed by the unit's leader."""
        proposed = to.id if to else None
        given = {"handling": self.handling, "proposedUnit": proposed, "signedBy": signed_by, "reason": reason}
        self.takes("request_return", **given)

    def files_its_plan(self, plan: str = "五月勘察，九月完工。") -> None:
        """File the work plan."""
        self.takes("file_work_plan", handling=self.handling, workPlan=plan)

    def speaks_with(self, deputy: Deputy, summary: str = "当面听取了代表的意见。") -> None:
        """Speak with the deputy during the handling, and record it; it counts once the deputy confirms it."""
        self.takes("log_contact", **self.talk(deputy, summary))

    def talk(self, deputy: Deputy, summary: str = "当面听取了代表的意见。") -> dict[str, Given]:
        """The record of a talk with the deputy now."""
        at = self.story.clock.now.isoformat()
        told = {"stage": "DURING", "mode": "VISIT", "at": at, "withWhom": deputy.name, "summary": summary}
        return {"handling": self.handling, **told}

    def gives_its_opinion(self, text: str = "路灯可同步安装。") -> None:
        """Give the lead unit its opinion as a helper."""
        self.takes("submit_co_opinion", handling=self.handling, documentNo="试协函〔2025〕1号", text=text)

    def accepts_the_opinion_of(self, other: Unit) -> None:
        """Accept a helper's opinion, as the lead unit."""
        self.takes("accept_co_opinion", opinion=self.story.newest("coOpinions", unit=other.id))

    def sends_back_the_opinion_of(self, other: Unit, reason: str | None = "没有写明时间。") -> None:
        """Ask a helper for its opinion once more, as the lead unit."""
        self.takes("request_co_opinion_again", opinion=self.story.newest("coOpinions", unit=other.id), reason=reason)

    def asks_for_time(self, until: str, reason: str | None = "需要地质勘察。") -> None:
        """Ask for more time to reply."""
        self.takes("request_extension", handling=self.handling, until=until, reason=reason)

    def replies(self, outcome: str | None = "B", **given: Given) -> None:
        """Send the letter of reply, signed by the unit's leader."""
        self.head.takes("issue_reply", **{**self.letter(outcome), **given})

    def letter(self, outcome: str | None = "B", promises: Sequence[tuple[str, str]] = ()) -> dict[str, Given]:
        """A letter that answers every point, with the promises that were made."""
        points = self.story.read("points(orderBy: [{ordinal: ASC}]) { nodes { id text } }")["points"]["nodes"]
        return {
            "handling": self.handling,
            "documentNo": f"试函〔{self.story.clock.now.year}〕{self.id.partition(':')[2]}号",
            "situation": "人行道确已破损。",
            "plan": "列入今年计划，分步实施。",
            "outcomeClass": OUTCOMES[outcome] if outcome else None,
            "answers": [{"point": point["id"], "answer": f"{point['text']}：已安排。"} for point in points],
            "commitments": promised(promises),
            "signer": "试局长",
            "signerTitle": "局长",
        }

    def keeps_its_promise(self, evidence: str | None = "竣工验收报告、照片。") -> None:
        """Report that what was promised last is done, and show it."""
        commitment = self.story.newest("commitments")
        self.takes("update_commitment", commitment=commitment, evidence=evidence)

    def puts_off_its_promise(self, until: str, reason: str | None = "雨季推迟。") -> None:
        """Put another day in the place of the promise, for a reason the deputy reads."""
        commitment = self.story.newest("commitments")
        self.head.takes("change_commitment", commitment=commitment, dueOn=until, reason=reason)

    def adds_to_its_reply(self, outcome: str | None = None, **given: Given) -> None:
        """Reply once more when what was promised is done."""
        sent = self.story.read("replies(orderBy: [{id: DESC}]) { nodes { id supplements { id } } }")["replies"]["nodes"]
        reply = next(one["id"] for one in sent if one["supplements"] is None)
        letter: Mapping[str, Given] = {
            "reply": reply,
            "documentNo": f"试函〔{self.story.clock.now.year}〕补1号",
            "situation": "人行道已修缮。",
            "plan": "已完工并验收。",
            "outcomeClass": OUTCOMES[outcome] if outcome else None,
            "signer": "试局长",
            "signerTitle": "局长",
        }
        self.head.takes("supplement_reply", **{**letter, **given})


def draft(title: str) -> dict[str, Given]:
    """A complete suggestion between sessions."""
    return {
        "title": title,
        "category": "URBAN_CONSTRUCTION",
        "matterText": "人行道破损，老人出行不便。",
        "analysisText": "年久失修。",
        "requests": ["修缮人行道", "增设路灯"],
    }


def promised(promises: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    """What is promised, each with the day it is due."""
    return [{"text": text, "dueOn": due_on} for text, due_on in promises]
