"""What is written in a package, read without running it."""

from __future__ import annotations

import ast
import inspect
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from core.discovery.plugins import folders_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from core.declarations.manifest import Manifest


@dataclass(frozen=True)
class Module:
    """A module's file, its dotted name and its syntax tree."""

    name: str
    path: Path
    tree: ast.Module

    def imports(self) -> Iterator[tuple[str, int]]:
        """The dotted names of the modules it imports, each with its line; relative ones resolved."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((f"{self._source(node)}.{alias.name}", node.lineno) for alias in node.names)

    def marked(self) -> Iterator[str]:
        """The texts written as `_("...")`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
                yield from (text for text in map(_text, node.args) if text is not None)

    def command_helps(self) -> Iterator[str]:
        """The docstrings of the functions that click makes commands of: their help."""
        for node in self.tree.body:
            if isinstance(node, ast.FunctionDef) and any(_is_command(one) for one in node.decorator_list):
                yield ast.get_docstring(node) or ""

    def choice_texts(self) -> Iterator[str]:
        """The docstrings of its closed lists of values, which clients read."""
        for node in self.tree.body:
            if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "Choice" for base in node.bases):
                yield ast.get_docstring(node) or ""

    def literals(self) -> Iterator[str]:
        """All texts in the module, docstrings among them, without the indentation of their lines."""
        for node in ast.walk(self.tree):
            text = _text(node)
            if text is not None:
                yield text
                yield inspect.cleandoc(text)

    def _source(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        package = self.name.split(".") if self.path.name == "__init__.py" else self.name.split(".")[:-1]
        above = package[: len(package) - node.level + 1]
        return ".".join([*above, *([node.module] if node.module else [])])


@dataclass(frozen=True)
class Package:
    """All modules of an importable package."""

    name: str

    @cached_property
    def modules(self) -> tuple[Module, ...]:
        """The modules, by path."""
        return tuple(module for folder in folders_of(self.name) for module in self._modules(folder))

    def _modules(self, folder: Path) -> Iterator[Module]:
        for path in sorted(folder.rglob("*.py")):
            parts = [self.name, *path.relative_to(folder).with_suffix("").parts]
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            yield Module(name, path, ast.parse(path.read_text("utf-8")))


def _text(node: ast.AST) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def undeclared_imports(manifest: Manifest, others: Iterable[Manifest]) -> Iterator[str]:
    """A sentence for each import, by the plugin of the manifest, of a module of one of the other plugins."""
    for module in Package(manifest.package).modules:
        for name, line in module.imports():
            for other in others:
                if f"{name}.".startswith(f"{other.package}."):
                    yield f"{module.path}:{line} imports {name} of '{other.name}', which the manifest does not name"


def _is_command(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and ast.unparse(decorator.func) in ("click.command", "click.group")
