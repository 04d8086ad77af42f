"""How this plugin refuses: one class for each refusal."""

from __future__ import annotations

from core.api import Invalid, Refusal, _


class NoCongressAtRegion(Refusal):
    """A congress for a subdistrict, a village or a community, or for a division of the past."""

    code = "NO_CONGRESS_AT_REGION"
    message = _("{region} has no people's congress.")
    hint = _("There is a congress from the township upwards; a subdistrict has a working body of the county's.")
    citation = _("Organic Law of the Local People's Congresses and Governments, art. 59")


class TermsOverlap(Refusal):
    """A term that begins before another of the same congress ended."""

    code = "TERMS_OVERLAP"
    message = _("The term from {starts_on} overlaps with the term {ordinal} of {congress}.")
    hint = _("A term ends on the day before the first session of the next.")
    citation = _("Deputies Law, art. 2")


class CalendarYearMissing(Refusal):
    """A date in a year whose holidays are not on record."""

    code = "CALENDAR_YEAR_MISSING"
    message = _("The holidays of {year} are not on record, so no date of that year can be computed.")
    hint = _("As soon as they are announced, the operator records them with recordCalendarYear; then try again.")


class CalendarYearKnown(Refusal):
    """Holidays of a year that are on record already."""

    code = "CALENDAR_YEAR_KNOWN"
    message = _("The holidays of {year} are on record for {region} already.")
    hint = _("If a later announcement changed them, send all of them again with replaces: true.")


class CalendarDayOfOtherYear(Invalid):
    """A day that lies in another year than the one recorded."""

    message = _("{day} is no day of {year}.")
    hint = _("Send the days of one year at a time.")


class CalendarDayTwice(Invalid):
    """A day given twice."""

    message = _("{day} is given twice.")
    hint = _("Give each day once.")


class CalendarCitationMissing(Invalid):
    """Holidays recorded without the announcement they rest on."""

    message = _("The announcement is missing.")
    hint = _("Name the notice that announced these holidays; every deadline that crosses them rests on it.")


class DeadlineRuleMissing(Refusal):
    """A kind of deadline for which no policy of the day has a rule."""

    code = "DEADLINE_RULE_MISSING"
    message = _("No policy valid on {day} says how long '{kind}' may take at {congress}.")
    hint = _("Have the deadline policy of the congress completed.")


class DueDateMissing(Invalid):
    """A deadline that is no rule's but a given date, without that date."""

    message = _("'{kind}' is due on a day that is agreed, and none was given.")
    hint = _("Give the day on which it is due.")


class DueBeforeStart(Invalid):
    """A given date that lies before the start."""

    message = _("{day} lies before the start on {starts_on}.")
    hint = _("Give a day on or after the start.")


class DeadlineNotRunning(Refusal):
    """A change to a deadline that has ended."""

    code = "INVALID_TRANSITION"
    message = _("The deadline has ended; its state is {state}.")
    hint = _("Only a running deadline is met, extended or cancelled.")


class DeadlinePassed(Refusal):
    """An extension asked for when the deadline is already overdue."""

    code = "INVALID_TRANSITION"
    message = _("The deadline ended on {day}; it can no longer be extended.")
    hint = _("An extension is asked for and decided before the day on which it is due.")


class ExtensionExceedsMax(Refusal):
    """An extension beyond what the rule allows in all."""

    code = "EXTENSION_EXCEEDS_MAX"
    message = _("{day} is too late: counted from the start, {last} is the last day allowed.")
    hint = _("Choose a day up to {last}.")
    citation = _("Deputies Law, art. 51")


class NotExtendable(Refusal):
    """An extension of a deadline whose rule allows none."""

    code = "EXTENSION_EXCEEDS_MAX"
    message = _("The rule of this deadline allows no extension.")
    hint = _("Only rules with a limit for extensions can be extended, such as that of the reply.")


class ExtensionNotLater(Invalid):
    """An extension that gives no more time."""

    message = _("{day} gives no more time: the deadline runs until {due} already.")
    hint = _("Choose a later day.")


class ExtensionUnexplained(Invalid):
    """An extension without its reason, or without the one who approved it."""

    message = _("An extension needs its reason and who approved it.")
    hint = _("Write down both; the deputy is told.")
