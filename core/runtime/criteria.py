"""The read rules on ORM statements: the one way in which domain code loads what its actor may see.

`with_loader_criteria` filters nothing, silently, for a definition that is not mapped and for an
alias without `include_aliases`; so nobody calls it but this module. It never sees a table that is
queried as `__table__`, which domain code does not do, nor the rows in between that a `via` link
crosses; of its targets only the readable ones come. Where the rows in between matter, join their model.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import ARRAY, BigInteger, ColumnElement, any_, bindparam
from sqlalchemy.orm import LoaderCriteriaOption
from sqlalchemy.sql.cache_key import HasCacheKey
from sqlalchemy.sql.visitors import InternalTraversal

from core.declarations.rules import Action
from core.runtime.rules import RuleEnv, grants_all

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from sqlalchemy.sql.base import ExecutableOption

    from core.declarations.models import Model
    from core.declarations.roles import Actor, Role
    from core.generation.generation import Generation

T = TypeVar("T")

_ACTORS = 500


class ActorRules(RuleEnv):
    """The rules for one actor, with the scopes written into the statement as its values.

    An ORM load may fetch related records in statements of its own, to which nobody could hand the
    parameters that a compiled GraphQL statement is given.
    """

    def __init__(self, generation: Generation, actor: Actor) -> None:
        super().__init__(generation, actor.fingerprint)
        self.actor = actor

    def cached(self, key: Hashable, make: Callable[[], T]) -> T:  # noqa: ARG002 - the signature of the rules at large
        """What is made anew each time, since the scopes of this one actor are within it."""
        return make()

    def in_scope(self, role: Role, column: Any) -> ColumnElement[bool]:  # noqa: ANN401 - as the rule hands it over
        """Whether the column holds one of the records to which the actor's role is limited."""
        scopes = bindparam(None, self.actor.scope_ids(role), type_=ARRAY(BigInteger))
        return cast("ColumnElement[bool]", column == any_(scopes))


class _Readable(HasCacheKey):
    """The rows of one model that one actor may read.

    SQLAlchemy keeps compiled statements. Whoever and whatever the condition depends on is part of
    its key, so that no actor is ever served with another's condition.
    """

    _traverse_internals = [("key", InternalTraversal.dp_plain_obj)]  # noqa: RUF012 - SQLAlchemy's name and shape

    def __init__(self, generation: Generation, actor: Actor, model: type[Model]) -> None:
        self.model = model
        self.key = (generation, model, actor)

    def __call__(self, rows: Any) -> ColumnElement[bool]:  # noqa: ANN401 - the class or an alias of it
        generation, model, actor = self.key
        return ActorRules(generation, actor).predicate(model, Action.READ, on=rows)


class ReadOptions:
    """Options that leave only the readable rows of every model in an ORM statement and its relationships.

    They are kept for the actors who were there last: asking the rules of all models anew would take the most of
    a change's time.
    """

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self.of = lru_cache(maxsize=_ACTORS)(self._made)

    def _made(self, actor: Actor) -> tuple[ExecutableOption, ...]:
        rules = ActorRules(self._generation, actor)
        return tuple(
            _criteria(_Readable(self._generation, actor, model.mapped))
            for model in self._generation.models.values()
            if not grants_all(rules.predicate(model.mapped, Action.READ))
        )


class _Criteria(LoaderCriteriaOption):
    """What SQLAlchemy adds to a statement wherever the model is read, but not within such additions themselves.

    A rule sees all rows, here as in a compiled GraphQL statement. Rules within rules within rules would also
    multiply: a statement for one record then grows to a hundred thousand characters, and may run for minutes.
    """

    _traverse_internals = LoaderCriteriaOption._traverse_internals  # noqa: SLF001 - without it no statement is kept

    def _should_include(self, compile_state: Any) -> bool:  # noqa: ANN401 - as SQLAlchemy declares it
        return not compile_state._containing_loader_criteria  # noqa: SLF001 - SQLAlchemy offers no other way


def _criteria(readable: _Readable) -> ExecutableOption:
    # SQLAlchemy looks into the code of the function it is given, so the object itself will not do.
    return _Criteria(readable.model, lambda rows: readable(rows), include_aliases=True)  # noqa: PLW0108
