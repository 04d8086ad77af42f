"""The tree of limits: every limit has one place, and those of the settings follow them."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from core.foundation.settings import Settings
from schema.installation import Installation
from schema.limits import LimitEntry, Limits

ENTRIES = list(Limits().entries())
FOLLOWING = [entry for entry in ENTRIES if entry.setting]
PAGE = Path(__file__).parents[2] / "docs" / "operating.md"


def value_of(limits: Limits, name: str) -> object:
    return next(entry.value for entry in limits.entries() if entry.name == name)


@pytest.mark.parametrize("entry", FOLLOWING, ids=lambda entry: entry.name)
def test_a_limit_that_follows_a_setting_has_its_value(entry: LimitEntry) -> None:
    assert entry.setting is not None
    chosen = {"page_max": 60, "page_default": 40}.get(entry.setting, 5000 if entry.setting == "body_limit" else 77)

    limits = Limits.of(Settings(**{entry.setting: chosen}))

    assert value_of(limits, entry.name) == chosen
    assert value_of(Limits.of(Settings()), entry.name) == Settings.model_fields[entry.setting].default


def test_the_settings_that_are_limits_are_all_in_the_tree() -> None:
    followed = {entry.setting for entry in FOLLOWING}

    assert followed == {"page_default", "page_max", "plan_cache", "body_limit", "statement_timeout_ms", "pool_size"}


def test_without_settings_the_limits_are_the_defaults() -> None:
    assert Limits.of(Settings()) == Limits()
    assert all(entry.value == entry.default for entry in ENTRIES)


def test_no_limit_can_be_changed_while_the_process_runs() -> None:
    limits = Limits()

    for branch in fields(limits):
        for limit in fields(getattr(limits, branch.name)):
            with pytest.raises(FrozenInstanceError):
                setattr(getattr(limits, branch.name), limit.name, 1)


def test_every_limit_says_what_it_means() -> None:
    assert all(entry.meaning.endswith(".") for entry in ENTRIES)
    assert len({entry.name for entry in ENTRIES}) == len(ENTRIES)


def test_every_limit_is_documented_with_its_default() -> None:
    page = PAGE.read_text("utf-8")

    assert [entry.name for entry in ENTRIES if f"| `{entry.name}` | {entry.default} |" not in page] == []


def test_an_installation_has_the_limits_of_its_settings(tmp_path: Path) -> None:
    installation = Installation(Settings(home=tmp_path, page_max=60))

    assert installation.limits.pages.most == 60
    assert installation.limits == Limits.of(installation.settings)
