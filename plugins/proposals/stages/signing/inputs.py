"""Inputs of inviting to sign and signing."""

from __future__ import annotations

from dataclasses import dataclass, field

from core.api import Ref, _, label
from plugins.congress.models import Mandate


@dataclass(frozen=True, kw_only=True)
class InviteCosignersInput:
    """Whom the lead deputy asks for a signature."""

    mandates: list[Ref[Mandate]] = field(metadata=label(_("Mandates of the deputies who are invited")))


@dataclass(frozen=True, kw_only=True)
class ConfirmCosignInput:
    """What the deputy signs."""

    text_version: int = field(metadata=label(_("Version of the text that was read")))
