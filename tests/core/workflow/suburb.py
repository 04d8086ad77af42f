"""What a county adds to the permits: neighbours are heard before a permit is granted, and grants are counted."""

from __future__ import annotations

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped
from typing_extensions import override

from core.declarations.contribution import Contribution
from core.declarations.environments import Env, RuleEnv
from core.declarations.models import extensible, field
from core.declarations.workflows import Step, StepContext, WorkflowExtension, allow, condition
from core.foundation.errors import Refusal
from core.values.choices import Choice
from tests.core.workflow.permits import CLERK, CheckInput, Permit, PermitState, of_clerk


class HearingState(Choice):
    """Where a permit stands that neighbours are heard about."""

    HEARING = "Neighbours are heard"


class NeighboursAngry(Refusal):
    """A permit against which neighbours are."""

    code = "NEIGHBOURS_ANGRY"
    message = "The neighbours are against it."


class SuburbPermit(Permit):
    """A permit of the suburb."""

    angry: Mapped[bool] = field(label="Neighbours are against it", default=False, server_default="false")
    checks: Mapped[int] = field(label="Checks", default=0, server_default="0")

    @override
    def check(self, env: Env, context: StepContext[CheckInput]) -> PermitState | None:
        self.checks += 1
        return super().check(env, context)

    @extensible
    def hear(self, env: Env, context: StepContext[object]) -> None:
        """Hear the neighbours."""

    @extensible
    def close_hearing(self, env: Env, context: StepContext[object]) -> None:
        """Close the hearing."""


def peaceful(env: RuleEnv, permit: type[SuburbPermit]) -> ColumnElement[bool]:
    return permit.angry.is_(False)


HEARING = WorkflowExtension(
    model=SuburbPermit,
    states=HearingState,
    steps=(
        Step(
            name="hear_neighbours",
            label="Hear the neighbours",
            sources=(PermitState.CHECKED,),
            targets=(HearingState.HEARING,),
            permission=(allow(CLERK, of_clerk),),
            effect=SuburbPermit.hear,
        ),
        Step(
            name="close_hearing",
            label="Close the hearing",
            sources=(HearingState.HEARING,),
            targets=(PermitState.CHECKED,),
            permission=(allow(CLERK, of_clerk),),
            effect=SuburbPermit.close_hearing,
        ),
    ),
    guards={"grant_permit": (condition(NeighboursAngry, peaceful),)},
    on_leave={HearingState.HEARING: PermitState.CHECKED},
)

SUBURB = Contribution(
    plugin="suburb",
    depends=frozenset({"permits"}),
    package="renda_suburb",
    models=(SuburbPermit,),
    workflows=(HEARING,),
)
