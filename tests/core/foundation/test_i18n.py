"""Whoever is refused reads why in their own language."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import core
from core.foundation.errors import RendaError
from schema.testing.texts import texts_of_floor

FOLDER = Path(core.__file__).parent


def catalogue() -> dict[str, str]:
    with (FOLDER / "locale" / "zh_CN.po").open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file, locale="zh_CN") if message.id}


def marked() -> Iterator[str]:
    """The texts marked with `_` anywhere in the core."""
    found = extract_from_dir(FOLDER, method_map=[("**.py", "python")], keywords={"_": None})
    return (str(text) for _file, _line, text, _comments, _context in found)


def names_in(text: str) -> list[str]:
    return sorted(name for _text, name, _spec, _conversion in Formatter().parse(text) if name)


def refusals() -> Iterator[type[RendaError]]:
    """All refusals of the core."""
    for module in pkgutil.walk_packages([str(FOLDER)], "core."):
        importlib.import_module(module.name)
    stack = list(RendaError.__subclasses__())
    while stack:
        refusal = stack.pop()
        stack.extend(refusal.__subclasses__())
        if refusal.__module__.startswith("core."):
            yield refusal


@pytest.mark.parametrize("text", sorted({*marked(), *texts_of_floor("core")} - {""}))
def test_every_text_is_translated_and_names_the_same_things(text: str) -> None:
    translation = catalogue().get(text, "")

    assert translation
    assert set(names_in(translation)) == set(names_in(text))


def test_every_refusal_has_a_sentence_and_says_what_to_do() -> None:
    for refusal in refusals():
        if not refusal.__subclasses__():
            assert refusal.message, refusal
            assert refusal.code not in {"REFUSED", "WIRING"}, refusal
            assert refusal.hint or refusal.code == "VALIDATION", refusal
