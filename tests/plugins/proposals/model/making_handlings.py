"""What is made up for the steps from the assignment to the reply."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from tests.plugins.proposals.model.days import day_of
from tests.plugins.proposals.model.making import Given, Maker, Making
from tests.plugins.proposals.model.places import CLUB, UNITS
from tests.plugins.proposals.model.records import IN_CHARGE, Item, Who


def _assign(by: Maker, item: Item, who: Who) -> Given:
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


def _request_return(by: Maker, item: Item, who: Who) -> Given:
    proposed = {"proposedUnit": by.chance.choice((*UNITS, CLUB))} if by.chance.random() < 0.3 else {}
    return {"handling": by.handling(item, who), "signedBy": by.words("韦试长"), **proposed}


def _decide_return(by: Maker, item: Item, who: Who) -> Given:
    asked = [one for each in item.handlings for one in each.returns]
    other = [one for all_ in by.model.items for each in all_.handlings for one in each.returns]
    pending = [one for one in asked if one.state == "PENDING"]
    accept = by.chance.random() < 0.5
    unit = {"unit": by.chance.choice((*UNITS, CLUB) if by.wrong() else UNITS)} if accept and not by.wrong() else {}
    return {"request": by.a(pending, other), "accept": accept, **unit}


def _sign(by: Maker, item: Item, who: Who) -> Given:
    return {"handling": by.handling(item, who)}


def _plan(by: Maker, item: Item, who: Who) -> Given:
    return {"handling": by.handling(item, who, *IN_CHARGE), "workPlan": by.words("先勘查，后修缮。")}


def _contact(by: Maker, item: Item, who: Who) -> Given:
    past = timedelta(hours=by.chance.choice((0, 0, 0, 1, 5)))
    return {
        "handling": by.handling(item, who, *IN_CHARGE),
        "stage": by.chance.choice(("BEFORE", "DURING", "DURING", "DURING", "AFTER")),
        "mode": "PHONE",
        "at": by.model.now + timedelta(minutes=5) if by.wrong() else by.model.now - past,
        "withWhom": "科长",
        "summary": by.words("说明了打算。"),
    }


def _confirm_contact(by: Maker, item: Item, who: Who) -> Given:
    made = [one for each in item.handlings for one in each.contacts if not one.confirmed]
    return {"contact": by.a(made, [one for all_ in by.model.items for each in all_.handlings for one in each.contacts])}


def _opinion(by: Maker, item: Item, who: Who) -> Given:
    return {"handling": by.handling(item, who, "CO"), "documentNo": "试函1号", "text": by.words("可以配合。")}


def _judge_opinion(by: Maker, item: Item, who: Who) -> Given:
    fresh = [one for each in item.handlings for one in each.opinions[-1:] if not one.settled]
    return {
        "opinion": by.a(fresh, [one for all_ in by.model.items for each in all_.handlings for one in each.opinions])
    }


def _more_time(by: Maker, item: Item, who: Who) -> Given:
    days = by.chance.choice((1, 10, 100, 130, 160, 200, 300))
    return {"handling": by.handling(item, who, *IN_CHARGE), "until": day_of(by.model.now) + timedelta(days=days)}


def _decide_extension(by: Maker, item: Item, who: Who) -> Given:
    asked = [one for each in item.handlings for one in each.extensions if one.state == "PENDING"]
    other = [one for all_ in by.model.items for each in all_.handlings for one in each.extensions]
    reason = {} if by.wrong() else {"reason": "依规定"}
    return {"request": by.a(asked, other), "accept": by.chance.random() < 0.7, **reason}


HANDLINGS: Mapping[str, Making] = {
    "assign_suggestion": _assign,
    "request_return": _request_return,
    "decide_return": _decide_return,
    "sign_for": _sign,
    "file_work_plan": _plan,
    "log_contact": _contact,
    "confirm_contact": _confirm_contact,
    "submit_co_opinion": _opinion,
    "accept_co_opinion": _judge_opinion,
    "request_co_opinion_again": _judge_opinion,
    "request_extension": _more_time,
    "decide_extension": _decide_extension,
}
