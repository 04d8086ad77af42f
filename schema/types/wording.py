"""Descriptions in both languages: English, a blank line, Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.foundation.i18n import LOCALES, Translations, _

if TYPE_CHECKING:
    from collections.abc import Mapping

_COMMA = _(", ")


class Describer:
    """Writes a text in every language, each in its own paragraph.

    A language in which the text is not translated is left out; a test sees to it that none is.
    """

    def __init__(self, translations: Translations) -> None:
        self._translations = translations
        self._known: dict[str, str] = {}

    def __call__(self, text: str, **names: object) -> str:
        """The text in every language, with the names in braces filled in.

        A tuple is filled in as a list of texts, themselves translated.
        """
        if names:
            return self._in_every_language(text, names)
        if text not in self._known:
            self._known[text] = self._in_every_language(text, names)
        return self._known[text]

    def _in_every_language(self, text: str, names: Mapping[str, object]) -> str:
        known = (locale for locale in LOCALES if not self._translations.is_missing(text, locale))
        return "\n\n".join(self._written(text, names, locale) for locale in known)

    def _written(self, text: str, names: Mapping[str, object], locale: str) -> str:
        written = self._translations.translate(text, locale)
        if not names:
            return written
        return written.format_map({name: self._shown(value, locale) for name, value in names.items()})

    def _shown(self, value: object, locale: str) -> object:
        if not isinstance(value, tuple):
            return value
        return self._translations.translate(_COMMA, locale).join(
            self._translations.translate(text, locale) for text in value
        )
