from __future__ import annotations

from schema.testing import PluginContract


class TestProposals(PluginContract):
    plugin = "proposals"
