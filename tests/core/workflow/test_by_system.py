"""Steps that a job takes as SYSTEM: on the records of the model it names, whatever other workflows call theirs."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Mapped, Session

from core.composition.compose import compose
from core.database.embedded.throwaway import ThrowawayServer
from core.declarations.contribution import Contribution
from core.declarations.environments import Env
from core.declarations.models import Model, extensible, field, link
from core.declarations.roles import OPERATOR, PUBLIC, SYSTEM, SYSTEM_ACTOR
from core.declarations.rules import Action, grant
from core.declarations.workflows import NoInput, Step, StepContext, Workflow, allow
from core.generation.generation import Generation
from core.installation.install import install
from core.runtime import env as runtime
from tests.core.workflow.conftest import LOCALES
from tests.core.workflow.permits import CLERK, PERMITS, Office, Permit, PermitState

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Boat(Model):
    """A boat, which is broken up under the name of a step of permits."""

    state: Mapped[PermitState] = field(label="State", default=PermitState.FILED)

    @extensible
    def go(self, env: Env, context: StepContext[object]) -> None:
        """Go on."""


class BoatEvent(Model):
    """A step in the history of a boat."""

    boat_id: Mapped[int]
    boat: Mapped[Boat] = link(label="Boat")
    step: Mapped[str] = field(label="Step")
    from_state: Mapped[PermitState | None] = field(label="From")
    to_state: Mapped[PermitState] = field(label="To")
    at: Mapped[datetime] = field(label="At")
    actor: Mapped[str] = field(label="Actor")
    role: Mapped[str] = field(label="Role")
    reason: Mapped[str | None] = field(label="Reason")
    idempotency_key: Mapped[str | None] = field(label="Key", audience=(OPERATOR,))


LAUNCH = Step(
    name="launch_boat",
    label="Launch",
    targets=(PermitState.FILED,),
    permission=(allow(CLERK),),
    effect=Boat.go,
)
OTHERS = tuple(state for state in PermitState if state not in (PermitState.FILED, PermitState.DESTROYED))
STEPS = (
    LAUNCH,
    dataclasses.replace(LAUNCH, name="sail_boat", label="Sail", sources=(PermitState.FILED,), targets=OTHERS),
    dataclasses.replace(
        LAUNCH,
        name="destroy_permit",
        label="Break up",
        sources=tuple(PermitState)[:-1],
        targets=(PermitState.DESTROYED,),
        permission=(allow(SYSTEM),),
    ),
)
BOATS = Contribution(
    plugin="boats",
    depends=frozenset({"permits"}),
    package="renda_boats",
    models=(Boat, BoatEvent),
    rules=(grant(PUBLIC, Action.READ, Boat), grant(PUBLIC, Action.READ, BoatEvent)),
    workflows=(Workflow(model=Boat, event=BoatEvent, subject="boat", steps=STEPS, final=(PermitState.DESTROYED,)),),
)


@pytest.fixture(scope="module")
def fleet() -> Iterator[Generation]:
    """Permits and boats."""
    generation = compose([PERMITS, BOATS], locale_folders=LOCALES)
    yield generation
    generation.dispose()


@pytest.fixture
def harbour(database_server: ThrowawayServer, fleet: Generation) -> Iterator[Engine]:
    """A database of the permits and boats."""
    url = database_server.make_database()
    engine = create_engine(url)
    with engine.begin() as connection:
        install(fleet, connection)
    yield engine
    engine.dispose()
    database_server.drop_database(url)


def _env(generation: Generation, session: Session) -> Env:
    return runtime.Env(generation=generation, session=session, actor=SYSTEM_ACTOR, locale="en", now=NOW)


def test_a_step_is_taken_on_the_model_named_though_another_has_one_of_that_name(
    fleet: Generation, harbour: Engine
) -> None:
    with Session(harbour) as session:
        env = _env(fleet, session)
        office = env[Office](name="north", granted=0)
        permit = env[Permit](title="a wall", temporary=True, state=PermitState.ARCHIVED, office=office)
        boat = env[Boat]()
        session.add_all([permit, boat])
        session.flush()

        taken = env.take_by_system(Boat, "destroy_permit", boat.id)

        assert permit.id == boat.id
        assert taken is boat
        assert (boat.state, permit.state) == (PermitState.DESTROYED, PermitState.ARCHIVED)


@pytest.mark.parametrize(("model", "step"), [(Boat, "archive_permit"), (Boat, "sail_boat"), (Office, "destroy_permit")])
def test_a_step_that_the_model_does_not_have_for_the_system_is_a_fault(
    fleet: Generation, harbour: Engine, model: type[Model], step: str
) -> None:
    with Session(harbour) as session, pytest.raises(LookupError, match=f"SYSTEM takes no step {step}"):
        _env(fleet, session).take_by_system(model, step, 1)


@pytest.mark.parametrize("step", ["destroy_permit", "sail_boat"])
def test_only_a_step_that_makes_a_record_is_taken_on_none(fleet: Generation, harbour: Engine, step: str) -> None:
    with Session(harbour) as session, pytest.raises(LookupError, match=f"no step {step} makes a Boat"):
        _env(fleet, session).take(Boat, step, NoInput())
