"""Where links to many lead: back along one link, or across a model in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.generation.models import ComposedLinks
from core.mapping.refusals import BrokenPath

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.mapping.drafts import Many, ModelDraft


def follow_links(drafts: Mapping[str, ModelDraft]) -> None:
    """Fill in `to_many` of every draft: first the links that come back, then those that lead across."""
    for draft in drafts.values():
        for name, many in draft.declared_many.items():
            if many.spec.back is not None:
                draft.to_many[name] = _back(draft, many, drafts)
    for draft in drafts.values():
        for many in draft.declared_many.values():
            if many.spec.via is not None:
                draft.to_many[many.declaration.name] = _across(draft, many, drafts)
        draft.to_many = {name: draft.to_many[name] for name in draft.declared_many}


def _back(draft: ModelDraft, many: Many, drafts: Mapping[str, ModelDraft]) -> ComposedLinks:
    path = str(many.spec.back)
    link = drafts[many.target].links.get(path)
    if link is None:
        raise _broken(many, f"{many.target}.{path}", f"{many.target} has no such link")
    if link.target != draft.name:
        raise _broken(many, f"{many.target}.{path}", f"it points to {link.target}, not to {draft.name}")
    return _composed(many, back=path)


def _across(draft: ModelDraft, many: Many, drafts: Mapping[str, ModelDraft]) -> ComposedLinks:
    path = str(many.spec.via)
    first, dot, second = path.partition(".")
    between = draft.to_many.get(first)
    if not dot or between is None or between.back is None:
        raise _broken(many, path, f"{draft.name} has no links(back=...) called {first}")
    forward = drafts[between.target].links.get(second)
    if forward is None:
        raise _broken(many, path, f"{between.target} has no link called {second}")
    if forward.target != many.target:
        raise _broken(many, path, f"it leads to {forward.target}, not to {many.target}")
    return _composed(many, through=between.target, through_back=between.back, through_forward=second)


def _composed(
    many: Many,
    *,
    back: str | None = None,
    through: str | None = None,
    through_back: str | None = None,
    through_forward: str | None = None,
) -> ComposedLinks:
    return ComposedLinks(
        name=many.declaration.name,
        label=many.spec.label,
        target=many.target,
        owner=many.declaration.layer.plugin,
        place=many.spec.place,
        back=back,
        through=through,
        through_back=through_back,
        through_forward=through_forward,
        only=many.spec.only,
    )


def _broken(many: Many, path: str, reason: str) -> BrokenPath:
    declaration = many.declaration
    return BrokenPath(attribute=declaration.attribute, first=declaration.origin, path=path, reason=reason)
