"""The strategy of lists to be walked page by page, from either end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.oracle_kit.generator.choices import Choices
from tests.oracle_kit.generator.made import Made, literal
from tests.oracle_kit.generator.operations import OperationMaker
from tests.oracle_kit.snapshot import camel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from core.declarations.roles import Actor
    from tests.oracle_kit.oracle import Oracle


@dataclass(frozen=True)
class Walk:
    """A document whose variables are `size` and `cursor` and whose list answers under `list`."""

    text: str
    actor: Actor
    size: int
    backward: bool


def walks(oracle: Oracle, actors: Sequence[Actor]) -> st.SearchStrategy[Walk]:
    """Lists in any order, filtered or not, with the size of a page."""

    def make(random: Random) -> Walk:
        choices = Choices(random)
        actor = choices.pick(actors)
        model = choices.pick(list(oracle.models.values()))
        chosen = OperationMaker(oracle, choices, actor, 0, 0).arguments.of_list(model.name, 1)
        backward = choices.chance(50)
        text = _document(camel(model.plural), chosen, backward=backward)
        return Walk(text, actor, choices.pick((3, 1, 2, 5, 7)), backward)

    return st.randoms(use_true_random=False).map(make)


def _document(name: str, chosen: Mapping[str, Made], *, backward: bool) -> str:
    size, cursor = ("last", "before") if backward else ("first", "after")
    kept = [
        f"{argument}: {literal(chosen[argument])}" for argument in ("where", "orderBy", "search") if argument in chosen
    ]
    arguments = ", ".join([f"{size}: $size", f"{cursor}: $cursor", *kept])
    page = "pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
    selected = f"{{ totalCount {page} edges {{ cursor node {{ id }} }} }}"
    return f"query($size: Int!, $cursor: String) {{ list: {name}({arguments}) {selected} }}"
