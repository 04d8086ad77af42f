"""What deadlines are about, what they count and where they stand."""

from __future__ import annotations

from core.api import Choice, _


class DeadlineKind(Choice):
    """What has to be done in time."""

    ACCEPT_AND_ASSIGN = _("Accept and assign")
    REQUEST_RETURN = _("Ask to return it")
    REASSIGN = _("Assign again after a return")
    WORK_PLAN = _("File the work plan")
    FIRST_CONTACT = _("First contact with the deputy")
    CO_OPINION = _("Opinion of the co-handling unit")
    CO_OPINION_REDO = _("Opinion of the co-handling unit, once more")
    REPLY = _("Reply")
    REPLY_EXTENDED = _("Reply on a broad or difficult matter")
    EVALUATE = _("Evaluation by the deputy")
    REHANDLE = _("Handle again after dissatisfaction")
    ORAL_MATTER = _("Answer a matter raised orally")
    PUBLISH = _("Publish the reply")
    COMMITMENT = _("Keep the commitment")


class DeadlineUnit(Choice):
    """What a rule counts."""

    WORKDAY = _("Working days")
    DAY = _("Calendar days")
    MONTH = _("Calendar months")


class DeadlineState(Choice):
    """Where a deadline stands."""

    RUNNING = _("Running")
    EXTENDED = _("Running, extended")
    MET = _("Met")
    MISSED = _("Missed")
    CANCELLED = _("Cancelled")


OPEN_STATES = (DeadlineState.RUNNING, DeadlineState.EXTENDED)
"""The states in which the clock runs."""


class DeadlineEvent(Choice):
    """What made a deadline start."""

    SUBMITTED = _("Submitted")
    ACCEPTED = _("Accepted")
    ASSIGNED = _("Assigned")
    REASSIGNED = _("Assigned to another unit")
    RETURN_REQUESTED = _("Return asked for")
    RETURN_ACCEPTED = _("Return accepted")
    REDO_REQUESTED = _("Opinion sent back to be done again")
    REPLIED = _("Reply issued")
    REHANDLING_ORDERED = _("Handling again ordered")
    RAISED_ORALLY = _("Raised orally")
    COMMITTED = _("Promised")
    OTHER = _("Another event")


class DeadlineLamp(Choice):
    """How pressing a deadline is."""

    GREEN = _("More than a fifth of the time is left")
    YELLOW = _("A fifth of the time or less is left")
    RED = _("Overdue")
    NONE = _("Not running")


class ReminderKind(Choice):
    """Why somebody is reminded of a deadline."""

    HALF_TIME = _("Half of the time is over")
    FOUR_FIFTHS = _("Four fifths of the time are over")
    WEEK_BEFORE = _("Seven days are left")
    DAY_BEFORE = _("One day is left")
    OVERDUE_ONE_DAY = _("Overdue by one day")
    OVERDUE_SEVEN_DAYS = _("Overdue by seven days")
    OVERDUE_THIRTY_DAYS = _("Overdue by thirty days")
