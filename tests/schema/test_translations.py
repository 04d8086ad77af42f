"""The words of the two floors: complete in every language, and without leftovers."""

from __future__ import annotations

import pytest

from core.discovery.plugins import folders_of
from schema.installation import Installation
from schema.testing.descriptions import undescribed
from schema.testing.texts import faulty_entries, texts_of_floor, texts_of_own_models, untranslated


@pytest.mark.parametrize("floor", ["core", "schema"])
def test_every_text_of_a_floor_is_translated(installation: Installation, floor: str) -> None:
    assert untranslated(texts_of_floor(floor), installation.translations) == []


@pytest.mark.parametrize("floor", ["core", "schema"])
def test_the_catalogue_of_a_floor_holds_what_its_code_says(floor: str) -> None:
    (folder,) = folders_of(floor)

    assert faulty_entries(folder / "locale", floor) == []


def test_the_models_of_the_core_are_described_in_every_language(installation: Installation) -> None:
    generation = installation.generation

    assert untranslated(texts_of_own_models(generation), generation.translations) == []
    assert list(undescribed(generation, "core")) == []
