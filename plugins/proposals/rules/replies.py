"""Who reads which replies. A draft is the unit's; what may not be published is for those who take part."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_

from core.api import Predicate, Role
from plugins.congress.roles import UNIT_CLERK, UNIT_LEADER
from plugins.proposals.models import PublicAttribute, Reply, Suggestion
from plugins.proposals.rules.circles import GOVERNMENT, JOINED, OTHER_DEPUTIES, READERS, SIGNERS, STAFF, UNITS
from plugins.proposals.rules.following import of_own_handling, of_suggestion


def _sent(reply: type[Reply], suggestion: type[Suggestion]) -> ColumnElement[bool]:
    return reply.sent_at.is_not(None)


def _public(reply: type[Reply], suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """A reply that is public in part has no part that could be told from the rest, so all of it is kept back."""
    return and_(reply.sent_at.is_not(None), reply.public_attribute == PublicAttribute.PUBLIC)


REPLY_READERS: Sequence[tuple[Role, Predicate[Reply]]] = (
    *((role, of_suggestion(reach, _public)) for role, reach in (*READERS, *OTHER_DEPUTIES)),
    *((role, of_suggestion(reach, _sent)) for role, reach in (*SIGNERS, *JOINED, *STAFF, *GOVERNMENT, *UNITS)),
    (UNIT_CLERK, of_own_handling(UNIT_CLERK)),
    (UNIT_LEADER, of_own_handling(UNIT_LEADER)),
)
