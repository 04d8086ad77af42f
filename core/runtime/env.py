"""The environments that domain code is handed: the composed models, a session, who asks, and when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, cast

from sqlalchemy import Executable, Select, select

from core.declarations.models import Model
from core.declarations.rules import Action
from core.foundation.errors import ForbiddenScope, NotFound
from core.runtime.criteria import ActorRules, ReadOptions

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session
    from sqlalchemy.sql.base import ExecutableOption

    from core.declarations.roles import Actor
    from core.generation.generation import Generation

M = TypeVar("M", bound=Model)
S = TypeVar("S", bound=Executable)


@dataclass(frozen=True, kw_only=True)
class ReadEnv:
    """What a resolved field may know besides the values it needs; `now` is the same for the whole response."""

    generation: Generation
    actor: Actor
    locale: str
    now: datetime

    def translate(self, text: str) -> str:
        """The text in the language of the request, or as it is where there is no translation."""
        return self.generation.translations.translate(text, self.locale)


@dataclass(frozen=True, kw_only=True)
class Env:
    """The environment of one change: domain code is plain, synchronous SQLAlchemy over `session`.

    `env[Station]` is the composed class, typed as the definition asked with. `now` knows its time zone.
    What is loaded through `get`, `find`, `select` and `readable` is what the actor may read.
    """

    generation: Generation
    session: Session
    actor: Actor
    locale: str
    now: datetime

    def __getitem__(self, definition: type[M]) -> type[M]:
        return self.generation[definition]

    def label_of(self, definition: type[Model]) -> str:
        """What a refusal calls a record of the model."""
        return self.generation.model_of(definition).name

    def get(self, definition: type[M], key: int, *, field: str | None = None) -> M:
        """The record of that number; `field` names the input it came from.

        Raises:
            NotFound: if there is none, or the actor may not read it.
        """
        record = self.find(definition, self[definition].id == key)
        if record is None:
            raise NotFound(model=self.label_of(definition), key=key, field=field)
        return record

    def find(self, definition: type[M], *conditions: ColumnElement[bool]) -> M | None:
        """The readable record that meets the conditions, the first by number if several do; else none."""
        model = self[definition]
        statement = self.select(definition).where(*conditions).order_by(model.id).limit(1)
        return self.session.scalars(statement).first()

    def sees(self, definition: type[Model], key: int) -> bool:
        """Whether there is a record of that number that the actor may read."""
        model = self[definition]
        granted = self.rules.predicate(model, Action.READ)
        return self.session.scalar(select(model.id).where(model.id == key, granted)) is not None

    def locked(self, definition: type[M], key: int, *, field: str | None = None) -> M:
        """The record of that number with all that belongs to it, held until the end of the change.

        Whoever asks for the same record meanwhile waits. The actor must be allowed to read the
        record; what is reached from it is then not limited to what the actor reads, so that a
        decision rests on all there is.

        Raises:
            NotFound: if there is none, or the actor may not read it.
        """
        if not self.sees(definition, key):
            raise NotFound(model=self.label_of(definition), key=key, field=field)
        model = self[definition]
        held = select(model).where(model.id == key).with_for_update(key_share=True, of=model)
        return self.session.scalars(held.execution_options(populate_existing=True)).one()

    def acting(self, actor: Actor) -> Env:
        """The same change, carried on by another actor."""
        return replace(self, actor=actor)

    def select(self, definition: type[M]) -> Select[M]:
        """A statement over the records the actor may read, to be narrowed and run by `env.session`."""
        return self.readable(select(self[definition]))

    def readable(self, statement: S) -> S:
        """The ORM statement, seeing only what the actor may read: through classes, aliases and relationships."""
        return statement.options(*self._read_options)

    def create(self, record: M) -> M:
        """Write the new record; it then has its number.

        The rules are asked about the row as the database now holds it. Where they do not grant it the
        refusal ends the change, and the caller's transaction takes the row back.

        Raises:
            ForbiddenScope: if no role of the actor may create such a record.
        """
        self.session.add(record)
        self.session.flush()
        model = self.generation.model_of(type(record))
        granted = self.rules.predicate(model.mapped, Action.CREATE)
        mine = select(model.mapped.id).where(model.mapped.id == record.id, granted)
        if self.session.scalar(mine) is None:
            raise ForbiddenScope(what=model.name)
        return record

    def take(self, definition: type[M], step: str, given: object) -> M:
        """Take a step that makes a record of the model, with its own input, and all that follow from it; the record.

        Raises:
            Refusal: why it cannot be taken.
            LookupError: if the model's workflow has no such step.
        """
        return cast("M", self.generation.engine.run_step(self, definition, step, given))

    def take_by_system(self, definition: type[M], step: str, number: int) -> M | None:
        """Take a step of SYSTEM's on that record, and all that follow from it; none if it is not possible now.

        Raises:
            LookupError: if the model's workflow has no step of that name for SYSTEM.
        """
        return cast("M | None", self.generation.engine.run_step_as_system(self, definition, step, number))

    @cached_property
    def rules(self) -> ActorRules:
        """The rules of access, for the actor."""
        return ActorRules(self.generation, self.actor)

    @property
    def _read_options(self) -> tuple[ExecutableOption, ...]:
        return self.generation.derived(ReadOptions).of(self.actor)
