"""Refuses what a client would see without a word about it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from core.composition.refusals import Undescribed
from core.foundation.origins import Origin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.declarations.contribution import Contribution
    from core.generation.models import ComposedResolved
    from core.mapping.drafts import ModelDraft


def check_descriptions(drafts: Iterable[ModelDraft], contributions: Iterable[Contribution]) -> None:
    """Refuse models, choices, computed fields, rates and mutations without a docstring, the rest without a label."""
    for draft in drafts:
        _check_draft(draft)
    for contribution in contributions:
        for mutation in contribution.mutations:
            if not mutation.description:
                origin = Origin(contribution.plugin, mutation.place)
                raise Undescribed(what=f"the mutation {mutation.name}", first=origin, missing="docstring")


def _check_draft(draft: ModelDraft) -> None:
    if not draft.description:
        raise Undescribed(what=draft.name, first=draft.chain.root.origin, missing="docstring")
    for name, member in draft.members.items():
        if not member.label:
            missing = "docstring" if name in draft.computed or name in draft.resolved else "label"
            raise Undescribed(what=f"{draft.name}.{name}", first=draft.origin(name), missing=missing)
    _check_rates(draft)
    for field in draft.values:
        if issubclass(field.type, Enum):
            _check_choice(field.type, draft.origin(field.name))
    for resolved in draft.resolved.values():
        _check_resolved(draft, resolved)


def _check_resolved(draft: ModelDraft, resolved: ComposedResolved) -> None:
    origin = draft.origin(resolved.name)
    for argument in resolved.arguments:
        if not argument.label:
            what = f"the argument {argument.name} of {draft.name}.{resolved.name}"
            raise Undescribed(what=what, first=origin, missing="label")
    for made in resolved.objects.values():
        if not made.description:
            raise Undescribed(what=made.type.__name__, first=origin, missing="docstring")
        for member in made.members:
            if not member.label:
                raise Undescribed(what=f"{made.type.__name__}.{member.name}", first=origin, missing="label")
    for choice in resolved.choices:
        _check_choice(choice, origin)


def _check_rates(draft: ModelDraft) -> None:
    for rate in draft.rates.values():
        if not (rate.label and rate.basis):
            origin, missing = Origin(rate.owner, rate.place), "basis" if rate.label else "docstring"
            raise Undescribed(what=f"{draft.name}.{rate.name}", first=origin, missing=missing)


def _check_choice(choice: type[Enum], user: Origin) -> None:
    if not vars(choice).get("__doc__"):
        raise Undescribed(what=choice.__name__, first=user, missing="docstring")
    for name, member in choice.__members__.items():
        if not member.value or member.name != name:  # of two members with one label Python makes one
            raise Undescribed(what=f"{choice.__name__}.{name}", first=user, missing="label of its own")
