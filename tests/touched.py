"""The test files that a change touches: `python -m tests.touched [BASE]` names them for `make quick`.

A guess by folders and imports, in place of a record of which test runs which line: such a record must first be made by
a run of all tests under a tracer, and where most tests ask through GraphQL it would name most of them anyway. Whether a
change is right, `make test` tells.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath

TESTS = PurePosixPath("tests")
ALWAYS = PurePosixPath("tests/test_repository.py")
MANY = 12
"""What more test files import than this is what all rests on: to run them all would be `make test`."""
ALSO = {"schema/compiler": ("tests/oracle/test_oracle.py", "tests/oracle/test_planted_faults.py")}
"""What tests a folder from afar."""


class Tree:
    """The test files of a repository, and what they import."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files = sorted(PurePosixPath(path.relative_to(root)) for path in (root / TESTS).rglob("*.py"))

    @cached_property
    def tests(self) -> list[PurePosixPath]:
        """The files that hold tests."""
        return [file for file in self.files if file.name.startswith("test_")]

    @cached_property
    def imported(self) -> dict[PurePosixPath, set[str]]:
        """The names of the modules that each file imports, and of what it imports from them."""
        return {file: set(_imported(self.text(file))) for file in self.files}

    def text(self, file: PurePosixPath) -> str:
        """What stands in a file."""
        return (self.root / file).read_text("utf-8")

    def touched(self, changed: Iterable[str]) -> list[PurePosixPath]:
        """The test files that are touched by a change of these files."""
        found = {ALWAYS}
        for path in map(PurePosixPath, changed):
            found |= self._touched_by(path)
        return [test for test in self.tests if test in found]

    def _touched_by(self, path: PurePosixPath) -> set[PurePosixPath]:
        if path in self.tests:
            return {path}
        if path.is_relative_to(TESTS) and path.suffix == ".py" and path.name != "conftest.py":
            return self._users(path)
        far = [PurePosixPath(test) for folder, tests in ALSO.items() if path.is_relative_to(folder) for test in tests]
        near = path if path.is_relative_to(TESTS) else TESTS / path
        users = self._importers(path) if path.suffix == ".py" else self._mentioning(path)
        return {*far, *self._mirrored(near), *(users if len(users) <= MANY else ())}

    def _importers(self, path: PurePosixPath) -> set[PurePosixPath]:
        """The test files that import a module; those in `tests` itself look at the whole, and take too long."""
        return {test for test in self.tests if test.parent != TESTS and _module(path) in self.imported[test]}

    def _mentioning(self, path: PurePosixPath) -> set[PurePosixPath]:
        """The test files in which the name of the file stands."""
        return {test for test in self.tests if f'"{path.name}"' in self.text(test)}

    def _users(self, path: PurePosixPath) -> set[PurePosixPath]:
        """The test files that import a file of the tests, be it through others."""
        reached, waiting = {path}, [path]
        while waiting:
            module = _module(waiting.pop())
            more = {file for file in self.files if module in self.imported[file]} - reached
            reached |= more
            waiting += more
        return {file for file in reached if file in self.tests}

    def _mirrored(self, path: PurePosixPath) -> set[PurePosixPath]:
        """The test file named after a file or the beginning of its name, else those of its folder, else one further up.

        Nothing is found in `tests` itself: what stands there is about the tree as a whole.
        """
        folder, name = path.parent, path.stem
        while folder not in (TESTS, folder.parent):
            here = [test for test in self.tests if test.parent == folder]
            named = {test for test in here if f"{name}_".startswith(f"{test.stem.removeprefix('test_')}_")}
            below = {test for test in self.tests if test.is_relative_to(folder / name)}
            if found := named or below or set(here):
                return found
            folder, name = folder.parent, folder.name
        return set()


def _module(path: PurePosixPath) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _imported(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def changed(root: Path, base: str) -> list[str]:
    """The files that differ from those of a commit, new ones among them."""
    commands = (
        ("diff", "--name-only", "--merge-base", base),
        ("ls-files", "--others", "--exclude-standard"),
    )
    return [line for command in commands for line in _git(root, *command)]


def _git(root: Path, *arguments: str) -> list[str]:
    command = ("git", "-c", "core.quotePath=false", *arguments)
    return subprocess.run(command, cwd=root, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()


def main() -> None:
    """Print the test files that a change touches."""
    root = Path(__file__).parent.parent
    base = sys.argv[1] if len(sys.argv) > 1 else "HEAD"
    print(*Tree(root).touched(changed(root, base)))  # noqa: T201 - for the Makefile


if __name__ == "__main__":
    main()
