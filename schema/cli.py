"""The console script `renda`: its own commands, and those that plugins add."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from core.foundation.errors import RendaError, WiringError
from core.foundation.i18n import SOURCE_LOCALE, _
from core.foundation.startup import check_surroundings
from core.foundation.version import VERSION
from schema.commands.check import check
from schema.commands.demo import demo
from schema.commands.jobs import jobs
from schema.commands.localization import failure, localize_command, terminal_locale
from schema.commands.plugins import plugins
from schema.commands.reference import reference
from schema.commands.sdl import sdl
from schema.commands.serve import serve
from schema.commands.settings import settings
from schema.commands.token import token
from schema.commands.work import work
from schema.commands.workflows import workflows
from schema.installation import Installation

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class CommandClash(WiringError):
    """A plugin's command under a name that is taken."""

    code = "COMMAND_CLASH"
    message = _("A plugin adds the command '{name}', which there is already.")
    hint = _("Rename the plugin's command.")


class Renda(click.Group):
    """The commands of Renda and of its plugins, in the language of the terminal."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names; plugins that cannot be loaded are reported and left out, so that help is always there."""
        try:
            return sorted({*self.commands, *self._of_plugins(ctx)})
        except WiringError as error:
            failure(error, _installation(ctx).translations).show()
            return sorted(self.commands)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; plugins are loaded only for a name that is not Renda's own."""
        command = self.commands.get(cmd_name) or self._of_plugins(ctx).get(cmd_name)
        return localize_command(command, _say(ctx)) if command else None

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own type
        """Run the command; a refusal becomes a sentence and an exit code."""
        installation = _installation(ctx)
        try:
            check_surroundings()
            return super().invoke(ctx)
        except RendaError as error:
            raise failure(error, installation.translations) from error

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what `renda` is for."""
        click.Command.format_help_text(localize_command(self, _say(ctx)), ctx, formatter)

    def _of_plugins(self, ctx: click.Context) -> Mapping[str, click.Command]:
        added: dict[str, click.Command] = {}
        for command in _installation(ctx).plugins.commands():
            name = command.name or ""
            if name in added or name in self.commands:
                raise CommandClash(name=name)
            added[name] = command
        return added


def _say(ctx: click.Context) -> Callable[[str], str]:
    locale = terminal_locale()
    if locale == SOURCE_LOCALE:
        return str
    translations = _installation(ctx).translations
    return lambda text: translations.translate(text, locale)


def _installation(ctx: click.Context) -> Installation:
    return ctx.ensure_object(Installation)


@click.group(
    "renda", cls=Renda, commands=[serve, work, jobs, plugins, settings, sdl, workflows, reference, check, demo, token]
)
@click.version_option(VERSION, prog_name="renda")
def main() -> None:
    """The people's congress by GraphQL: serve it, and see to what is installed."""
