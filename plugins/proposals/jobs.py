"""When what falls due by itself is looked for."""

from __future__ import annotations

from core.api import Job, _
from plugins.proposals import sweeps

JOBS = (
    Job(
        name="proposals_remind",
        label=_("Remind of deadlines"),
        schedule="5 * * * *",
        due=sweeps.due_reminders,
        handle=sweeps.remind,
    ),
    Job(
        name="proposals_close_feedback",
        label=_("Close evaluations whose time is over"),
        schedule="20 1 * * *",
        due=sweeps.due_feedback,
        handle=sweeps.close_feedback,
    ),
    Job(
        name="proposals_break_commitments",
        label=_("Note broken commitments"),
        schedule="40 1 * * *",
        due=sweeps.due_commitments,
        handle=sweeps.break_commitments,
    ),
    Job(
        name="proposals_publish",
        label=_("Publish suggestions and replies"),
        schedule="0 6 * * *",
        due=sweeps.due_publications,
        handle=sweeps.publish,
    ),
)
