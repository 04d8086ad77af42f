"""The reply letter as a sheet to print, in the measures of GB/T 9704."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pylopdf_fonts_zh_cn
from fpdf import FPDF
from fpdf.fonts import TTFFont

from plugins.proposals.letter import wording
from plugins.proposals.letter.letter import Letter
from plugins.proposals.letter.lines import balanced, broken
from plugins.proposals.letter.refusals import CharactersNotPrintable
from plugins.proposals.letter.wording import Paragraph, Role

# Millimetres on A4: a body of 156 by 225, 28 characters wide and 22 lines high.
LEFT, TOP, WIDTH, HEIGHT = 28.0, 37.0, 156.0, 225.0
EM = WIDTH / 28
PITCH = HEIGHT / 22
POINTS = 72 / 25.4
BODY_SIZE, TITLE_SIZE, SMALL_SIZE = EM * POINTS, 22.0, 14.0
SEAL_RADIUS = 21.0
INDENT = "　　"
FONT = "song"
# Enough for a whole signature: unit, seal and date must not part.
SIGNATURE_LINES = 4
# A heading stands above at least a point, and a point above a line of its text.
KEPT = {Role.SALUTATION: 1, Role.HEADING: 4, Role.POINT: 3, Role.TEXT: 1}


def letter_pdf(letter: Letter) -> bytes:
    """The letter as a PDF with its font embedded; the same letter gives the same bytes.

    It takes some tenths of a second of computing: keep it off the event loop.

    Raises:
        CharactersNotPrintable: The font lacks a character; nothing is left out silently.
    """
    sheet = _Sheet(letter)
    try:
        sheet.head()
        for paragraph in wording.body(letter):
            sheet.paragraph(paragraph)
        sheet.signature()
        sheet.foot()
        return bytes(sheet.output())
    finally:
        sheet.font_file.close()


class _Sheet(FPDF):
    def __init__(self, letter: Letter) -> None:
        super().__init__(format="A4")
        self.letter = letter
        self.lacking: dict[str, None] = {}
        self.set_auto_page_break(auto=False)
        self.add_font(FONT, fname=pylopdf_fonts_zh_cn.serif_path())
        font = self.fonts[FONT]
        if not isinstance(font, TTFFont):
            raise TypeError(font)
        self.known = font.cmap
        # fpdf2 reads the file until the output is made, and leaves it open.
        self.font_file = font.ttfont
        self.set_font(FONT, size=BODY_SIZE)
        self.set_lang("zh-CN")
        # A date of printing would make each copy another document.
        self.set_creation_date(datetime.combine(letter.dated, time(), UTC))
        self.add_page()
        self.down = TOP

    def footer(self) -> None:
        self.set_font(FONT, size=SMALL_SIZE)
        mark = f"— {self.page_no()} —"
        outer = LEFT + EM if self.page_no() % 2 == 0 else LEFT + WIDTH - EM - self.get_string_width(mark)
        self.text(outer, TOP + HEIGHT + 7 + EM, mark)
        self.set_font(FONT, size=BODY_SIZE)

    def head(self) -> None:
        letter = self.letter
        self.set_title(wording.letter_title(letter))
        if mark := wording.class_mark(letter):
            self.right(mark)
        self.numbers(wording.plain(letter.document_number), wording.issuer_line(letter))
        self.down += PITCH
        self.set_font(FONT, size=TITLE_SIZE)
        for line in balanced(wording.letter_title(letter), WIDTH, self.get_string_width):
            self.set(line, (WIDTH - self.get_string_width(line)) / 2)
        self.set_font(FONT, size=BODY_SIZE)
        self.down += PITCH

    def numbers(self, document_number: str, issuer: str) -> None:
        wide = self.get_string_width(document_number + issuer) + EM > WIDTH
        if document_number and issuer and not wide:
            self.put(document_number, 0)
            self.right(issuer)
            return
        self.block(document_number)
        if issuer:
            self.right(issuer)

    def paragraph(self, paragraph: Paragraph) -> None:
        self.keep(KEPT[paragraph.role])
        self.block(paragraph.text if paragraph.role is Role.SALUTATION else INDENT + paragraph.text)

    def signature(self) -> None:
        unit = balanced(wording.plain(self.letter.unit), WIDTH - 8 * EM, self.get_string_width)
        self.keep(SIGNATURE_LINES + len(unit))
        lines = [*unit, wording.day(self.letter.dated)]
        self.down += 2 * PITCH
        widest = max(self.get_string_width(line) for line in lines)
        middle = WIDTH - 4 * EM - max(widest / 2, SEAL_RADIUS - 4 * EM)
        if self.letter.seal_place:
            self.seal(middle, len(lines))
        for line in lines:
            self.set(line, middle - self.get_string_width(line) / 2)
        self.down += PITCH

    def seal(self, middle: float, lines: int) -> None:
        self.set_draw_color(200)
        self.set_dash_pattern(dash=1, gap=1)
        self.circle(LEFT + middle, self.down + lines * PITCH / 2, SEAL_RADIUS)
        self.set_dash_pattern()
        self.set_draw_color(0)

    def foot(self) -> None:
        for note in wording.notes(self.letter):
            self.block(INDENT + note)
        if copies := wording.copies_line(self.letter):
            self.set_font(FONT, size=SMALL_SIZE)
            lines = broken(copies, WIDTH - 2 * EM, self.get_string_width)
            self.keep(min(len(lines) + 1, 22))
            self.down += PITCH / 2
            self.rule()
            for line in lines:
                self.set(line, EM)
            self.rule()
        if self.lacking:
            named = "、".join(f"{char}（U+{ord(char):04X}）" for char in self.lacking)
            raise CharactersNotPrintable(characters=named)

    def block(self, text: str) -> None:
        for line in filter(None, broken(text, WIDTH, self.get_string_width)):
            self.set(line, 0)

    def right(self, text: str) -> None:
        for line in broken(text, WIDTH, self.get_string_width):
            self.set(line, WIDTH - self.get_string_width(line))

    def set(self, text: str, across: float) -> None:
        self.keep(1)
        self.put(text, across)
        self.down += PITCH

    def put(self, text: str, across: float) -> None:
        self.lacking.update(dict.fromkeys(char for char in text if ord(char) not in self.known))
        self.text(LEFT + across, self.down + PITCH * 0.7, text)

    def rule(self) -> None:
        self.line(LEFT, self.down, LEFT + WIDTH, self.down)

    def keep(self, lines: int) -> None:
        if self.down + lines * PITCH > TOP + HEIGHT + PITCH / 10:
            self.add_page()
            self.down = TOP
