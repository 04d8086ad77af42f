"""Inputs of the decisions about a submitted suggestion."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.api import Ref, _, label
from plugins.proposals.models import SubjectGround, Suggestion


@dataclass(frozen=True, kw_only=True)
class ReturnForRevisionInput:
    """Why the suggestion is returned: a ground, advice, or both."""

    ground: SubjectGround | None = field(default=None, metadata=label(_("Ground")))
    advice: str | None = field(default=None, metadata=label(_("Advice to the deputy, in up to 1000 characters")))


@dataclass(frozen=True, kw_only=True)
class TreatAsLetterInput:
    """Why the subject is no matter for a suggestion."""

    ground: SubjectGround = field(metadata=label(_("Ground")))
    explanation: str = field(metadata=label(_("Explanation to the deputy, in up to 1000 characters")))


@dataclass(frozen=True, kw_only=True)
class MergeSuggestionInput:
    """With what the suggestion is handled."""

    into: Ref[Suggestion] = field(metadata=label(_("Accepted suggestion on the same matter")))


@dataclass(frozen=True, kw_only=True)
class AcceptSuggestionInput:
    """What was found on screening; a suggestion is accepted if nothing speaks against it."""

    grounds: list[SubjectGround] = field(
        default_factory=list, metadata=label(_("Grounds for which the subject is no matter for a suggestion"))
    )
    within_competence: bool = field(
        default=True, metadata=label(_("Whether the congress and the organs it oversees can decide the matter"))
    )
