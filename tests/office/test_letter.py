"""A printed letter as whoever receives it opens it: in LibreOffice, and in a reader of PDF."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from plugins.proposals.letter import wording
from plugins.proposals.letter.html import letter_html
from plugins.proposals.letter.pdf import letter_pdf
from tests.plugins.proposals.letter.letters import BARE, WHOLE

pytestmark = pytest.mark.office
SECONDS = 120
SAID = ["".join(paragraph.text.split()) for paragraph in wording.body(WHOLE)]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The text of the letter's page as LibreOffice Writer lays it out."""
    folder = tmp_path_factory.mktemp("letter")
    page = folder / "letter.html"
    page.write_text(letter_html(WHOLE), encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    kept = ("--convert-to", "pdf:writer_web_pdf_Export", "--outdir", str(folder))
    call("soffice", profile, "--headless", *kept, str(page))
    return text_of(folder / "letter.pdf")


def test_libreoffice_shows_what_the_page_says(opened: str) -> None:
    assert [said for said in SAID if said not in opened] == []


def test_the_text_of_the_pdf_is_found_by_its_reader(tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(letter_pdf(WHOLE))

    text = text_of(file)

    assert [said for said in SAID if said not in text] == []


def test_a_letter_of_one_page_has_one_page(tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"
    file.write_bytes(letter_pdf(BARE))

    assert "Pages:           1\n" in call("pdfinfo", str(file))


def text_of(pdf: Path) -> str:
    """The text, without the spaces and lines that only lay it out."""
    return "".join(call("pdftotext", str(pdf), "-").split())


def call(*command: str) -> str:
    """What a program prints."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, timeout=SECONDS).stdout
