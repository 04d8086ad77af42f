"""How drafting, editing and submitting a suggestion are refused."""

from __future__ import annotations

from core.api import Invalid, Refusal, _


class SessionOfOtherTerm(Invalid):
    """A suggestion made at a session of another congress or another term."""

    message = _("{session} is no session of the congress and term in which the mandate is held.")
    hint = _("Name a session of that congress, or leave it out between sessions.")


class SessionOver(Invalid):
    """A suggestion made at a session that is over."""

    message = _("{session} is over, and the suggestion was not submitted while it lasted.")
    hint = _("Make the suggestion between sessions; it is handled in the same way.")
    citation = _("Deputies Law, art. 36")


class CountyExpected(Invalid):
    """A suggestion about a county that is none."""

    message = _("{region} is no county or district.")
    hint = _("Name a county or district here; name other divisions among those the suggestion is about.")


class MultipleMatters(Refusal):
    """A suggestion about more than one matter."""

    code = "MULTIPLE_MATTERS"
    message = _("A suggestion is about one matter, and this one was not declared to be.")
    hint = _("Make a suggestion of its own for each matter.")


class SimilarNotAcknowledged(Invalid):
    """A suggestion submitted before its author looked at similar ones."""

    message = _("There are {count} similar suggestions that you have not acknowledged.")
    hint = _("Look at them; sign one of them, or acknowledge them and submit yours.")


class TitleMissing(Invalid):
    """A suggestion without a title."""

    message = _("The suggestion has no title.")
    hint = _("Say in up to {longest} characters what it is about.")


class TitleTooLong(Invalid):
    """A title longer than the records take."""

    message = _("The title has {length} characters; at most {longest} are possible.")
    hint = _("Shorten it; what is asked for has its own place.")


class MatterMissing(Invalid):
    """A suggestion that does not say what the facts are."""

    message = _("The suggestion does not say what the matter is.")
    hint = _("Describe the facts in up to {longest} characters.")


class RequestMissing(Invalid):
    """A suggestion that asks for nothing."""

    message = _("The suggestion asks for nothing.")
    hint = _("Say point by point what should be done; the reply answers each point.")
    citation = _("Deputies Law, art. 51")


class SuggestionSecrecyNotDeclared(Refusal):
    """A suggestion whose author did not declare that it holds no state secret."""

    code = "CONFIDENTIAL_CONTENT"
    message = _("State secrets must not be entered, and this suggestion was not declared free of them.")
    hint = _("Make sure that the suggestion holds no state secret, and declare it.")
