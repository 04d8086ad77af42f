"""Notifications to people and organizations, written once for each event."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.dialects.postgresql import insert

from core.api import Env, Ref, _, label
from plugins.congress.models import Notification, NotificationKind, Organization, Person, Region

Recipient = Person | Organization | Region
"""A deputy, an organization, or the division whose congress's staff is told."""


@dataclass(frozen=True)
class Message:
    """What is told: why, the subject as a word for programs, and the occasion that makes it one of a kind."""

    kind: NotificationKind
    subject: str
    occasion: str


@dataclass(frozen=True, kw_only=True)
class ReadNotificationInput:
    """A notification that was read."""

    notification: Ref[Notification] = field(metadata=label(_("Notification")))


def notify(env: Env, recipient: Recipient, message: Message, **about: object) -> bool:
    """Tell the recipient, and say whether it is news: the same occasion is told once.

    Args:
        env: the environment.
        recipient: who is told.
        message: what is told.
        about: what it is about: values of the links that plugins add to `Notification`.
    """
    column = _column_of(recipient)
    values = {
        "key": f"{message.subject}:{message.occasion}:{column}:{recipient.id}",
        "kind": message.kind,
        "subject": message.subject,
        "at": env.now,
        column: recipient.id,
        **about,
    }
    statement = insert(env[Notification]).values(values).on_conflict_do_nothing(index_elements=["key"])
    return env.session.scalar(statement.returning(env[Notification].id)) is not None


def read_notification(env: Env, input: ReadNotificationInput) -> Notification:
    """Note that a notification was read; the first time counts."""
    notification = env.get(Notification, input.notification.id, field="notification")
    if notification.read_at is None:
        notification.read_at = env.now
    return notification


def _column_of(recipient: Recipient) -> str:
    if isinstance(recipient, Person):
        return "person_id"
    return "organization_id" if isinstance(recipient, Organization) else "region_id"
