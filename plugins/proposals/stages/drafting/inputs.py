"""Inputs of drafting, editing and submitting a suggestion."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.api import Ref, _, label
from plugins.congress.models import Mandate, Organization, Region, Session, Visibility
from plugins.proposals.models import Suggestion, SuggestionCategory, SuggestionOrigin, SuggestionTone
from plugins.stations.models import Opinion

_TITLE = _("Title, in up to 60 characters")
_MATTER = _("Matter: what the facts are, in up to 5000 characters")
_ANALYSIS = _("Analysis: why it is so, in up to 5000 characters")
_REQUESTS = _("What is asked for, point by point, each in up to 1000 characters")
_COUNTY = _("County or district it is about")
_REGIONS = _("Divisions it is about")
_PLACE = _("Place it is about, in up to 200 characters")
_OPINIONS = _("Residents' opinions it grew from")
_UNIT = _("Unit the deputy proposes")
_CONFIDENTIAL = _("Whether the author asks not to be named")


@dataclass(frozen=True, kw_only=True)
class CreateSuggestionInput:
    """A new suggestion; whatever is missing can be added until it is submitted."""

    mandate: Ref[Mandate] = field(metadata=label(_("Mandate in which the deputy makes it")))
    session: Ref[Session] | None = field(
        default=None, metadata=label(_("Session at which it is made; left out between sessions"))
    )
    title: str = field(metadata=label(_TITLE))
    category: SuggestionCategory = field(metadata=label(_("Category of the matter")))
    tone: SuggestionTone = field(default=SuggestionTone.SUGGESTION, metadata=label(_("Tone")))
    matter_text: str | None = field(default=None, metadata=label(_MATTER))
    analysis_text: str | None = field(default=None, metadata=label(_ANALYSIS))
    requests: list[str] = field(default_factory=list, metadata=label(_REQUESTS))
    origin_kind: SuggestionOrigin | None = field(
        default=None, metadata=label(_("Origin; by default a session, or the time between sessions"))
    )
    opinions: list[Ref[Opinion]] = field(default_factory=list, metadata=label(_OPINIONS))
    regions: list[Ref[Region]] = field(default_factory=list, metadata=label(_REGIONS))
    county: Ref[Region] | None = field(default=None, metadata=label(_COUNTY))
    place: str | None = field(default=None, metadata=label(_PLACE))
    suggested_unit: Ref[Organization] | None = field(default=None, metadata=label(_UNIT))
    visibility: Visibility = field(default=Visibility.PUBLIC, metadata=label(_("Visibility")))
    confidentiality_requested: bool = field(default=False, metadata=label(_CONFIDENTIAL))


@dataclass(frozen=True, kw_only=True)
class EditSuggestionInput:
    """What is changed; what is left out stays, and an empty text or list empties it."""

    session: Ref[Session] | None = field(default=None, metadata=label(_("Session at which it is made")))
    between_sessions: bool = field(
        default=False, metadata=label(_("Whether it is to be made between sessions instead"))
    )
    title: str | None = field(default=None, metadata=label(_TITLE))
    category: SuggestionCategory | None = field(default=None, metadata=label(_("Category of the matter")))
    tone: SuggestionTone | None = field(default=None, metadata=label(_("Tone")))
    matter_text: str | None = field(default=None, metadata=label(_MATTER))
    analysis_text: str | None = field(default=None, metadata=label(_ANALYSIS))
    requests: list[str] | None = field(default=None, metadata=label(_REQUESTS))
    origin_kind: SuggestionOrigin | None = field(default=None, metadata=label(_("Origin")))
    opinions: list[Ref[Opinion]] | None = field(default=None, metadata=label(_OPINIONS))
    regions: list[Ref[Region]] | None = field(default=None, metadata=label(_REGIONS))
    county: Ref[Region] | None = field(default=None, metadata=label(_COUNTY))
    no_county: bool = field(default=False, metadata=label(_("Whether it is to be about no one county")))
    place: str | None = field(default=None, metadata=label(_PLACE))
    suggested_unit: Ref[Organization] | None = field(default=None, metadata=label(_UNIT))
    no_suggested_unit: bool = field(default=False, metadata=label(_("Whether no unit is to be proposed")))
    visibility: Visibility | None = field(default=None, metadata=label(_("Visibility")))
    confidentiality_requested: bool | None = field(default=None, metadata=label(_CONFIDENTIAL))


@dataclass(frozen=True, kw_only=True)
class SubmitSuggestionInput:
    """What the author declares when submitting."""

    declares_no_state_secret: bool = field(metadata=label(_("Whether it is declared that there is no state secret")))
    declares_single_matter: bool = field(metadata=label(_("Whether it is declared to be about one matter")))
    acknowledged: list[Ref[Suggestion]] = field(
        default_factory=list, metadata=label(_("Similar suggestions that the author has looked at"))
    )
