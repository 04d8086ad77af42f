"""The reply letter as a page for browsers."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plugins.proposals.letter import wording
from plugins.proposals.letter.letter import Letter
from plugins.proposals.letter.wording import Role

ELEMENTS = {Role.SALUTATION: "p", Role.HEADING: "h2", Role.POINT: "h3", Role.TEXT: "p"}
PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    keep_trailing_newline=True,
)


def letter_html(letter: Letter) -> str:
    """The letter as a whole HTML document that needs nothing else; the same letter gives the same text."""
    return PAGES.get_template("page.html.jinja").render(
        title=wording.letter_title(letter),
        class_mark=wording.class_mark(letter),
        document_number=wording.plain(letter.document_number),
        issuer=wording.issuer_line(letter),
        body=wording.body(letter),
        elements=ELEMENTS,
        unit=wording.plain(letter.unit),
        seal_place=letter.seal_place,
        dated=letter.dated,
        day=wording.day,
        notes=wording.notes(letter),
        copies=wording.copies_line(letter),
    )
