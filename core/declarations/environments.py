"""What domain code is handed: the environments of rules, computed fields, resolved fields and changes.

They hold what an author may use, and nothing else; `core.runtime` implements them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from sqlalchemy import Executable
from sqlalchemy.sql.elements import ColumnElement

from core.declarations.models import Model

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from core.declarations.roles import Actor, Role

M = TypeVar("M", bound=Model)
S = TypeVar("S", bound=Executable)
T = TypeVar("T")


class Models(Protocol):
    """Where the composed class of a definition is had from: an environment, or a generation itself."""

    def __getitem__(self, definition: type[M]) -> type[M]:
        """The composed class, or an alias of it, typed as the definition asked with."""


class RuleEnv(Models, Protocol):
    """What a rule may use: the composed models, and the scopes of the actor's roles."""

    @property
    def roles(self) -> Collection[str]:
        """The names of the roles held."""

    def alias(self, definition: type[M]) -> type[M]:
        """An alias of the model for a subquery of a rule; one rule never gets the same alias twice."""

    def in_scope(self, role: Role, column: Any) -> ColumnElement[bool]:  # noqa: ANN401 - an ORM attribute or a column
        """Whether the column holds one of the records to which the actor's role is limited."""

    def readable(self, model: type[Model]) -> ColumnElement[bool]:
        """The rows of the composed model that may be read."""


Predicate = Callable[[RuleEnv, type[M]], ColumnElement[bool]]
"""A rule: which rows of the model it holds for, as a condition in SQL."""


class Rows(Models, Protocol):
    """The models a computed field, a rate or the needs of a resolved field may use, with their readable rows."""

    @property
    def env(self) -> RuleEnv:
        """What rules may use; it sees all rows."""

    def holds(self, predicate: Predicate[Any], model: type[Model]) -> ColumnElement[bool]:
        """Whether a rule holds for the record: it sees all rows, as rules do, and reveals nothing else of them."""

    def unchecked(self, expression: ColumnElement[T]) -> ColumnElement[T]:
        """An expression over rows that the reader may not read; it must not single out a record or a person."""

    def count(self, model: type[Model], *conditions: ColumnElement[bool]) -> ColumnElement[int]:
        """How many rows of an alias from `rows[...]` meet the conditions."""


class ReadEnv(Protocol):
    """What a resolved field may know besides the values it needs; `now` is the same for the whole response."""

    @property
    def actor(self) -> Actor:
        """Who asks."""

    @property
    def locale(self) -> str:
        """The language of the request."""

    @property
    def now(self) -> datetime:
        """The moment of the request; it knows its time zone."""

    def translate(self, text: str) -> str:
        """The text in the language of the request, or as it is where there is no translation."""


class Env(Models, Protocol):
    """The environment of one change: domain code is plain, synchronous SQLAlchemy over `session`.

    `env[Station]` is the composed class, typed as the definition asked with. `now` knows its time zone.
    What is loaded through `get`, `find`, `select` and `readable` is what the actor may read.
    """

    @property
    def session(self) -> Session:
        """The session of the change; whoever called commits or rolls back."""

    @property
    def actor(self) -> Actor:
        """Who asks for the change."""

    @property
    def locale(self) -> str:
        """The language of the request."""

    @property
    def now(self) -> datetime:
        """The moment of the change; it knows its time zone."""

    @property
    def rules(self) -> RuleEnv:
        """The rules of access, for the actor."""

    def label_of(self, definition: type[Model]) -> str:
        """What a refusal calls a record of the model."""

    def get(self, definition: type[M], key: int, *, field: str | None = None) -> M:
        """The record of that number; `field` names the input it came from.

        Raises:
            NotFound: if there is none, or the actor may not read it.
        """

    def find(self, definition: type[M], *conditions: ColumnElement[bool]) -> M | None:
        """The readable record that meets the conditions, the first by number if several do; else none."""

    def sees(self, definition: type[Model], key: int) -> bool:
        """Whether there is a record of that number that the actor may read."""

    def locked(self, definition: type[M], key: int, *, field: str | None = None) -> M:
        """The record of that number with all that belongs to it, held until the end of the change.

        Whoever asks for the same record meanwhile waits. The actor must be allowed to read the
        record; what is reached from it is then not limited to what the actor reads, so that a
        decision rests on all there is.

        Raises:
            NotFound: if there is none, or the actor may not read it.
        """

    def acting(self, actor: Actor) -> Env:
        """The same change, carried on by another actor."""

    def select(self, definition: type[M]) -> Select[M]:
        """A statement over the records the actor may read, to be narrowed and run by `env.session`."""

    def readable(self, statement: S) -> S:
        """The ORM statement, seeing only what the actor may read: through classes, aliases and relationships."""

    def create(self, record: M) -> M:
        """Write the new record; it then has its number.

        Raises:
            ForbiddenScope: if no role of the actor may create such a record.
        """

    def take(self, definition: type[M], step: str, given: object) -> M:
        """Take a step that makes a record of the model, with its own input, and all that follow from it; the record.

        Raises:
            Refusal: why it cannot be taken.
            LookupError: if the model's workflow has no such step.
        """

    def take_by_system(self, definition: type[M], step: str, number: int) -> M | None:
        """Take a step of SYSTEM's on that record, and all that follow from it; none if it is not possible now.

        Raises:
            LookupError: if the model's workflow has no step of that name for SYSTEM.
        """
