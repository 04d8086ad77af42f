from __future__ import annotations

from schema.testing import PluginContract


class TestCongress(PluginContract):
    plugin = "congress"
