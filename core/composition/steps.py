"""Checks a composed workflow: each step for itself, then the transitions between its states."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Mapping
from dataclasses import MISSING
from typing import TYPE_CHECKING, Any

from core.declarations.models import is_extensible
from core.declarations.places import function_of
from core.declarations.roles import PUBLIC, SYSTEM
from core.declarations.workflows import NoInput, Reason
from core.foundation.i18n import docstring
from core.foundation.origins import Origin
from core.workflow.inputs import OWN_FIELDS
from core.workflow.refusals import DeadEnd, NoWayToEnd, StepFault, UnreachableState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.declarations.workflows import Clock, Step
    from core.foundation.errors import WiringError
    from core.generation.workflows import ComposedStep, ComposedWorkflow
    from core.mapping.drafts import ModelDraft
    from core.values.choices import Choice


def check_step(workflow: ComposedWorkflow, step: ComposedStep, draft: ModelDraft) -> None:
    """Refuse a step that cannot work."""
    for fault in _faults(workflow, step, draft):
        raise StepFault(step=step.name, first=Origin(step.owner, step.step.place), reason=fault)


def _faults(workflow: ComposedWorkflow, step: ComposedStep, draft: ModelDraft) -> Iterator[str]:
    yield from _effect_faults(step, draft)
    yield from _input_faults(step)
    yield from _shape_faults(step)
    yield from _deadline_faults(workflow.clock, step.step)
    yield from _automatic_faults(workflow, step)
    yield from _guard_faults(step)


def _effect_faults(step: ComposedStep, draft: ModelDraft) -> Iterator[str]:
    name = step.step.effect.__name__
    owner = next((layer for layer in draft.chain.layers if name in vars(layer.definition)), None)
    function = function_of(vars(owner.definition)[name]) if owner else None
    if function is None or function is not function_of(step.step.effect):
        yield f"its effect {name} is no method of {draft.name}"
    elif list(inspect.signature(function).parameters) != ["self", "env", "context"]:
        yield f"its effect {name} does not take (self, env, context)"
    elif not is_extensible(function):
        yield f"its effect {name} is not marked @extensible"
    elif not docstring(function):
        yield f"its effect {name} has no docstring, which clients read"


def _input_faults(step: ComposedStep) -> Iterator[str]:
    given = step.step.input
    parameters = getattr(given, "__dataclass_params__", None)
    if parameters is None or not parameters.frozen:
        yield f"its input {given.__name__} is no frozen dataclass"
        return
    taken = [each.name for each in dataclasses.fields(given) if each.name in OWN_FIELDS]
    if taken:
        yield f"its input {given.__name__} has a field '{taken[0]}', which every step has"
    if given is not NoInput and not docstring(given):
        yield f"its input {given.__name__} has no docstring"


def _shape_faults(step: ComposedStep) -> Iterator[str]:
    declared = step.step
    if not declared.permission:
        yield "nobody may take it; name at least one role in `permission`"
    if PUBLIC in step.roles:
        yield "it names the public in `permission`, but whoever takes it must be signed in; name a role"
    if not declared.label:
        yield "it has no label"
    if declared.creates and len(declared.all_targets) != 1:
        yield "it leaves no state, so it makes a record, and must reach exactly one state"
    if isinstance(declared.targets, Mapping) and set(declared.targets) != set(declared.sources):
        yield "it must say for each state it leaves, and for no other, which states it reaches"
    if _system_only(step) and (declared.input is not NoInput or declared.bulk):
        yield "it is SYSTEM's alone, so it has neither an input nor a bulk mutation"
    if SYSTEM in step.roles and (declared.reason is Reason.REQUIRED or not _goes_without(declared.input)):
        yield "SYSTEM may take it, who gives neither input nor reason"
    if declared.bulk and declared.creates:
        yield "it makes a record, so it cannot be taken on many"


def _goes_without(given: type) -> bool:
    """Whether the input can be made of its defaults."""
    defaults = ((each.default, each.default_factory) for each in dataclasses.fields(given))
    return all(default is not MISSING or factory is not MISSING for default, factory in defaults)


def _deadline_faults(clock: Clock | None, declared: Step) -> Iterator[str]:
    named = (*declared.within, *declared.starts, *declared.stops)
    if clock is None:
        if named:
            yield "it names deadlines, but the workflow has no clock"
        return
    for kind in named:
        if kind not in clock.kinds:
            yield f"it names the deadline {kind}, but the clock keeps only {', '.join(sorted(clock.kinds))}"
    for kind in declared.within:
        if kind not in clock.refusing:
            yield f"it must be taken within the deadline {kind}, but the clock refuses nothing that comes after it"


def _system_only(step: ComposedStep) -> bool:
    return [role.name for role in step.roles] == [SYSTEM.name]


def _automatic_faults(workflow: ComposedWorkflow, step: ComposedStep) -> Iterator[str]:
    declared = step.step
    if not declared.automatic:
        return
    if not _system_only(step) or declared.creates:
        yield "it is automatic, so it must leave a state and be SYSTEM's alone"
    if any(state in declared.targets_from(state) for state in declared.sources):
        yield "it is automatic, so it must lead out of each state it leaves, or it would never end"
    for state in declared.sources:
        last = _way_back(workflow, step, state)
        if last is not None:
            other = f"{last.name} of {Origin(last.owner, last.step.place)}"
            yield f"it is automatic, and so is {other}, which leads back to the state {state.name}, without end"


def _way_back(workflow: ComposedWorkflow, step: ComposedStep, state: Choice) -> ComposedStep | None:
    """The automatic step that comes back to the state which the step leaves; None where none does."""
    transitions = [
        (start, other, end) for start, other, end in workflow.transitions() if start and other.step.automatic
    ]
    onward: dict[Choice, set[Choice]] = {}
    for start, _, end in transitions:
        onward.setdefault(start, set()).add(end)
    behind = _closure(step.step.targets_from(state), onward)
    return next((other for start, other, end in transitions if start in behind and end is state), None)


def _guard_faults(step: ComposedStep) -> Iterator[str]:
    for guard in step.guards:
        if guard.refusal is not None and guard.holds is not None and not _speaks(guard.refusal):
            yield f"its condition refuses with {guard.refusal.__name__}, whose sentence needs details"


def _speaks(refusal: type[Exception]) -> bool:
    """Whether the refusal's sentence needs no details."""
    try:
        refusal()
    except KeyError:
        return False
    return True


def check_graph(workflow: ComposedWorkflow, owners: Mapping[Choice, Origin]) -> None:
    """Refuse states nobody can get to, dead ends, and circles without an end."""
    forward: dict[Choice | None, set[Choice]] = {}
    backward: dict[Choice, set[Choice]] = {}
    for start, _, end in workflow.transitions():
        forward.setdefault(start, set()).add(end)
        if start is not None and start is not end:
            backward.setdefault(end, set()).add(start)
    reached = _closure(forward.get(None, set()), forward)
    ending = _closure(workflow.final, backward)
    for state in workflow.states:
        fault: type[WiringError] | None = None
        if state not in reached:
            fault = UnreachableState
        elif state not in workflow.final and not forward.get(state, set()) - {state}:
            fault = DeadEnd
        elif state not in ending:
            fault = NoWayToEnd
        if fault is not None:
            raise fault(model=workflow.model, state=state.name, first=owners[state])


def _closure(start: Iterable[Choice], onward: Mapping[Any, set[Choice]]) -> set[Choice]:
    found = set(start)
    pending = list(found)
    while pending:
        for following in onward.get(pending.pop(), set()) - found:
            found.add(following)
            pending.append(following)
    return found
