"""The test kit: GraphQL asked as a client would, and the contract every plugin keeps.

def test_a_station_names_its_region(ask: Ask) -> None:
    answer = ask('{ station(code: "LS0560") { hostRegion { name } } }')
    assert answer == {"station": {"hostRegion": {"name": "..."}}}

class TestStations(PluginContract):
    plugin = "stations"
"""

from __future__ import annotations

from core.database.embedded.throwaway import ThrowawayServer, throwaway_server
from core.declarations.roles import Actor, Grant
from core.installation.install import ensure_installed
from core.jobs.run_log import RunRequest
from core.jobs.running import Watch, run_job
from schema.installation import Installation
from schema.testing.asking import Ask, RefusedError
from schema.testing.contract import BrokenContract, PluginContract
from schema.testing.databases import CountingDatabase, RolledBackDatabase

__all__ = [
    "Actor",
    "Ask",
    "BrokenContract",
    "CountingDatabase",
    "Grant",
    "Installation",
    "PluginContract",
    "RefusedError",
    "RolledBackDatabase",
    "RunRequest",
    "ThrowawayServer",
    "Watch",
    "ensure_installed",
    "run_job",
    "throwaway_server",
]
