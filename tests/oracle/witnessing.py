"""The stored operation that shows each planted fault: `witnesses/<fault>.graphql`, with its runs in the `.json` beside.

An operation says who asks by the name of the actor, so a witness reads the same whatever numbers the records have.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from core.declarations.roles import Actor
from tests.oracle.planting import PLANTS
from tests.oracle_kit.generator.operations import Operation, Run

WITNESSES = Path(__file__).parent / "witnesses"


def name_of(fault: str) -> str:
    """The name under which the witness of a fault is stored."""
    return str(PLANTS[fault].__name__)


def stored(fault: str, actors: Sequence[Actor]) -> Operation:
    """The stored witness of a fault."""
    by_name = {actor.name: actor for actor in actors}
    told = json.loads((WITNESSES / f"{name_of(fault)}.json").read_text("utf-8"))
    runs = [Run(by_name[run["actor"]], run["variables"]) for run in told["runs"]]
    return Operation((WITNESSES / f"{name_of(fault)}.graphql").read_text("utf-8"), told["operation"], runs)


def store(fault: str, witness: Operation) -> None:
    """Keep an operation as the witness of a fault, instead of the one there was."""
    runs = [{"actor": run.actor.name, "variables": dict(run.variables)} for run in witness.runs]
    told = json.dumps({"operation": witness.name, "runs": runs}, ensure_ascii=False, indent=2)
    WITNESSES.mkdir(exist_ok=True)
    (WITNESSES / f"{name_of(fault)}.graphql").write_text(f"{witness.text.rstrip()}\n", "utf-8")
    (WITNESSES / f"{name_of(fault)}.json").write_text(f"{told}\n", "utf-8")
