"""Jobs of the plugin, with their schedules."""

from __future__ import annotations

from core.api import Job, _
from plugins.proposals import scheduled

JOBS = (
    Job(
        name="proposals_remind",
        label=_("Remind of deadlines"),
        schedule="5 * * * *",
        due=scheduled.due_reminders,
        handle=scheduled.remind,
    ),
    Job(
        name="proposals_close_feedback",
        label=_("Close evaluations whose time is over"),
        schedule="20 1 * * *",
        due=scheduled.due_feedback,
        handle=scheduled.close_feedback,
    ),
    Job(
        name="proposals_break_commitments",
        label=_("Note broken commitments"),
        schedule="40 1 * * *",
        due=scheduled.due_commitments,
        handle=scheduled.break_commitments,
    ),
    Job(
        name="proposals_publish",
        label=_("Publish suggestions and replies"),
        schedule="0 6 * * *",
        due=scheduled.due_publications,
        handle=scheduled.publish,
    ),
)
