"""Texts a person reads, marked where they are written and translated where they are shown."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

SOURCE_LOCALE = "en"
LOCALES = ("en", "zh_CN")


def _(text: str) -> str:
    """Mark a text as translatable; it is translated when it is shown, not here."""
    return text


def docstring(thing: object) -> str:
    """The cleaned docstring of a class or function that it wrote itself, or the empty text."""
    own = getattr(thing, "__doc__", None)
    return inspect.cleandoc(own) if own else ""


@dataclass(frozen=True)
class Translations:
    """The translations of one generation: by locale, from the English text to the local one."""

    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def translate(self, text: str, locale: str) -> str:
        """The text in that locale, or the text itself where the catalogue has none."""
        return self.texts.get(locale, {}).get(text) or text

    def is_missing(self, text: str, locale: str) -> bool:
        """Whether that locale has no translation of the text; the source locale lacks nothing."""
        return locale != SOURCE_LOCALE and not self.texts.get(locale, {}).get(text)


def read_translations(folders: Iterable[Path]) -> Translations:
    """Merge the catalogues `<folder>/<locale>.po`; an earlier folder wins over a later one."""
    merged: dict[str, dict[str, str]] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.po")):
            known = merged.setdefault(path.stem, {})
            for msgid, msgstr in _read_catalogue(path).items():
                known.setdefault(msgid, msgstr)
    return Translations({locale: MappingProxyType(texts) for locale, texts in merged.items()})


def _read_catalogue(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        catalogue = read_po(file, locale=path.stem, abort_invalid=True)
    return {
        message.id: message.string
        for message in catalogue
        if message.id and message.string and isinstance(message.id, str) and isinstance(message.string, str)
    }
