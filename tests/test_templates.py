"""Templates of databases: filled once, never half, and never read when what they were made from has changed."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import psycopg
import pytest

from core.database.embedded.cluster import Cluster
from core.database.embedded.running import FOLDER
from core.foundation.urls import DatabaseUrl
from tests.templates import CACHE, SETTINGS, Templates, key_of, running_templates

CHANGES = (
    "core/words.py",
    "schema/build.py",
    "plugins/towns/seeds/towns.csv",
    "plugins/towns/locale/zh_CN.po",
    "tests/scene.py",
    "requirements.txt",
)


@pytest.fixture
def tree() -> Iterator[Path]:
    """A tree of files like this repository's, in a folder that a server may enter."""
    with tempfile.TemporaryDirectory(prefix="renda-tree-") as folder:
        for name in (*CHANGES, "tests/test_scene.py", "docs/page.md"):
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(name, "utf-8")
        yield Path(folder)


def fill(url: DatabaseUrl) -> str:
    """Fill a database with one row."""
    with psycopg.connect(url.conninfo) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    return f"filled by {os.getpid()}"


def fill_again(url: DatabaseUrl) -> str:
    """What must not be asked of a template that is there."""
    raise AssertionError(url)


def fail(url: DatabaseUrl) -> str:
    """Fill a database half way."""
    fill(url)
    raise KeyboardInterrupt


def number_in(templates: Templates, template: DatabaseUrl) -> object:
    """What a copy of the template holds."""
    url = templates.server.make_database(template)
    with psycopg.connect(url.conninfo) as connection:
        row = connection.execute("SELECT number FROM kept").fetchone()
    return row and row[0]


def filled_in(root: Path) -> str:
    """Who filled the template."""
    with running_templates(root) as templates:
        return templates.made("one", fill)[1]


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_what_a_template_is_made_from_is_another_key(tree: Path, name: str) -> None:
    before = key_of(tree)

    (tree / name).write_text("changed", "utf-8")
    changed = key_of(tree)
    (tree / name).rename(tree / f"{name}.renamed.py")
    renamed = key_of(tree)

    assert len({before, changed, renamed}) == 3


def test_a_change_of_a_test_or_a_page_is_none(tree: Path) -> None:
    before = key_of(tree)

    for name in ("tests/test_scene.py", "docs/page.md"):
        (tree / name).write_text("changed", "utf-8")

    assert key_of(tree) == before


def test_a_template_is_filled_once_for_all_runs(tree: Path) -> None:
    with running_templates(tree) as templates:
        made, first = templates.made("one", fill)
        numbers = [number_in(templates, made)]
    with running_templates(tree) as templates:
        made, second = templates.made("one", fill_again)
        numbers.append(number_in(templates, made))
        cluster = Cluster(templates.folder / FOLDER, SETTINGS)

    assert first == second == f"filled by {os.getpid()}"
    assert numbers == [7, 7]
    assert not cluster.is_running


def test_a_change_makes_new_templates_and_removes_the_old(tree: Path) -> None:
    with running_templates(tree) as templates:
        templates.made("one", fill)
        old = templates.folder

    (tree / "core/words.py").write_text("changed", "utf-8")
    with running_templates(tree) as templates:
        made, _told = templates.made("one", fill)
        found = number_in(templates, made)

    assert found == 7
    assert templates.folder != old
    assert not old.exists()


def test_what_was_filled_half_way_is_no_template(tree: Path) -> None:
    with running_templates(tree) as templates:
        with pytest.raises(KeyboardInterrupt):
            templates.made("half", fail)

        with pytest.raises(KeyboardInterrupt):
            templates.made("half", fail)


def test_what_a_server_left_that_was_not_stopped_is_not_trusted(tree: Path) -> None:
    with running_templates(tree) as templates:
        templates.made("one", fill)
        data = templates.folder / FOLDER
    (data / "postmaster.pid").write_text("999999999\n", "utf-8")
    mark = data / "mark"
    mark.touch()

    with running_templates(tree) as templates:
        templates.made("one", fill)

    assert not mark.exists()


def test_two_processes_fill_a_template_once(tree: Path) -> None:
    with get_context("spawn").Pool(2) as pool:
        fillers = pool.map(filled_in, [tree, tree])

    assert len(set(fillers)) == 1
    shutil.rmtree(tree / CACHE)
