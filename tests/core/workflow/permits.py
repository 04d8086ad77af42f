"""A small world with a workflow: permits that citizens file and clerks of an office check, grant or refuse."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import unique

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import Mapped, aliased

from core.declarations.contribution import Contribution
from core.declarations.environments import Env, RuleEnv
from core.declarations.models import Model, extensible, field, link, links
from core.declarations.mutations import Ref, label
from core.declarations.roles import OPERATOR, PUBLIC, SYSTEM, Role
from core.declarations.rules import Action, grant
from core.declarations.workflows import Reason, Step, StepContext, Workflow, allow, check, condition
from core.foundation.errors import Refusal
from core.values.choices import Choice

CITIZEN = Role("citizen", "Citizen", scope="office")
CLERK = Role("clerk", "Clerk", scope="office")
HEAD = Role("head", "Head of an office", scope="office")


@unique
class PermitState(Choice):
    """Where a permit stands."""

    FILED = "Filed"
    CHECKED = "Checked"
    GRANTED = "Granted"
    REFUSED = "Refused"
    ARCHIVED = "Archived"
    DESTROYED = "Destroyed"


class FeeMissing(Refusal):
    """A permit whose fee was not paid."""

    code = "FEE_MISSING"
    message = "The fee was not paid."
    hint = "Pay it."


class TitleBad(Refusal):
    """A title nobody can read."""

    code = "VALIDATION"
    message = "The title {title} cannot be read."


class Blocked(Refusal):
    """A permit that somebody blocked."""

    code = "BLOCKED"
    message = "The permit is blocked."


class Rude(Refusal):
    """A reason that is rude."""

    code = "RUDE"
    message = "This is rude."


class OfficeClosed(Refusal):
    """A permit filed at an office that is closed."""

    code = "OFFICE_CLOSED"
    message = "The office is closed."


class TooLate(Refusal):
    """A permit decided on after its day."""

    code = "TOO_LATE"
    message = "It is too late for the {kind}."


class Calendar:
    """Lets a permit be decided on within ten days, and its office be told; only the first refuses what comes late."""

    kinds = ("decision", "notice")
    refusing = ("decision",)

    def check(self, env: Env, record: Permit, kind: str, context: StepContext[object]) -> Refusal | None:
        late = record.due is not None and record.due < env.now
        return TooLate(kind=kind) if late else None

    def start(self, env: Env, record: Permit, kind: str, context: StepContext[object]) -> None:
        record.due = env.now + timedelta(days=10)

    def stop(self, env: Env, record: Permit, kind: str, context: StepContext[object]) -> None:
        record.due = None


@dataclass(frozen=True, kw_only=True)
class FileInput:
    """What a permit is filed with."""

    office: Ref[Office] = dataclasses.field(metadata=label("Office"))
    title: str = dataclasses.field(metadata=label("Title"))
    open: bool = dataclasses.field(default=True, metadata=label("Whether everyone may read it"))


@dataclass(frozen=True, kw_only=True)
class CheckInput:
    """What was found."""

    note: str = dataclasses.field(metadata=label("Note"))
    refuse: bool = dataclasses.field(default=False, metadata=label("Whether to refuse it at once"))


class Office(Model):
    """An office."""

    name: Mapped[str] = field(label="Name", unique=True)
    granted: Mapped[int] = field(label="Permits granted", default=0)
    closed: Mapped[bool] = field(label="Closed", default=False, server_default="false")


class Permit(Model):
    """A permit."""

    title: Mapped[str] = field(label="Title", length=60)
    open: Mapped[bool] = field(label="Open", default=True)
    paid: Mapped[bool] = field(label="Paid", default=False, server_default="false")
    closing: Mapped[bool] = field(label="To be archived when granted", default=False, server_default="false")
    temporary: Mapped[bool] = field(label="To be destroyed once archived", default=False, server_default="false")
    blocked: Mapped[bool] = field(label="Blocked", default=False, server_default="false")
    due: Mapped[datetime | None] = field(label="To be decided on by")
    note: Mapped[str | None] = field(label="Note")
    state: Mapped[PermitState] = field(label="State", index=True, default=PermitState.FILED)
    office_id: Mapped[int]
    office: Mapped[Office] = link(label="Office")
    events: Mapped[list[PermitEvent]] = links(label="History", back="permit")

    @extensible
    def file(self, env: Env, context: StepContext[FileInput]) -> None:
        """File a permit."""
        self.title = context.input.title
        self.open = context.input.open
        self.office_id = env.get(Office, context.input.office.id, field="office").id

    @extensible
    def check(self, env: Env, context: StepContext[CheckInput]) -> PermitState | None:
        """Check a permit."""
        self.note = context.input.note
        return PermitState.REFUSED if context.input.refuse else None

    @extensible
    def grant(self, env: Env, context: StepContext[object]) -> None:
        """Grant a permit."""
        office = env.locked(Office, self.office_id)
        office.granted += 1

    @extensible
    def refuse(self, env: Env, context: StepContext[object]) -> None:
        """Refuse a permit."""
        context.noted["remark"] = f"refused by {env.actor.name}"

    @extensible
    def archive(self, env: Env, context: StepContext[object]) -> None:
        """Archive a permit."""

    @extensible
    def destroy(self, env: Env, context: StepContext[object]) -> None:
        """Destroy a permit."""

    @extensible
    def annotate(self, env: Env, context: StepContext[CheckInput]) -> PermitState | None:
        """Add a note, whatever the state."""
        self.note = context.input.note
        return PermitState.REFUSED if context.input.refuse else None  # which the step reaches from one state only

    @extensible
    def oppose(self, env: Env, context: StepContext[object]) -> None:
        """Object to a permit, which changes nothing of it."""
        context.noted["remark"] = f"{env.actor.name} objects"


class PermitEvent(Model):
    """A step in the history of a permit."""

    __keys__ = (("actor", "idempotency_key"),)

    permit_id: Mapped[int]
    permit: Mapped[Permit] = link(label="Permit")
    step: Mapped[str] = field(label="Step")
    from_state: Mapped[PermitState | None] = field(label="From")
    to_state: Mapped[PermitState] = field(label="To")
    at: Mapped[datetime] = field(label="At")
    actor: Mapped[str] = field(label="Actor")
    role: Mapped[str] = field(label="Role")
    reason: Mapped[str | None] = field(label="Reason")
    idempotency_key: Mapped[str | None] = field(label="Key", audience=(OPERATOR,))
    remark: Mapped[str | None] = field(label="Remark")


def is_open(env: RuleEnv, permit: type[Permit]) -> ColumnElement[bool]:
    return permit.open.is_(True)


def of_clerk(env: RuleEnv, permit: type[Permit]) -> ColumnElement[bool]:
    return env.in_scope(CLERK, permit.office_id)


def of_head(env: RuleEnv, permit: type[Permit]) -> ColumnElement[bool]:
    return env.in_scope(HEAD, permit.office_id)


def of_citizen(env: RuleEnv, permit: type[Permit]) -> ColumnElement[bool]:
    return env.in_scope(CITIZEN, permit.office_id)


def paid(env: RuleEnv, permit: type[Permit]) -> ColumnElement[bool]:
    return permit.paid.is_(True)


def closing(env: RuleEnv, permit: type[Permit]) -> ColumnElement[bool]:
    return permit.closing.is_(True)


def temporary(env: RuleEnv, permit: type[Permit]) -> ColumnElement[bool]:
    return permit.temporary.is_(True)


def free(env: RuleEnv, permit: type[Permit]) -> ColumnElement[bool]:
    return permit.blocked.is_(False)


def office_open(env: RuleEnv, permit: type[Permit]) -> ColumnElement[bool]:
    office = aliased(env[Office])
    return exists().where(office.id == permit.office_id, office.closed.is_(False))


def polite(env: Env, permit: Permit, context: StepContext[object]) -> Refusal | None:
    return Rude() if "damn" in (context.reason or "") else None


def readable_title(env: Env, permit: Permit, context: StepContext[FileInput]) -> Refusal | None:
    title = context.input.title
    return None if title.isprintable() else TitleBad(title=ascii(title), field="title")


STEPS = (
    Step(
        name="file_permit",
        label="File",
        targets=(PermitState.FILED,),
        permission=(allow(CITIZEN, of_citizen),),
        effect=Permit.file,
        input=FileInput,
        guards=(check(readable_title), condition(OfficeClosed, office_open)),
        starts=("decision",),
    ),
    Step(
        name="check_permit",
        label="Check",
        sources=(PermitState.FILED,),
        targets=(PermitState.CHECKED, PermitState.REFUSED),
        permission=(allow(CLERK, of_clerk), allow(HEAD, of_head)),
        effect=Permit.check,
        input=CheckInput,
        bulk="check_permits",
    ),
    Step(
        name="grant_permit",
        label="Grant",
        sources=(PermitState.CHECKED,),
        targets=(PermitState.GRANTED,),
        permission=(allow(HEAD, of_head),),
        effect=Permit.grant,
        guards=(condition(FeeMissing, paid), check(polite), condition(Blocked, free)),
        within=("decision",),
        stops=("decision",),
    ),
    Step(
        name="refuse_permit",
        label="Refuse",
        sources=(PermitState.FILED, PermitState.CHECKED),
        targets=(PermitState.REFUSED,),
        permission=(allow(HEAD, of_head),),
        effect=Permit.refuse,
        reason=Reason.REQUIRED,
        stops=("decision",),
    ),
    Step(
        name="annotate_permit",
        label="Annotate",
        sources=(PermitState.FILED, PermitState.CHECKED, PermitState.GRANTED, PermitState.REFUSED),
        targets={
            PermitState.FILED: (PermitState.FILED,),
            PermitState.CHECKED: (PermitState.CHECKED, PermitState.REFUSED),
            PermitState.GRANTED: (PermitState.GRANTED,),
            PermitState.REFUSED: (PermitState.REFUSED,),
        },
        permission=(allow(CLERK, of_clerk),),
        effect=Permit.annotate,
        input=CheckInput,
    ),
    Step(
        name="oppose_permit",
        label="Object",
        sources=(PermitState.FILED, PermitState.CHECKED),
        permission=(allow(CITIZEN),),
        effect=Permit.oppose,
    ),
    Step(
        name="archive_permit",
        label="Archive",
        sources=(PermitState.GRANTED,),
        targets=(PermitState.ARCHIVED,),
        permission=(allow(SYSTEM),),
        effect=Permit.archive,
        guards=(condition(FeeMissing, closing),),
        automatic=True,
    ),
    Step(
        name="destroy_permit",
        label="Destroy",
        sources=(PermitState.ARCHIVED,),
        targets=(PermitState.DESTROYED,),
        permission=(allow(SYSTEM, temporary),),
        effect=Permit.destroy,
        automatic=True,
    ),
)

WORKFLOW = Workflow(
    model=Permit,
    event=PermitEvent,
    subject="permit",
    steps=STEPS,
    final=(PermitState.GRANTED, PermitState.REFUSED, PermitState.ARCHIVED, PermitState.DESTROYED),
    clock=Calendar(),
)

PERMITS = Contribution(
    plugin="permits",
    depends=frozenset(),
    package="renda_permits",
    models=(Office, Permit, PermitEvent),
    roles=(CITIZEN, CLERK, HEAD),
    rules=(
        grant(PUBLIC, Action.READ, Office),
        grant(PUBLIC, Action.READ, Permit, is_open),
        grant(CLERK, Action.READ, Permit, of_clerk),
        grant(HEAD, Action.READ, Permit, of_head),
        grant(CITIZEN, Action.READ, Permit, of_citizen),
        grant(PUBLIC, Action.READ, PermitEvent),
    ),
    workflows=(WORKFLOW,),
)
