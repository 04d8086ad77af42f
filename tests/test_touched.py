"""What `make quick` runs: the tests that a change most likely touches, and no more."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.touched import MANY, Tree, changed

ROOT = Path(__file__).parent.parent
ALWAYS = "tests/test_repository.py"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small repository whose tests mirror it."""
    write(
        tmp_path,
        {
            "core/jobs/running.py": "",
            "core/all.py": "",
            "tests/test_repository.py": "",
            "tests/core/test_env.py": "import core.all\n",
            "tests/core/jobs/conftest.py": "",
            "tests/core/jobs/test_running.py": "",
            "tests/core/jobs/test_worker.py": "from core.jobs.running import run_job\n",
            "tests/core/jobs/test_queue.py": "import core.all\n",
            "tests/plugins/drafts/steps/test_drafting.py": "",
            "tests/plugins/drafts/steps/test_sending.py": "from tests.plugins.drafts import scene\n",
            "tests/plugins/drafts/scene.py": "from tests.plugins.drafts.town import settle\n",
            "tests/plugins/drafts/town.py": "",
            "tests/plugins/drafts/test_pages.py": 'PAGE = "operating.md"\n',
        },
    )
    return tmp_path


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("tests/core/test_env.py", ["core/test_env"]),
        ("core/jobs/queue.py", ["core/jobs/test_queue"]),
        ("core/jobs/running.py", ["core/jobs/test_running", "core/jobs/test_worker"]),
        ("core/jobs/run_log.py", ["core/jobs/test_queue", "core/jobs/test_running", "core/jobs/test_worker"]),
        ("core/jobs/__init__.py", ["core/jobs/test_queue", "core/jobs/test_running", "core/jobs/test_worker"]),
        ("core/jobs/worker/loop.py", ["core/jobs/test_worker"]),
        ("tests/core/jobs/conftest.py", ["core/jobs/test_queue", "core/jobs/test_running", "core/jobs/test_worker"]),
        ("plugins/drafts/steps/drafting_guards.py", ["plugins/drafts/steps/test_drafting"]),
        ("plugins/drafts/steps.py", ["plugins/drafts/steps/test_drafting", "plugins/drafts/steps/test_sending"]),
        ("plugins/drafts/locale/zh_CN.po", ["plugins/drafts/test_pages"]),
        ("tests/plugins/drafts/town.py", ["plugins/drafts/steps/test_sending"]),
        ("docs/operating.md", ["plugins/drafts/test_pages"]),
        ("NOTICE", []),
        ("schema/new/thing.py", []),
    ],
)
def test_a_change_touches(root: Path, path: str, expected: list[str]) -> None:
    found = Tree(root).touched([path])

    assert sorted(map(str, found)) == sorted([ALWAYS, *(f"tests/{name}.py" for name in expected)])


def test_what_is_imported_everywhere_touches_its_own_folder_only(root: Path) -> None:
    write(root, {f"tests/far/test_{number}.py": "import core.all\n" for number in range(MANY)})

    found = Tree(root).touched(["core/all.py"])

    assert list(map(str, found)) == ["tests/core/test_env.py", ALWAYS]


def test_the_oracle_answers_for_the_compiler() -> None:
    found = {str(test) for test in Tree(ROOT).touched(["schema/compiler/filters.py"])}

    assert found >= {"tests/oracle/test_oracle.py", "tests/oracle/test_planted_faults.py"}


def test_a_deleted_file_touches_what_it_touched(root: Path) -> None:
    (root / "core/jobs/running.py").unlink()

    assert Tree(root).touched(["core/jobs/running.py"]) != Tree(root).touched([])


def test_changed_is_what_differs_from_a_commit_and_what_is_new(tmp_path: Path) -> None:
    write(tmp_path, {"kept.py": "", "changed.py": "", "gone.py": "", ".gitignore": "/ignored.py\n"})
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "-c", "user.name=Clerk", "-c", "user.email=clerk@example.org", "commit", "--quiet", "-m", "Begin")
    write(tmp_path, {"changed.py": "1\n", "新.md": "", "ignored.py": ""})
    (tmp_path / "gone.py").unlink()

    assert sorted(changed(tmp_path, "HEAD")) == ["changed.py", "gone.py", "新.md"]


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True)  # noqa: S607 - a tool of every developer
