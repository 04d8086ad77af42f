"""What the sources of tests say: the words that a test names, itself or through what it uses of its own file."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parents[2]


def all_in(*folders: str) -> Iterator[str]:
    """All tests in the folders, each as pytest names it, from `tests/` on."""
    for folder in folders:
        for file in sorted((TESTS / folder).glob("test_*.py")):
            names = (name for name in _definitions(file) if name.startswith("test_"))
            yield from (f"{file.relative_to(TESTS).as_posix()}::{name}" for name in names)


@cache
def words_of(test: str) -> frozenset[str]:
    """The strings and names in the test and in whatever of its file it uses; empty if there is no such test."""
    path, _, name = test.partition("::")
    known = _definitions(TESTS / path)
    reached, found = {name}, frozenset[str]()
    waiting = [name] if name in known else []
    while waiting:
        inner = list(ast.walk(known[waiting.pop()]))
        found |= {one.value for one in inner if isinstance(one, ast.Constant) and isinstance(one.value, str)}
        names = {one.id for one in inner if isinstance(one, ast.Name)}
        waiting.extend(names & known.keys() - reached)
        reached |= names & known.keys()
        found |= names
    return found


@cache
def _definitions(file: Path) -> Mapping[str, ast.stmt]:
    """The functions and values that the file defines, by their names."""
    found: dict[str, ast.stmt] = {}
    for one in ast.parse(file.read_text(encoding="utf-8")).body if file.exists() else ():
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found[one.name] = one
        if isinstance(one, ast.Assign | ast.AnnAssign):
            targets = one.targets if isinstance(one, ast.Assign) else [one.target]
            found |= {each.id: one for target in targets for each in ast.walk(target) if isinstance(each, ast.Name)}
    return found
