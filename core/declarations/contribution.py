"""What one plugin brings to a generation, gathered before anything is composed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.declarations.jobs import Job
    from core.declarations.models import Model
    from core.declarations.mutations import Mutation
    from core.declarations.roles import Role
    from core.declarations.rules import Rule
    from core.declarations.workflows import Workflow, WorkflowExtension


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
