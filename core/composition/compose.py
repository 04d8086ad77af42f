"""Composes the plugins: the one sequence from what they contribute to a generation."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from core.composition.additions import additions_to
from core.composition.descriptions import check_descriptions
from core.composition.guards import check_computed, check_predicates, check_resolved, check_rules
from core.composition.jobs import check_jobs
from core.composition.overrides import check_overrides
from core.composition.permissions import check_permissions
from core.composition.rates import check_rates
from core.composition.workflows import compose_workflows
from core.foundation.i18n import read_translations
from core.generation.generation import Generation
from core.mapping.chains import make_chains
from core.mapping.declarations import check_raw
from core.mapping.mapper import Mapper
from core.mapping.reading import DraftReader
from core.mapping.references import follow_links
from core.workflow.engine import WorkflowEngine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from core.declarations.contribution import Contribution
    from core.mapping.drafts import ModelDraft


@contextmanager
def collecting_no_cycles() -> Iterator[None]:
    """Look for no cycles of objects meanwhile: what composing makes stays, and looking took a third of its time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@collecting_no_cycles()
def compose(contributions: Sequence[Contribution], number: int = 1, locale_folders: Iterable[Path] = ()) -> Generation:
    """The generation of the plugins, given in composition order.

    Raises:
        WiringError: they do not fit together; the refusal names who is involved.
    """
    declared = draft_models(contributions)
    workflows = compose_workflows(contributions, declared)
    additions = additions_to(declared, workflows)
    drafts, contributions = additions.models, additions.of(contributions)
    check_permissions(drafts, contributions)
    check_descriptions(drafts.values(), contributions)
    check_jobs(contributions)
    generation = Generation(
        contributions=contributions,
        mapped=Mapper(drafts).map_all(),
        workflows=workflows,
        engine=WorkflowEngine(),
        translations=read_translations(locale_folders),
        number=number,
    )
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


def draft_models(contributions: Sequence[Contribution]) -> Mapping[str, ModelDraft]:
    """All models of the plugins as they would be mapped, by name and in composition order."""
    chains = make_chains(contributions)
    for chain in chains.values():
        check_raw(chain)
        check_overrides(chain)
    reader = DraftReader(chains, {contribution.plugin: contribution.depends for contribution in contributions})
    drafts = {name: reader.read(chain) for name, chain in chains.items()}
    follow_links(drafts)
    return drafts
