"""How the start refuses plugins that do not fit: each sentence names the parties and what to do."""

from __future__ import annotations

from core.foundation.errors import WiringError
from core.foundation.i18n import _


class PluginBroken(WiringError):
    """A plugin whose manifest or hooks cannot be imported."""

    code = "PLUGIN_BROKEN"
    message = _("The plugin '{plugin}' of {distribution} cannot be imported from {target}: {reason}.")
    hint = _("Repair the plugin, or uninstall the distribution.")


class PluginDuplicate(WiringError):
    """Two distributions that bring a plugin of one name."""

    code = "PLUGIN_DUPLICATE"
    message = _("The plugin '{plugin}' comes twice: from {first} and from {second}.")
    hint = _("Uninstall one of them, or rename one plugin.")


class PluginMissing(WiringError):
    """A dependency that is not installed."""

    code = "PLUGIN_MISSING"
    message = _("{first} depends on the plugin '{missing}', which is not installed.")
    hint = _("Install a distribution that brings '{missing}' ({versions}), or uninstall '{plugin}'.")


class PluginIncompatible(WiringError):
    """A dependency that is installed in a version that does not do."""

    code = "PLUGIN_INCOMPATIBLE"
    message = _("{first} needs '{other}' {versions}, but {second} has the version {version}.")
    hint = _("Install a fitting version of one of the two.")


class CoreIncompatible(WiringError):
    """A plugin made for another version of Renda."""

    code = "CORE_INCOMPATIBLE"
    message = _("{first} needs Renda {versions}, but this is {version}.")
    hint = _("Install a version of the plugin made for this Renda, or the Renda it was made for.")


class PluginConflict(WiringError):
    """Two plugins of which one says that they do not go together."""

    code = "PLUGIN_CONFLICT"
    message = _("{first} does not go together with {second}.")
    hint = _("Uninstall one of them.")


class PluginCycle(WiringError):
    """Plugins that depend on each other in a circle."""

    code = "PLUGIN_CYCLE"
    message = _("{first} and {second} depend on each other: {cycle}.")
    hint = _("Remove one of these dependencies; move what both need into a third plugin.")


class HooksMissing(WiringError):
    """A plugin without a table of contents."""

    code = "HOOKS_MISSING"
    message = _("{first} has no module {module}.")
    hint = _("Write what the plugin contributes into hooks.py, with @hookimpl functions.")


class HooksBroken(WiringError):
    """A plugin whose hooks fail when they are imported."""

    code = "HOOKS_BROKEN"
    message = _("The hooks of {first} cannot be imported from {module}: {reason}.")
    hint = _("Repair the plugin, or uninstall it.")


class HooksUnknown(WiringError):
    """A hook function that nobody calls."""

    code = "HOOKS_UNKNOWN"
    message = _("{first} implements a hook {hook}() that Renda does not have.")
    hint = _("The hooks are: {known}.")


class HooksUnmarked(WiringError):
    """A function with the name of a hook that is not marked as one."""

    code = "HOOKS_UNMARKED"
    message = _("{first} has a function {hook}() that would never be called: it lacks @hookimpl.")
    hint = _("Put @hookimpl above it, or rename it.")


class HooksSignature(WiringError):
    """A hook function that asks for something the hook does not give."""

    code = "HOOKS_SIGNATURE"
    message = _("{first} implements {hook}({asked}), but the hook gives ({given}).")
    hint = _("Ask only for what the hook gives.")


class HooksResult(WiringError):
    """A hook that returned something of another kind."""

    code = "HOOKS_RESULT"
    message = _("{hook}() of {first} returned {found}; it must return a sequence of {expected}.")
    hint = _("Return a list or a tuple, empty if there is nothing.")
