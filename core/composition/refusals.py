"""Why plugins do not fit together: one class per fault, each naming who is involved and where."""

from __future__ import annotations

from core.refusals import WiringError
from core.words import _


class DuplicateModel(WiringError):
    """Two root definitions with one name."""

    code = "DUPLICATE_MODEL"
    message = _("The model {model} is defined by {first} and by {second}.")
    hint = _("Rename one of them, or make one an extension: a subclass of the other.")


class UnlistedDefinition(WiringError):
    """A definition whose ancestor no plugin contributes."""

    code = "UNLISTED_DEFINITION"
    message = _("{definition} of {first} builds on {missing} ({place}), which no plugin contributes.")
    hint = _("List it in the models() hook of its plugin, or install that plugin.")


class UnrootedDefinition(WiringError):
    """A definition with several root definitions among its ancestors."""

    code = "UNROOTED_DEFINITION"
    message = _("{definition} of {first} extends several models: {models}.")
    hint = _("Write one extension for each model.")


class InconsistentOrder(WiringError):
    """A definition whose bases stand in another order than the composition's."""

    code = "INCONSISTENT_ORDER"
    message = _(
        "{definition} of {third} puts {before} of {first} ahead of {after} of {second}, "
        "but {model} is composed the other way round."
    )
    hint = _("Name the bases in the reverse order of composition: the one composed last comes first.")


class UndeclaredDependency(WiringError):
    """A definition that reaches into a plugin which its own does not depend on."""

    code = "UNDECLARED_DEPENDENCY"
    message = _("{what} of {first} points to {target} of {second}, which is not among its dependencies.")
    hint = _("Add the plugin to `depends` in the manifest, or declare this in a plugin that depends on both.")


class DuplicateAttribute(WiringError):
    """Two definitions that do not know each other and declare one attribute."""

    code = "DUPLICATE_ATTRIBUTE"
    message = _("{attribute} is declared by {first} and {second}.")
    hint = _("Rename one, or let one depend on the other and call it.")


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


class RetypedAttribute(WiringError):
    """A field or link declared once more further down the chain."""

    code = "RETYPED_FIELD"
    message = _("{attribute} of {first} is declared again by {second}.")
    hint = _("A field keeps its type, its label and its column; add one under another name.")


class DroppedAttribute(WiringError):
    """A field, link or method that an extension sets to None."""

    code = "DROPPED_FIELD"
    message = _("{attribute} of {first} is set to None by {second}.")
    hint = _("What others read cannot be taken away; hide it with a rule or an audience.")


class UnfilledColumn(WiringError):
    """A column of an extension for which existing rows have no value."""

    code = "UNFILLED_COLUMN"
    message = _("{attribute} of {first} extends {model} of {second}, is not nullable and has no server default.")
    hint = _("Annotate it as `... | None`, or give it a server_default.")


class RawDeclaration(WiringError):
    """An attribute that should have been made with `field`, `link` or `links`."""

    code = "RAW_DECLARATION"
    message = _("{attribute} of {first} is {found}.")
    hint = _("Declare it as `name: Mapped[type] = field(label=...)`, or with link(...) or links(...).")


class UnknownType(WiringError):
    """An annotation that cannot be read, or a type no column holds."""

    code = "UNKNOWN_TYPE"
    message = _("{attribute} of {first} is annotated {annotation}: {reason}.")
    hint = _("Fields are str, int, bool, float, date, time, datetime or a Choice; links are models.")


class UnknownModel(WiringError):
    """A definition that is no part of the generation."""

    code = "UNKNOWN_MODEL"
    message = _("{what} of {first} names {target}, which no plugin contributes.")
    hint = _("List it in the models() hook of its plugin, or install that plugin.")


class NotComposed(WiringError):
    """A class asked of a generation that does not hold it."""

    code = "NOT_COMPOSED"
    message = _("{definition} is no part of generation {number}.")
    hint = _("Ask with a definition that an installed plugin contributes, never with a class of another generation.")


class BrokenPath(WiringError):
    """Links whose `back` or `via` leads nowhere, or does not come back."""

    code = "BROKEN_PATH"
    message = _("{attribute} of {first} follows {path}: {reason}.")
    hint = _("`back` names a link of the target that points here; `via` is `<links>.<link>`.")


class NotText(WiringError):
    """A field that cannot be searched."""

    code = "NOT_TEXT"
    message = _("{attribute} of {first} takes part in the search but is no text: {found}.")
    hint = _("Only fields annotated `str` are searched.")


class UnknownKeyField(WiringError):
    """A key, index or check about a field that is not there."""

    code = "UNKNOWN_KEY_FIELD"
    message = _("{model} of {first} has {kind} over {name}, which is neither a field nor a link of it.")
    hint = _("Name fields and links of the model as they are written in Python.")


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
    """A computed field that would tell everyone of a column only some may read."""

    code = "RESTRICTED_COMPUTED"
    message = _("{attribute} of {first} reads {column}, which has an audience, and so would tell everyone of it.")
    hint = _("Make it a @resolved field: what the actor may not read of its needs is null.")


class ResolvedSignature(WiringError):
    """A resolved field, or a function of what it needs, that takes something else than it is given."""

    code = "RESOLVED_SIGNATURE"
    message = _("{attribute} of {first} cannot be resolved: {reason}.")
    hint = _("Write @staticmethod def {name}(needed, env, *, <arguments>), and needs(model, rows, <some of them>).")


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
    """A rate that would tell everyone of a column only some may read."""

    code = "RESTRICTED_RATE"
    message = _("{attribute} of {first} counts by {column}, which has an audience, and so would tell everyone of it.")
    hint = _("Count by columns that all readers of the records may read.")


class BrokenRule(WiringError):
    """A rule whose function fails when it is asked for its predicate."""

    code = "BROKEN_RULE"
    message = _("A rule about {model} of {first} gives no SQL predicate: {reason}.")
    hint = _("The function is called once when plugins are composed; it must not need an actor's values.")
