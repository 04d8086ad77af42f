"""Where a suggestion stands, and what it is."""

from __future__ import annotations

from core.api import Choice, _


class SuggestionState(Choice):
    """Where a suggestion stands."""

    DRAFT = _("Draft")
    COSIGNING = _("Waiting for cosigners")
    SUBMITTED = _("Submitted")
    RETURNED = _("Returned for revision")
    AS_LETTER = _("Treated as a letter")
    MERGED = _("Merged into another suggestion")
    ACCEPTED = _("Accepted and numbered")
    ASSIGNED = _("Assigned to its units")
    RETURN_REQUESTED = _("A unit asks to return it")
    HANDLING = _("Being handled")
    REPLIED = _("Replied")
    EVALUATED = _("Evaluated by the deputy")
    NO_FEEDBACK = _("The deputy gave no feedback")
    REHANDLING = _("Being handled again")
    COORDINATION = _("In coordination")
    TRACKING = _("Commitments being tracked")
    CLOSED = _("Handled and closed")
    REOPENED = _("Opened again")
    WITHDRAWN = _("Withdrawn by its signers")


WITH_AUTHORS = (SuggestionState.DRAFT, SuggestionState.COSIGNING, SuggestionState.RETURNED)
"""Where its deputies write it, before it is submitted or after it was returned to them."""

WITH_UNITS = (SuggestionState.ASSIGNED, SuggestionState.HANDLING, SuggestionState.RETURN_REQUESTED)
"""Where units have it for the first time, before all of them replied."""

BEFORE_REPLY = (
    SuggestionState.ACCEPTED,
    SuggestionState.ASSIGNED,
    SuggestionState.RETURN_REQUESTED,
    SuggestionState.HANDLING,
)
"""Where it stands from its acceptance until it is replied to."""

AFTER_REPLY = (
    SuggestionState.REPLIED,
    SuggestionState.EVALUATED,
    SuggestionState.NO_FEEDBACK,
    SuggestionState.REHANDLING,
    SuggestionState.COORDINATION,
    SuggestionState.TRACKING,
)
"""Where it stands from its first reply until it is closed."""


class SuggestionCategory(Choice):
    """The field of public life a suggestion is about."""

    AGRICULTURE = _("Agriculture and villages")
    INDUSTRY_AND_COMMERCE = _("Industry and commerce")
    FINANCE_AND_ECONOMY = _("Finance and economy")
    TRANSPORT = _("Transport and traffic")
    URBAN_CONSTRUCTION = _("Town planning and building")
    ENVIRONMENT = _("Environment and resources")
    EDUCATION_AND_SCIENCE = _("Education and science")
    CULTURE_AND_SPORT = _("Culture, tourism and sport")
    HEALTH = _("Health and medicine")
    LABOUR_AND_SOCIAL_SECURITY = _("Labour, welfare and social security")
    PUBLIC_SAFETY = _("Public safety and emergencies")
    LAW_AND_JUSTICE = _("Supervision, law and justice")
    ETHNIC_AND_OVERSEAS_AFFAIRS = _("Ethnic, religious and overseas Chinese affairs")
    OTHER = _("Other")


class SuggestionTone(Choice):
    """Which of the three the law names together it is: a suggestion, a criticism or an opinion."""

    SUGGESTION = _("Suggestion")
    CRITICISM = _("Criticism")
    OPINION = _("Opinion")


class SuggestionOrigin(Choice):
    """What a suggestion grew from."""

    SESSION = _("Raised at a session")
    INTERSESSION = _("Raised between sessions")
    STATION = _("Heard at a station")
    INSPECTION = _("Seen on an inspection")
    SURVEY = _("Found in a survey")
    MEETING = _("Raised at a meeting")
    SOLICITATION = _("Worked up from collected material")
    CONVERTED_BILL = _("Converted from a bill")
    HIGHER_LEVEL = _("Raised by a deputy of a higher congress")


class OutcomeCount(Choice):
    """What a class of outcome counts as, whatever letter a congress gives it."""

    SOLVED = _("Solved")
    PLANNED = _("Planned to be solved")
    DEFERRED = _("Cannot be solved for now")
    REFERENCE = _("Kept for reference")
    OUT_OF_POWER = _("Beyond the unit's powers")
