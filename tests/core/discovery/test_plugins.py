from __future__ import annotations

from pathlib import Path

import pytest

import core
from core.composition.compose import compose
from core.discovery.plugins import folders_of, load_plugins
from core.discovery.refusals import HooksResult
from tests.core.manifests import MakePlugin

CLUBS = """
from core.api import PUBLIC, Action, Role, grant
from core.api import hookimpl
from core.api import Load
from core.api import Model, field
from sqlalchemy.orm import Mapped
import click

STAFF = Role("staff", "Staff")

class Club(Model):
    '''A club.'''
    name: Mapped[str] = field(label="Name")

@hookimpl
def models(): return [Club]

@hookimpl
def roles(): return (STAFF,)

@hookimpl
def rules(): return (grant(PUBLIC, Action.READ, Club),)

@hookimpl
def commands(): return [click.Command("count-clubs")]

@hookimpl
def seeds(generation):
    yield Load(model=Club, columns=("id", "name"), rows=[(1, generation.plugins[-1])], total=1, label="Clubs")

@hookimpl
def demo(scale):
    yield Load(model=Club, columns=("id", "name"), rows=[], total=int(100 * scale), label="Clubs")
"""


def answering(hook: str, answer: str) -> str:
    """The hooks of a plugin that answers that."""
    return f"from core.api import hookimpl\n@hookimpl\ndef {hook}(): return {answer}\n"


def test_what_each_plugin_brings_is_told_apart(make_plugin: MakePlugin) -> None:
    plugins = load_plugins([make_plugin("late", depends={"clubs": ""}), make_plugin("clubs", CLUBS)])

    own, clubs, late = plugins.contributions()

    assert (own.plugin, clubs.plugin, late.plugin) == ("core", "clubs", "late")
    assert [model.__name__ for model in clubs.models] == ["Club"]
    assert [role.name for role in clubs.roles] == ["staff"]
    assert len(clubs.rules) == 1
    assert (late.models, late.roles, late.rules, late.mutations, late.jobs) == ((), (), (), (), ())
    assert late.depends == {"clubs"}
    assert late.package == "renda_late"


def test_the_contributions_of_plugins_compose_to_a_generation(make_plugin: MakePlugin) -> None:
    plugins = load_plugins([make_plugin("clubs", CLUBS)])

    generation = compose(plugins.contributions(), locale_folders=plugins.locale_folders())

    assert [name for name, model in generation.models.items() if model.owner == "clubs"] == ["Club"]


def test_commands_come_in_the_order_of_plugins(make_plugin: MakePlugin) -> None:
    plugins = load_plugins([make_plugin("clubs", CLUBS)])

    assert [command.name for command in plugins.commands()] == ["count-clubs"]


def test_seeds_and_demonstration_are_asked_for_with_the_generation(make_plugin: MakePlugin) -> None:
    plugins = load_plugins([make_plugin("clubs", CLUBS)])
    generation = compose(plugins.contributions())

    (seed,) = plugins.seeds(generation)
    (demo,) = plugins.demo(generation, scale=0.5)

    assert list(seed.rows) == [(1, "clubs")]
    assert demo.total == 50


@pytest.mark.parametrize(
    ("hook", "answer", "told"),
    [
        ("models", "None", "returned None"),
        ("models", "42", "returned 42"),
        ("models", "'Club'", "returned 'Club'"),
        ("models", "[int]", "returned <class 'int'>; it must return a sequence of type[Model]"),
        ("roles", "['staff']", "returned 'staff'; it must return a sequence of Role"),
        ("commands", "[print]", "must return a sequence of Command"),
    ],
)
def test_a_hook_that_returns_something_else_is_refused(
    make_plugin: MakePlugin, hook: str, answer: str, told: str
) -> None:
    plugins = load_plugins([make_plugin("a", answering(hook, answer))])

    with pytest.raises(HooksResult) as caught:
        list(plugins.commands() if hook == "commands" else plugins.contributions())

    assert f"{hook}() of 'a'" in str(caught.value)
    assert told in str(caught.value)


def test_translations_are_looked_for_in_the_core_then_above_then_in_plugins(
    make_plugin: MakePlugin, tmp_path: Path
) -> None:
    upper = tmp_path / "renda_upper_floor"
    upper.mkdir()
    (upper / "__init__.py").write_text("raise RuntimeError", encoding="utf-8")
    plugins = load_plugins([make_plugin("a")])

    folders = plugins.locale_folders("renda_upper_floor", "no_such_package")

    core_folder = Path(core.__file__).parent
    assert folders == (core_folder / "locale", upper / "locale", tmp_path / "renda_a" / "locale")


def test_a_package_that_is_not_there_has_no_folders() -> None:
    assert folders_of("no_such_package") == ()
