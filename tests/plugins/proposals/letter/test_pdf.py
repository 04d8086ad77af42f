from __future__ import annotations

import dataclasses
import hashlib
import os
import re
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from plugins.proposals.letter import wording
from plugins.proposals.letter.letter import Letter
from plugins.proposals.letter.pdf import letter_pdf
from plugins.proposals.letter.refusals import CharactersNotPrintable
from tests.plugins.proposals.letter.letters import BARE, WHOLE

ROOT = Path(__file__).parents[4]
STREAM = re.compile(rb"stream\n(.*?)\nendstream", re.DOTALL)
# Codes and the characters they stand for, as the table for copying and searching lists them.
PAIR = re.compile(r"<[0-9A-F]{4}> <([0-9A-F]{4,8})>")


def streams(pdf: bytes) -> list[bytes]:
    return [zlib.decompress(stream) if stream[:1] == b"\x78" else stream for stream in STREAM.findall(pdf)]


def characters(pdf: bytes) -> set[str]:
    table = next(stream for stream in streams(pdf) if b"begincmap" in stream).decode("ascii")
    return {bytes.fromhex(code).decode("utf-16-be") for code in PAIR.findall(table)}


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


def test_all_characters_can_be_found_and_copied() -> None:
    said = "".join(paragraph.text for paragraph in wording.body(WHOLE)) + "".join(wording.notes(WHOLE))

    pdf = letter_pdf(WHOLE)

    assert set(said + wording.letter_title(WHOLE)) - characters(pdf) == set()
    assert pages(pdf) == 2


def test_the_font_is_embedded() -> None:
    pdf = letter_pdf(BARE)

    assert b"/FontFile3" in pdf
    assert b"NotoSerifSC" in pdf


@pytest.mark.parametrize("text", ["㛃䶮", "𬱖𬍛", "Sawcuengh Gvangjsih", "Leec Gaeml", "㎡①Ⅳ℃"])
def test_rare_characters_zhuang_and_dong_are_printed(text: str) -> None:
    pdf = letter_pdf(dataclasses.replace(BARE, plan=text))

    assert set(text) - characters(pdf) == set()


@pytest.mark.parametrize(
    "letter",
    [
        dataclasses.replace(BARE, plan="名为𪚥"),
        dataclasses.replace(BARE, unit="𪚥"),
        dataclasses.replace(BARE, addressees=("韦𪚥",)),
        dataclasses.replace(BARE, copies=("𪚥",)),
        dataclasses.replace(BARE, subject=dataclasses.replace(BARE.subject, congress="𪚥")),
    ],
    ids=["plan", "unit", "addressees", "copies", "congress"],
)
def test_a_character_the_font_lacks_is_refused_and_named(letter: Letter) -> None:
    with pytest.raises(CharactersNotPrintable, match=r"𪚥（U\+2A6A5）"):
        letter_pdf(letter)


def test_all_lacking_characters_are_named_once() -> None:
    letter = dataclasses.replace(BARE, background="ƅ😀ƅ", plan="😀𪚥")

    with pytest.raises(CharactersNotPrintable) as refused:
        letter_pdf(letter)

    assert refused.value.details == {"characters": "ƅ（U+0185）、😀（U+1F600）、𪚥（U+2A6A5）"}


def test_a_long_letter_goes_over_many_pages() -> None:
    letter = dataclasses.replace(WHOLE, plan="下一步列入年度计划，" * 600)

    assert pages(letter_pdf(letter)) == 12


def test_long_names_titles_and_words_are_broken() -> None:
    letter = dataclasses.replace(
        WHOLE,
        subject=dataclasses.replace(WHOLE.subject, title="建议" * 200, congress="很长的地名" * 20),
        addressees=("韦青山",) * 60,
        unit="柳州市柳南区人民政府" * 8,
        document_number="柳南政函" * 10,
        plan="x" * 500,
        copies=("柳州市人民政府办公室",) * 90,
    )

    assert pages(letter_pdf(letter)) > 2


def test_markup_and_operators_of_pdf_are_printed_as_they_are() -> None:
    text = "<b>**(\\) Tj ET</b> %%EOF"

    assert set(text) - characters(letter_pdf(dataclasses.replace(BARE, plan=text))) == set()


def test_the_same_letter_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "import hashlib; from plugins.proposals.letter.pdf import letter_pdf;"
        "from tests.plugins.proposals.letter.letters import WHOLE;"
        "print(hashlib.sha256(letter_pdf(WHOLE)).hexdigest())"
    )
    elsewhere = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"}

    run = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=elsewhere, capture_output=True, text=True, check=True
    )

    assert run.stdout.strip() == hashlib.sha256(letter_pdf(WHOLE)).hexdigest()


def test_different_letters_give_different_bytes() -> None:
    assert letter_pdf(BARE) != letter_pdf(dataclasses.replace(BARE, seal_place=False))
