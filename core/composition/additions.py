"""What composing adds to the declarations of plugins: all that the engine of workflows needs, in one place."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from sqlalchemy import String

from core.declarations.places import place_of
from core.foundation.origins import Origin
from core.mapping.refusals import DuplicateAttribute
from core.workflow.available import available_steps_field
from core.workflow.idempotency import DIGEST, DIGEST_LENGTH
from core.workflow.mutations import step_mutations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.declarations.contribution import Contribution
    from core.declarations.mutations import Mutation
    from core.generation.models import ChoiceTypes, ComposedResolved
    from core.generation.workflows import ComposedWorkflow
    from core.mapping.drafts import ModelDraft

STATES_OF_HISTORY = ("from_state", "to_state")
"""The fields of every history that hold states."""


@dataclass(frozen=True, kw_only=True)
class Additions:
    """What is added to the models of workflows, and to what their plugins contribute.

    - A model with a workflow gets the field `available_steps`, and its state may be one that an extension adds.
    - A history gets the column in which the engine keeps what was asked under a key, and holds the added states too.
    - The plugin of a step gets its mutations.
    """

    models: Mapping[str, ModelDraft]
    mutations: Mapping[str, tuple[Mutation, ...]]

    def of(self, contributions: Sequence[Contribution]) -> tuple[Contribution, ...]:
        """The contributions, each with the mutations of the steps that its plugin declares."""
        return tuple(
            dataclasses.replace(one, mutations=(*one.mutations, *self.mutations.get(one.plugin, ())))
            for one in contributions
        )


def additions_to(drafts: Mapping[str, ModelDraft], workflows: Mapping[str, ComposedWorkflow]) -> Additions:
    """What the workflows add to the drafts, none of which is changed, and to the contributions.

    Raises:
        DuplicateAttribute: if a plugin declares what is added.
    """
    models = dict(drafts)
    for workflow in workflows.values():
        record = models[workflow.model]
        more = _more_states(record, workflow)
        models[record.name] = _with_available_steps(_opened(record, (workflow.state,), more), workflow)
        history = next(one for one in models.values() if one.chain.root.definition is workflow.event)
        opened = _opened(history, STATES_OF_HISTORY, more)
        models[history.name] = dataclasses.replace(opened, hidden={**opened.hidden, DIGEST: String(DIGEST_LENGTH)})
    return Additions(models=MappingProxyType(models), mutations=step_mutations(workflows))


def _more_states(record: ModelDraft, workflow: ComposedWorkflow) -> ChoiceTypes:
    """The closed lists of the states that extensions add."""
    own = record.fields[workflow.state].type
    return tuple(kind for kind in dict.fromkeys(map(type, workflow.states)) if kind is not own)


def _opened(draft: ModelDraft, names: Sequence[str], more: ChoiceTypes) -> ModelDraft:
    """The draft in which the named fields may also hold those values."""
    if not more:
        return draft
    opened = {name: dataclasses.replace(draft.fields[name], more_choices=more) for name in names}
    return dataclasses.replace(draft, fields={**draft.fields, **opened})


def _with_available_steps(draft: ModelDraft, workflow: ComposedWorkflow) -> ModelDraft:
    composed, field = available_steps_field(workflow)
    for layer in draft.chain.layers:
        if field.name in {*vars(layer.definition), *layer.definition.__declared__}:
            first = Origin(layer.plugin, place_of(layer.definition, field.name))
            second = Origin(workflow.owner, field.place)
            raise DuplicateAttribute(attribute=f"{draft.name}.{field.name}", first=first, second=second)
    resolved = _after_the_roots(draft, composed)
    return dataclasses.replace(draft, resolved=resolved, added={**draft.added, field.name: field})


def _after_the_roots(draft: ModelDraft, composed: ComposedResolved) -> dict[str, ComposedResolved]:
    """The resolved fields in the order in which clients see them: the root's, this one, those of extensions."""
    own = {name: one for name, one in draft.resolved.items() if name in vars(draft.chain.root.definition)}
    return {**own, composed.name: composed, **draft.resolved}
