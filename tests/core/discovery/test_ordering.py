from __future__ import annotations

from itertools import permutations

import pytest

from core.discovery.ordering import topological_order, transitive_dependencies
from core.discovery.refusals import (
    CoreIncompatible,
    PluginConflict,
    PluginCycle,
    PluginDuplicate,
    PluginIncompatible,
    PluginMissing,
)
from tests.core.manifests import a_manifest

CONGRESS = a_manifest("congress")
STATIONS = a_manifest("stations", depends={"congress": ">=1"})
BUDGET = a_manifest("budget", depends={"congress": ""})
SANJIANG = a_manifest("a_sanjiang", depends={"stations": "", "congress": ""})


def test_plugins_come_by_depth_then_by_name_however_they_are_given() -> None:
    """The order must not depend on which distribution the import system happens to see first."""
    orders = {
        tuple(manifest.name for manifest in topological_order(given))
        for given in permutations((CONGRESS, STATIONS, BUDGET, SANJIANG))
    }

    assert orders == {("congress", "budget", "stations", "a_sanjiang")}


def test_foundations_reach_through_all_dependencies() -> None:
    found = transitive_dependencies(topological_order([SANJIANG, STATIONS, CONGRESS]))

    assert found == {
        "congress": frozenset(),
        "stations": {"congress"},
        "a_sanjiang": {"stations", "congress"},
    }


def test_a_missing_dependency_is_named_with_who_needs_it() -> None:
    with pytest.raises(PluginMissing) as caught:
        topological_order([STATIONS])

    assert "'stations'" in str(caught.value)
    assert "'congress', which is not installed" in str(caught.value)


def test_a_dependency_in_a_version_out_of_range_is_refused_naming_both() -> None:
    with pytest.raises(PluginIncompatible) as caught:
        topological_order([STATIONS, a_manifest("congress", "0.9")])

    assert "'stations'" in str(caught.value)
    assert "'congress' >=1" in str(caught.value)
    assert "version 0.9" in str(caught.value)


def test_a_cycle_is_shown_in_full() -> None:
    first = a_manifest("a", depends={"b": ""})
    second = a_manifest("b", depends={"c": ""})
    third = a_manifest("c", depends={"b": ""})

    with pytest.raises(PluginCycle, match="b -> c -> b"):
        topological_order([first, second, third])


def test_the_same_plugin_twice_is_refused_naming_both_places() -> None:
    with pytest.raises(PluginDuplicate, match=r"from 'congress' .* and from 'congress'"):
        topological_order([CONGRESS, a_manifest("congress")])


def test_plugins_that_do_not_go_together_are_refused_only_if_both_are_there() -> None:
    other = a_manifest("other", conflicts=("congress", "absent"))

    assert [manifest.name for manifest in topological_order([other])] == ["other"]
    with pytest.raises(PluginConflict, match=r"'other' .* 'congress'"):
        topological_order([CONGRESS, other])


def test_a_plugin_for_another_version_of_the_core_is_refused() -> None:
    plugin = a_manifest("stations", core=">=0.1,<1")

    assert topological_order([plugin], core_version="0.9")
    with pytest.raises(CoreIncompatible, match=r"needs Renda >=0.1,<1, but this is 1.0"):
        topological_order([plugin], core_version="1.0")
