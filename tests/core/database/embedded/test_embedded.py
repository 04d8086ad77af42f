from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from core.database import checks
from core.database.checks import check_database
from core.database.embedded.cluster import Cluster
from core.database.embedded.configuration import FAST, SETTINGS
from core.database.embedded.programs import program
from core.database.embedded.running import FOLDER, running_cluster, running_database
from core.database.embedded.throwaway import ThrowawayServer
from core.database.refusals import (
    DatabaseEncoding,
    DatabaseOrder,
    DatabaseUnreachable,
    EmbeddedFailed,
    EmbeddedMissing,
    EmbeddedOfOtherVersion,
)
from core.foundation.settings import Settings
from core.foundation.urls import DatabaseUrl, database_url

ROOT = Path(__file__).parents[3]
HOLDING = """
import sys
from pathlib import Path
from core.database.embedded.running import running_cluster
from core.database.embedded.cluster import Cluster
with running_cluster(Cluster(Path(sys.argv[1]))) as url:
    print(url, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def made() -> Iterator[Path]:
    """A stopped server, to be copied: making one anew takes a second or more."""
    with tempfile.TemporaryDirectory(prefix="renda-made-") as folder:
        cluster = Cluster(Path(folder) / "pg", FAST)
        with running_cluster(cluster):
            pass
        yield cluster.data


@pytest.fixture
def old_home(home: Path, made: Path) -> Path:
    """A home folder in which a server was started before."""
    subprocess.run(["cp", "-a", str(made), str(home / "pg")], check=True)  # noqa: S607 - a tool of every system
    return home


def a_cluster(home: Path) -> Cluster:
    return Cluster(home / "pg", FAST)


def asked(url: DatabaseUrl, question: str) -> object:
    with psycopg.connect(url.conninfo) as connection:
        row = connection.execute(question.encode()).fetchone()
    assert row is not None
    return row[0]


def another_process(cluster: Cluster) -> subprocess.Popen[str]:
    """A process that uses the server until its input ends; it has the server when this returns."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(cluster.data)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().strip() == cluster.url
    return process


def test_a_home_folder_gets_a_server_that_keeps_what_it_is_given(home: Path) -> None:
    settings = Settings(home=home / "deep" / ".renda")
    with running_database(settings) as url, psycopg.connect(url.conninfo) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")

    with running_database(settings) as url:
        assert asked(url, "SELECT number FROM kept") == 7
        cluster = Cluster(settings.home / FOLDER)
        assert cluster.is_running
    assert not cluster.is_running


def test_texts_are_ordered_by_code_point_and_times_are_of_liuzhou(database_server: ThrowawayServer) -> None:
    """The order of a page must not depend on the machine's language."""
    ordered = "SELECT string_agg(t, '' ORDER BY t) FROM (VALUES ('b'), ('a'), ('B'), ('三'), ('一')) AS v(t)"

    assert asked(database_server.url, ordered) == "Bab一三"
    assert asked(database_server.url, "SELECT lower('ÀÉ')") == "àé"
    assert asked(database_server.url, "SHOW timezone") == "Asia/Shanghai"


def test_the_configuration_is_in_force(database_server: ThrowawayServer) -> None:
    assert asked(database_server.url, "SHOW random_page_cost") == SETTINGS["random_page_cost"]
    assert asked(database_server.url, "SHOW jit") == "off"
    assert asked(database_server.url, "SHOW listen_addresses") == ""


def test_what_an_operator_sets_wins_over_our_configuration(old_home: Path) -> None:
    cluster = a_cluster(old_home)
    with running_cluster(cluster) as url, psycopg.connect(url.conninfo, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET work_mem = '8MB'")

    with running_cluster(cluster) as url:
        assert asked(url, "SHOW work_mem") == "8MB"


def test_a_folder_too_deep_for_a_socket_gets_one_elsewhere(home: Path) -> None:
    """The path of a Unix socket has room for about a hundred bytes."""
    cluster = Cluster(home / ("三江侗族自治县" * 5) / "pg", FAST)
    with running_cluster(cluster) as url:
        assert cluster.sockets != cluster.data
        assert asked(url, "SELECT 1") == 1
        assert cluster.sockets.stat().st_mode & 0o077 == 0

    assert not cluster.sockets.exists()


def test_the_server_runs_until_the_last_process_ends(old_home: Path) -> None:
    """`renda token` beside `renda serve` must neither start a second server nor stop the first."""
    cluster = a_cluster(old_home)
    other = another_process(cluster)

    with running_cluster(cluster):
        pass
    still_running = cluster.is_running
    other.communicate()

    assert still_running
    assert not cluster.is_running


def test_a_killed_process_does_not_keep_the_server(old_home: Path) -> None:
    cluster = a_cluster(old_home)
    other = another_process(cluster)
    other.send_signal(signal.SIGKILL)
    other.communicate()
    assert cluster.is_running

    with running_cluster(cluster) as url:
        assert asked(url, "SELECT 1") == 1

    assert not cluster.is_running


def test_the_same_process_may_use_it_twice(old_home: Path) -> None:
    cluster = a_cluster(old_home)
    with running_cluster(cluster) as url:
        with running_cluster(a_cluster(old_home)) as again:
            assert url == again
        assert cluster.is_running
    assert not cluster.is_running


def test_a_server_that_crashed_is_started_again(old_home: Path) -> None:
    cluster = Cluster(old_home / "pg", {**FAST, "synchronous_commit": "on"})
    with running_cluster(cluster) as url:
        with psycopg.connect(url.conninfo, autocommit=True) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        os.kill(int((cluster.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

        with running_cluster(cluster):
            assert asked(url, "SELECT number FROM kept") == 7


def test_the_number_of_a_dead_server_given_to_another_process_is_no_obstacle(old_home: Path) -> None:
    """In a container numbers are few: after a crash the server's may be ours at the next start."""
    cluster = a_cluster(old_home)
    with running_cluster(cluster):
        note = (cluster.data / "postmaster.pid").read_text().splitlines()
    (cluster.data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *note[1:]]))

    with running_cluster(cluster) as url:
        assert asked(url, "SELECT 1") == 1


def test_a_folder_half_made_is_made_anew(home: Path) -> None:
    (home / "pg.new").mkdir()
    (home / "pg.new" / "PG_VERSION").write_text("18\n")

    with running_cluster(a_cluster(home)) as url:
        assert asked(url, "SELECT 1") == 1


def test_data_of_another_major_version_are_refused_untouched(old_home: Path) -> None:
    cluster = a_cluster(old_home)
    (cluster.data / "PG_VERSION").write_text("9\n")
    before = sorted(cluster.data.iterdir())

    with pytest.raises(EmbeddedOfOtherVersion, match="belong to PostgreSQL 9, but PostgreSQL 18"):
        cluster.start()

    assert sorted(cluster.data.iterdir()) == before


def test_a_folder_that_holds_something_else_is_refused_untouched(home: Path) -> None:
    (home / "pg").mkdir()
    (home / "pg" / "letter.txt").write_text("Dear deputy", encoding="utf-8")

    with pytest.raises(EmbeddedFailed, match="pg"), running_cluster(a_cluster(home)):
        pass

    assert (home / "pg" / "letter.txt").exists()


def test_a_home_that_cannot_be_made_is_refused(home: Path) -> None:
    (home / "file").touch()

    with pytest.raises(EmbeddedFailed, match="file"), running_cluster(a_cluster(home / "file")):
        pass


def test_a_server_that_does_not_start_is_refused_with_its_words(old_home: Path) -> None:
    cluster = Cluster(old_home / "pg", {**FAST, "no_such_setting": "1"})

    with pytest.raises(EmbeddedFailed) as caught:
        cluster.start()

    assert "no_such_setting" in str(caught.value)
    assert "pg_ctl" in str(caught.value)


def test_a_missing_package_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.database.embedded.programs.find_spec", lambda _name: None)
    program.cache_clear()

    with pytest.raises(EmbeddedMissing):
        program("postgres")


def test_an_external_database_is_used_if_it_answers(fresh_database: DatabaseUrl) -> None:
    with running_database(Settings(database_url=fresh_database)) as url:
        assert url == fresh_database


def test_an_external_database_that_does_not_answer_is_named_without_its_password() -> None:
    settings = Settings(database_url="postgresql://clerk:cret@localhost:1/renda")

    with pytest.raises(DatabaseUnreachable) as caught, running_database(settings):
        pass

    assert "postgresql://clerk:***@localhost:1/renda" in str(caught.value)
    assert "cret" not in str(caught.value)


def test_an_external_database_of_another_encoding_is_refused(database_server: ThrowawayServer) -> None:
    with psycopg.connect(database_server.url.conninfo, autocommit=True) as connection:
        connection.execute("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0")

    with pytest.raises(DatabaseEncoding, match="encoding LATIN1"):
        check_database(database_url(database_server.url.of_database("latin")))


def test_an_external_database_that_orders_by_a_language_is_refused(
    database_server: ThrowawayServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The embedded PostgreSQL knows no language, so the answer of one that does is put in its place."""
    monkeypatch.setattr(checks, "_foreign_order", lambda _connection: "zh_CN.UTF-8")

    with pytest.raises(DatabaseOrder, match=r"rules of zh_CN\.UTF-8; Renda needs the order of code points"):
        check_database(database_server.url)
