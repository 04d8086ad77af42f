"""What one plugin brings to a generation, gathered before anything is composed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.access import Role, Rule
    from core.jobs import Job
    from core.model import Model
    from core.mutation import Mutation
    from core.workflow.declarations import Workflow, WorkflowExtension


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """One plugin's part of a generation; `depends` holds all plugins it builds on, also indirectly."""

    plugin: str
    depends: frozenset[str]
    package: str
    models: tuple[type[Model], ...] = ()
    roles: tuple[Role, ...] = ()
    rules: tuple[Rule, ...] = ()
    mutations: tuple[Mutation, ...] = ()
    workflows: tuple[Workflow | WorkflowExtension, ...] = ()
    jobs: tuple[Job, ...] = ()
