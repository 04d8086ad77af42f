"""What the plugin says about itself."""

from __future__ import annotations

from core.api import Manifest, _

MANIFEST = Manifest(
    name="congress",
    version="0.1.0",
    summary=_("The shared base: divisions, congresses, deputies and organizations"),
    core=">=0.1,<1",
)
