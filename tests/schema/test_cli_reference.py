"""The page of reference that is written from `core.api` and the installed plugins."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from core import api
from core.declarations.models import is_extensible
from schema.installation import Installation
from schema.reference import PAGES
from tests.schema.cli_kit import renda

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """The pages that explain names, in a folder of their own."""
    for page in PAGES:
        shutil.copy(DOCS / page, tmp_path)
    return tmp_path


def test_every_name_that_authors_import_is_shown_and_explained(installation: Installation, docs: Path) -> None:
    text = renda(installation, "reference", "--folder", str(docs)).output

    entries = re.findall(r"^### `(\w+)`\n\n\[Explained here\]\(([\w.-]+)#([\w-]+)\)", text, re.MULTILINE)
    assert sorted(name for name, _, _ in entries) == sorted(api.__all__)
    for _, page, anchor in entries:
        headings = re.findall(r"^#+ (.+)$", (docs / page).read_text("utf-8"), re.MULTILINE)
        assert anchor in {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_method_that_may_be_overridden_is_shown_with_what_calls_it(
    installation: Installation, docs: Path
) -> None:
    text = renda(installation, "reference", "--folder", str(docs)).output.partition("## Methods that")[2]

    open_to_others = {
        name
        for model in installation.generation.models.values()
        for _, definition in model.chain
        for name, member in vars(definition).items()
        if is_extensible(member)
    }
    assert set(re.findall(r"^- `(\w+)", text, re.MULTILINE)) == open_to_others
    assert "opinion_number(serial: int) -> str`: The number on the resident's slip" in text
    assert "  Called by `plugins.stations.mutations.record_opinion`." in text
    assert "  Called by the step `accept_suggestion`." in text
    listed = re.split(r"^`([\w.]+)`:$", text, flags=re.MULTILINE)
    methods = dict(zip(listed[1::2], listed[2::2], strict=True))
    assert "- `accept(" in methods["plugins.proposals.stages.screening.steps.ScreenedSuggestion"]


def test_the_page_is_written_and_found_to_be_true(installation: Installation, docs: Path) -> None:
    written = renda(installation, "reference", "--write", "--folder", str(docs))
    checked = renda(installation, "reference", "--check", "--folder", str(docs))

    assert (written.exit_code, checked.exit_code, checked.output) == (0, 0, "")


def test_a_page_that_is_no_longer_true_is_shown_with_the_difference(installation: Installation, docs: Path) -> None:
    renda(installation, "reference", "--write", "--folder", str(docs))
    page = docs / "reference.md"
    page.write_text(page.read_text("utf-8").replace("class Step(", "class Stage("), "utf-8")

    result = renda(installation, "reference", "--check", "--folder", str(docs))

    assert result.exit_code == 1
    assert "-class Stage(" in result.stdout
    assert "REFERENCE_CHANGED" in result.stderr


def test_a_name_that_no_page_shows_is_refused(installation: Installation, docs: Path) -> None:
    for page in PAGES:
        path = docs / page
        path.write_text(path.read_text("utf-8").replace("WorkflowExtension", "Extension"), "utf-8")

    result = renda(installation, "reference", "--folder", str(docs))

    assert result.exit_code == 1
    assert "REFERENCE_UNEXPLAINED" in result.stderr
    assert "WorkflowExtension" in result.stderr
