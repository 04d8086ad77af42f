"""What is tried next: mostly what leads on, by whoever may; sometimes what must be refused."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any

from tests.plugins.proposals.model import actors
from tests.plugins.proposals.model.days import day_of
from tests.plugins.proposals.model.drafting import similar
from tests.plugins.proposals.model.places import CLUB, MANDATES, SESSIONS, UNITS
from tests.plugins.proposals.model.records import IN_CHARGE, Handling, Item, Who
from tests.plugins.proposals.model.taking import RULES, Model, possible

TITLES = ("关于修缮试点路的建议", "关于增设图书室的建议", "关于保护古榕树的建议", "关于延长夜班公交的建议")
FAULT = 0.12
"""How often something in an input is wrong."""


@dataclass(frozen=True)
class Choice:
    """A step to be tried."""

    step: str
    item: Item
    who: Who
    given: dict[str, Any]
    version: int


Making = Callable[["Chooser", Item, Who], dict[str, Any]]
MAKING: dict[str, Making] = {}


def makes(*steps: str) -> Callable[[Making], Making]:
    """Let the function make up the input of the steps."""

    def add(making: Making) -> Making:
        MAKING.update(dict.fromkeys(steps, making))
        return making

    return add


def _nothing_more(_by: Chooser, _item: Item, _who: Who) -> dict[str, Any]:
    return {}


class Nothing(Exception):
    """There is nothing of the kind that an input names."""


class Chooser:
    """Chooses by chance, but not blindly."""

    def __init__(self, model: Model, chance: Random) -> None:
        self.model = model
        self.chance = chance

    def next(self) -> Choice:
        """What to try next."""
        while True:
            with suppress(Nothing):
                return self._try()

    def _try(self) -> Choice:
        items = [one for one in self.model.items if one.state not in ("AS_LETTER", "MERGED", "WITHDRAWN")]
        if not items or self.chance.random() < max(0.02, 0.5 - 0.1 * len(items)):
            return self._draft()
        item = self.chance.choice(items if self.chance.random() < 0.97 else self.model.items)
        name, who = self._step(item)
        version = item.version - (self.chance.random() < 0.02)
        given = MAKING.get(name, _nothing_more)(self, item, who)
        if RULES[name].reason:
            given["reason"] = self.words("因工作需要")
        return Choice(name, item, who, given, version)

    def _step(self, item: Item) -> tuple[str, Who]:
        """A step that leads on with somebody who may take it; or, one time in six, any with anybody."""
        names = [name for name, rule in RULES.items() if rule.leaves and {role for role, _ in rule.who} != {"system"}]
        if self.chance.random() < 1 / 6:
            return self.chance.choice(names), self.chance.choice(actors.EVERYONE)
        found = [(name, who) for who in actors.EVERYONE for name, refused in possible(item, who) if refused is None]
        if not found:
            return self.chance.choice(names), self.chance.choice(actors.EVERYONE)
        name = self.chance.choice(
            sorted({name for name, _who in found if self.chance.random() < WEIGHTS.get(name, 1)} or {found[0][0]})
        )
        return name, self.chance.choice([who for each, who in found if each == name])

    def _draft(self) -> Choice:
        mandate = self.chance.choice(list(MANDATES)) if self.wrong() else self.chance.choice(USUAL)
        person, tier = MANDATES[mandate]
        able = [one for one in actors.EVERYONE if person in one.scopes("deputy") or tier in one.scopes(*STAFF)]
        who = self.chance.choice(actors.EVERYONE if self.wrong() else able)
        sessions = [None, *(name for name, (seat, _number) in SESSIONS.items() if seat == tier)]
        given = {
            "mandate": mandate,
            "title": self.chance.choice(TITLES),
            "category": "URBAN_CONSTRUCTION",
            "matterText": "" if self.wrong() else "试点路的人行道破损。",
            "requests": [] if self.wrong() else ["修缮人行道", "增设路灯"][: self.chance.randint(1, 2)],
            "visibility": self.chance.choice(("PUBLIC", "PUBLIC", "PUBLIC", "DEPUTIES", "OFFICIAL", "CONFIDENTIAL")),
            "confidentialityRequested": self.chance.random() < 0.2,
            **self._session(sessions),
        }
        if self.wrong():
            given["title"] = self.chance.choice((" ", "长" * 61))
        return Choice("create_suggestion", Item(""), who, given, 0)

    def _session(self, sessions: list[str | None]) -> dict[str, Any]:
        session = self.chance.choice(list(SESSIONS) if self.wrong() else sessions)
        return {} if session is None else {"session": session}

    def wrong(self) -> bool:
        """Whether to get the next thing wrong."""
        return self.chance.random() < FAULT

    def words(self, text: str) -> str:
        """The text, or none."""
        return "" if self.wrong() else text

    def a(self, records: list[Any], others: list[Any]) -> Any:  # noqa: ANN401 - a record of any kind
        """One of the records, or of others where there is none, or by mistake."""
        chosen = others if others and (self.wrong() or not records) else records
        if not chosen:
            raise Nothing
        return self.chance.choice(chosen)

    def handling(self, item: Item, who: Who, *roles: str) -> Handling:
        """One of the unit's own handlings."""
        mine = [one for one in item.active if one.unit in who.units]
        fits = [one for one in mine if not roles or one.role in roles]
        found: Handling = self.a(fits or mine, [one for each in self.model.items for one in each.handlings])
        return found


STAFF = ("city_staff", "county_staff", "township_staff")
USUAL = ("wei", "wei", "qin", "mo", "luo", "liang", "wu")
WEIGHTS = {
    "withdraw_suggestion": 0.04,
    "edit_suggestion": 0.3,
    "object_publication": 0.05,
    "publish_suggestion": 0.1,
    "invite_cosigners": 0.3,
    "request_return": 0.4,
    "request_extension": 0.5,
    "log_contact": 0.5,
    "treat_as_letter": 0.1,
    "return_for_revision": 0.2,
    "reopen_suggestion": 0.3,
    "agree_withdrawal": 0.1,
}
"""Steps that would otherwise end or repeat a matter too soon."""


@makes("edit_suggestion")
def _edit(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    given: dict[str, Any] = {}
    if by.chance.random() < 0.5:
        given["title"] = " " if by.wrong() else by.chance.choice(TITLES)
    if by.chance.random() < 0.5:
        given["requests"] = ["修缮人行道", "增设路灯", "增设座椅"][: by.chance.randint(0 if by.wrong() else 1, 3)]
    if by.chance.random() < 0.5:
        given["matterText"] = by.words("人行道破损更甚。")
    if by.chance.random() < 0.2:
        given["betweenSessions"] = True
    elif by.wrong():
        given["session"] = by.chance.choice(list(SESSIONS))
    return given


@makes("submit_suggestion")
def _submit(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    if not ((item.matter and item.points) or by.wrong()):
        raise Nothing
    return {
        "declaresNoStateSecret": not by.wrong(),
        "declaresSingleMatter": not by.wrong(),
        "acknowledged": similar(by.model, item, who)[(1 if by.wrong() else 0) :],
    }


@makes("invite_cosigners")
def _invite(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    known = {one.mandate for one in item.signatures if one.state in ("INVITED", "CONFIRMED")}
    fits = [one for one in USUAL if MANDATES[one][1] == item.tier and one not in known]
    return {"mandates": [by.a(fits, list(MANDATES)) for _ in range(1)] if fits or by.wrong() else []}


@makes("confirm_cosign")
def _confirm(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    return {"textVersion": item.text - by.wrong()}


@makes("return_for_revision")
def _return(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    return {"advice": by.words("请写明地点。")} if by.chance.random() < 0.5 else {"ground": "NO_SUBSTANCE"}


@makes("treat_as_letter")
def _letter(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    return {"ground": "FORWARDED_LETTER", "explanation": by.words("属于来信。")}


@makes("merge_suggestion")
def _merge(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    fits = [
        one for one in by.model.items if one.tier == item.tier and one.state in ("ACCEPTED", "ASSIGNED", "HANDLING")
    ]
    return {"into": by.a(fits, by.model.items)}


@makes("accept_suggestion")
def _accept(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    return {"grounds": ["OWN_UNIT_MATTER"] if by.wrong() else [], "withinCompetence": not by.wrong()}


@makes("assign_suggestion")
def _assign(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    shape: tuple[str, ...] = by.chance.choice(
        (("LEAD",), ("LEAD", "CO"), ("LEAD", "CO", "CO"), ("SEPARATE", "SEPARATE"))
    )
    if by.wrong():
        shape = by.chance.choice(((), ("CO",), ("LEAD", "LEAD"), ("LEAD", "SEPARATE"), ("SEPARATE",)))
    units = by.chance.sample((*UNITS, CLUB) if by.wrong() else UNITS, len(shape))
    if by.wrong() and len(units) > 1:
        units[1] = units[0]
    part = {} if by.wrong() else {"part": "其中一部分"}
    return {"units": [{"unit": unit, "role": role, **part} for unit, role in zip(units, shape, strict=True)]}


@makes("request_return")
def _request_return(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    proposed = {"proposedUnit": by.chance.choice((*UNITS, CLUB))} if by.chance.random() < 0.3 else {}
    return {"handling": by.handling(item, who), "signedBy": by.words("韦试长"), **proposed}


@makes("decide_return")
def _decide_return(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    asked = [one for each in item.handlings for one in each.returns]
    other = [one for all_ in by.model.items for each in all_.handlings for one in each.returns]
    pending = [one for one in asked if one.state == "PENDING"]
    accept = by.chance.random() < 0.5
    unit = {"unit": by.chance.choice((*UNITS, CLUB) if by.wrong() else UNITS)} if accept and not by.wrong() else {}
    return {"request": by.a(pending, other), "accept": accept, **unit}


@makes("sign_for", "file_work_plan")
def _sign(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    return {"handling": by.handling(item, who)}


@makes("file_work_plan")
def _plan(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    return {"handling": by.handling(item, who, *IN_CHARGE), "workPlan": by.words("先勘查，后修缮。")}


@makes("log_contact")
def _contact(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    past = timedelta(hours=by.chance.choice((0, 0, 0, 1, 5)))
    return {
        "handling": by.handling(item, who, *IN_CHARGE),
        "stage": by.chance.choice(("BEFORE", "DURING", "DURING", "DURING", "AFTER")),
        "mode": "PHONE",
        "at": by.model.now + timedelta(minutes=5) if by.wrong() else by.model.now - past,
        "withWhom": "科长",
        "summary": by.words("说明了打算。"),
    }


@makes("confirm_contact")
def _confirm_contact(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    made = [one for each in item.handlings for one in each.contacts if not one.confirmed]
    return {"contact": by.a(made, [one for all_ in by.model.items for each in all_.handlings for one in each.contacts])}


@makes("submit_co_opinion")
def _opinion(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    return {"handling": by.handling(item, who, "CO"), "documentNo": "试函1号", "text": by.words("可以配合。")}


@makes("accept_co_opinion", "request_co_opinion_again")
def _judge_opinion(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    fresh = [one for each in item.handlings for one in each.opinions[-1:] if not one.settled]
    return {
        "opinion": by.a(fresh, [one for all_ in by.model.items for each in all_.handlings for one in each.opinions])
    }


@makes("request_extension")
def _more_time(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    days = by.chance.choice((1, 10, 100, 130, 160, 200, 300))
    return {"handling": by.handling(item, who, *IN_CHARGE), "until": day_of(by.model.now) + timedelta(days=days)}


@makes("decide_extension")
def _decide_extension(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    asked = [one for each in item.handlings for one in each.extensions if one.state == "PENDING"]
    other = [one for all_ in by.model.items for each in all_.handlings for one in each.extensions]
    reason = {} if by.wrong() else {"reason": "依规定"}
    return {"request": by.a(asked, other), "accept": by.chance.random() < 0.7, **reason}


@makes("issue_reply")
def _reply(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    points = item.points[1:] if by.wrong() else item.points
    outcome = by.chance.choice(("SOLVED", "PLANNED", "PLANNED", "REFERENCE"))
    promised = 0 if outcome == "REFERENCE" or by.wrong() else by.chance.randint(outcome == "PLANNED", 2)
    return {
        "handling": by.handling(item, who, *IN_CHARGE),
        "documentNo": "试交函1号",
        "situation": "确已破损。",
        "plan": "列入计划。",
        "signer": by.words("韦试长"),
        "signerTitle": "局长",
        "answers": [{"point": point, "answer": by.words("已列入计划。")} for point in points],
        "commitments": [
            {
                "text": "修缮",
                "dueOn": day_of(by.model.now) + timedelta(days=-1 if by.wrong() else by.chance.choice((0, 20, 60))),
            }
            for _ in range(promised)
        ],
        **({} if by.wrong() else {"outcomeClass": outcome}),
        **({} if by.wrong() else {"evidence": "验收单"}),
        **({} if by.wrong() else {"answersComment": "已补充时间。"}),
        **({"publicAttribute": "NOT_PUBLIC", "notPublicReason": by.words("涉密")} if by.wrong() else {}),
    }


@makes("evaluate_reply")
def _evaluate(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    result = by.chance.choice(("SATISFIED", "BASICALLY_SATISFIED", "DISSATISFIED"))
    fresh = [one for one in item.standing if not one.evaluations]
    return {
        "reply": by.a(fresh or item.standing, [one for each in by.model.items for one in each.replies]),
        "attitude": "SATISFIED",
        "result": result,
        **({} if by.wrong() else {"comment": "没有写明时间"}),
    }


@makes("conclude_coordination")
def _conclude(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    held = day_of(by.model.now) + timedelta(days=int(by.wrong()))
    return {"heldOn": held, "participants": "代表、承办单位", "opinion": by.words("分期办理。")}


@makes("update_commitment")
def _kept(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    return {"commitment": _promise(by, item, who), "evidence": by.words("验收单")}


@makes("change_commitment")
def _changed(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    days = -1 if by.wrong() else by.chance.choice((0, 5, 40))
    return {"commitment": _promise(by, item, who), "dueOn": day_of(by.model.now) + timedelta(days=days)}


def _promise(by: Chooser, item: Item, who: Who) -> Any:  # noqa: ANN401 - a promise, or something by mistake
    mine = [one for one in item.promises if one.state == "OPEN" and one.reply.handling.unit in who.units]
    return by.a(mine, [one for each in by.model.items for one in each.promises])


@makes("supplement_reply")
def _add(by: Chooser, item: Item, who: Who) -> dict[str, Any]:
    mine = [one for one in item.standing if one.handling.unit in who.units]
    return {
        "reply": by.a(mine, [one for each in by.model.items for one in each.replies]),
        "documentNo": "试交函2号",
        "situation": "已修缮。",
        "plan": "已完成。",
        "signer": by.words("韦试长"),
        "signerTitle": "局长",
        **({"outcomeClass": by.chance.choice(("SOLVED", "PLANNED", "REFERENCE"))} if by.chance.random() < 0.7 else {}),
        **({} if by.wrong() else {"evidence": "验收单"}),
    }
