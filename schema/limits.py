"""Every limit there is, in one tree: how much one request may ask for, and how much a process keeps and gives.

A limit that an operator may set is read from the settings; all others are the same everywhere. `renda settings`
prints the tree.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from core.database.pool import CONNECTION_WAIT, PREPARED_STATEMENTS
from core.foundation.i18n import _
from core.foundation.settings import Settings
from core.runtime.clause_cache import MOST_KEPT
from core.workflow.inputs import LONGEST_KEY, LONGEST_REASON, MOST_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEANING, _SETTING = "meaning", "setting"


def _limit(default: float, meaning: str) -> Any:  # noqa: ANN401 - dataclasses type a field as its default
    """A limit that is the same in every installation; a test may choose another."""
    return field(default=default, metadata={_MEANING: meaning})


def _fixed(value: float, meaning: str) -> Any:  # noqa: ANN401 - likewise
    """A limit that is held on the floor below and shown here."""
    return field(default=value, init=False, metadata={_MEANING: meaning})


def _set(setting: str) -> Any:  # noqa: ANN401 - likewise
    """A limit that an operator may set, under the name of its setting; its default and meaning are the setting's."""
    known = Settings.model_fields[setting]
    return field(default=known.default, metadata={_MEANING: known.description, _SETTING: setting})


@dataclass(frozen=True, kw_only=True)
class PageLimits:
    """How many records a list gives: without being asked for a number, and at most."""

    default: int = _set("page_default")
    most: int = _set("page_max")


@dataclass(frozen=True, kw_only=True)
class DocumentLimits:
    """How long a document may be, and how many a process keeps with the plans made for them."""

    kept: int = _set("plan_cache")
    plans: int = _limit(200, _("How many plans a process keeps for one operation and the same roles."))
    length: int = _limit(100_000, _("The most characters of a document."))
    tokens: int = _limit(20_000, _("The most words and signs of a document."))
    errors: int = _limit(20, _("How many errors of a document, or of its variables, are reported."))


@dataclass(frozen=True, kw_only=True)
class StatementLimits:
    """How large the statement of one operation may become, and how long it may run."""

    sources: int = _limit(200, _("The most uses of tables in one statement; planning time grows with them."))
    parameters: int = _limit(
        2000,
        _("The most values of a request in one statement, not counting those in lists; PostgreSQL takes 65,535."),
    )
    cursor: int = _limit(8192, _("The most characters of a cursor."))
    milliseconds: int = _set("statement_timeout_ms")
    clauses: int = _fixed(MOST_KEPT, _("How many parts of statements a process keeps for those that come after."))


@dataclass(frozen=True, kw_only=True)
class ChangeLimits:
    """What one change may hold, and how often it is tried."""

    attempts: int = _limit(3, _("How often a change is tried that PostgreSQL took back so that others could go on."))
    rows: int = _fixed(MOST_ROWS, _("The most rows of one change of many records."))
    reason: int = _fixed(LONGEST_REASON, _("The most characters of the reason of a step."))
    key: int = _fixed(LONGEST_KEY, _("The most characters of an idempotency key."))


@dataclass(frozen=True, kw_only=True)
class DatabaseLimits:
    """The connections of one process."""

    connections: int = _set("pool_size")
    wait: float = _fixed(CONNECTION_WAIT, _("How long a request waits for a connection, in seconds."))
    prepared: int = _fixed(PREPARED_STATEMENTS, _("How many prepared statements each connection keeps."))


@dataclass(frozen=True, kw_only=True)
class HttpLimits:
    """What the server reads of a request, and how long it waits for a client."""

    body: int = _set("body_limit")
    keep_alive: int = _limit(
        75,
        _("Seconds an idle connection is kept: longer than a proxy keeps its own, so that it is not cut while in use."),
    )
    grace: int = _limit(30, _("Seconds in which requests under way may end when the server is stopped."))
    backlog: int = _limit(2048, _("How many connections wait to be accepted."))


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The tree of all limits."""

    pages: PageLimits = field(default_factory=PageLimits)
    documents: DocumentLimits = field(default_factory=DocumentLimits)
    statements: StatementLimits = field(default_factory=StatementLimits)
    changes: ChangeLimits = field(default_factory=ChangeLimits)
    database: DatabaseLimits = field(default_factory=DatabaseLimits)
    http: HttpLimits = field(default_factory=HttpLimits)

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """The limits of an installation with these settings."""
        return cls(
            pages=PageLimits(default=settings.page_default, most=settings.page_max),
            documents=DocumentLimits(kept=settings.plan_cache),
            statements=StatementLimits(milliseconds=settings.statement_timeout_ms),
            database=DatabaseLimits(connections=settings.pool_size),
            http=HttpLimits(body=settings.body_limit),
        )

    def entries(self) -> Iterator[LimitEntry]:
        """Every limit of the tree, in the order of the tree."""
        for branch in dataclasses.fields(self):
            limits = getattr(self, branch.name)
            for each in dataclasses.fields(limits):
                yield LimitEntry(
                    name=f"{branch.name}.{each.name}",
                    value=getattr(limits, each.name),
                    default=each.default,
                    meaning=each.metadata[_MEANING],
                    setting=each.metadata.get(_SETTING),
                )


@dataclass(frozen=True, kw_only=True)
class LimitEntry:
    """One limit: its path in the tree, its value, what it is by default and what it means in English.

    `setting` is the name of the setting it is read from, where there is one.
    """

    name: str
    value: object
    default: object
    meaning: str
    setting: str | None
