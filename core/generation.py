"""A generation: the immutable result of composing the plugins that are installed."""

from __future__ import annotations

from threading import RLock
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import inspect

from core.composition.access_book import AccessBook
from core.composition.chains import make_chains
from core.composition.declarations import check_raw
from core.composition.descriptions import check_descriptions
from core.composition.guards import check_computed, check_predicates, check_resolved, check_rules
from core.composition.jobs import check_jobs
from core.composition.mapping import Mapper
from core.composition.overrides import check_overrides
from core.composition.permissions import check_permissions
from core.composition.rates import check_rates
from core.composition.reading import Reader
from core.composition.references import follow_links
from core.composition.refusals import NotComposed
from core.model import Model
from core.words import Words, read_words
from core.workflow.available import with_available_steps
from core.workflow.mutations import with_steps
from core.workflow.wiring import compose_workflows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import MetaData

    from core.choice import Choice
    from core.composed import ChoiceTypes, ComposedModel
    from core.composition.contribution import Contribution
    from core.composition.drafts import Draft
    from core.jobs import Job
    from core.mutation import Mutation
    from core.workflow.composed import ComposedWorkflow

M = TypeVar("M", bound=Model)
T = TypeVar("T")


class Generation:
    """The mapped classes, rules, mutations, jobs and words of a set of plugins, under a number.

    A request captures one generation and uses it to the end; nothing keeps a class of it longer.
    """

    def __init__(
        self,
        contributions: Sequence[Contribution],
        mapper: Mapper,
        words: Words,
        number: int,
        workflows: Mapping[str, ComposedWorkflow],
    ) -> None:
        self.number = number
        self.workflows = workflows
        self.words = words
        self.plugins = tuple(contribution.plugin for contribution in contributions)
        self.models: Mapping[str, ComposedModel] = MappingProxyType(mapper.map_all())
        self.metadata: MetaData = mapper.base.metadata
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
        self._registry = mapper.base.registry
        self._by_class: dict[type, ComposedModel] = {}
        for model in self.models.values():
            self._by_class |= dict.fromkeys((model.mapped, *(definition for _, definition in model.chain)), model)
        self.access = AccessBook(
            (role for contribution in contributions for role in contribution.roles),
            (rule for contribution in contributions for rule in contribution.rules),
            lambda definition: self.model_of(definition).name,
        )
        self._parts: dict[object, object] = {}
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

    def part(self, factory: Callable[[Generation], T]) -> T:
        """What the factory makes of this generation, made once; where upper floors keep what they derive."""
        with self._lock:
            if factory not in self._parts:
                self._parts[factory] = factory(self)
            return cast("T", self._parts[factory])

    def dispose(self) -> None:
        """Let go of the mappers and of all parts; the generation is not used afterwards."""
        self._parts.clear()
        self._registry.dispose()


def _entity_of(thing: Any) -> Any:  # noqa: ANN401 - an alias stands for a class without being one
    inspected = inspect(thing, raiseerr=False)
    return getattr(getattr(inspected, "mapper", None), "class_", None)


def compose(contributions: Sequence[Contribution], number: int = 1, locale_folders: Iterable[Path] = ()) -> Generation:
    """The generation of the plugins, given in composition order.

    Raises:
        WiringError: they do not fit together; the refusal names who is involved.
    """
    contributions = with_available_steps(contributions)
    drafts = draft_models(contributions)
    workflows = compose_workflows(contributions, drafts)
    contributions = with_steps(contributions, workflows)
    check_permissions(drafts, contributions)
    check_descriptions(drafts.values(), contributions)
    check_jobs(contributions)
    generation = Generation(contributions, Mapper(drafts), read_words(locale_folders), number, workflows)
    try:
        check_rules(generation, contributions)
        check_predicates(generation)
        check_computed(generation)
        check_resolved(generation)
        check_rates(generation)
    except Exception:
        generation.dispose()
        raise
    return generation


def draft_models(contributions: Sequence[Contribution]) -> Mapping[str, Draft]:
    """All models of the plugins as they would be mapped, by name and in composition order."""
    chains = make_chains(contributions)
    for chain in chains.values():
        check_raw(chain)
        check_overrides(chain)
    reader = Reader(chains, {contribution.plugin: contribution.depends for contribution in contributions})
    drafts = {name: reader.read(chain) for name, chain in chains.items()}
    follow_links(drafts)
    return drafts
