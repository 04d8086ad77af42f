"""A connection may be lost, a server may stop: both are told as that, and found again without a restart of Renda."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from core.database.embedded.cluster import Cluster
from core.database.embedded.throwaway import ThrowawayServer
from core.foundation.urls import DatabaseUrl
from schema.execution import Request
from schema.testing import Ask, CountingDatabase
from tests.town.actors import HOME_STAFF

ALIVE = "{ stations { totalCount } }"
NO_TABLE = "{ nodes(ids: []) { id } }"
RECORD = """mutation {
    recordOpinion(dryRun: true, input: {station: "Station:1", channel: PHONE, category: OTHER, text: "x",
        visibility: PUBLIC, handling: REDIRECTED, declaresNoStateSecret: true}) { opinion { serial } errors { code } }
}"""


@pytest.fixture
def stopping(home: Path) -> Iterator[Cluster]:
    """A running server that the test may stop."""
    cluster = Cluster(home / "postgres")
    cluster.start()
    yield cluster
    cluster.stop()


def end_connections(url: DatabaseUrl) -> None:
    """What happens when PostgreSQL is restarted, or a firewall forgets: all connections to the database end."""
    with psycopg.connect(url.conninfo, autocommit=True) as connection:
        connection.execute(
            """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()"""
        )


def test_a_lost_connection_is_made_again(own_copy_ask: Ask, own_city: DatabaseUrl) -> None:
    assert own_copy_ask(ALIVE) == {"stations": {"totalCount": 6}}

    for _ in range(3):
        end_connections(own_city)
        answers = own_copy_ask.together(*[Request(query=ALIVE)] * 4)
        assert answers == [{"data": {"stations": {"totalCount": 6}}}] * 4


def test_a_mutation_on_a_lost_connection_is_done_or_refused(own_copy_ask: Ask, own_city: DatabaseUrl) -> None:
    before = own_copy_ask(RECORD, actor=HOME_STAFF)

    end_connections(own_city)

    assert (
        own_copy_ask(RECORD, actor=HOME_STAFF) == before == {"recordOpinion": {"opinion": {"serial": 7}, "errors": []}}
    )


def test_a_database_that_is_gone_is_told_of_as_that(
    server: Ask, database_server: ThrowawayServer, city_template: DatabaseUrl
) -> None:
    url = database_server.make_database(city_template)
    with server.moved(url, database=CountingDatabase(url, wait=0.5)) as ask:
        assert ask(ALIVE) == {"stations": {"totalCount": 6}}
        database_server.drop_database(url)

        refusal = ask.refusal(ALIVE)

    assert refusal["extensions"]["code"] == "DATABASE_UNAVAILABLE"
    assert refusal["extensions"]["hint"]


def test_a_stopped_server_is_told_of_and_found_again(server: Ask, stopping: Cluster) -> None:
    with server.moved(stopping.url, database=CountingDatabase(stopping.url, wait=0.5)) as ask:
        assert ask(NO_TABLE)["nodes"] == []

        stopping.stop()
        read, changed = ask.code(NO_TABLE), ask(RECORD, actor=HOME_STAFF)["recordOpinion"]
        stopping.start()
        again = ask(NO_TABLE)

    assert read == "DATABASE_UNAVAILABLE"
    assert changed == {"opinion": None, "errors": [{"code": "DATABASE_UNAVAILABLE"}]}
    assert again["nodes"] == []


def test_a_server_is_found_as_soon_as_it_is_back(server: Ask, stopping: Cluster) -> None:
    """However long it was away: attempts to connect must not become rarer and rarer meanwhile."""

    async def outage() -> tuple[bytes, bytes]:
        executor = server.moved(stopping.url, database=CountingDatabase(stopping.url, wait=0.3)).executor
        await executor.open()
        await executor.execute(Request(query=NO_TABLE))
        await asyncio.to_thread(stopping.stop)
        during = await executor.execute(Request(query=NO_TABLE))
        await asyncio.sleep(4)
        await asyncio.to_thread(stopping.start)
        after = await executor.execute(Request(query=NO_TABLE))
        await executor.close()
        return during.body, after.body

    during, after = asyncio.run(outage())

    assert b"DATABASE_UNAVAILABLE" in during
    assert after == b'{"data":{"nodes":[]}}'
