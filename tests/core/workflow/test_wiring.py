"""Workflows that do not fit together are refused by code, and the parties are named with their lines."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Mapped

from core.composition.compose import compose
from core.declarations.contribution import Contribution
from core.declarations.environments import Env, RuleEnv
from core.declarations.models import Model, extensible, field, link
from core.declarations.mutations import label
from core.declarations.roles import PUBLIC, SYSTEM
from core.declarations.rules import Action, grant
from core.declarations.workflows import Reason, Step, StepContext, Workflow, WorkflowExtension, allow, check, condition
from core.foundation.errors import Refusal, WiringError
from core.values.choices import Choice
from core.workflow import refusals
from tests.core.workflow.permits import (
    CLERK,
    PERMITS,
    STEPS,
    WORKFLOW,
    CheckInput,
    Office,
    Permit,
    PermitEvent,
    PermitState,
)
from tests.core.workflow.suburb import HEARING, SUBURB, HearingState

HERE = Path(__file__).name
CODES = {one.code for one in vars(refusals).values() if isinstance(one, type) and issubclass(one, WiringError)} - {
    WiringError.code
}


class Bare(Model):
    """A model whose history has no field at all."""

    state: Mapped[PermitState] = field(label="State", default=PermitState.FILED)


class BareEvent(Model):
    """A history without fields."""

    bare_id: Mapped[int]
    bare: Mapped[Bare] = link(label="Bare")


class Stateless(Model):
    """A model without a state."""


class NullEvent(Model):
    """A history that does not always know when."""

    permit_id: Mapped[int]
    permit: Mapped[Permit] = link(label="Permit")
    step: Mapped[str] = field(label="Step")
    from_state: Mapped[PermitState | None] = field(label="From")
    to_state: Mapped[PermitState] = field(label="To")
    at: Mapped[datetime | None] = field(label="At")
    actor: Mapped[str] = field(label="Actor")
    role: Mapped[str] = field(label="Role")
    reason: Mapped[str | None] = field(label="Reason")
    idempotency_key: Mapped[str | None] = field(label="Key")


class NosyEvent(PermitEvent):
    """A history with a field where the engine keeps something."""

    request_digest: Mapped[str | None] = field(label="Digest")


class SteppingPermit(Permit):
    """A permit with an attribute that composing adds to every model with a workflow."""

    def available_steps(self) -> None: ...


class Limbo(Choice):
    """States that lead nowhere."""

    LEFT = "Left"
    RIGHT = "Right"


class Detailed(Refusal):
    """A refusal that needs to be told something."""

    code = "DETAILED"
    message = "It is {colour}."


class OddPermit(Permit):
    """A permit with effects that do not fit."""

    def closed(self, env: Env, context: StepContext[object]) -> None:
        """Do what is not open to others."""

    @extensible
    def silent(self, env: Env, context: StepContext[object]) -> None:
        pass

    @extensible
    def curious(self, env: Env) -> None:
        """Do something, whatever is taken."""

    @extensible
    def move(self, env: Env, context: StepContext[object]) -> None:
        """Move a permit."""


def elsewhere(self: Permit, env: Env, context: StepContext[object]) -> None:
    """Do something that is no method."""


@dataclass
class Changeable:
    """An input that could be changed underway."""


@dataclass(frozen=True)
class Greedy:
    """An input that uses a name of the engine."""

    reason: str = ""


@dataclass(frozen=True)
class Usual:
    """An input that need not be given."""

    note: str = dataclasses.field(default="", metadata=label("Note"))


@dataclass(frozen=True)
class Silent:
    note: str = ""


Silent.__doc__ = None


def free(env: RuleEnv, permit: type[Permit]) -> Any:  # noqa: ANN401 - what a predicate gives
    return permit.blocked.is_(False)


def broken(env: RuleEnv, permit: type[Permit]) -> Any:  # noqa: ANN401 - likewise
    raise ZeroDivisionError


def a_step(**given: Any) -> Step:  # noqa: ANN401 - the arguments of a step
    """A step that fits, but for what is given."""
    usual: dict[str, Any] = {
        "name": "move_permit",
        "label": "Move",
        "sources": (PermitState.FILED,),
        "targets": (PermitState.CHECKED,),
        "permission": (allow(CLERK),),
        "effect": OddPermit.move,
    }
    return Step(**{**usual, **given})


def odd(*workflows: Workflow | WorkflowExtension, models: tuple[type[Model], ...] = (OddPermit,)) -> Contribution:
    rules = tuple(grant(PUBLIC, Action.READ, model) for model in models if Model in model.__bases__)
    return Contribution(
        plugin="odd",
        depends=frozenset({"permits", "suburb"}),
        package="renda_odd",
        models=models,
        rules=rules,
        workflows=workflows,
    )


def extended(**given: Any) -> Contribution:  # noqa: ANN401 - the arguments of an extension
    return odd(WorkflowExtension(model=OddPermit, **given))


def refusal_of(*contributions: Contribution) -> WiringError:
    with pytest.raises(WiringError) as caught:
        compose(contributions)
    return caught.value


def loops() -> Contribution:
    """Two states that lead to each other and to nothing else."""
    steps = (
        a_step(name="enter", targets=(Limbo.LEFT,)),
        a_step(name="go_right", sources=(Limbo.LEFT,), targets=(Limbo.RIGHT,)),
        a_step(name="go_left", sources=(Limbo.RIGHT,), targets=(Limbo.LEFT,)),
    )
    return extended(states=Limbo, steps=steps, on_leave=dict.fromkeys(Limbo, PermitState.FILED))


def of_a_model(model: type[Model], event: type[Model], subject: str, *models: type[Model]) -> Contribution:
    return odd(Workflow(model=model, event=event, subject=subject, steps=(a_step(),), final=()), models=models)


CASES: dict[str, tuple[str, Callable[[], tuple[Contribution, ...]], tuple[str, ...]]] = {
    "two_workflows": (
        "DUPLICATE_WORKFLOW",
        lambda: (PERMITS, odd(dataclasses.replace(WORKFLOW), models=())),
        ("permits", "odd"),
    ),
    "extension_of_none": ("NO_WORKFLOW", lambda: (PERMITS, odd(WorkflowExtension(model=Office))), ("odd",)),
    "workflow_of_a_model_nobody_lists": (
        "NO_WORKFLOW",
        lambda: (PERMITS, of_a_model(Bare, BareEvent, "bare", OddPermit)),
        ("odd",),
    ),
    "no_state": ("WORKFLOW_FIELD", lambda: (PERMITS, of_a_model(Stateless, BareEvent, "bare", Stateless)), ("odd",)),
    "no_history": ("WORKFLOW_FIELD", lambda: (PERMITS, of_a_model(Bare, BareEvent, "bare", Bare)), ("odd",)),
    "no_subject": (
        "WORKFLOW_FIELD",
        lambda: (PERMITS, of_a_model(Bare, BareEvent, "thing", Bare, BareEvent)),
        ("odd",),
    ),
    "no_field": ("WORKFLOW_FIELD", lambda: (PERMITS, of_a_model(Bare, BareEvent, "bare", Bare, BareEvent)), ("odd",)),
    "field_that_may_be_null": (
        "WORKFLOW_FIELD",
        lambda: (
            dataclasses.replace(
                PERMITS,
                models=(Office, Permit, PermitEvent, NullEvent),
                rules=(*PERMITS.rules, grant(PUBLIC, Action.READ, NullEvent)),
                workflows=(dataclasses.replace(WORKFLOW, event=NullEvent),),
            ),
        ),
        ("permits",),
    ),
    "field_that_is_the_engines": ("WORKFLOW_FIELD", lambda: (PERMITS, odd(models=(NosyEvent,))), ("permits",)),
    "attribute_that_is_the_engines": (
        "DUPLICATE_ATTRIBUTE",
        lambda: (PERMITS, odd(models=(SteppingPermit,))),
        ("odd",),
    ),
    "two_steps": (
        "DUPLICATE_STEP",
        lambda: (PERMITS, extended(steps=(a_step(name="check_permit"),))),
        ("permits", "odd"),
    ),
    "two_states": (
        "DUPLICATE_STATE",
        lambda: (PERMITS, SUBURB, extended(states=HearingState)),
        ("suburb", "odd"),
    ),
    "step_from_an_unknown_state": (
        "UNKNOWN_STATE",
        lambda: (PERMITS, extended(steps=(a_step(sources=(Limbo.LEFT,)),))),
        ("odd",),
    ),
    "unknown_final_state": ("UNKNOWN_STATE", lambda: (PERMITS, extended(final=(Limbo.LEFT,))), ("odd",)),
    "guard_on_an_unknown_step": (
        "UNKNOWN_STEP",
        lambda: (PERMITS, extended(guards={"weigh_permit": (condition(Detailed, free),)})),
        ("odd",),
    ),
    "no_way_in": (
        "UNREACHABLE_STATE",
        lambda: (PERMITS, extended(states=Limbo, on_leave=dict.fromkeys(Limbo, PermitState.FILED))),
        ("odd",),
    ),
    "no_way_out": (
        "DEAD_END",
        lambda: (
            PERMITS,
            SUBURB,
            extended(
                states=Limbo,
                steps=(a_step(targets=(Limbo.LEFT, Limbo.RIGHT)),),
                on_leave=dict.fromkeys(Limbo, PermitState.FILED),
            ),
        ),
        ("odd",),
    ),
    "round_in_circles": ("NO_WAY_TO_END", lambda: (PERMITS, loops()), ("odd",)),
    "nowhere_to_go_when_leaving": (
        "NO_WAY_BACK",
        lambda: (
            PERMITS,
            dataclasses.replace(SUBURB, workflows=(dataclasses.replace(HEARING, on_leave={}),)),
        ),
        ("suburb",),
    ),
    "leaving_to_a_state_that_leaves_too": (
        "NO_WAY_BACK",
        lambda: (
            PERMITS,
            odd(
                WorkflowExtension(model=OddPermit, states=HearingState, on_leave={HearingState.HEARING: Limbo.LEFT}),
                WorkflowExtension(model=OddPermit, states=Limbo, on_leave=dict.fromkeys(Limbo, PermitState.FILED)),
            ),
        ),
        ("odd",),
    ),
    "predicate_that_fails": (
        "BROKEN_RULE",
        lambda: (PERMITS, extended(steps=(a_step(permission=(allow(CLERK, broken),)),))),
        ("odd",),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_workflows_that_do_not_fit_are_refused_with_the_names_of_the_parties(case: str) -> None:
    code, contributions, parties = CASES[case]

    refusal = refusal_of(*contributions())

    assert refusal.code == code
    for party in parties:
        assert f"'{party}' (tests/core/workflow/" in str(refusal)
    assert refusal.hint.format_map(refusal.details)


FAULTS: dict[str, tuple[dict[str, Any], str]] = {
    "is no method of Permit": ({"effect": elsewhere}, "its effect elsewhere"),
    "is not marked @extensible": ({"effect": OddPermit.closed}, "its effect closed"),
    "has no docstring, which clients read": ({"effect": OddPermit.silent}, "its effect silent"),
    "does not take (self, env, context)": ({"effect": OddPermit.curious}, "its effect curious"),
    "is no frozen dataclass": ({"input": Changeable}, "its input Changeable"),
    "has a field 'reason', which every step has": ({"input": Greedy}, "its input Greedy"),
    "has no docstring": ({"input": Silent}, "its input Silent"),
    "nobody may take it": ({"permission": ()}, ""),
    "but whoever takes it must be signed in": ({"permission": (allow(CLERK), allow(PUBLIC))}, "it names the public"),
    "it has no label": ({"label": ""}, ""),
    "must reach exactly one state": ({"sources": (), "targets": ()}, ""),
    "for each state it leaves, and for no other": ({"targets": {PermitState.CHECKED: (PermitState.CHECKED,)}}, ""),
    "so it has neither an input nor a bulk mutation": ({"permission": (allow(SYSTEM),), "input": Usual}, ""),
    "SYSTEM may take it, who gives neither input nor reason": (
        {"permission": (allow(SYSTEM),), "reason": Reason.REQUIRED},
        "",
    ),
    "SYSTEM may take it, who gives neither": (
        {"permission": (allow(CLERK), allow(SYSTEM)), "reason": Reason.REQUIRED},
        "",
    ),
    "SYSTEM may take it": ({"permission": (allow(CLERK), allow(SYSTEM)), "input": CheckInput}, ""),
    "so it cannot be taken on many": ({"sources": (), "bulk": "move_permits"}, ""),
    "so it must leave a state and be SYSTEM's alone": ({"automatic": True}, ""),
    "or it would never end": (
        {"automatic": True, "permission": (allow(SYSTEM),), "targets": (PermitState.FILED,)},
        "",
    ),
    "the deadline decisoin, but the clock keeps only decision, notice": ({"starts": ("decisoin",)}, ""),
    "the deadline decisions, but the clock keeps": ({"stops": ("decisions",)}, ""),
    "the deadline warning, but the clock keeps": ({"within": ("warning",)}, ""),
    "within the deadline notice, but the clock refuses nothing": ({"within": ("notice",)}, ""),
    "its condition refuses with Detailed, whose sentence needs details": (
        {"guards": (condition(Detailed, free),)},
        "",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_step_that_cannot_work_is_refused_with_its_fault(fault: str) -> None:
    given, about = FAULTS[fault]
    step = a_step(**given)

    refusal = refusal_of(PERMITS, extended(steps=(step,)))

    assert refusal.code == "STEP_FAULT"
    assert fault in str(refusal)
    assert about in str(refusal)
    assert f"The step move_permit of 'odd' (tests/core/workflow/{HERE}:{step.place.line})" in str(refusal)


def test_a_step_with_deadlines_needs_a_clock() -> None:
    without = dataclasses.replace(PERMITS, workflows=(dataclasses.replace(WORKFLOW, clock=None),))

    refusal = refusal_of(without)

    assert refusal.code == "STEP_FAULT"
    assert "it names deadlines, but the workflow has no clock" in str(refusal)


@pytest.mark.parametrize("between", [(), (Limbo.RIGHT,)])
def test_automatic_steps_that_lead_back_to_each_other_are_refused_with_both_names(between: tuple[Choice, ...]) -> None:
    way = (PermitState.CHECKED, Limbo.LEFT, *between, PermitState.CHECKED)
    steps = tuple(
        a_step(name=f"drift_{number}", sources=(start,), targets=(end,), permission=(allow(SYSTEM),), automatic=True)
        for number, (start, end) in enumerate(pairwise(way))
    )
    seen = a_step(name="see_right", sources=(PermitState.FILED,), targets=(Limbo.RIGHT,))
    out = a_step(name="leave_right", sources=(Limbo.RIGHT,))
    states = {"states": Limbo, "on_leave": dict.fromkeys(Limbo, PermitState.CHECKED)}

    refusal = refusal_of(PERMITS, extended(steps=(*steps, seen, out), **states))

    assert refusal.code == "STEP_FAULT"
    assert f"The step drift_0 of 'odd' (tests/core/workflow/{HERE}:{steps[0].place.line})" in str(refusal)
    last = f"and so is {steps[-1].name} of 'odd' (tests/core/workflow/{HERE}:{steps[-1].place.line})"
    assert f"{last}, which leads back to the state CHECKED" in str(refusal)


def test_automatic_steps_may_follow_each_other_and_a_clerk_may_lead_back() -> None:
    ahead = a_step(
        name="drift", sources=(PermitState.CHECKED,), targets=(Limbo.LEFT,), permission=(allow(SYSTEM),), automatic=True
    )
    on = dataclasses.replace(ahead, name="drift_on", sources=(Limbo.LEFT,), targets=(Limbo.RIGHT,))
    back = a_step(name="go_back", sources=(Limbo.RIGHT,))
    states = {"states": Limbo, "on_leave": dict.fromkeys(Limbo, PermitState.CHECKED)}

    generation = compose([PERMITS, extended(steps=(ahead, on, back), **states)])

    assert {"drift", "drift_on", "go_back"} <= set(generation.workflows["Permit"].steps)
    generation.dispose()


def test_every_refusal_of_workflows_has_a_case() -> None:
    assert {code for code, _, _ in CASES.values()} | {"STEP_FAULT"} >= CODES


def test_what_fits_is_refused_nothing() -> None:
    usual = a_step(name="move_usually", permission=(allow(CLERK), allow(SYSTEM)), input=Usual, bulk="move_many")
    steps = (
        usual,
        a_step(guards=(check(lambda *_: None),), within=("decision",), starts=("notice",), stops=("notice",)),
    )

    generation = compose([PERMITS, SUBURB, extended(steps=steps)])

    names = {step.name for step in (*STEPS, *HEARING.steps, *steps)}
    assert set(generation.workflows["Permit"].steps) == names
    assert {mutation for mutation in generation.mutations if mutation in names} >= {"hear_neighbours", "move_permit"}
    generation.dispose()
