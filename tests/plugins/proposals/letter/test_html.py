from __future__ import annotations

import dataclasses
import re
from html.parser import HTMLParser

import pytest

from plugins.proposals.letter import wording
from plugins.proposals.letter.html import letter_html
from plugins.proposals.letter.letter import Answer, Contact, Letter, Promise
from tests.plugins.proposals.letter.letters import BARE, WHOLE


class Reader(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.texts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)

    def handle_data(self, data: str) -> None:
        if text := data.strip():
            self.texts.append(text)


def test_the_page_says_what_the_letter_says() -> None:
    said = Reader(letter_html(WHOLE)).texts

    assert [paragraph.text for paragraph in wording.body(WHOLE) if paragraph.text not in said] == []
    assert said.count(wording.letter_title(WHOLE)) == 2
    assert {
        "类别：B",
        "柳南政函〔2025〕90号",
        "签发人：黄一鸣",
        "柳州市柳南区人民政府",
        "（盖章处）",
        "2025年6月20日",
        *wording.notes(WHOLE),
        wording.copies_line(WHOLE),
    } <= set(said)


def test_a_bare_letter_has_no_empty_elements() -> None:
    page = letter_html(dataclasses.replace(BARE, seal_place=False))

    assert re.search(r"<(\w+)[^>]*></\1>", page) is None
    assert "签发人" not in page
    assert "盖章" not in page


ATTACK = "<script>alert(1)</script>\"'&amp;</p><img src=x>"


def attacked() -> Letter:
    return dataclasses.replace(
        WHOLE,
        subject=dataclasses.replace(WHOLE.subject, congress=ATTACK, title=ATTACK),
        addressees=(ATTACK,),
        unit=ATTACK,
        document_number=ATTACK,
        issuer=ATTACK,
        outcome=ATTACK,
        background=ATTACK,
        answers=(Answer(ATTACK, ATTACK),),
        plan=ATTACK,
        promises=(Promise(ATTACK, WHOLE.dated),),
        contact=Contact(ATTACK, ATTACK),
        copies=(ATTACK,),
        publicity_reason=ATTACK,
    )


def test_no_text_becomes_markup() -> None:
    page = Reader(letter_html(attacked()))

    assert not {"script", "img"} & set(page.elements)
    assert sum(text.count(ATTACK) for text in page.texts) == 17


@pytest.mark.parametrize("text", ["ƅouч", "𪚥", "龘䶮㛃"])
def test_the_page_takes_any_character_since_the_browser_has_fonts(text: str) -> None:
    assert text in letter_html(dataclasses.replace(BARE, plan=text))


def test_the_same_letter_gives_the_same_page() -> None:
    assert letter_html(WHOLE) == letter_html(dataclasses.replace(WHOLE))
