from __future__ import annotations

from schema.testing import PluginContract


class TestStations(PluginContract):
    plugin = "stations"
