"""A model before it is mapped: what its chain declares, read and checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import inflection

from core.foundation.i18n import docstring
from core.foundation.origins import Origin

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

    from core.declarations.models import FieldSpec, LinksSpec
    from core.generation.models import (
        ComposedComputed,
        ComposedField,
        ComposedLink,
        ComposedLinks,
        ComposedRate,
        ComposedResolved,
    )
    from core.mapping.chains import Chain
    from core.mapping.declarations import Declaration


@dataclass(frozen=True, kw_only=True)
class Many:
    """Links to many as they were declared; `references` finds the way to the target."""

    declaration: Declaration
    spec: LinksSpec
    target: str


@dataclass(kw_only=True)
class ModelDraft:
    """What a model will hold; `columns` names its fields and links in the order of the table.

    `hidden` are columns that the core keeps for itself: no member, so no client sees them. Each may be empty.
    `added` are attributes of the mapped class that no definition of the chain declares.
    """

    chain: Chain
    specs: dict[str, FieldSpec] = field(default_factory=dict)
    fields: dict[str, ComposedField] = field(default_factory=dict)
    links: dict[str, ComposedLink] = field(default_factory=dict)
    declared_many: dict[str, Many] = field(default_factory=dict)
    to_many: dict[str, ComposedLinks] = field(default_factory=dict)
    computed: dict[str, ComposedComputed] = field(default_factory=dict)
    resolved: dict[str, ComposedResolved] = field(default_factory=dict)
    rates: dict[str, ComposedRate] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)
    hidden: dict[str, TypeEngine[Any]] = field(default_factory=dict)
    added: dict[str, object] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of the model."""
        return self.chain.name

    @property
    def plural(self) -> str:
        """The model's plural as a Python name: `duty_centres`."""
        own: str = self.chain.root.definition.__plural__
        return own or inflection.pluralize(inflection.underscore(self.name))

    @property
    def description(self) -> str:
        """What the model is: the docstring of its root."""
        return docstring(self.chain.root.definition)

    @property
    def table(self) -> str:
        """The name of the table: `stations_duty_centre`."""
        return f"{self.chain.root.plugin}_{inflection.underscore(self.name)}"

    @property
    def members(self) -> dict[str, ComposedField | ComposedLink | ComposedLinks | ComposedComputed | ComposedResolved]:
        """All that a client sees of a record, by its Python name."""
        return {**self.fields, **self.links, **self.to_many, **self.computed, **self.resolved}

    @property
    def values(self) -> tuple[ComposedField | ComposedComputed, ...]:
        """The members that are values of SQL, not links."""
        return (*self.fields.values(), *self.computed.values())

    def column_of(self, name: str) -> str | None:
        """The column of a field or link, or None where there is neither."""
        if name in self.links:
            return self.links[name].column
        return name if name in self.fields else None

    def origin(self, name: str) -> Origin:
        """Who declared the member."""
        member = self.members[name]
        return Origin(member.owner, member.place)
