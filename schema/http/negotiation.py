"""What the client wants: the media type and the language of the answer."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from core.foundation.i18n import LOCALES, SOURCE_LOCALE

if TYPE_CHECKING:
    from collections.abc import Iterator

JSON = "application/json"
GRAPHQL_RESPONSE = "application/graphql-response+json"
HTML = "text/html"


@lru_cache(maxsize=256)
def answer_type(accept: str) -> str | None:
    """The media type to answer in, or `None` where the header excludes all the server has.

    Without a wish, and for `*/*`, plain JSON: so do the servers of the GraphQL over HTTP audits.
    """
    if not accept.strip():
        return JSON
    ranges = dict(_preferences(accept))
    plain, typed = _quality(ranges, JSON), _quality(ranges, GRAPHQL_RESPONSE)
    if max(plain, typed)[0] == 0:
        return None
    # A client that names both types equally is a new one; the newer type tells it more.
    return GRAPHQL_RESPONSE if typed > plain or (typed == plain and GRAPHQL_RESPONSE in ranges) else JSON


@lru_cache(maxsize=256)
def wants_page(accept: str) -> bool:
    """Whether a browser asks for a page: it names HTML, and likes it no less than JSON."""
    ranges = dict(_preferences(accept))
    html = ranges.get(HTML, 0.0)
    return html > 0 and html >= max(_quality(ranges, name)[0] for name in (JSON, GRAPHQL_RESPONSE))


@lru_cache(maxsize=256)
def preferred_locale(accept_language: str) -> str:
    """The locale to answer in: the best match of the header among those the server has."""
    ranges = sorted(_preferences(accept_language), key=lambda entry: -entry[1])
    wanted = (_locale_of(tag) for tag, quality in ranges if quality > 0)
    return next((locale for locale in wanted if locale), SOURCE_LOCALE)


def language_tag(locale: str) -> str:
    """The locale as the Content-Language header and HTML write it: `zh-CN`."""
    return locale.replace("_", "-")


def _locale_of(tag: str) -> str | None:
    """The server's locale for a language tag; any Chinese is better served by Chinese than by English."""
    language = tag.partition("-")[0]
    return next((locale for locale in LOCALES if language in {"*", locale.partition("_")[0]}), None)


def _preferences(header: str) -> Iterator[tuple[str, float]]:
    """The entries of a header such as `text/html, */*;q=0.8` in lower case, each with its quality."""
    for entry in header.lower().split(","):
        name, *parameters = (part.strip() for part in entry.split(";"))
        if name:
            yield name, next((_number(text[2:]) for text in parameters if text.startswith("q=")), 1.0)


def _number(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0


def _quality(ranges: dict[str, float], name: str) -> tuple[float, int]:
    """The quality of a media type, and how specifically it is asked for."""
    for rank, media_range in enumerate((name, name.partition("/")[0] + "/*", "*/*")):
        if media_range in ranges:
            return ranges[media_range], -rank
    return 0.0, -3
