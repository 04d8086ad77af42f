"""`renda token`: a signed bearer token for development, until there are accounts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import click

from core.foundation.i18n import _
from core.foundation.settings import Profile
from schema.commands.preparation import connected
from schema.commands.scopes import find_grant, find_role
from schema.tokens import TokensNotOffered

if TYPE_CHECKING:
    from schema.installation import Installation


@click.command()
@click.option("--role", "role_name", metavar="ROLE", required=True, help=_("The role the bearer holds."))
@click.option(
    "--scope",
    metavar="KIND:KEY",
    help=_("The record that limits the role, for example station:LS0560 or region:450226."),
)
@click.option(
    "--hours",
    type=click.FloatRange(min=0, max=24 * 365, min_open=True),
    default=8,
    show_default=True,
    help=_("How long the token counts."),
)
@click.pass_obj
def token(installation: Installation, role_name: str, scope: str | None, hours: float) -> None:
    """Print a bearer token.

    Whoever sends it as 'Authorization: Bearer TOKEN' holds the role. For the development profile only.
    """
    if installation.settings.profile is not Profile.DEVELOPMENT:
        raise TokensNotOffered
    role = find_role(installation.generation, role_name)
    with connected(installation) as connection:
        grant = find_grant(installation.generation, connection, role, scope)
    name = f"{role.name}@{scope}" if scope else role.name
    click.echo(installation.tokens.issue(grant, name, timedelta(hours=hours)))
