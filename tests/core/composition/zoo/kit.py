"""How the zoo is kept: a plugin from a few models, and a case of plugins that must not be composed.

The lines at fault carry the comment `# fault: <case>`; the refusal must name each of them.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from core.declarations.contribution import Contribution
from core.declarations.models import Model
from core.declarations.mutations import Mutation
from core.declarations.roles import PUBLIC, Role
from core.declarations.rules import Action, Rule, grant

ROOT = Path(__file__).parents[4]


@dataclass(frozen=True)
class Case:
    """Plugins that do not fit together: the code of the refusal, and the plugins it must name."""

    name: str
    code: str
    contributions: tuple[Contribution, ...]
    parties: tuple[str, ...]
    module: str

    @property
    def places(self) -> list[str]:
        """The marked lines, as a refusal writes them."""
        file = Path(str(sys.modules[self.module].__file__))
        lines = enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        marked = [number for number, line in lines if f"# fault: {self.name} " in f"{line} "]
        return [f"{file.relative_to(ROOT).as_posix()}:{number}" for number in marked]


def plugin(
    name: str,
    *models: type[Model],
    depends: tuple[str, ...] = (),
    roles: tuple[Role, ...] = (),
    rules: tuple[Rule, ...] | None = None,
    mutations: tuple[Mutation, ...] = (),
) -> Contribution:
    """A plugin whose own models everyone may read, unless it says otherwise."""
    readable = tuple(grant(PUBLIC, Action.READ, model) for model in models if Model in model.__bases__)
    return Contribution(
        plugin=name,
        depends=frozenset(depends),
        package=f"renda_{name}",
        models=models,
        roles=roles,
        rules=readable if rules is None else rules,
        mutations=mutations,
    )


def county(name: str, *models: type[Model], depends: tuple[str, ...] = ()) -> Contribution:
    """A county's plugin, which builds on the stations."""
    return plugin(name, *models, depends=("congress", "stations", *depends))
