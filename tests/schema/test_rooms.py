"""The rooms of the schema and of its compiler: an import against their order is refused, wherever it is planted."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import grimp
import pytest

ROOT = Path(__file__).parents[2]
LINTER: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
LAYERS = {
    contract["containers"][0]: contract
    for contract in LINTER["contracts"]
    if contract["type"] == "layers" and contract.get("containers", [""])[0].startswith("schema")
}
STEPS = [
    (container, lower, upper)
    for container, contract in LAYERS.items()
    for upper, lower in zip(contract["layers"], contract["layers"][1:], strict=False)
]


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """The imports of the schema as they are, those for the type checker among them."""
    return grimp.build_graph("schema", cache_dir=None)


def rooms_of(layer: str) -> list[str]:
    return [room.strip() for room in layer.split("|")]


def keeps_its_order(graph: grimp.ImportGraph, container: str) -> bool:
    """What import-linter asks of the graph for the contract."""
    layers = [grimp.Layer(*rooms_of(layer), independent=True) for layer in LAYERS[container]["layers"]]
    return not graph.find_illegal_dependencies_for_layers(layers=layers, containers={container})


def test_the_contracts_count_imports_for_the_type_checker_and_leave_no_room_out() -> None:
    assert not LINTER.get("exclude_type_checking_imports", False)
    assert all(contract["exhaustive"] for contract in LAYERS.values())
    assert set(LAYERS) == {"schema", "schema.compiler"}


@pytest.mark.parametrize("container", LAYERS)
def test_the_rooms_stand_in_their_order(graph: grimp.ImportGraph, container: str) -> None:
    assert keeps_its_order(graph, container)


@pytest.mark.parametrize(("container", "lower", "upper"), STEPS)
def test_an_upward_import_is_refused_in_every_room(
    graph: grimp.ImportGraph, container: str, lower: str, upper: str
) -> None:
    """Of each two floors of rooms, every room below imports one above for once."""
    found = {}
    for room in rooms_of(lower):
        importer, imported = f"{container}.{room}", f"{container}.{rooms_of(upper)[0]}"
        graph.add_import(importer=importer, imported=imported)
        found[room] = keeps_its_order(graph, container)
        graph.remove_import(importer=importer, imported=imported)

    assert not any(found.values())


def test_a_circle_within_a_room_is_refused(graph: grimp.ImportGraph) -> None:
    room = "schema.execution"
    assert not graph.nominate_cycle_breakers(room)

    graph.add_import(importer=f"{room}.mutations", imported=f"{room}.executor")
    found = graph.nominate_cycle_breakers(room)
    graph.remove_import(importer=f"{room}.mutations", imported=f"{room}.executor")

    assert found
