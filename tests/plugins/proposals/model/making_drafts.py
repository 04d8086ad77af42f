"""What is made up for the steps until a suggestion is accepted."""

from __future__ import annotations

from collections.abc import Mapping

from tests.plugins.proposals.model import actors
from tests.plugins.proposals.model.drafting import similar
from tests.plugins.proposals.model.making import Given, Maker, Making, Nothing
from tests.plugins.proposals.model.places import MANDATES, NOT_IN_OFFICE, OVER, SESSIONS
from tests.plugins.proposals.model.places import STAFF as STAFF_OF
from tests.plugins.proposals.model.records import Item, Who

TITLES = ("关于修缮试点路的建议", "关于增设图书室的建议", "关于保护古榕树的建议", "关于延长夜班公交的建议")
STAFF = tuple(STAFF_OF.values())
USUAL = ("wei", "wei", "qin", "mo", "luo", "liang", "wu")


def draft(by: Maker) -> tuple[Who, Given]:
    """Somebody, and what is drafted: in an own mandate, or in one of the congress that the staff works for."""
    mandate = by.chance.choice(NOT_IN_OFFICE if by.wrong() else USUAL)
    person, tier = MANDATES[mandate]
    able = [one for one in actors.EVERYONE if person in one.scopes("deputy") or tier in one.scopes(STAFF_OF[tier])]
    who = by.chance.choice(actors.EVERYONE if by.wrong() else able)
    return who, {
        "mandate": mandate,
        "title": by.chance.choice((" ", "长" * 61)) if by.wrong() else by.chance.choice(TITLES),
        "category": "URBAN_CONSTRUCTION",
        "matterText": by.words("试点路的人行道破损。"),
        "requests": [] if by.wrong() else ["修缮人行道", "增设路灯"][: by.chance.randint(1, 2)],
        "visibility": by.chance.choice(("PUBLIC", "PUBLIC", "PUBLIC", "DEPUTIES", "OFFICIAL", "CONFIDENTIAL")),
        "confidentialityRequested": by.chance.random() < 0.2,
        **_session(by, tier),
    }


def _session(by: Maker, tier: str) -> Given:
    own = [name for name, (seat, _number) in SESSIONS.items() if seat == tier and name not in OVER]
    session = by.chance.choice(list(SESSIONS) if by.wrong() else [None, *own])
    return {} if session is None else {"session": session}


def _edit(by: Maker, item: Item, who: Who) -> Given:
    given: Given = {}
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


def _submit(by: Maker, item: Item, who: Who) -> Given:
    if not ((item.matter and item.points) or by.wrong()):
        raise Nothing
    return {
        "declaresNoStateSecret": not by.wrong(),
        "declaresSingleMatter": not by.wrong(),
        "acknowledged": similar(by.model, item, who)[(1 if by.wrong() else 0) :],
    }


def _invite(by: Maker, item: Item, who: Who) -> Given:
    known = {one.mandate for one in item.signatures if one.state in ("INVITED", "CONFIRMED")}
    fits = [one for one in USUAL if MANDATES[one][1] == item.tier and one not in known]
    return {"mandates": [by.a(fits, list(MANDATES)) for _ in range(1)] if fits or by.wrong() else []}


def _confirm(by: Maker, item: Item, who: Who) -> Given:
    return {"textVersion": item.text - by.wrong()}


def _return(by: Maker, item: Item, who: Who) -> Given:
    return {"advice": by.words("请写明地点。")} if by.chance.random() < 0.5 else {"ground": "NO_SUBSTANCE"}


def _letter(by: Maker, item: Item, who: Who) -> Given:
    return {"ground": "FORWARDED_LETTER", "explanation": by.words("属于来信。")}


def _merge(by: Maker, item: Item, who: Who) -> Given:
    fits = [
        one for one in by.model.items if one.tier == item.tier and one.state in ("ACCEPTED", "ASSIGNED", "HANDLING")
    ]
    return {"into": by.a(fits, by.model.items)}


def _accept(by: Maker, item: Item, who: Who) -> Given:
    return {"grounds": ["OWN_UNIT_MATTER"] if by.wrong() else [], "withinCompetence": not by.wrong()}


DRAFTS: Mapping[str, Making] = {
    "edit_suggestion": _edit,
    "submit_suggestion": _submit,
    "invite_cosigners": _invite,
    "confirm_cosign": _confirm,
    "return_for_revision": _return,
    "treat_as_letter": _letter,
    "merge_suggestion": _merge,
    "accept_suggestion": _accept,
}
