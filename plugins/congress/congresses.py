"""Founding of congresses, and the beginning of their terms."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select

from core.api import Env
from plugins.congress.models import Congress, Region, Term
from plugins.congress.refusals import NoCongressAtRegion, TermsOverlap


def found_congress(env: Env, region: Region, name: str) -> Congress:
    """The new congress of a division, of the level that the division's kind has.

    Raises:
        NoCongressAtRegion: for a subdistrict, a village or a community, or a division of the past.
    """
    level = region.congress_level
    if level is None or region.valid_to is not None:
        raise NoCongressAtRegion(region=region.name, field="region")
    return env.create(env[Congress](code=region.code, name=name, level=level, region_id=region.id))


def begin_term(env: Env, congress: Congress, *, ordinal: int, name: str, starts_on: date) -> Term:
    """The new term of a congress, running from that day on.

    Raises:
        TermsOverlap: if another term of the congress runs on that day or later.
    """
    term = env[Term]
    overlapping = select(term).where(
        term.congress_id == congress.id, or_(term.ends_on.is_(None), term.ends_on >= starts_on)
    )
    other = env.session.scalar(overlapping.limit(1))
    if other is not None:
        raise TermsOverlap(
            starts_on=starts_on.isoformat(), ordinal=other.ordinal, congress=congress.name, field="starts_on"
        )
    return env.create(term(congress_id=congress.id, ordinal=ordinal, name=name, starts_on=starts_on))
