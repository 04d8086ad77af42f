"""What the plugin says about itself."""

from __future__ import annotations

from core.api import Manifest, _

MANIFEST = Manifest(
    name="stations",
    version="0.1.0",
    summary=_("Stations where deputies meet residents, and the opinions heard there"),
    core=">=0.1,<1",
    depends={"congress": ">=0.1,<1"},
)
