"""What a client asks for, and what it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.declarations.roles import PUBLIC_READER, Actor
from core.foundation.i18n import SOURCE_LOCALE

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True)
class Request:
    """One operation a client asks for, and who asks, in which language."""

    query: str | None
    variables: Mapping[str, Any] | None = None
    operation_name: str | None = None
    actor: Actor = PUBLIC_READER
    locale: str = SOURCE_LOCALE
    allow_mutation: bool = True


@dataclass(frozen=True)
class Answer:
    """The complete JSON of a response; `request_error` says that nothing was executed, `code` why."""

    body: bytes
    request_error: bool = False
    code: str | None = None
