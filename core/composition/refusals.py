"""Why plugins do not fit together: one class per fault, each naming who is involved and where."""

from __future__ import annotations

from core.foundation.errors import WiringError
from core.foundation.i18n import _


class NotExtensible(WiringError):
    """An override of something that its author did not open."""

    code = "NOT_EXTENSIBLE"
    message = _("{attribute} of {first} is overridden by {second}, but is not marked @extensible.")
    hint = _("Choose another name, or ask the plugin's author to mark it.")


class SignatureChanged(WiringError):
    """An override that takes other arguments than what it overrides."""

    code = "SIGNATURE_CHANGED"
    message = _("{attribute}{expected} of {first} is overridden by {second} as {attribute}{found}.")
    hint = _("An override takes the very same parameters: names, kinds and which of them have defaults.")


class MissingSuper(WiringError):
    """Two overrides that meet in one class, one of which ends the chain."""

    code = "MISSING_SUPER"
    message = _("{attribute} is overridden by {first}, which never calls super(), and by {second}.")
    hint = _("Call super().{name}(...), so that the other plugin's override runs too.")


class DroppedAttribute(WiringError):
    """A field, link or method that an extension sets to None."""

    code = "DROPPED_FIELD"
    message = _("{attribute} of {first} is set to None by {second}.")
    hint = _("What others read cannot be taken away; hide it with a rule or an audience.")


class DuplicateMutation(WiringError):
    """Two mutations with one name."""

    code = "DUPLICATE_MUTATION"
    message = _("The mutation {name} is defined by {first} and by {second}.")
    hint = _("Rename one of them.")


class DuplicateRole(WiringError):
    """Two roles with one name."""

    code = "DUPLICATE_ROLE"
    message = _("The role {name} is declared by {first} and by {second}.")
    hint = _("Rename one of them, or let one plugin import the other's role.")


class UndeclaredRole(WiringError):
    """A rule or mutation for a role that no plugin declares."""

    code = "UNDECLARED_ROLE"
    message = _("{what} of {first} names the role {role} ({place}), which no plugin contributes.")
    hint = _("List it in the roles() hook of its plugin.")


class NoReadRule(WiringError):
    """A model that nobody may read."""

    code = "NO_READ_RULE"
    message = _("The model {model} of {first} has no rule for reading.")
    hint = _("Say who may read it: grant(PUBLIC, Action.READ, {model}), or a narrower rule.")


class NoAllowedRole(WiringError):
    """A mutation that nobody may call."""

    code = "NO_ALLOWED_ROLE"
    message = _("The mutation {name} of {first} names no role that may call it.")
    hint = _("Say who may call it: mutation(function, allow=(ROLE,)).")


class Undescribed(WiringError):
    """Something a client would see without a word about it."""

    code = "UNDESCRIBED"
    message = _("{what} of {first} has no {missing}.")
    hint = _("What a client sees carries a text: a label, or a docstring.")


class UnguardedTable(WiringError):
    """A computed or resolved field, or a rate, that reads rows without asking the rules."""

    code = "UNGUARDED_TABLE"
    message = _("{attribute} of {first} reads the table {table} past its read rules.")
    hint = _("Reach other models through rows[Model] only, and the record's own columns through cls.")


class BrokenComputed(WiringError):
    """A computed field whose function fails when it is asked for its expression."""

    code = "BROKEN_COMPUTED"
    message = _("{attribute} of {first} gives no SQL expression: {reason}.")
    hint = _("The function is called once when plugins are composed; it must not need a record.")


class RestrictedComputed(WiringError):
    """A computed field that would reveal a column with an audience to everyone."""

    code = "RESTRICTED_COMPUTED"
    message = _("{attribute} of {first} reads {column}, which has an audience, and so would tell everyone of it.")
    hint = _("Make it a @resolved field: what the actor may not read of its needs is null.")


class BrokenNeeds(WiringError):
    """A resolved field whose needs fail, or are no SQL expressions under names of their own."""

    code = "BROKEN_NEEDS"
    message = _("What {attribute} of {first} needs gives no SQL expressions by name: {reason}.")
    hint = _("The function is called once when plugins are composed; an override names only what it needs besides.")


class BrokenRate(WiringError):
    """A rate whose function fails when it is asked for its share, or gives one that cannot be counted."""

    code = "BROKEN_RATE"
    message = _("{attribute} of {first} gives no share to count: {reason}.")
    hint = _("It returns a Share of conditions, and of a whole number for the year, without needing a record.")


class RestrictedRate(WiringError):
    """A rate that would reveal a column with an audience to everyone."""

    code = "RESTRICTED_RATE"
    message = _("{attribute} of {first} counts by {column}, which has an audience, and so would tell everyone of it.")
    hint = _("Count by columns that all readers of the records may read.")


class BrokenRule(WiringError):
    """A rule whose function fails when it is asked for its predicate."""

    code = "BROKEN_RULE"
    message = _("A rule about {model} of {first} gives no SQL predicate: {reason}.")
    hint = _("The function is called once when plugins are composed; it must not need an actor's values.")
