"""Makes the mapped class of every model of a generation, on metadata of its own."""

from __future__ import annotations

from types import MappingProxyType, new_class
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import MetaData, and_
from sqlalchemy.orm import DeclarativeBase, relationship

from core.generation.models import ComposedModel, MappedModels
from core.mapping.columns import NAMES, add_constraints, keys_of, make_columns, make_table_args

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.declarations.models import Model
    from core.generation.models import ComposedLink, ComposedLinks
    from core.mapping.drafts import ModelDraft


class Mapper:
    """Maps the drafts of one generation."""

    def __init__(self, drafts: Mapping[str, ModelDraft]) -> None:
        self._drafts = drafts
        self._tables = {name: draft.table for name, draft in drafts.items()}
        metadata = MetaData(naming_convention=NAMES)
        self.base: type[DeclarativeBase] = type("Base", (DeclarativeBase,), {"metadata": metadata})
        self.classes: dict[str, Any] = {}

    def map_all(self) -> MappedModels:
        """Map every draft and configure the mappers; a failure leaves nothing behind."""
        try:
            for name, draft in self._drafts.items():
                self.classes[name] = self._make_class(draft)
            self.base.registry.configure()
        except Exception:
            self.base.registry.dispose()
            raise
        models = {name: self._compose(draft) for name, draft in self._drafts.items()}
        return MappedModels(models=MappingProxyType(models), base=self.base)

    def _make_class(self, draft: ModelDraft) -> type[Model]:
        columns = make_columns(draft, self._tables)
        root = draft.chain.root.definition
        body: dict[str, object] = {
            "__module__": root.__module__,
            "__doc__": root.__doc__,
            "__tablename__": draft.table,
            "__table_args__": make_table_args(draft),
            "__mapper_args__": {"version_id_col": columns["version"]},
            **columns,
            **draft.added,
            **{name: self._to_one(draft, link, columns[link.column]) for name, link in draft.links.items()},
            **{name: self._to_many(draft, links) for name, links in draft.to_many.items()},
        }
        bases = (*(layer.definition for layer in reversed(draft.chain.layers)), self.base)
        made = cast("Any", new_class(draft.name, bases, exec_body=lambda namespace: namespace.update(body)))
        add_constraints(made.__table__, draft)
        return cast("type[Model]", made)

    def _to_one(self, draft: ModelDraft, link: ComposedLink, column: object) -> object:
        return relationship(
            lambda: self.classes[link.target],
            foreign_keys=[cast("Any", column)],
            remote_side=lambda: self.classes[link.target].id,
            back_populates=self._reverse_of(draft.name, link),
            uselist=False,
        )

    def _reverse_of(self, model: str, link: ComposedLink) -> str | None:
        """The first links of the target that come back along this link; only they follow its changes."""
        found = self._drafts[link.target].to_many.values()
        return next((links.name for links in found if links.target == model and links.back == link.name), None)

    def _to_many(self, draft: ModelDraft, links: ComposedLinks) -> object:
        if links.back is None:
            return self._across(draft, links)
        forward = self._drafts[links.target].links[links.back]
        leads = self._reverse_of(links.target, forward) == links.name
        return relationship(
            lambda: self.classes[links.target],
            foreign_keys=lambda: [getattr(self.classes[links.target], forward.column)],
            primaryjoin=lambda: self.classes[draft.name].id == getattr(self.classes[links.target], forward.column),
            order_by=lambda: self.classes[links.target].id,
            back_populates=links.back if leads else None,
            viewonly=not leads,
            uselist=True,
            # A record that others link to is not deleted: the database says so, nothing is set to null first.
            passive_deletes="all" if leads else False,
        )

    def _across(self, draft: ModelDraft, links: ComposedLinks) -> object:
        through, back, forward = str(links.through), str(links.through_back), str(links.through_forward)

        def between(link: str) -> Any:  # noqa: ANN401 - an attribute of a class that is yet to be made
            return getattr(self.classes[through], self._drafts[through].links[link].column)

        def near() -> object:
            only = links.only(self.classes[through]) if links.only else None
            here = self.classes[draft.name].id == between(back)
            return here if only is None else and_(here, only)

        return relationship(
            lambda: self.classes[links.target],
            secondary=lambda: self.classes[through].__table__,
            primaryjoin=cast("Any", near),
            secondaryjoin=lambda: self.classes[links.target].id == between(forward),
            order_by=lambda: self.classes[links.target].id,
            viewonly=True,
            uselist=True,
        )

    def _compose(self, draft: ModelDraft) -> ComposedModel:
        keys = tuple(key for key in keys_of(draft) if all(name in draft.fields for name in key))
        return ComposedModel(
            name=draft.name,
            plural=draft.plural,
            description=draft.description,
            owner=draft.chain.root.plugin,
            chain=tuple((layer.plugin, layer.definition) for layer in draft.chain.layers),
            mapped=self.classes[draft.name],
            keys=keys,
            fields=MappingProxyType(draft.fields),
            links=MappingProxyType(draft.links),
            to_many=MappingProxyType(draft.to_many),
            computed=MappingProxyType(draft.computed),
            resolved=MappingProxyType(draft.resolved),
            rates=MappingProxyType(draft.rates),
        )
