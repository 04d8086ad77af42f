"""A generation: the immutable result of composing the plugins that are installed."""

from __future__ import annotations

from threading import RLock
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import inspect

from core.declarations.models import Model
from core.generation.access import AccessPolicy
from core.generation.refusals import NotComposed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import MetaData

    from core.declarations.contribution import Contribution
    from core.declarations.jobs import Job
    from core.declarations.mutations import Mutation
    from core.foundation.i18n import Translations
    from core.generation.models import ChoiceTypes, ComposedModel, MappedModels
    from core.generation.workflows import ComposedWorkflow, StepEngine
    from core.values.choices import Choice

M = TypeVar("M", bound=Model)
T = TypeVar("T")


class Generation:
    """The mapped classes, rules, mutations, jobs and translations of a set of plugins, under a number.

    A request captures one generation and uses it to the end; nothing keeps a class of it longer.
    """

    def __init__(  # noqa: PLR0913 - one keyword per part of a generation
        self,
        *,
        contributions: Sequence[Contribution],
        mapped: MappedModels,
        workflows: Mapping[str, ComposedWorkflow],
        engine: StepEngine,
        translations: Translations,
        number: int,
    ) -> None:
        self.number = number
        self.workflows = workflows
        self.engine = engine
        self.translations = translations
        self.plugins = tuple(contribution.plugin for contribution in contributions)
        self.models = mapped.models
        self.metadata: MetaData = mapped.base.metadata
        self.mutations: Mapping[str, Mutation] = MappingProxyType(
            {mutation.name: mutation for contribution in contributions for mutation in contribution.mutations}
        )
        self.mutation_owners: Mapping[str, str] = MappingProxyType(
            {
                mutation.name: contribution.plugin
                for contribution in contributions
                for mutation in contribution.mutations
            }
        )
        self.jobs: Mapping[str, Job] = MappingProxyType(
            {job.name: job for contribution in contributions for job in contribution.jobs}
        )
        self._registry = mapped.base.registry
        self._by_class: dict[type, ComposedModel] = {}
        for model in self.models.values():
            self._by_class |= dict.fromkeys((model.mapped, *(definition for _, definition in model.chain)), model)
        self.access = AccessPolicy(
            (role for contribution in contributions for role in contribution.roles),
            (rule for contribution in contributions for rule in contribution.rules),
            lambda definition: self.model_of(definition).name,
        )
        self._derived: dict[object, object] = {}
        self._lock = RLock()

    def __getitem__(self, definition: type[M]) -> type[M]:
        """The mapped class of a definition, typed as the asker's own extension."""
        return cast("type[M]", self.model_of(definition).mapped)

    def model_of(self, thing: Any) -> ComposedModel:  # noqa: ANN401 - an alias has no type of its own
        """The composed model of a definition, a mapped class or an alias of one.

        Raises:
            NotComposed: it is no part of this generation.
        """
        known = self._by_class.get(thing) if isinstance(thing, type) else self._by_class.get(_entity_of(thing))
        if known is None:
            raise NotComposed(definition=getattr(thing, "__name__", thing), number=self.number)
        return known

    @property
    def opened_choices(self) -> Mapping[type[Choice], ChoiceTypes]:
        """The closed lists of values to which plugins add values of their own, each with the lists they add."""
        fields = [field for model in self.models.values() for field in model.fields.values() if field.more_choices]
        return {field.type: field.more_choices for field in fields}

    def public_in_full(self, model: type[Model]) -> bool:
        """Whether everyone may read every row of the model."""
        return self.access.public_in_full(model)

    def derived(self, factory: Callable[[Generation], T]) -> T:
        """What the factory makes of this generation, made once; where upper floors keep what they derive."""
        with self._lock:
            if factory not in self._derived:
                self._derived[factory] = factory(self)
            return cast("T", self._derived[factory])

    def dispose(self) -> None:
        """Let go of the mappers and of all parts; the generation is not used afterwards."""
        self._derived.clear()
        self._registry.dispose()


def _entity_of(thing: Any) -> Any:  # noqa: ANN401 - an alias stands for a class without being one
    inspected = inspect(thing, raiseerr=False)
    return getattr(getattr(inspected, "mapper", None), "class_", None)
