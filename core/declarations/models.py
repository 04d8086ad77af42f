"""The language in which plugins declare models: fields, links, computed fields, extensible methods.

A definition is never mapped. `core.mapping` builds, for each generation, one mapped class from
a root definition and all its extensions. Declarations are lifted out of the class body when the
class is made, so that the mapper sees only what the composer gives it.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast, overload

from sqlalchemy import func

from core.foundation.i18n import _
from core.foundation.origins import Place, caller

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Constraint, Index, Table
    from sqlalchemy.orm import Mapped
    from sqlalchemy.sql.elements import ColumnElement

    from core.declarations.roles import Role

if sys.version_info >= (3, 14):
    import annotationlib

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., object])


@dataclass(frozen=True, kw_only=True)
class FieldSpec:
    """What `field()` recorded; the composer makes a fresh column of it for each generation."""

    label: str
    place: Place
    length: int | None = None
    big: bool = False
    search: bool = False
    unique: bool = False
    index: bool = False
    audience: tuple[Role, ...] | None = None
    default: object = None
    server_default: object = None
    onupdate: object = None


@dataclass(frozen=True, kw_only=True)
class LinkSpec:
    """What `link()` recorded: one target, held by a foreign key `<name>_id`."""

    label: str
    place: Place


@dataclass(frozen=True, kw_only=True)
class LinksSpec:
    """What `links()` recorded: many targets, found through `back` or along `via`."""

    label: str
    place: Place
    back: str | None = None
    via: str | None = None
    only: Callable[[Any], ColumnElement[bool]] | None = None


def field(  # noqa: PLR0913 - one keyword per property of a column, each with a default
    *,
    label: str,
    length: int | None = None,
    big: bool = False,
    search: bool = False,
    unique: bool = False,
    index: bool = False,
    audience: tuple[Role, ...] | None = None,
    default: object = None,
    server_default: object = None,
    onupdate: object = None,
) -> Mapped[Any]:
    """Declare a column; its type and nullability come from the annotation.

    Args:
        label: what a clerk calls it, in English and marked with `_`.
        length: the longest text allowed, in characters; without it the text is unbounded.
        big: a 64-bit integer instead of a 32-bit one.
        search: the text takes part in the model's `search`.
        unique: no two records share a value; the field can then be asked for in the root field.
        index: the column is often filtered or ordered by.
        audience: only these roles read it, each in the rows its own rules grant; the field is then
            nullable for clients. Without it, whoever reads the record reads the field.
        default: the value, or a function without arguments, used when a record is made without one.
        server_default: what the database fills in; required of a county's column that is not nullable.
        onupdate: what the database fills in when the record changes.
    """
    return cast(
        "Mapped[Any]",
        FieldSpec(
            label=label,
            place=caller(),
            length=length,
            big=big,
            search=search,
            unique=unique,
            index=index,
            audience=audience,
            default=default,
            server_default=server_default,
            onupdate=onupdate,
        ),
    )


def link(*, label: str) -> Mapped[Any]:
    """Declare a link to one record.

    `host_region: Mapped[Region] = link(label=_("Region"))` says so. The composer adds the foreign key
    column `host_region_id` with an index. To use that column in typed code, annotate it beside the
    link: `host_region_id: Mapped[int]`.
    """
    return cast("Mapped[Any]", LinkSpec(label=label, place=caller()))


@overload
def links(*, label: str, back: str) -> Mapped[Any]: ...
@overload
def links(*, label: str, via: str, only: Callable[[Any], ColumnElement[bool]] | None = None) -> Mapped[Any]: ...
def links(
    *,
    label: str,
    back: str | None = None,
    via: str | None = None,
    only: Callable[[Any], ColumnElement[bool]] | None = None,
) -> Mapped[Any]:
    """Declare links to many records.

    `opinions: Mapped[list[Opinion]] = links(label=_("Opinions"), back="station")` says so.

    Args:
        label: what a clerk calls them.
        back: the name of the target's link that points here.
        via: a path `<links>.<link>` across a model in between, for example `assignments.person`;
            each target comes once, however many records lie in between.
        only: with `via`, a condition on the model in between, given its class.
    """
    spec = LinksSpec(label=label, place=caller(), back=back, via=via, only=only)
    return cast("Mapped[Any]", spec)


def extensible(function: F) -> F:
    """Allow extensions to override this method; its signature is part of the plugin's contract."""
    function.__extensible__ = True  # type: ignore[attr-defined]
    return function


def is_extensible(member: object) -> bool:
    """Whether extensions may override what the class body holds under a name."""
    return bool(getattr(member, "__extensible__", False))


Keys = tuple[tuple[str, ...], ...]
Checks = tuple[tuple[str, str], ...]
Declared = FieldSpec | LinkSpec | LinksSpec


class Model:
    """The ancestor of every definition.

    A class derived directly from it is a *root definition* and names the model; a class derived
    from a definition is an *extension* of that model. Every record has a number, a version that
    grows with each change, and the instants it was made and last changed.
    """

    if TYPE_CHECKING:

        def __init__(self, **values: object) -> None: ...

    __declared__: ClassVar[dict[str, Declared]]
    __annotated__: ClassVar[dict[str, object]]
    __place__: ClassVar[Place]
    __keys__: ClassVar[Keys] = ()
    """Natural keys: sets of fields, each of which finds one record (`region(codeSystem:, code:)`).

    No two records share the values of a key. One that holds a link keeps that promise too, but is no
    way to ask for a record. Extensions add theirs; `ClassVar[Keys]` lets mypy follow that.
    """
    __indexes__: ClassVar[Keys] = ()
    """Sets of fields and links often filtered or ordered by together; links have an index each anyway."""
    __checks__: ClassVar[Checks] = ()
    """Conditions the database holds: a name for each, and its SQL over the columns."""
    __constraints__: ClassVar[tuple[Callable[[Table], Constraint | Index], ...]] = ()
    """Further constraints and indexes the database holds, each made from the model's table."""
    __plural__: ClassVar[str] = ""
    """The name of the root connection where the English plural is irregular."""

    id: Mapped[int] = field(label=_("Identifier"), big=True)
    version: Mapped[int] = field(label=_("Version; grows by one with each change"), server_default="1", default=1)
    created_at: Mapped[datetime] = field(label=_("Recorded at"), server_default=func.now())
    updated_at: Mapped[datetime] = field(label=_("Last changed at"), server_default=func.now(), onupdate=func.now())

    def __init_subclass__(cls, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        if "__table__" in cls.__dict__ or "__tablename__" in cls.__dict__:
            return  # a composed class, made by the composer
        cls.__place__ = caller()
        _lift(cls)


def _lift(cls: type[Model]) -> None:
    """Move the declarations out of the class body, where the mapper would stumble over them."""
    declared = {name: value for name, value in vars(cls).items() if isinstance(value, Declared)}
    for name in declared:
        delattr(cls, name)
    cls.__declared__ = declared
    annotations = _annotations(cls)
    cls.__annotated__ = {name: kind for name, kind in annotations.items() if "Mapped[" in str(kind)}
    cls.__annotations__ = {name: kind for name, kind in annotations.items() if name not in cls.__annotated__}


def _annotations(cls: type[Model]) -> dict[str, Any]:
    """The annotations of the class itself; a name that is there for the type checker alone is no fault."""
    if sys.version_info >= (3, 14):  # annotations are evaluated when they are asked for
        return annotationlib.get_annotations(cls, format=annotationlib.Format.FORWARDREF)
    return inspect.get_annotations(cls)


_lift(Model)
