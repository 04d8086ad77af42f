"""`renda workflows`: the workflows as diagrams and tables, and whether the committed pages are still true."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import inflection

import schema
from core.foundation.errors import Refusal
from core.foundation.i18n import _
from core.workflow.diagrams import page_of
from schema.commands.differences import show_difference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schema.installation import Installation

COMMITTED = Path(schema.__file__).parents[1] / "docs" / "workflows"


class WorkflowsChanged(Refusal):
    """Committed pages of workflows that are no longer what the plugins make."""

    code = "WORKFLOWS_CHANGED"
    message = _("{folder} does not show the workflows of the installed plugins.")
    hint = _("Read the difference above; if it is meant, run 'renda workflows --write' and commit the files.")


@click.command()
@click.option("--check", is_flag=True, help=_("Compare with the files, show the difference, fail if there is one."))
@click.option("--write", is_flag=True, help=_("Write the files."))
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=COMMITTED,
    help=_("The folder of the files; by default docs/workflows of the checkout."),
)
@click.pass_obj
def workflows(installation: Installation, *, check: bool, write: bool, folder: Path) -> None:
    """Print or check the pages of the workflows.

    Each shows the states and steps of a model's records, as a diagram and as a table.
    """
    pages = pages_of(installation)
    if write:
        _write(folder, pages)
    elif check:
        _compare(folder, pages)
    else:
        click.echo("\n".join(pages.values()), nl=False)


def pages_of(installation: Installation) -> Mapping[str, str]:
    """The page of each workflow, by the name of its file."""
    generation = installation.generation
    return {
        f"{inflection.dasherize(inflection.underscore(name))}.md": page_of(workflow, generation)
        for name, workflow in sorted(generation.workflows.items())
    }


def _committed(folder: Path) -> Mapping[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.md"))}


def _write(folder: Path, pages: Mapping[str, str]) -> None:
    """Write the pages, and take away those of workflows that are gone."""
    for name in _committed(folder):
        if name not in pages:
            (folder / name).unlink()
    for name, text in pages.items():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def _compare(folder: Path, pages: Mapping[str, str]) -> None:
    committed = _committed(folder)
    names = sorted({*committed, *pages})
    found = [show_difference(name, committed.get(name, ""), pages.get(name, ""), "renda workflows") for name in names]
    if any(found):
        raise WorkflowsChanged(folder=folder.name)
