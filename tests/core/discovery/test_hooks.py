from __future__ import annotations

import inspect

import pytest

from core.declarations.hooks import RendaHooks
from core.discovery.hooks import HOOKS, hook_manager
from core.discovery.refusals import HooksBroken, HooksMissing, HooksSignature, HooksUnknown, HooksUnmarked
from tests.core.manifests import MakePlugin

IMPORT = "from core.api import hookimpl\n"


@pytest.mark.parametrize("hook", HOOKS)
def test_each_hook_is_a_question_of_one_line(hook: str) -> None:
    text = inspect.getdoc(getattr(RendaHooks, hook)) or ""

    assert text.endswith("?")
    assert "\n" not in text


def test_plugins_are_registered_under_their_names_in_the_given_order(make_plugin: MakePlugin) -> None:
    manager = hook_manager([make_plugin("b"), make_plugin("a")])

    assert [name for name, _ in manager.list_name_plugin()] == ["b", "a"]


def test_two_managers_share_nothing(make_plugin: MakePlugin) -> None:
    plugin = make_plugin("a")

    assert hook_manager([plugin]) is not hook_manager([plugin])
    assert hook_manager([]).list_name_plugin() == []


def test_a_plugin_without_hooks_is_refused(make_plugin: MakePlugin) -> None:
    with pytest.raises(HooksMissing, match=r"'a' .* no module renda_a\.hooks"):
        hook_manager([make_plugin("a", hooks=None)])


def test_hooks_that_import_what_is_not_there_are_broken_not_missing(make_plugin: MakePlugin) -> None:
    with pytest.raises(HooksBroken, match=r"ModuleNotFoundError.*no_such_module"):
        hook_manager([make_plugin("a", "import no_such_module")])


def test_hooks_that_fail_when_imported_are_refused_with_the_reason(make_plugin: MakePlugin) -> None:
    with pytest.raises(HooksBroken, match="ZeroDivisionError: division by zero"):
        hook_manager([make_plugin("a", "1 / 0")])


def test_an_unknown_hook_is_refused_naming_the_plugin_and_the_line(make_plugin: MakePlugin) -> None:
    hooks = IMPORT + "@hookimpl\ndef modles():\n    return ()\n"

    with pytest.raises(HooksUnknown) as caught:
        hook_manager([make_plugin("a", hooks)])

    assert "'a' (renda_a/hooks.py:2) implements a hook modles()" in str(caught.value)
    assert "models" in str(caught.value.details["known"])


def test_a_hook_without_its_mark_is_refused_for_nobody_would_call_it(make_plugin: MakePlugin) -> None:
    with pytest.raises(HooksUnmarked, match=r"renda_a/hooks.py:1.*models\(\)"):
        hook_manager([make_plugin("a", "def models():\n    return ()\n")])


def test_a_function_of_that_name_from_elsewhere_is_no_forgotten_hook(make_plugin: MakePlugin) -> None:
    manager = hook_manager([make_plugin("a", "from tests.core.stray import models")])

    assert manager.has_plugin("a")


def test_a_hook_that_asks_for_more_than_it_is_given_is_refused(make_plugin: MakePlugin) -> None:
    hooks = IMPORT + "@hookimpl\ndef seeds(generation, weather):\n    return ()\n"

    with pytest.raises(HooksSignature, match=r"seeds\(generation, weather\), but the hook gives \(generation\)"):
        hook_manager([make_plugin("a", hooks)])
