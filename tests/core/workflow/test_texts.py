"""What the contract of plugins asks to be translated of a workflow, marked or not."""

from __future__ import annotations

from core.declarations.manifest import Manifest
from core.generation.generation import Generation
from schema.testing.texts import texts_of


def of(plugin: str, generation: Generation) -> set[str]:
    manifest = Manifest(
        name=plugin, version="1.0", summary="Permits.", core=">=0.1", depends={}, package="tests.core.workflow"
    )
    return texts_of(manifest, generation)


def test_labels_inputs_and_descriptions_of_steps_are_texts(counties: Generation) -> None:
    texts = of("permits", counties)

    assert {"Check", "Archive", "What was found.", "Whether to refuse it at once", "Check a permit."} <= texts
    assert {"Filed", "Destroyed", "Where a permit stands.", "The permit is blocked."} <= texts
    assert "Hear the neighbours" not in texts


def test_states_steps_and_refusals_that_a_county_adds_are_texts_of_its_own(counties: Generation) -> None:
    texts = of("suburb", counties)

    assert {"Hear the neighbours", "Neighbours are heard", "The neighbours are against it."} <= texts
    assert {"With customs", "Ask customs", "Filed", "Check"}.isdisjoint(texts)
