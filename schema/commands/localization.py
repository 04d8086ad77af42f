"""Commands in the language of the terminal: their help, and their refusals."""

from __future__ import annotations

import copy
import inspect
import os
from typing import IO, TYPE_CHECKING, Any

import click

from core.foundation.errors import RendaError, WiringError
from core.foundation.i18n import SOURCE_LOCALE, Translations, _
from schema.errors import describe
from schema.http.negotiation import preferred_locale

if TYPE_CHECKING:
    from collections.abc import Callable


def terminal_locale() -> str:
    """The locale that the environment names, as POSIX has it: the first variable that is set decides."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    language = next((value for value in named if value), SOURCE_LOCALE)
    return preferred_locale(language.partition(".")[0].replace("_", "-"))


class Failure(click.ClickException):
    """A refusal as a terminal shows it: the sentence, what to do, and no traceback."""

    def __init__(self, error: RendaError, translations: Translations) -> None:
        self.localized = describe(error, translations, terminal_locale())
        self.label = translations.translate(_("Error"), terminal_locale())
        super().__init__(str(self.localized["message"]))

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the refusal to the standard error stream."""
        click.secho(f"{self.label}: ", fg="red", bold=True, nl=False, err=file is None, file=file)
        click.echo(f"{self.message} [{self.localized['code']}]", err=file is None, file=file)
        if self.localized["hint"]:
            click.echo(self.localized["hint"], err=file is None, file=file)


class Miswired(Failure):
    """A start that was refused: plugins, settings or database do not fit together."""

    exit_code = 2


def failure(error: RendaError, translations: Translations) -> Failure:
    """The refusal as a terminal shows it; its exit code distinguishes a faulty installation from a refused request."""
    return (Miswired if isinstance(error, WiringError) else Failure)(error, translations)


def localize_command(command: click.Command, translate: Callable[[str], str]) -> click.Command:
    """A copy of the command whose help and options are in another language."""
    localized = copy.copy(command)
    localized.help = translate(inspect.cleandoc(command.help)) if command.help else None
    localized.params = [_localize_parameter(parameter, translate) for parameter in command.params]
    return localized


def _localize_parameter(parameter: click.Parameter, translate: Callable[[str], str]) -> click.Parameter:
    localized = copy.copy(parameter)
    if isinstance(localized, click.Option) and localized.help:
        localized.help = translate(localized.help)
    return localized
