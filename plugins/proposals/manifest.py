"""What the plugin says about itself."""

from __future__ import annotations

from core.api import Manifest, _

MANIFEST = Manifest(
    name="proposals",
    version="0.1.0",
    summary=_("Deputies' suggestions, and how they are handled, answered and kept"),
    core=">=0.1,<1",
    depends={"congress": ">=0.1,<1", "stations": ">=0.1,<1"},
)
