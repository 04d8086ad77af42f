"""The plugin of the documentation, taken from its pages, built, installed and run as a county would."""

from __future__ import annotations

import importlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click import Command
from click.testing import CliRunner
from sqlalchemy import create_engine

from core.composition.compose import compose
from core.database.embedded.throwaway import ThrowawayServer
from core.declarations.contribution import Contribution
from core.declarations.manifest import Manifest
from core.declarations.roles import Actor, Grant
from core.discovery.plugins import Plugins
from core.foundation.clock import shanghai_now
from core.foundation.errors import WiringError
from core.foundation.settings import Settings, variable
from core.foundation.urls import DatabaseUrl
from core.generation.generation import Generation
from core.installation.install import ensure_installed
from core.installation.loading import load_all
from core.jobs.run_log import RunRequest
from core.jobs.running import run_job
from plugins.congress.manifest import MANIFEST as CONGRESS
from plugins.congress.roles import COUNTY_STAFF
from plugins.congress.seeds.regions import numbers
from plugins.stations.manifest import MANIFEST as STATIONS
from plugins.stations.models import StationState
from schema.cli import main
from schema.installation import Installation
from schema.testing import Ask
from tests.town.rows import rows_of

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
FILE = re.compile(r"^`([\w./-]+)`\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
STRICT = ("--config-file", str(ROOT / "pyproject.toml"), "--cache-dir", str(ROOT / ".mypy_cache"))
"""With what `make check` has found out about Renda itself, which takes most of the time."""

BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The county's folder, with every file that the page shows under its name."""
    folder = tmp_path_factory.mktemp("county") / "renda_sanjiang"
    page = (DOCS / "writing-a-plugin.md").read_text("utf-8")
    files = {name: text for name, text in FILE.findall(page) if name != "docs"}
    for name, text in {**files, "renda_sanjiang/py.typed": ""}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def county(written: Path) -> Path:
    """The folder into which the county's distribution was installed, from the wheel that its pyproject.toml makes."""
    site = written.parent / "site"
    _run(written, "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--target", str(site), str(written))
    return site


@pytest.fixture(scope="module")
def full(written: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The county's plugin with the `hooks.py` of the page on hooks, composed with Renda's own."""
    folder = tmp_path_factory.mktemp("full")
    package = folder / "renda_sanjiang"
    for path in (written / "renda_sanjiang").rglob("*.py"):
        target = package / path.relative_to(written / "renda_sanjiang")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(path.read_text("utf-8"), encoding="utf-8")
    blocks = BLOCK.findall((DOCS / "hooks.md").read_text("utf-8"))
    (package / "hooks.py").write_text("\n\n".join(blocks), encoding="utf-8")
    manifest = Manifest(
        name="sanjiang",
        version="1.0.0",
        summary="Drum towers",
        core="",
        depends={"congress": "", "stations": ""},
        package="renda_sanjiang",
    )
    installation = Installation(Settings(home=folder), (CONGRESS, STATIONS, manifest))
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        yield installation
        installation.generation.dispose()
    for name in [name for name in sys.modules if name.partition(".")[0] == "renda_sanjiang"]:
        del sys.modules[name]


@pytest.fixture(scope="module")
def filled(full: Installation, database_server: ThrowawayServer) -> DatabaseUrl:
    """The tables with the seeds and the county's part of the demonstration, to be copied."""
    url = database_server.make_database()
    fill(full, url)
    return url


@pytest.fixture
def county_database(filled: DatabaseUrl, database_server: ThrowawayServer) -> Iterator[DatabaseUrl]:
    """A copy for one test."""
    url = database_server.make_database(filled)
    yield url
    database_server.drop_database(url)


@pytest.fixture(scope="module")
def checked(written: Path, county: Path) -> list[str]:
    """What mypy says of the plugin, its tests, its neighbour and `wrong.py`, an override of another signature."""
    page = (written / "renda_sanjiang" / "stations.py").read_text("utf-8")
    (written / "wrong.py").write_text(page.replace("self, serial: int", "self, serial: str"), encoding="utf-8")
    with pytest.raises(FailedError) as failed:
        _run(written, "mypy", *STRICT, "renda_sanjiang", "renda_longsheng", "tests", "wrong.py", site=county)
    return str(failed.value).splitlines()


def test_the_tests_of_the_plugin_pass(written: Path, county: Path) -> None:
    """On an embedded PostgreSQL, by the entry point, next to Renda's own plugins."""
    done = _run(written, "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "tests", site=county)

    assert re.search(r"\b\d+ passed", done)
    assert not re.search(r"failed|error|skipped", done)


def test_the_plugin_is_clean_to_a_strict_type_checker(checked: list[str]) -> None:
    *said, summary = checked

    assert [line for line in said if not line.startswith("wrong.py:")] == []
    assert re.match(r"Found \d+ errors? in 1 file \(checked \d+ source files\)", summary)


def test_a_wrong_signature_of_an_override_is_seen_by_the_type_checker(checked: list[str]) -> None:
    pattern = r'wrong\.py:.* incompatible with supertype "plugins\.stations'

    assert [line for line in checked if re.match(pattern, line)]


def test_the_models_hook_adds_types_and_extends_types_of_others(full: Installation) -> None:
    models = full.generation.models

    assert models["DrumTower"].owner == "sanjiang"
    assert [owner for owner, _ in models["Station"].chain] == ["stations", "sanjiang"]


def test_the_roles_hook_adds_roles(full: Installation) -> None:
    assert full.generation.access.roles["tower_keeper"].scope == "drum_tower"


def test_the_rules_hook_opens_models(full: Installation) -> None:
    generation: Generation = full.generation

    assert generation.public_in_full(generation.models["DrumTower"].mapped)


def test_the_mutations_hook_adds_changes(full: Installation) -> None:
    mutation = full.generation.mutations["add_drum_tower"]

    assert [role.name for role in mutation.allow] == ["county_staff"]


def test_the_workflows_hook_adds_a_mutation_for_each_step_and_each_bulk(full: Installation) -> None:
    steps = full.generation.workflows["Repair"].steps

    assert list(steps) == ["report_repair", "estimate_repair", "approve_repair", "refuse_repair", "finish_repair"]
    assert {*steps, "approve_repairs"} <= set(full.generation.mutations)


def test_a_neighbour_extends_the_workflow_of_the_page(
    full: Installation, written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(written))
    neighbour = importlib.import_module("renda_longsheng.repairs")
    contribution = Contribution(
        plugin="longsheng",
        depends=frozenset({"congress", "stations", "sanjiang"}),
        package="renda_longsheng",
        models=(neighbour.LongshengRepair,),
        workflows=(neighbour.INSPECTION,),
    )

    generation = compose([*full.plugins.contributions(), contribution])

    workflow = generation.workflows["Repair"]
    assert [state.name for state in workflow.states] == ["REPORTED", "APPROVED", "DONE", "REFUSED", "INSPECTED"]
    assert [guard.refusal.code for guard in workflow.steps["approve_repair"].guards if guard.refusal] == [
        "COST_UNKNOWN",
        "TIMBER_MISSING",
    ]
    generation.dispose()
    for name in [name for name in sys.modules if name.partition(".")[0] == "renda_longsheng"]:
        del sys.modules[name]


def test_the_jobs_hook_adds_jobs(full: Installation) -> None:
    job = full.generation.jobs["leave_towers"]

    assert (job.schedule, job.retry.attempts) == ("30 5 * * *", 5)


def test_the_job_of_the_hooks_takes_closed_stations_out_of_their_towers(
    full: Installation, county_database: DatabaseUrl
) -> None:
    with rows_of(full.generation, county_database) as rows:
        for code, state, closed in (
            ("OPEN", StationState.ACTIVE, None),
            ("SHUT", StationState.CLOSED, date(2025, 1, 1)),
        ):
            rows.a_station(code, host=numbers()["450226"], state=state, closed_on=closed, drum_tower_id=1)

    job = full.generation.jobs["leave_towers"]
    outcome = run_job(
        full.generation, county_database, RunRequest(job=job, scheduled_for=shanghai_now(), worker="tester")
    )

    assert (outcome.handled, outcome.failed) == (1, 0)


def test_the_commands_hook_adds_commands(full: Installation) -> None:
    commands: tuple[Command, ...] = full.plugins.commands()

    assert [command.name for command in commands] == ["drum-towers"]


def test_the_seeds_hook_brings_rows_after_those_it_rests_on(full: Installation) -> None:
    plugins: Plugins = full.plugins
    loads = list(plugins.seeds(full.generation))

    assert loads[0].model.__name__ == "Region"
    assert [next(iter(load.rows))[1] for load in loads if load.model.__name__ == "DrumTower"] == ["MAPANG"]


def test_the_demo_hook_brings_as_many_rows_as_it_is_asked_for(full: Installation) -> None:
    loads = [load for load in full.plugins.demo(full.generation, 0.1) if load.model.__name__ == "DrumTower"]

    assert [load.total for load in loads] == [2]
    assert len(list(loads[0].rows)) == 2


def test_the_rows_of_the_hooks_fit_the_database_and_the_command_lists_them(
    full: Installation, county_database: DatabaseUrl, tmp_path: Path
) -> None:
    here = Installation(Settings(home=tmp_path, database_url=county_database), full.plugins.manifests)

    listed = CliRunner().invoke(main, ["drum-towers"], obj=here, catch_exceptions=False)

    assert listed.output.splitlines() == [
        "DEMO0000  示例鼓楼0000（演示）",
        "DEMO0001  示例鼓楼0001（演示）",
        "MAPANG  马胖鼓楼",
    ]


def test_the_mutation_of_the_hooks_serves_the_staff_of_the_right_county(
    full: Installation, county_database: DatabaseUrl
) -> None:
    chengyang, sanjiang, rongshui = (numbers()[code] for code in ("450226104202", "450226", "450225"))
    add = """mutation ($code: String!, $village: ID!) {
      addDrumTower(input: {code: $code, name: "岩寨鼓楼", village: $village}) {
        drumTower { village { name } }
        errors { code }
      }
    }"""

    with Ask(full.generation, county_database) as ask:
        own, other = (
            ask(add, actor=staff_of(county), code=f"YZ{county}", village=f"Region:{chengyang}")["addDrumTower"]
            for county in (sanjiang, rongshui)
        )

    assert own == {"drumTower": {"village": {"name": "程阳村委会"}}, "errors": []}
    assert other == {"drumTower": None, "errors": [{"code": "FORBIDDEN_SCOPE"}]}


def fill(installation: Installation, database: DatabaseUrl) -> None:
    """Make the tables, and load the seeds and the county's part of the demonstration."""
    plugins, generation = installation.plugins, installation.generation
    engine = create_engine(database)
    with engine.begin() as connection:
        ensure_installed(plugins, generation, connection)
        demo = [load for load in plugins.demo(generation, 0.1) if load.model.__name__ == "DrumTower"]
        load_all(generation, connection, demo)
    engine.dispose()


def staff_of(county: int) -> Actor:
    return Actor("clerk", (Grant(COUNTY_STAFF.name, county, "region"),))


def test_every_wiring_refusal_is_explained() -> None:
    """Its code stands in the page for whoever meets it: the author of a plugin, or the operator."""
    pages = "".join((DOCS / name).read_text("utf-8") for name in ("writing-a-plugin.md", "operating.md"))

    codes = {refusal.code for refusal in _below(WiringError) if refusal.__module__.startswith(("core.", "schema."))}

    assert sorted(code for code in codes if f"`{code}`" not in pages) == []


def test_every_variable_is_documented_with_its_default() -> None:
    page = (DOCS / "operating.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(RENDA_\w+)` \| (.*?) ?\|", page, re.MULTILINE))

    fields = Settings.model_fields
    assert list(rows) == [variable(name) for name in fields]
    assert {name: rows[variable(name)].strip("`") for name in fields} == {
        name: "" if field.default is None else str(field.default) for name, field in fields.items()
    }


class FailedError(AssertionError):
    """What a program printed before it failed."""


def _run(folder: Path, module: str, *arguments: str, site: Path | None = None) -> str:
    """Run a module of Python, with Renda and the county's site on the path, and give what it printed."""
    path = os.pathsep.join(str(place) for place in (site, ROOT) if place)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RENDA_", "PYTEST_", "COV_"))}
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=folder,
        env={**kept, "PYTHONPATH": path, "MYPYPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode:
        raise FailedError(done.stdout)
    return done.stdout


def _below(refusal: type[WiringError]) -> Iterator[type[WiringError]]:
    for one in refusal.__subclasses__():
        yield one
        yield from _below(one)
