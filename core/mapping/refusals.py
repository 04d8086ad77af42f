"""Why definitions cannot be mapped: one class per fault, each naming who is involved and where."""

from __future__ import annotations

from core.foundation.errors import WiringError
from core.foundation.i18n import _


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


class RetypedAttribute(WiringError):
    """A field or link declared once more further down the chain."""

    code = "RETYPED_FIELD"
    message = _("{attribute} of {first} is declared again by {second}.")
    hint = _("A field keeps its type, its label and its column; add one under another name.")


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


class ResolvedSignature(WiringError):
    """A resolved field, or a function of what it needs, that takes something else than it is given."""

    code = "RESOLVED_SIGNATURE"
    message = _("{attribute} of {first} cannot be resolved: {reason}.")
    hint = _("Write @staticmethod def {name}(needed, env, *, <arguments>), and needs(model, rows, <some of them>).")
