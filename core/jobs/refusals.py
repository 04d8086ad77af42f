"""How jobs are refused: when plugins are composed, and when somebody wants one done."""

from __future__ import annotations

from core.foundation.errors import Refusal, WiringError
from core.foundation.i18n import _


class DuplicateJob(WiringError):
    """Two jobs with one name."""

    code = "DUPLICATE_JOB"
    message = _("The job {name} is declared by {first} and by {second}.")
    hint = _("Rename one of them.")


class JobInvalid(WiringError):
    """A job that nobody could call or that would never run."""

    code = "JOB_INVALID"


class BadJobName(JobInvalid):
    """A name that cannot be typed after `renda jobs --run`."""

    message = _("The job '{name}' of {first} has no name of a job.")
    hint = _("Use at most {longest} small Latin letters, digits and single underscores, beginning with a letter.")


class BadSchedule(JobInvalid):
    """A schedule that is not written as cron has it, or that no moment meets."""

    message = _("The job {name} of {first} has the schedule '{schedule}', which cron would not understand.")
    hint = _("Write five fields, minute to day of the week, in the time of Shanghai: '30 6 * * *' is half past six.")


class BadRetry(JobInvalid):
    """A retry policy without an attempt, or with waiting times that do not grow."""

    message = _("The job {name} of {first} has a retry policy that says nothing.")
    hint = _("Give at least 1 attempt, and a first wait that is longer than none and no longer than the longest.")


class JobUnknown(Refusal):
    """A job that no plugin brings."""

    code = "JOB_UNKNOWN"
    message = _("There is no job '{name}'.")
    hint = _("The jobs are: {known}.")


class JobBusy(Refusal):
    """A job that somebody else is doing at the moment."""

    code = "JOB_BUSY"
    message = _("The job '{name}' is being done at the moment, perhaps by a worker.")
    hint = _("Wait until that run has ended; 'renda jobs' shows it.")
