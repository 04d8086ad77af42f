"""What the core itself brings to a generation, before any plugin."""

from __future__ import annotations

from core.declarations.contribution import Contribution
from core.declarations.roles import OPERATOR
from core.declarations.rules import Action, grant
from core.jobs.ledger import JobFailure, JobRun

CORE = "core"
"""The name under which it does so; no plugin may have it."""

BUILTIN = Contribution(
    plugin=CORE,
    depends=frozenset(),
    package=CORE,
    models=(JobRun, JobFailure),
    rules=(grant(OPERATOR, Action.READ, JobRun), grant(OPERATOR, Action.READ, JobFailure)),
)
