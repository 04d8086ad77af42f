"""The root of all mutations: for each its input, its payload and its field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from core.foundation.errors import Refusal
from core.foundation.i18n import _
from core.foundation.origins import relative_path
from schema.naming import MUTATION, camel, input_name, payload_name, record_field, records_field
from schema.types.facts import facts
from schema.types.inputs import InputTypes
from schema.types.parts import argument, field, list_of, optional

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from graphql import GraphQLResolveInfo
    from strawberry.types.field import StrawberryField

    from core.declarations.mutations import Mutation
    from core.generation.generation import Generation
    from schema.types.models import ModelTypes
    from schema.types.parts import Resolver
    from schema.types.registry import TypeRegistry
    from schema.types.shapes import InputShape
    from schema.types.shared import Shared

PayloadResolver = Callable[[object, "GraphQLResolveInfo[object]"], object]
"""Gives the record of a payload."""

RefusalResolver = Callable[[Refusal, "GraphQLResolveInfo[object]"], object]
"""Makes the payload of a mutation whose input was refused before it could run."""

_MUTATION = _(
    "Everything that can be changed. A mutation does all it is asked to do, or nothing; one on many records does what "
    "its `onError` says."
)
_ALLOWED = _("{what} May be called by: {roles}.")
_INPUT = _("What is to be done.")
_DRY_RUN = _("Whether to take everything back at the end: the answer shows what would be, and nothing is kept.")
_PAYLOAD = _("What `{mutation}` did, or why it was refused.")
_RECORD = _(
    "The record as the mutation left it. Null where it was refused; but a refusal for its version or state "
    "shows it as it now is."
)
_RECORDS = _("The records that were changed, in the order of their rows; empty where all were refused.")
_ALSO = _("{model} Null where the mutation was refused.")
_ERRORS = _("Why the mutation was refused; empty where it was done.")


class MutationResolver(Protocol):
    """Runs a mutation; gives an object with `errors`, or something awaitable that gives one."""

    def __call__(
        self, mutation: Mutation, info: GraphQLResolveInfo[object], /, *, input: object, dry_run: bool
    ) -> object:
        """The payload; `input` is an instance of the mutation's own dataclass."""


@dataclass(frozen=True)
class MutationAnswers:
    """The resolvers of mutations, and of the record in their payloads.

    Without `refused`, an input that is refused (an identifier of another type) is an error of the request.
    """

    run: MutationResolver | None = None
    payload: PayloadResolver | None = None
    refused: RefusalResolver | None = None

    def answer(self, mutation: Mutation, shape: InputShape) -> Resolver | None:
        """The resolver of the mutation's root field."""
        return partial(self._answer, self.run, mutation, shape) if self.run else None

    def _answer(  # noqa: PLR0913 - what is known beforehand, and what a resolver is given
        self,
        run: MutationResolver,
        mutation: Mutation,
        shape: InputShape,
        _root: object,
        info: GraphQLResolveInfo[object],
        *,
        input: object,
        dry_run: bool,
    ) -> object:
        try:
            given = shape.read(input, "")
        except Refusal as refusal:
            if self.refused is None:
                raise
            return self.refused(refusal, info)
        return run(mutation, info, input=given, dry_run=dry_run)


class Mutations:
    """Makes the type Mutation."""

    def __init__(
        self, registry: TypeRegistry, generation: Generation, types: Mapping[str, ModelTypes], shared: Shared
    ) -> None:
        self._registry = registry
        self._generation = generation
        self._types = types
        self._shared = shared
        self._inputs = InputTypes(registry, generation)

    def make(self, mutations: Iterable[Mutation], answers: MutationAnswers) -> type | None:
        """The type Mutation with all its fields; None where there is nothing to change."""
        fields = [self._field(mutation, answers) for mutation in mutations]
        if not fields:
            return None
        made = self._registry.object_type(MUTATION, self._registry.describe(_MUTATION), "the root of all mutations")
        self._registry.fill(made, fields)
        return made

    def _field(self, mutation: Mutation, answers: MutationAnswers) -> StrawberryField:
        describe = self._registry.describe
        origin = f"made for the mutation {mutation.name} ({relative_path(mutation.place)})"
        shape = self._inputs.of(mutation.input_type, input_name(mutation.name), origin)
        roles = tuple(role.label for role in mutation.allow)
        return field(
            mutation.name,
            self._payload(mutation, origin, answers),
            describe(_ALLOWED, what=(mutation.description,), roles=roles),
            facts=facts(mutation, label=mutation.description),
            arguments=[
                argument("input", shape.kind, describe(_INPUT)),
                argument("dry_run", bool, describe(_DRY_RUN), default=False),
            ],
            answer=answers.answer(mutation, shape),
        )

    def _payload(self, mutation: Mutation, origin: str, answers: MutationAnswers) -> type:
        describe, name = self._registry.describe, camel(mutation.name)
        payload = self._registry.object_type(payload_name(mutation.name), describe(_PAYLOAD, mutation=name), origin)
        members = [self._main(mutation, answers), *self._others(mutation, answers)]
        self._registry.fill(payload, [*members, field("errors", list_of(self._shared.user_error), describe(_ERRORS))])
        return payload

    def _main(self, mutation: Mutation, answers: MutationAnswers) -> StrawberryField:
        model = self._generation.model_of(mutation.result)
        record, describe = optional(self._types[model.name].record), self._registry.describe
        if mutation.many:
            return field(records_field(model), list_of(record), describe(_RECORDS), answer=answers.payload)
        return field(record_field(model), record, describe(_RECORD), answer=answers.payload)

    def _others(self, mutation: Mutation, answers: MutationAnswers) -> Iterator[StrawberryField]:
        for name, definition in mutation.also.items():
            model = self._generation.model_of(definition)
            described = self._registry.describe(_ALSO, model=(model.description,))
            yield field(name, optional(self._types[model.name].record), described, answer=answers.payload)
