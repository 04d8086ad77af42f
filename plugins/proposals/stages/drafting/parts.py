"""The parts of a suggestion as the records keep them, each checked by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from sqlalchemy import delete, select

from core.api import Env, Model, Ref
from plugins.congress.models import Region, RegionLevel, Session
from plugins.proposals.models import (
    LONGEST_REQUEST,
    LONGEST_TEXT,
    LONGEST_TITLE,
    RequestPoint,
    Suggestion,
    SuggestionOpinion,
    SuggestionRegion,
    SuggestionText,
)
from plugins.proposals.records.texts import clean
from plugins.proposals.records.units import undertaking_unit
from plugins.proposals.stages.drafting.inputs import CreateSuggestionInput, EditSuggestionInput
from plugins.proposals.stages.drafting.refusals import CountyExpected, TitleMissing, TitleTooLong
from plugins.stations.models import Opinion

Drafting = CreateSuggestionInput | EditSuggestionInput
"""What says how a suggestion reads; the parts of both have the same names."""
M = TypeVar("M", bound=Model)
LONGEST_PLACE = 200
_AS_GIVEN = ("category", "tone", "origin_kind", "visibility", "confidentiality_requested")


def put_into_session(suggestion: Suggestion, session: Ref[Session] | None) -> None:
    """Let the suggestion be made at the session, or between sessions if there is none."""
    suggestion.session_id = session.id if session else None
    suggestion.is_closed_session = session is None


def say(env: Env, suggestion: Suggestion, given: Drafting) -> None:
    """Take over what is given of the suggestion's own columns."""
    for name, text in _texts(given):
        setattr(suggestion, name, text)
    for name in _AS_GIVEN:
        if getattr(given, name) is not None:
            setattr(suggestion, name, getattr(given, name))
    if given.county:
        suggestion.county_id = _county(env, given.county).id
    if given.suggested_unit:
        suggestion.suggested_unit_id = undertaking_unit(env, given.suggested_unit, "suggested_unit").id


def link(env: Env, suggestion: Suggestion, given: Drafting) -> None:
    """Take over what is given of the points, divisions and opinions, in place of those there were."""
    if given.requests is not None:
        _clear(env, suggestion, RequestPoint)
        points = filter(None, (clean(text, LONGEST_REQUEST, "requests") for text in given.requests))
        for ordinal, text in enumerate(points, start=1):
            env.session.add(env[RequestPoint](suggestion_id=suggestion.id, ordinal=ordinal, text=text))
    if given.regions is not None:
        _clear(env, suggestion, SuggestionRegion)
        for region in _named(env, Region, given.regions, "regions"):
            env.session.add(env[SuggestionRegion](suggestion_id=suggestion.id, region_id=region.id))
    if given.opinions is not None:
        _clear(env, suggestion, SuggestionOpinion)
        for opinion in _named(env, Opinion, given.opinions, "opinions"):
            env.session.add(env[SuggestionOpinion](suggestion_id=suggestion.id, opinion_id=opinion.id))
    env.session.flush()


def keep_text(env: Env, suggestion: Suggestion) -> None:
    """Keep the text as it now reads, under its version."""
    point = env[RequestPoint]
    asked = select(point.text).where(point.suggestion_id == suggestion.id).order_by(point.ordinal)
    version = env[SuggestionText](
        suggestion_id=suggestion.id,
        version_no=suggestion.text_version,
        title=suggestion.title,
        matter_text=suggestion.matter_text,
        analysis_text=suggestion.analysis_text,
        requests="\n".join(env.session.scalars(asked)),
        edited_at=env.now,
        edited_by=env.actor.name,
    )
    env.session.add(version)


def note_submission(env: Env, suggestion: Suggestion) -> None:
    """Note that the text was submitted as it now reads; one that comes back unchanged was so before."""
    text = env[SuggestionText]
    current = text.suggestion_id == suggestion.id, text.version_no == suggestion.text_version
    kept = env.session.scalars(select(text).where(*current)).one()
    kept.submitted_at = kept.submitted_at or env.now


def _texts(given: Drafting) -> Iterator[tuple[str, str | None]]:
    """The columns of texts that are given, with their texts; a place that is empty is none."""
    if given.title is not None:
        yield "title", _title(given.title)
    if given.matter_text is not None:
        yield "matter_text", clean(given.matter_text, LONGEST_TEXT, "matter_text") or ""
    if given.analysis_text is not None:
        yield "analysis_text", clean(given.analysis_text, LONGEST_TEXT, "analysis_text") or ""
    if given.place is not None:
        yield "place", clean(given.place, LONGEST_PLACE, "place")


def _title(text: str) -> str:
    # Cleaning may lengthen a text: some characters have no composed form and come apart.
    title = clean(text, 4 * len(text), "title")
    if title is None:
        raise TitleMissing(longest=LONGEST_TITLE, field="title")
    if len(title) > LONGEST_TITLE:
        raise TitleTooLong(length=len(title), longest=LONGEST_TITLE, field="title")
    return title


def _county(env: Env, ref: Ref[Region]) -> Region:
    region = env.get(Region, ref.id, field="county")
    if region.level is not RegionLevel.COUNTY:
        raise CountyExpected(region=region.name, field="county")
    return region


def _named(env: Env, definition: type[M], refs: Iterable[Ref[M]], field: str) -> Iterator[M]:
    """The records, each once, in the order given; one that cannot be read refuses the step."""
    return (env.get(definition, number, field=field) for number in dict.fromkeys(ref.id for ref in refs))


def _clear(
    env: Env, suggestion: Suggestion, definition: type[RequestPoint | SuggestionRegion | SuggestionOpinion]
) -> None:
    model = env[definition]
    env.session.execute(delete(model).where(model.suggestion_id == suggestion.id))
