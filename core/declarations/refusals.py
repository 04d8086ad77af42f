"""How a declaration is refused by itself: a manifest, the entry point that leads to one, a mutation."""

from __future__ import annotations

from core.foundation.errors import WiringError
from core.foundation.i18n import _


class ManifestInvalid(WiringError):
    """A manifest that says something impossible."""

    code = "MANIFEST_INVALID"


class BadName(ManifestInvalid):
    """A plugin's name that cannot begin the names of its tables."""

    message = _("The manifest of {first} has the name '{name}', which is no plugin name.")
    hint = _("Use at most {longest} small Latin letters, digits and single underscores, beginning with a letter.")


class ReservedName(ManifestInvalid):
    """A plugin's name that Renda itself uses."""

    message = _("The manifest of {first} has the name '{name}', which Renda uses itself.")
    hint = _("Choose another name.")


class NoSummary(ManifestInvalid):
    """A manifest that does not say what the plugin is for."""

    message = _("The manifest of {first} has no summary.")
    hint = _("Say in one line what the plugin is for: summary=_(...).")


class BadPackage(ManifestInvalid):
    """A manifest from which the package of the plugin cannot be derived."""

    message = _("The manifest of {first} does not lie in a package, so its hooks cannot be found.")
    hint = _("Move it to <package>/manifest.py, or name the package: package='renda_sanjiang'.")


class BadVersion(ManifestInvalid):
    """A version that does not follow PEP 440."""

    message = _("The manifest of {first} has the version '{version}', which is no PEP 440 version.")
    hint = _("Write it like 1.4.0.")


class BadRange(ManifestInvalid):
    """A range of versions that does not follow PEP 440."""

    message = _("The manifest of {first} asks for {what} '{versions}', which is no PEP 440 range of versions.")
    hint = _("Write it like >=0.1,<1.")


class DependsOnItself(ManifestInvalid):
    """A plugin that depends on itself or conflicts with itself."""

    message = _("The manifest of {first} names the plugin itself among its dependencies or conflicts.")
    hint = _("Remove the plugin's own name there.")


class NotAManifest(ManifestInvalid):
    """An entry point that leads to something other than a manifest."""

    message = _("The entry point '{entry}' of {distribution} leads to {target}, which is not a Manifest.")
    hint = _("Let it lead to the object: name = 'package.manifest:MANIFEST'.")


class WrongEntryName(ManifestInvalid):
    """An entry point whose name differs from the manifest's."""

    message = _("The entry point '{entry}' of {distribution} leads to the manifest of {first}, which has another name.")
    hint = _("Give the entry point and the manifest the same name.")


class MutationSignature(WiringError):
    """A function that cannot be offered as a mutation."""

    code = "MUTATION_SIGNATURE"
    hint = _("Write def {name}(env: Env, input: <a frozen dataclass>) -> <a model>.")


class UnknownAnnotations(MutationSignature):
    """A function with annotations whose names are not there at run time."""

    message = _("The mutation {name} ({place}) has annotations without a meaning: {reason}.")
    hint = _("Import what they name outside of 'if TYPE_CHECKING'.")


class WrongParameters(MutationSignature):
    """A function that takes something else than the environment and an input."""

    message = _("The mutation {name} ({place}) does not take (env: Env, input).")


class InputNotFrozen(MutationSignature):
    """A function whose input could be changed underway, or is no dataclass."""

    message = _("The mutation {name} ({place}) has an input that is no frozen dataclass.")


class ResultNotModel(MutationSignature):
    """A function that does not say what it returns."""

    message = _("The mutation {name} ({place}) does not say which model it returns.")
