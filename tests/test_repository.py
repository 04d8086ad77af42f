"""What holds for the tree as a whole: what may lie in it, what may not, and what has to be told about it."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.discovery.hooks import HOOKS

ROOT = Path(__file__).parent.parent
MADE = {"node_modules", "__pycache__", "build", "dist"}

# Put together from parts, or this file would find itself.
HOSTS = re.compile(
    "|".join(("py" + r"pi\.org", "python" + r"hosted\.org", "npm" + r"js\.(org|com)", "deb" + r"ian\.org"))
)
MACHINE_PATHS = re.compile(r"(?<![\w.])/" + "(work|home|root|Users)/")
LEFTOVERS = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")) + r")\b")
BARE_IGNORE = re.compile("type: " + r"ignore(?!\[)")


def test_plugins_are_a_namespace_that_others_may_share() -> None:
    assert not (ROOT / "plugins" / "__init__.py").exists()


def test_every_package_tells_type_checkers_that_it_is_typed() -> None:
    packages = [ROOT / "core", ROOT / "schema", *(path.parent for path in ROOT.glob("plugins/*/__init__.py"))]

    assert [package.name for package in packages if not (package / "py.typed").exists()] == []


def test_the_lock_names_no_index() -> None:
    assert not (ROOT / "uv.lock").exists()
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = (ROOT / name).read_text("utf-8").splitlines()
        assert [
            line for line in lines if "://" in line or line.startswith(("-i ", "--index", "--extra", "--find"))
        ] == []


def test_the_lock_for_development_holds_the_lock_for_running() -> None:
    running, development = (_locked(name) for name in ("requirements.txt", "requirements-dev.txt"))

    assert running.items() <= development.items()


@pytest.mark.parametrize(
    "pattern",
    [HOSTS, MACHINE_PATHS, LEFTOVERS, BARE_IGNORE],
    ids=["hosts", "machine_paths", "leftovers", "bare_ignores"],
)
def test_nothing_is_left_behind_in_a_file(pattern: re.Pattern[str]) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"
        for path in _texts()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if pattern.search(line)
    ]

    assert found == []


def test_no_source_file_is_longer_than_a_reader_can_bear() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in _files()
        if path.suffix == ".py" and "tests" not in path.parts
        if (lines := len(path.read_text("utf-8").splitlines())) > 300
    }

    assert long == {}


def test_every_hook_has_a_heading_with_its_question_and_an_example() -> None:
    document = (ROOT / "docs" / "hooks.md").read_text("utf-8")

    headings = re.findall(r"^## `(\w+)`$", document, re.MULTILINE)

    assert headings == list(HOOKS)
    assert [hook for hook in HOOKS if f"\n@hookimpl\ndef {hook}(" not in document] == []


@pytest.mark.parametrize("hook", HOOKS)
def test_every_hook_has_a_test(hook: str) -> None:
    """The test of the hook is named after it."""
    tests = [path.read_text("utf-8") for path in ROOT.glob("tests/**/test_*.py") if path != Path(__file__)]

    assert any(re.search(rf"def test_[a-z_]*{hook}_hook", text) for text in tests)


@pytest.mark.parametrize("document", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"])
def test_the_commands_of_the_documents_exist(document: str) -> None:
    named = set(re.findall(r"\bmake ([a-z]+)\b", _code(ROOT / document)))
    targets = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))

    assert named
    assert named <= targets


def test_the_two_readmes_show_the_same_code() -> None:
    """Whatever language one reads, the commands, the query and its answer are the same."""
    english, chinese = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md"))
    blocks = re.compile(r"^```(?:sh|graphql|json)\n.*?^```$", re.MULTILINE | re.DOTALL)

    assert blocks.findall(english)
    assert blocks.findall(english) == blocks.findall(chinese)


def test_links_between_documents_lead_somewhere() -> None:
    broken = [
        f"{path.relative_to(ROOT)}: {target}"
        for path in _files()
        if path.suffix == ".md"
        for target in re.findall(r"\[[^\]\n]+\]\(([^)\s#:]+)(?:#[^)]*)?\)", path.read_text("utf-8"))
        if not (path.parent / target).exists()
    ]

    assert broken == []


def test_every_decision_is_listed_in_order() -> None:
    folder = ROOT / "docs" / "decisions"

    listed = re.findall(r"\]\((\d{4}-[^)]+\.md)\)", (folder / "README.md").read_text("utf-8"))

    assert listed == sorted(path.name for path in folder.glob("[0-9]*.md"))


def _files() -> Iterator[Path]:
    """The files under version control, and those that would be; without git, all but what tools made."""
    git = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(git, capture_output=True, check=False) if (ROOT / ".git").exists() else None
    if listed is not None and listed.returncode == 0:
        named = (ROOT / name for name in listed.stdout.decode().split("\0") if name)
        yield from (path for path in named if path.is_file())
        return
    for path in ROOT.rglob("*"):
        folders = path.relative_to(ROOT).parts[:-1]
        if path.is_file() and not any(name in MADE or (name[0] == "." and name != ".ci") for name in folders):
            yield path


def _texts() -> Iterator[Path]:
    """The files somebody wrote: no bundle, no picture."""
    for path in _files():
        if path.suffix not in {".js", ".png", ".gz", ".woff2"} and path.name != "LICENSES.txt":
            yield path


def _locked(name: str) -> dict[str, str]:
    pins = re.findall(r"^([a-z0-9.\-]+)==([^ \\;]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    return dict(pins)


def _code(document: Path) -> str:
    """What a document shows as code, in blocks and between backticks."""
    text = document.read_text("utf-8")
    shown = re.findall(r"^```sh\n(.*?)^```$|`([^`\n]+)`", text, re.MULTILINE | re.DOTALL)
    return "\n".join(block or phrase for block, phrase in shown)
