"""The page of reference for authors of plugins: what `core.api` offers, and what plugins let others override."""

from __future__ import annotations

import ast
import inspect
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from core import api
from core.declarations.models import is_extensible
from core.discovery.plugins import folders_of
from core.foundation.errors import Refusal
from core.foundation.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from core.generation.models import ComposedModel
    from schema.installation import Installation

PAGES = ("writing-a-plugin.md", "hooks.md")
"""The pages that explain names, the first that shows one being the one to read."""

_HEAD = """\
# Reference

What a plugin's author imports: `from core.api import ...`. `renda reference --write` writes this page, and `make check`
compares it.
"""
_HEADING = re.compile(r"^#{1,4} (.+)$")
_FENCE = "```"
_FENCED = re.compile(rf"^{_FENCE}.*?^{_FENCE}$", re.MULTILINE | re.DOTALL)
_QUOTED = re.compile(r"`([^`]+)`")
_IMPORT = re.compile(r"^(?:from [^\n]+ )?import (?:\([^)]*\)|[^\n]*)$", re.MULTILINE)
_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


class Unexplained(Refusal):
    """Names that are offered to authors, and that no page shows."""

    code = "REFERENCE_UNEXPLAINED"
    message = _("No page shows these names of core.api: {names}.")
    hint = _("Show each of them, as code, in {pages}.")


def reference_page(installation: Installation, docs: Path) -> str:
    """The page, in Markdown; `docs` holds the pages it leads to.

    Raises:
        Unexplained: a name of `core.api` stands on none of the pages.
    """
    sections = _sections(docs)
    explained = {name: _explained(name, sections) for name in api.__all__}
    missing = sorted(name for name, link in explained.items() if link is None)
    if missing:
        raise Unexplained(names=", ".join(missing), pages=" or ".join(PAGES))
    parts = [_HEAD]
    for module, names in _by_module().items():
        parts.append(f"## {_first_line(inspect.getdoc(import_module(module)))}\n")
        parts.extend(_entry(module, name, str(explained[name])) for name in names)
    parts.append(_overrides(installation))
    return "\n".join(parts)


def _by_module() -> Mapping[str, list[str]]:
    """The names of `core.api` by the module they come from, in the order of its imports."""
    found: dict[str, list[str]] = defaultdict(list)
    for node in ast.parse(inspect.getsource(api)).body:
        if isinstance(node, ast.ImportFrom) and node.module != "__future__":
            found[str(node.module)].extend(alias.name for alias in node.names)
    return found


def _entry(module: str, name: str, link: str) -> str:
    thing = getattr(api, name)
    lines = [f"### `{name}`", "", f"[Explained here]({link}).", ""]
    if inspect.isclass(thing):
        heading = "" if getattr(thing, "_is_protocol", False) else _signature(thing)
        lines += [*_fenced(f"class {name}{heading}"), inspect.cleandoc(thing.__doc__ or ""), "", *_members(thing)]
    elif inspect.isfunction(thing):
        lines += [*_fenced(f"def {name}{_signature(thing)}"), inspect.getdoc(thing) or "", ""]
    else:
        value, text = _assigned(module, name)
        lines += [*_fenced(f"{name} = {value}"), text, ""]
    return "\n".join(lines)


def _assigned(module: str, name: str) -> tuple[str, str]:
    """How a module writes the value of a name, and the text below it."""
    source = inspect.getsource(import_module(module))
    body = ast.parse(source).body
    for node, following in zip(body, [*body[1:], None], strict=True):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            below = following.value if isinstance(following, ast.Expr) else None
            text = str(below.value) if isinstance(below, ast.Constant) else ""
            return str(ast.get_source_segment(source, node.value)), text
    return f"{module}.{name}", ""


def _members(kind: type) -> Iterator[str]:
    """The public methods and properties that the class itself declares, each with what it gives."""
    for name, member in vars(kind).items():
        function = member.fget if isinstance(member, property) else getattr(member, "__func__", member)
        if name.startswith("_") and name != "__getitem__":
            continue
        if not inspect.isfunction(function) or not function.__doc__:
            continue
        shown = name if isinstance(member, property) else f"{name}{_signature(function)}"
        yield f"- `{shown}`: {_first_line(inspect.getdoc(function))}"
    yield ""


def _signature(thing: Any) -> str:  # noqa: ANN401 - a class or a function
    try:
        shown = str(inspect.signature(thing))
    except ValueError:
        return ""
    return _ADDRESS.sub("", shown).replace("'", "").replace("(self, ", "(").replace("(self)", "()")


def _fenced(code: str) -> list[str]:
    return [f"{_FENCE}python", code, _FENCE, ""]


def _first_line(text: str | None) -> str:
    return (text or "").strip().partition("\n")[0]


@dataclass(frozen=True)
class _Section:
    """A section of a page: where it is, and its text."""

    link: str
    text: str


def _sections(docs: Path) -> Sequence[_Section]:
    found: list[_Section] = []
    for page in PAGES:
        link, code = page, False
        lines: list[str] = []
        for line in (docs / page).read_text("utf-8").splitlines():
            code ^= line.startswith(_FENCE)
            heading = None if code else _HEADING.match(line)
            if heading:
                found.append(_Section(link, "\n".join(lines)))
                link, lines = f"{page}#{_anchor(heading[1])}", []
            lines.append(line)
        found.append(_Section(link, "\n".join(lines)))
    return found


def _anchor(heading: str) -> str:
    """The anchor of a heading, as the usual renderers of Markdown make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _explained(name: str, sections: Iterable[_Section]) -> str | None:
    """The first section that shows the name as code outside an import."""
    used = re.compile(rf"(?<![\w.]){re.escape(name)}(?!\w)")
    return next((section.link for section in sections if any(map(used.search, _code(section.text)))), None)


def _code(text: str) -> Iterator[str]:
    """What is code in the text: blocks without their imports, and what stands between backticks."""
    yield from (_IMPORT.sub("", block) for block in _FENCED.findall(text))
    yield from _QUOTED.findall(_FENCED.sub("", text))


def _overrides(installation: Installation) -> str:
    """The methods that extensions may override, by plugin and model, each with what calls it."""
    lines = ["## Methods that extensions may override", ""]
    lines += ["Override one in a subclass of the class under which it stands, and call `super()`.", ""]
    callers = _Callers(installation)
    for model in sorted(installation.generation.models.values(), key=lambda model: (model.owner, model.name)):
        open_to_others = {
            definition: methods for _owner, definition in model.chain if (methods := _extensible(definition))
        }
        if open_to_others:
            lines += [f"### {model.name} ({model.owner})", ""]
        for definition, methods in open_to_others.items():
            lines += [f"`{definition.__module__}.{definition.__qualname__}`:", ""]
            lines += [_override(name, method, callers.of(model, name)) for name, method in methods.items()]
            lines.append("")
    return "\n".join(lines)


def _override(name: str, method: Any, called_by: Sequence[str]) -> str:  # noqa: ANN401 - any kind of method
    text = f"- `{name}{_signature(method)}`: {_first_line(inspect.getdoc(method))}"
    return f"{text}\n  Called by {', '.join(called_by)}." if called_by else text


def _extensible(definition: type) -> Mapping[str, Any]:
    return {name: member for name, member in vars(definition).items() if is_extensible(member)}


class _Callers:
    """What calls a method: the steps whose effect it is, and the places in the plugins' files."""

    def __init__(self, installation: Installation) -> None:
        self._generation = installation.generation
        self._packages = [manifest.package for manifest in installation.plugins.manifests]

    def of(self, model: ComposedModel, method: str) -> Sequence[str]:
        """The steps whose effect the method of the model is; else the functions that call one of that name."""
        workflow = self._generation.workflows.get(model.name)
        steps = [step for step in workflow.steps.values() if step.step.effect.__name__ == method] if workflow else []
        if steps:
            return [f"the step `{step.name}`" for step in steps]
        return [f"`{place}`" for place in self._places.get(method, ())]

    @cached_property
    def _places(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for package in self._packages:
            for folder in folders_of(package):
                for path in sorted(folder.rglob("*.py")):
                    module = ".".join((package, *path.relative_to(folder).with_suffix("").parts))
                    for function, method in _calls(ast.parse(path.read_text("utf-8"))):
                        found[method].append(f"{module}.{function}")
        return found


def _calls(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The functions of a module with the names of the methods they call; `super()` calls none anew."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    target = node.func.value
                    if not (isinstance(target, ast.Call) and ast.unparse(target.func) == "super"):
                        yield function.name, node.func.attr
