"""The pages of workflows: a diagram and a table, made of the declaration."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from types import MappingProxyType

import pytest

from core.foundation.i18n import Translations
from core.generation.generation import Generation
from core.workflow.diagrams import page_of
from schema.installation import Installation
from tests.schema.cli_kit import renda


class OfPermits(Installation):
    """The permits, as if they were installed."""

    def __init__(self, generation: Generation) -> None:
        super().__init__(manifests=())
        self.__dict__["generation"] = generation


@pytest.fixture
def installed(permits: Generation) -> Installation:
    return OfPermits(permits)


def page(generation: Generation) -> list[str]:
    return page_of(generation.workflows["Permit"], generation).splitlines()


def test_the_diagram_shows_every_way_from_the_beginning_to_the_ends(permits: Generation) -> None:
    lines = page(permits)

    assert lines[lines.index("```mermaid") + 1] == "stateDiagram-v2"
    assert '    state "Checked" as CHECKED' in lines
    for way in (
        "[*] --> FILED: File",
        "FILED --> CHECKED: Check",
        "FILED --> REFUSED: Check, Refuse",
        "CHECKED --> REFUSED: Refuse, Annotate",
        "ARCHIVED --> DESTROYED: Destroy",
        "DESTROYED --> [*]",
    ):
        assert f"    {way}" in lines
    assert "    CHECKED --> [*]" not in lines
    assert not any("CHECKED --> CHECKED" in line for line in lines), "steps that stay are left to the table"


def test_the_table_says_who_takes_a_step_and_what_refuses_it(permits: Generation) -> None:
    rows = {line.split(" | ")[0]: line.split(" | ")[1:] for line in page(permits) if line.startswith("| `")}

    assert rows["| `grant_permit`"] == [
        "Grant",
        "Checked",
        "Granted",
        "Head of an office",
        "`FEE_MISSING`<br>`polite()`<br>`BLOCKED`",
        "within decision / 须在decision期限内<br>stops decision / 停止计算decision期限",
        "possible / 可填 |",
    ]
    assert rows["| `check_permit`"][1:4] == ["Filed", "Checked<br>Refused", "Clerk<br>Head of an office"]
    assert rows["| `file_permit`"][1] == "(new) / （新建）"
    assert rows["| `annotate_permit`"][2] == "Refused<br>(stays) / （状态不变）"
    assert rows["| `oppose_permit`"][2] == "(stays) / （状态不变）"
    assert rows["| `refuse_permit`"][-1] == "required / 必填 |"


def test_labels_are_shown_in_both_languages(permits: Generation) -> None:
    workflow = permits.workflows["Permit"]
    texts = MappingProxyType({"Checked": "已核", "Check": "核查", "A permit.": "许可。"})

    class Speaking(Generation):
        def __init__(self) -> None:
            self.translations = Translations({"zh_CN": texts})
            self.models = permits.models

    lines = page_of(workflow, Speaking()).splitlines()

    assert "A permit. / 许可。" in lines
    assert '    state "Checked / 已核" as CHECKED' in lines
    assert "    FILED --> CHECKED: Check / 核查" in lines


def test_a_label_does_not_break_the_diagram_or_the_table(permits: Generation) -> None:
    workflow = permits.workflows["Permit"]
    step = workflow.steps["file_permit"]
    odd = dataclasses.replace(step, step=dataclasses.replace(step.step, label="File: a | b; c"))

    text = page_of(dataclasses.replace(workflow, steps={**workflow.steps, "file_permit": odd}), permits)

    assert "    [*] --> FILED: File#58; a | b#59; c\n" in text
    assert "| `file_permit` | File: a &#124; b; c | " in text


def test_a_county_is_part_of_the_diagram(counties: Generation) -> None:
    lines = page(counties)

    assert "    CHECKED --> HEARING: Hear the neighbours" in lines
    assert "    CUSTOMS --> CHECKED: Clear customs" in lines
    assert "`NEIGHBOURS_ANGRY`" in next(line for line in lines if line.startswith("| `grant_permit`"))


def test_the_command_prints_the_pages(installed: Installation, permits: Generation) -> None:
    assert renda(installed, "workflows").output == page_of(permits.workflows["Permit"], permits)


def test_pages_are_written_and_found_to_be_true(installed: Installation, tmp_path: Path) -> None:
    folder = tmp_path / "workflows"

    written = renda(installed, "workflows", "--write", "--folder", str(folder))
    checked = renda(installed, "workflows", "--check", "--folder", str(folder))

    assert (written.exit_code, checked.exit_code, checked.output) == (0, 0, "")
    assert [path.name for path in folder.iterdir()] == ["permit.md"]


def test_a_page_that_is_no_longer_true_is_shown_with_the_difference(installed: Installation, tmp_path: Path) -> None:
    renda(installed, "workflows", "--write", "--folder", str(tmp_path))
    file = tmp_path / "permit.md"
    file.write_text(file.read_text("utf-8").replace("FILED --> CHECKED", "FILED --> GRANTED"), "utf-8")

    result = renda(installed, "workflows", "--check", "--folder", str(tmp_path))

    assert result.exit_code == 1
    assert "-    FILED --> GRANTED: Check" in result.stdout
    assert "+    FILED --> CHECKED: Check" in result.stdout
    assert "WORKFLOWS_CHANGED" in result.stderr


def test_a_page_of_a_workflow_that_is_gone_is_found_and_taken_away(tmp_path: Path) -> None:
    nothing = Installation(manifests=())
    (tmp_path / "permit.md").write_text("# Permit\n", "utf-8")

    found = renda(nothing, "workflows", "--check", "--folder", str(tmp_path))
    renda(nothing, "workflows", "--write", "--folder", str(tmp_path))

    assert (found.exit_code, "-# Permit" in found.stdout) == (1, True)
    assert list(tmp_path.iterdir()) == []


def test_without_workflows_there_is_nothing_to_print_or_to_miss(tmp_path: Path) -> None:
    nothing = Installation(manifests=())

    printed = renda(nothing, "workflows")
    checked = renda(nothing, "workflows", "--check", "--folder", str(tmp_path / "none"))
    written = renda(nothing, "workflows", "--write", "--folder", str(tmp_path / "none"))

    assert [(one.exit_code, one.output) for one in (printed, checked, written)] == [(0, "")] * 3
    assert not (tmp_path / "none").exists()
