"""The page a browser gets from the GraphQL endpoint: GraphiQL with examples that work, in the reader's language."""

from __future__ import annotations

import hashlib
from functools import cache
from html import escape
from pathlib import Path
from string import Template

import orjson
from starlette.responses import HTMLResponse

from core.foundation.i18n import LOCALES, Translations, _

HERE = Path(__file__).parent
ASSETS = HERE / "assets"
TITLE = _("Renda · the congress's data by GraphQL")
_NOSCRIPT = _("GraphiQL needs JavaScript; programs send their queries to this address.")

# Nothing but this server: what the bundle may load is not left to the bundle. GraphiQL sets styles in attributes.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
    "Vary": "Accept, Accept-Language",
}


class GraphiqlPage:
    """The page in each language, rendered once."""

    def __init__(self, translations: Translations) -> None:
        release = _release()
        self._rendered = {locale: _render(translations, locale, release) for locale in LOCALES}

    def response(self, locale: str) -> HTMLResponse:
        """The page as an HTTP response."""
        headers = {**_HEADERS, "Content-Language": locale.replace("_", "-")}
        return HTMLResponse(self._rendered[locale], headers=headers)


@cache
def examples(locale: str) -> str:
    """The queries of the first tab."""
    return (HERE / f"examples.{locale}.graphql").read_text("utf-8")


def _render(translations: Translations, locale: str, release: str) -> str:
    language, title = locale.replace("_", "-"), translations.translate(TITLE, locale)
    settings = {
        "title": title,
        "examples": examples(locale),
        "variables": '{\n  "search": "融水"\n}\n',
        "headers": f'{{\n  "Accept-Language": "{language}"\n}}\n',
    }
    return Template((HERE / "page.html").read_text("utf-8")).substitute(
        language=language,
        title=escape(title),
        release=release,
        noscript=escape(translations.translate(_NOSCRIPT, locale)),
        settings=orjson.dumps(settings).decode().replace("<", "\\u003c"),
    )


def _release() -> str:
    """A text that changes with the assets, so that browsers ask anew for changed ones only."""
    digest = hashlib.sha256()
    for path in sorted(ASSETS.iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
