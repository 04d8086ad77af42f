"""The contract between Renda and its plugins: one hook per kind of contribution, each a question to the author."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pluggy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import click

    from core.declarations.environments import Models
    from core.declarations.jobs import Job
    from core.declarations.loads import Load
    from core.declarations.models import Model
    from core.declarations.mutations import Mutation
    from core.declarations.roles import Role
    from core.declarations.rules import Rule
    from core.declarations.workflows import Workflow, WorkflowExtension

PROJECT = "renda"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


class RendaHooks:
    """What a plugin may contribute; its `hooks.py` implements what applies."""

    @hookspec
    def models(self) -> Sequence[type[Model]]:  # type: ignore[empty-body]
        """Which models do you declare, and which models of others do you extend?"""

    @hookspec
    def roles(self) -> Sequence[Role]:  # type: ignore[empty-body]
        """Which roles do you bring that an actor may hold?"""

    @hookspec
    def rules(self) -> Sequence[Rule]:  # type: ignore[empty-body]
        """Who may do what with which rows of your models?"""

    @hookspec
    def mutations(self) -> Sequence[Mutation]:  # type: ignore[empty-body]
        """Which changes may clients ask for, and who may ask?"""

    @hookspec
    def workflows(self) -> Sequence[Workflow | WorkflowExtension]:  # type: ignore[empty-body]
        """Through which steps do your records go, and what do you add to the steps of others?"""

    @hookspec
    def jobs(self) -> Sequence[Job]:  # type: ignore[empty-body]
        """Which work do you do by yourself, and when?"""

    @hookspec
    def commands(self) -> Sequence[click.Command]:  # type: ignore[empty-body]
        """Which commands do you add to `renda`?"""

    @hookspec
    def seeds(self, generation: Models) -> Iterable[Load]:  # type: ignore[empty-body]
        """Which rows must be there before anybody can work?"""

    @hookspec
    def demo(self, generation: Models, scale: float) -> Iterable[Load]:  # type: ignore[empty-body]
        """Which rows show your plugin at work, at that multiple of the usual amount?"""
