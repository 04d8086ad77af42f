"""The texts a person may read of a plugin, and what is wrong with their translations."""

from __future__ import annotations

import dataclasses
from string import Formatter
from typing import TYPE_CHECKING, Any, get_args, get_type_hints

from babel.messages.pofile import read_po

from core.declarations.mutations import label_of
from core.discovery.builtin import CORE
from core.foundation.i18n import LOCALES, SOURCE_LOCALE, docstring
from core.values.choices import Choice
from schema.testing.modules import Package

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from core.declarations.manifest import Manifest
    from core.foundation.i18n import Translations
    from core.generation.generation import Generation
    from core.generation.models import ComposedComputed, ComposedField, ComposedResolved
    from schema.types.facts import Part

OTHER_LOCALES = tuple(locale for locale in LOCALES if locale != SOURCE_LOCALE)


def texts_of(manifest: Manifest, generation: Generation) -> set[str]:
    """All texts of the plugin that some client, clerk or operator may read, in English."""
    package = Package(manifest.package)
    marked = (text for module in package.modules for text in module.marked())
    shown = (*_of_models(manifest.name, generation), *_of_mutations(manifest, generation))
    return {manifest.summary, *marked, *shown, *_of_workflows(manifest, generation)}


def texts_of_own_models(generation: Generation) -> set[str]:
    """What clients read of the models that the core itself brings."""
    return set(_of_models(CORE, generation))


def texts_of_floor(package: str) -> set[str]:
    """All marked texts of `core` or `schema`, the descriptions of its lists of values and the help of its commands."""
    modules = Package(package).modules
    helps = (text for module in modules if ".commands." in module.name for text in module.command_helps())
    return {text for module in modules for text in (*module.marked(), *module.choice_texts())} | set(helps)


def untranslated(texts: Iterable[str], translations: Translations) -> list[str]:
    """A sentence for each text that lacks a translation."""
    return [
        f"{locale} has no translation of {text!r}"
        for locale in OTHER_LOCALES
        for text in sorted(texts)
        if text and translations.is_missing(text, locale)
    ]


def faulty_entries(folder: Path, package: str) -> list[str]:
    """A sentence for each entry of the catalogues of a package that is left over, doubtful or drops a name."""
    known = {text for module in Package(package).modules for text in module.literals()}
    found = []
    for locale in OTHER_LOCALES:
        path = folder / f"{locale}.po"
        if not path.exists():
            found.append(f"{path} is missing")
            continue
        found += [f"{path.name}: {fault}" for fault in _faults(path, locale, known)]
    return found


def _faults(path: Path, locale: str, known: set[str]) -> Iterator[str]:
    with path.open("rb") as file:
        entries = list(read_po(file, locale=locale, abort_invalid=True))
    for entry in entries:
        msgid, msgstr = str(entry.id), str(entry.string)
        if not msgid:
            continue
        if entry.fuzzy:
            yield f"{msgid!r} is marked as fuzzy"
        if msgid not in known:
            yield f"{msgid!r} is written nowhere in the code"
        if msgstr and _names(msgid) != _names(msgstr):
            yield f"{msgid!r} is translated with other names in braces: {msgstr!r}"


def _names(template: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    except ValueError:
        return {template}  # no template at all, such as a text that shows a brace


def _of_models(plugin: str, generation: Generation) -> Iterator[str]:
    for model in generation.models.values():
        if model.owner == plugin:
            yield model.description
        values: list[ComposedField | ComposedComputed] = [*model.fields.values(), *model.computed.values()]
        linked: list[Part] = [*model.links.values(), *model.to_many.values()]
        members: list[Part] = [*values, *linked, *model.resolved.values(), *model.rates.values()]
        yield from (member.label for member in members if member.owner == plugin)
        for value in values:
            if value.owner == plugin and issubclass(value.type, Choice):
                yield from _of_choice(value.type)
        for resolved in model.resolved.values():
            if resolved.owner == plugin:
                yield from _of_resolved(resolved)


def _of_resolved(resolved: ComposedResolved) -> Iterator[str]:
    yield from (argument.label for argument in resolved.arguments)
    for made in resolved.objects.values():
        yield made.description
        yield from (member.label for member in made.members)
    for choice in resolved.choices:
        yield from _of_choice(choice)


def _of_choice(choice: type[Choice]) -> Iterator[str]:
    yield docstring(choice)
    yield from (member.label for member in choice)


def _of_mutations(manifest: Manifest, generation: Generation) -> Iterator[str]:
    for mutation in generation.mutations.values():
        if mutation.package.startswith(f"{manifest.package}."):
            yield mutation.description
            yield from _of_input(mutation.input_type)


def _of_workflows(manifest: Manifest, generation: Generation) -> Iterator[str]:
    """The labels of its steps, those of the states it adds to others, and how its conditions refuse."""
    for workflow in generation.workflows.values():
        yield from (state.label for state in workflow.leaving.get(manifest.name, ()))
        for step in workflow.steps.values():
            if step.owner == manifest.name:
                yield step.step.label
            for refusal in filter(None, (guard.refusal for guard in step.guards)):
                if refusal.__module__.startswith(f"{manifest.package}."):
                    yield from (refusal.message, refusal.hint, refusal.citation)


def _of_input(kind: type) -> Iterator[str]:
    yield docstring(kind)
    hints = get_type_hints(kind)
    for member in dataclasses.fields(kind):
        yield label_of(member)
        for part in _parts(hints[member.name]):
            if dataclasses.is_dataclass(part) and part.__module__ != "core.declarations.mutations":
                yield from _of_input(part)
            elif issubclass(part, Choice):
                yield from _of_choice(part)


def _parts(annotation: Any) -> Iterator[type]:  # noqa: ANN401 - any annotation
    """The classes an annotation is made of."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for part in get_args(annotation):
        yield from _parts(part)
