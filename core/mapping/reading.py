"""Reads the chains: which columns, links and computed fields they declare, and of which types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.declarations.models import FieldSpec, LinkSpec, Model
from core.generation.models import ComposedComputed, ComposedField, ComposedLink
from core.mapping.annotations import Annotations, Shape, UnreadableError
from core.mapping.declarations import Declaration, computed_fields, declarations, resolved_fields
from core.mapping.drafts import Many, ModelDraft
from core.mapping.rates import declared_rates
from core.mapping.refusals import (
    NotText,
    RawDeclaration,
    UndeclaredDependency,
    UnfilledColumn,
    UnknownModel,
    UnknownType,
)
from core.mapping.resolving import ResolvedReader
from core.values.choices import Choice
from core.values.scalars import SCALARS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.declarations.computed import Computed
    from core.mapping.chains import Chain, Layer


class DraftReader:
    """Reads the chains of one composition, each with the names of all at hand."""

    def __init__(self, chains: Mapping[str, Chain], depends: Mapping[str, frozenset[str]]) -> None:
        self._depends = depends
        self._layers = {layer.definition: (chain, layer) for chain in chains.values() for layer in chain.layers}
        extensions = {definition.__name__: definition for definition in self._layers}
        roots = {name: chain.root.definition for name, chain in chains.items()}
        self._annotations = Annotations({**extensions, **roots})
        models = {definition: chain.name for definition, (chain, _layer) in self._layers.items()}
        self._resolved = ResolvedReader(self._annotations, models)

    def read(self, chain: Chain) -> ModelDraft:
        """What the chain's definitions declare."""
        draft = ModelDraft(chain=chain, rates=declared_rates(chain))
        for declaration in declarations(chain):
            self._read_declaration(draft, declaration)
        for declaration, computed in computed_fields(chain):
            draft.computed[declaration.name] = self._read_computed(declaration, computed)
        for overrides in resolved_fields(chain):
            draft.resolved[overrides[0][0].name] = self._resolved.read(overrides)
        return draft

    def _read_declaration(self, draft: ModelDraft, declaration: Declaration) -> None:
        name, spec, shape = declaration.name, declaration.spec, self._shape(declaration)
        if isinstance(spec, FieldSpec):
            draft.columns.append(name)
            draft.specs[name] = spec
            draft.fields[name] = _read_field(declaration, spec, shape)
        elif isinstance(spec, LinkSpec):
            draft.columns.append(name)
            draft.links[name] = self._read_link(declaration, spec, shape)
        else:
            target = self._target(declaration, shape, many=True)
            draft.declared_many[name] = Many(declaration=declaration, spec=spec, target=target)

    def _read_link(self, declaration: Declaration, spec: LinkSpec, shape: Shape) -> ComposedLink:
        target = self._target(declaration, shape, many=False)
        if declaration.extends and not shape.nullable:
            raise _unfilled(declaration)
        return ComposedLink(
            name=declaration.name,
            label=spec.label,
            target=target,
            column=f"{declaration.name}_id",
            nullable=shape.nullable,
            owner=declaration.layer.plugin,
            place=spec.place,
        )

    def _read_computed(self, declaration: Declaration, computed: Computed[object]) -> ComposedComputed:
        annotation = computed.function.__func__.__annotations__.get("return", "")
        try:
            shape = self._annotations.expression(annotation, declaration.definition.__module__)
        except UnreadableError as error:
            raise _unknown_type(declaration, annotation, str(error)) from error
        if shape.many or not is_value(shape.type):
            raise _unknown_type(declaration, annotation, f"{shape.type.__name__} is no type of a field")
        return ComposedComputed(
            name=declaration.name,
            label=computed.label,
            type=shape.type,
            nullable=shape.nullable,
            owner=declaration.layer.plugin,
            place=computed.place,
            computed=computed,
        )

    def _shape(self, declaration: Declaration) -> Shape:
        definition, name = declaration.definition, declaration.name
        if name not in definition.__annotated__:
            raise RawDeclaration(
                attribute=declaration.attribute, first=declaration.origin, found="not annotated with Mapped[...]"
            )
        annotation = definition.__annotated__[name]
        try:
            return self._annotations.mapped(annotation, definition.__module__)
        except UnreadableError as error:
            raise _unknown_type(declaration, annotation, str(error)) from error

    def _target(self, declaration: Declaration, shape: Shape, *, many: bool) -> str:
        """The name of the model that a link's annotation points to."""
        if not issubclass(shape.type, Model) or shape.many is not many:
            wanted = "Mapped[list[<model>]]" if many else "Mapped[<model>] or Mapped[<model> | None]"
            raise _unknown_type(declaration, _written(declaration), f"it is not {wanted}")
        if shape.type not in self._layers:
            raise UnknownModel(what=declaration.attribute, first=declaration.origin, target=shape.type.__name__)
        chain, target = self._layers[shape.type]
        self._check_dependency(declaration, target)
        return chain.name

    def _check_dependency(self, declaration: Declaration, target: Layer) -> None:
        own = declaration.layer.plugin
        if target.plugin != own and target.plugin not in self._depends[own]:
            raise UndeclaredDependency(
                what=declaration.attribute,
                first=declaration.origin,
                target=target.definition.__name__,
                second=target.origin,
            )


def is_value(kind: type) -> bool:
    """Whether a column can hold it."""
    return kind in SCALARS or issubclass(kind, Choice)


def _read_field(declaration: Declaration, spec: FieldSpec, shape: Shape) -> ComposedField:
    if shape.many or not is_value(shape.type):
        raise _unknown_type(declaration, _written(declaration), f"{shape.type.__name__} is no type of a column")
    if declaration.extends and not shape.nullable and spec.server_default is None:
        raise _unfilled(declaration)
    if spec.search and shape.type is not str:
        raise NotText(attribute=declaration.attribute, first=declaration.origin, found=shape.type.__name__)
    return ComposedField(
        name=declaration.name,
        label=spec.label,
        type=shape.type,
        nullable=shape.nullable,
        owner=declaration.layer.plugin,
        place=spec.place,
        big=spec.big,
        search=spec.search,
        unique=spec.unique,
        audience=spec.audience,
    )


def _written(declaration: Declaration) -> object:
    return declaration.definition.__annotated__[declaration.name]


def _unknown_type(declaration: Declaration, annotation: object, reason: str) -> UnknownType:
    return UnknownType(attribute=declaration.attribute, first=declaration.origin, annotation=annotation, reason=reason)


def _unfilled(declaration: Declaration) -> UnfilledColumn:
    root = declaration.chain.root
    return UnfilledColumn(
        attribute=declaration.attribute, first=declaration.origin, model=root.definition.__name__, second=root.origin
    )
