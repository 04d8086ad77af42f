"""What another county adds to the permits, which knows nothing of the suburb: customs look at a permit."""

from __future__ import annotations

from sqlalchemy.orm import Mapped
from typing_extensions import override

from core.declarations.contribution import Contribution
from core.declarations.environments import Env
from core.declarations.models import extensible, field
from core.declarations.workflows import Step, StepContext, WorkflowExtension, allow
from core.values.choices import Choice
from tests.core.workflow.permits import CLERK, CheckInput, Permit, PermitState, of_clerk


class CustomsState(Choice):
    """Where a permit stands that customs look at."""

    CUSTOMS = "With customs"


class HarbourPermit(Permit):
    """A permit of the harbour."""

    stamps: Mapped[int] = field(label="Stamps", default=0, server_default="0")

    @override
    def check(self, env: Env, context: StepContext[CheckInput]) -> PermitState | None:
        self.stamps += 1
        return super().check(env, context)

    @extensible
    def ask_customs(self, env: Env, context: StepContext[object]) -> None:
        """Ask customs."""

    @extensible
    def clear_customs(self, env: Env, context: StepContext[object]) -> None:
        """Clear customs."""


CUSTOMS = WorkflowExtension(
    model=HarbourPermit,
    states=CustomsState,
    steps=(
        Step(
            name="ask_customs",
            label="Ask customs",
            sources=(PermitState.CHECKED,),
            targets=(CustomsState.CUSTOMS,),
            permission=(allow(CLERK, of_clerk),),
            effect=HarbourPermit.ask_customs,
        ),
        Step(
            name="clear_customs",
            label="Clear customs",
            sources=(CustomsState.CUSTOMS,),
            targets=(PermitState.CHECKED,),
            permission=(allow(CLERK, of_clerk),),
            effect=HarbourPermit.clear_customs,
        ),
    ),
    on_leave={CustomsState.CUSTOMS: PermitState.FILED},
)

HARBOUR = Contribution(
    plugin="harbour",
    depends=frozenset({"permits"}),
    package="renda_harbour",
    models=(HarbourPermit,),
    workflows=(CUSTOMS,),
)
