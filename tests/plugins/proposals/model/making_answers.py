"""What is made up for the steps from the reply on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from tests.plugins.proposals.model.days import day_of
from tests.plugins.proposals.model.making import Given, Maker, Making
from tests.plugins.proposals.model.records import IN_CHARGE, Item, Promise, Who


def _reply(by: Maker, item: Item, who: Who) -> Given:
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


def _evaluate(by: Maker, item: Item, who: Who) -> Given:
    result = by.chance.choice(("SATISFIED", "BASICALLY_SATISFIED", "DISSATISFIED"))
    fresh = [one for one in item.standing if not one.evaluations]
    return {
        "reply": by.a(fresh or item.standing, [one for each in by.model.items for one in each.replies]),
        "attitude": "SATISFIED",
        "result": result,
        **({} if by.wrong() else {"comment": "没有写明时间"}),
    }


def _conclude(by: Maker, item: Item, who: Who) -> Given:
    held = day_of(by.model.now) + timedelta(days=int(by.wrong()))
    return {"heldOn": held, "participants": "代表、承办单位", "opinion": by.words("分期办理。")}


def _kept(by: Maker, item: Item, who: Who) -> Given:
    return {"commitment": _promise(by, item, who), "evidence": by.words("验收单")}


def _changed(by: Maker, item: Item, who: Who) -> Given:
    days = -1 if by.wrong() else by.chance.choice((0, 5, 40))
    return {"commitment": _promise(by, item, who), "dueOn": day_of(by.model.now) + timedelta(days=days)}


def _promise(by: Maker, item: Item, who: Who) -> Promise:
    mine = [one for one in item.promises if one.state == "OPEN" and one.reply.handling.unit in who.units]
    found: Promise = by.a(mine, [one for each in by.model.items for one in each.promises])
    return found


def _add(by: Maker, item: Item, who: Who) -> Given:
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


ANSWERS: Mapping[str, Making] = {
    "issue_reply": _reply,
    "evaluate_reply": _evaluate,
    "conclude_coordination": _conclude,
    "update_commitment": _kept,
    "change_commitment": _changed,
    "supplement_reply": _add,
}
