"""`renda demo`: when made-up records are loaded, and when not."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, select

from core.declarations.manifest import Manifest
from core.foundation.settings import Profile, Settings
from core.foundation.urls import DatabaseUrl
from schema.commands.preparation import prepared
from schema.installation import Installation
from tests.schema.cli_kit import a_plugin, renda

HOOKS = """
    from sqlalchemy.orm import Mapped
    from core.api import PUBLIC, Action, grant
    from core.api import Load
    from core.api import Model, field

    class {name}Town(Model):
        "A town."
        name: Mapped[str] = field(label="Name")

    class {name}House(Model):
        "A house."
        name: Mapped[str] = field(label="Name")

    @hookimpl
    def models():
        return [{name}Town, {name}House]

    @hookimpl
    def rules():
        return [grant(PUBLIC, Action.READ, {name}Town), grant(PUBLIC, Action.READ, {name}House)]

    @hookimpl
    def seeds(generation):
        return [Load(model={name}Town, columns=("id", "name"), rows=[(1, "Guyi")], total=1, label="Towns")]

    @hookimpl
    def demo(generation, scale):
        more = [(2, "Made up")]
        houses = [(number, str(number)) for number in range(1, int(10 * scale) + 1)]
        return [
            Load(model={name}Town, columns=("id", "name"), rows=more, total=1, label="Made-up towns"),
            Load(model={name}House, columns=("id", "name"), rows=houses, total=len(houses), label="Houses"),
        ]
"""


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Manifest:
    """A plugin of its own name for each test: what was imported once stays imported."""
    name = f"demo_{abs(hash(request.node.nodeid)) % 10**9}"
    return a_plugin(tmp_path, monkeypatch, name, HOOKS.format(name="Demo"))


@pytest.fixture
def here(fresh_database: DatabaseUrl, plugin: Manifest, tmp_path: Path) -> Installation:
    return Installation(Settings(home=tmp_path, database_url=fresh_database), [plugin])


def figures(installation: Installation) -> tuple[int, int]:
    """How many towns and houses there are."""
    assert installation.settings.database_url
    engine = create_engine(installation.settings.database_url)
    tables = {table.name.rpartition("_")[2]: table for table in installation.generation.metadata.sorted_tables}
    with engine.connect() as connection:
        counts = [
            connection.scalars(select(func.count()).select_from(tables[name])).one() for name in ("town", "house")
        ]
    engine.dispose()
    return counts[0], counts[1]


@pytest.mark.parametrize(("profile", "expected"), [(Profile.DEVELOPMENT, (2, 10)), (Profile.PRODUCTION, (1, 0))])
def test_the_first_start_fills_the_tables_and_the_second_leaves_them(
    here: Installation, profile: Profile, expected: tuple[int, int]
) -> None:
    """What `renda serve` does before it serves."""
    settings = here.settings.model_copy(update={"profile": profile})
    installation = here.under(settings)

    with prepared(installation) as first, prepared(installation) as second:
        assert (first, second) == (settings.database_url, settings.database_url)

    assert figures(here) == expected


def test_an_empty_database_gets_tables_seeds_and_demonstration(here: Installation) -> None:
    result = renda(here, "demo")

    assert result.exit_code == 0
    assert "11 rows" in result.stdout
    assert figures(here) == (2, 10)


def test_a_second_demonstration_is_refused_and_changes_nothing(here: Installation) -> None:
    renda(here, "demo")

    result = renda(here, "demo")

    assert result.exit_code == 1
    assert "DEMO_LOADED" in result.stderr
    assert "_house" in result.stderr
    assert figures(here) == (2, 10)


def test_reset_begins_anew_at_another_scale(here: Installation) -> None:
    renda(here, "demo")

    assert renda(here, "demo", "--reset", "--scale", "0.5").exit_code == 0
    assert figures(here) == (2, 5)


def test_in_production_nothing_is_made_up_and_nothing_emptied(here: Installation) -> None:
    renda(here, "demo")
    settings = here.settings.model_copy(update={"profile": Profile.PRODUCTION})

    result = renda(here.under(settings), "demo", "--reset")

    assert result.exit_code == 1
    assert "DEMO_REFUSED" in result.stderr
    assert figures(here) == (2, 10)
