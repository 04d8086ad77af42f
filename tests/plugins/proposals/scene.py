"""Suggestions of every kind of standing, to the congresses of a city, a county and a town.

name        congress  state      visibility    author        units
draft       city      COSIGNING  PUBLIC        Wei; invited Qin, declined Mo
recorded    city      DRAFT      PUBLIC        Wei, recorded by staff
returned    city      RETURNED   PUBLIC        Wei
letter      city      AS_LETTER  PUBLIC        Wei
open        city      SUBMITTED  PUBLIC        Wei
internal    city      SUBMITTED  OFFICIAL      Wei
handled     city      HANDLING   DEPUTIES      Wei, Qin      housing (lead), roads (co)
given_back  city      HANDLING   PUBLIC        Wei           housing (returned it), roads (lead)
published   city      REPLIED    PUBLIC        Wei, Qin      housing (lead), roads (co)
unnamed     city      REPLIED    PUBLIC        Wei, asks not to be named; published      housing (lead)
county      county    SUBMITTED  PUBLIC        Lan
guarded     county    SUBMITTED  CONFIDENTIAL  Lan
town        town      SUBMITTED  OFFICIAL      Pan
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from core.declarations.roles import Actor, Role
from core.declarations.roles import Grant as Held
from plugins.congress.models import Mandate, Organization, Person, Visibility
from plugins.proposals.models import (
    CoHandlingOpinion,
    ContactLog,
    ContactMode,
    ContactStage,
    Coordination,
    CosignatureState,
    HandlingRole,
    HandlingState,
    PublicAttribute,
    RequestPoint,
    Screening,
    ScreeningDecision,
    SubjectGround,
    Suggestion,
    SuggestionEvent,
    SuggestionOpinion,
    SuggestionState,
    SuggestionText,
)
from tests.plugins.world import CHANGAN, LIUZHOU, NOW, RONGAN, YUFENG, World

BEFORE = NOW - timedelta(days=9)
LATER = NOW + timedelta(days=9)


@dataclass(frozen=True)
class Scene:
    """The numbers of what is in the world, by its name here."""

    suggestions: dict[str, int]
    persons: dict[str, int]
    units: dict[str, int]
    regions: dict[str, int]

    def names(self, *identifiers: str) -> set[str]:
        """The names of the suggestions of those GraphQL identifiers."""
        known = {f"Suggestion:{number}": name for name, number in self.suggestions.items()}
        return {known[identifier] for identifier in identifiers}

    def deputy(self, name: str) -> Actor:
        """The deputy of that name."""
        return Actor(name, (Held("deputy", self.persons[name], "person"),))

    def official(self, role: Role, place: str) -> Actor:
        """Somebody who holds the role in that division, or in that unit."""
        number = self.units[place] if role.scope == "organization" else self.regions[place]
        return Actor(role.name, (Held(role.name, number, role.scope),))


def settle(world: World) -> Scene:
    """Fill a database that has its seeds with the suggestions."""
    city, county, town = world.a_term(), world.a_term(RONGAN, 17), world.a_term(CHANGAN, 16)
    mandates = {
        name: world.a_mandate(world.add(Person, name=f"示例{name}（演示）"), term)
        for name, term in (("wei", city), ("qin", city), ("mo", city), ("lan", county), ("pan", town))
    }
    units = {name: world.a_unit(name=f"示例{name}局") for name in ("housing", "roads", "idle")}
    made = {
        **_unassigned(world, mandates),
        **_assigned(world, mandates, units),
        "published": _published(world, mandates, units),
        "unnamed": _unnamed(world, mandates, units),
        "county": world.a_suggestion(mandates["lan"]),
        "guarded": world.a_suggestion(mandates["lan"], visibility=Visibility.CONFIDENTIAL),
        "town": world.a_suggestion(mandates["pan"], visibility=Visibility.OFFICIAL),
    }
    codes = {"city": LIUZHOU, "county": RONGAN, "town": CHANGAN, "elsewhere": YUFENG}
    return Scene(
        {name: suggestion.id for name, suggestion in made.items()},
        {name: mandate.person_id for name, mandate in mandates.items()},
        {name: unit.id for name, unit in units.items()},
        {name: world.region(code).id for name, code in codes.items()},
    )


def _unassigned(world: World, mandates: dict[str, Mandate]) -> dict[str, Suggestion]:
    wei = mandates["wei"]
    draft = world.a_suggestion(wei, SuggestionState.COSIGNING, title="关于旧桥的建议")
    world.a_signature(draft, mandates["qin"], state=CosignatureState.INVITED)
    world.a_signature(draft, mandates["mo"], state=CosignatureState.DECLINED)
    world.add(RequestPoint, suggestion_id=draft.id, ordinal=1, text="加固旧桥")
    returned = world.a_suggestion(wei, SuggestionState.RETURNED)
    world.add(
        ScreeningDecision,
        suggestion_id=returned.id,
        decision=Screening.RETURN,
        ground=SubjectGround.NO_SUBSTANCE,
        at=NOW,
        by="示例科员（演示）",
    )
    return {
        "draft": draft,
        "recorded": world.a_suggestion(wei, SuggestionState.DRAFT, recorded_by="示例科员（演示）"),
        "returned": returned,
        "letter": world.a_suggestion(wei, SuggestionState.AS_LETTER),
        "open": world.a_suggestion(wei),
        "internal": world.a_suggestion(wei, visibility=Visibility.OFFICIAL),
    }


def _assigned(world: World, mandates: dict[str, Mandate], units: dict[str, Organization]) -> dict[str, Suggestion]:
    handled = world.a_suggestion(mandates["wei"], SuggestionState.HANDLING, visibility=Visibility.DEPUTIES)
    world.a_signature(handled, mandates["qin"])
    world.a_reply(world.a_handling(handled, units["housing"]), title="草稿", sent_at=None)
    world.a_handling(handled, units["roads"], role=HandlingRole.CO)
    given_back = world.a_suggestion(mandates["wei"], SuggestionState.HANDLING)
    world.a_handling(given_back, units["housing"], state=HandlingState.RETURNED)
    world.a_handling(given_back, units["roads"])
    return {"handled": handled, "given_back": given_back}


def _published(world: World, mandates: dict[str, Mandate], units: dict[str, Organization]) -> Suggestion:
    """With a text that stayed a draft, one that was returned and the current one; with a reply and what follows."""
    suggestion = world.a_suggestion(mandates["wei"], SuggestionState.REPLIED, text_version=3, published_at=LATER)
    world.a_signature(suggestion, mandates["qin"])
    for version, submitted_at in ((1, None), (2, BEFORE), (3, NOW)):
        world.add(
            SuggestionText,
            suggestion_id=suggestion.id,
            version_no=version,
            title=f"第{version}稿",
            edited_at=BEFORE,
            edited_by="wei",
            submitted_at=submitted_at,
        )
    lead = world.a_handling(suggestion, units["housing"], work_plan="六月动工", work_plan_filed_at=LATER)
    co = world.a_handling(suggestion, units["roads"], role=HandlingRole.CO)
    world.add(CoHandlingOpinion, handling_id=co.id, document_no="示例函1号", text="同意", sent_at=NOW)
    reply = world.a_reply(lead, contact_name="示例科长（演示）", contact_phone="0772-0000000")
    world.a_commitment(reply, units["housing"], date(2025, 12, 31))
    world.an_evaluation(reply, mandates["wei"], pressed=True)
    world.add(Coordination, suggestion_id=suggestion.id, opened_at=NOW)
    steps = (
        ("invite_cosigners", BEFORE, SuggestionState.COSIGNING),
        ("issue_reply", LATER, SuggestionState.REPLIED),
    )
    for step, when, state in steps:
        world.add(
            SuggestionEvent,
            suggestion_id=suggestion.id,
            step=step,
            to_state=state,
            at=when,
            actor="wei",
            role="deputy",
            reason="按期办理",
            idempotency_key=f"key of {step}",
        )
    return suggestion


def _unnamed(world: World, mandates: dict[str, Mandate], units: dict[str, Organization]) -> Suggestion:
    suggestion = world.a_suggestion(
        mandates["wei"], SuggestionState.REPLIED, confidentiality_requested=True, published_at=LATER
    )
    opinion = world.an_opinion(world.a_station(), received_by_id=mandates["wei"].person_id)
    world.add(SuggestionOpinion, suggestion_id=suggestion.id, opinion_id=opinion.id)
    handling = world.a_handling(suggestion, units["housing"])
    world.a_reply(handling, public_attribute=PublicAttribute.PARTLY, not_public_reason="涉及个人隐私")
    world.add(
        ContactLog,
        handling_id=handling.id,
        stage=ContactStage.DURING,
        mode=ContactMode.PHONE,
        at=NOW,
        with_whom="韦代表",
        summary="说明进展",
        confirmed_by_id=suggestion.cosignatures[0].id,
        confirmed_at=LATER,
    )
    return suggestion
