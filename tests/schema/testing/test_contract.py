"""The contract for plugins: a plugin that keeps it passes, and each way to break it is found and named."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib import import_module, invalidate_caches
from pathlib import Path

import pytest

from plugins.congress.manifest import MANIFEST as CONGRESS
from plugins.stations.manifest import MANIFEST as STATIONS
from schema.installation import Installation
from schema.testing import BrokenContract, PluginContract

PACKAGE = "renda_trial"
FILES = {
    "__init__.py": '"""A plugin for trial."""',
    "manifest.py": """
        from core.api import Manifest
        from core.api import _

        MANIFEST = Manifest(
            name="trial", version="1.0", summary=_("A plugin for trial"), core=">=0.1,<1", depends={"congress": ""}
        )
    """,
    "models.py": '''
        from __future__ import annotations

        from sqlalchemy.orm import Mapped

        from core.api import Model, field, link
        from core.api import _
        from plugins.congress.models import Region


        class Bench(Model):
            """A bench to sit on."""

            code: Mapped[str] = field(label=_("Code of the bench"), unique=True)
            region: Mapped[Region] = link(label=_("Where it stands"))
    ''',
    "hooks.py": """
        from core.api import PUBLIC, Action, grant, hookimpl, nothing
        from renda_trial.models import Bench


        @hookimpl
        def models():
            return (Bench,)


        @hookimpl
        def rules():
            return (grant(PUBLIC, Action.READ, Bench),)
    """,
    "locale/zh_CN.po": """
        msgid "A plugin for trial"
        msgstr "试用插件"

        msgid "A bench to sit on."
        msgstr "供人坐的长椅。"

        msgid "Code of the bench"
        msgstr "长椅编号"

        msgid "Where it stands"
        msgstr "所在区划"
    """,
}
KEPT = [name for name in vars(PluginContract) if name.startswith("test_")]
Trial = Callable[..., PluginContract]


@pytest.fixture
def trial(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Trial]:
    """The contract of a plugin written for the test: the one above, with some texts replaced."""
    monkeypatch.syspath_prepend(tmp_path)

    def write(**replaced: tuple[str, str]) -> PluginContract:
        for name, text in FILES.items():
            path = tmp_path / PACKAGE / name
            path.parent.mkdir(parents=True, exist_ok=True)
            before, after = replaced.get(path.stem, ("", ""))
            assert before in text
            lines = (line.removeprefix("        ") for line in text.replace(before, after, 1).splitlines())
            path.write_text("\n".join(lines), "utf-8")
        invalidate_caches()
        manifest = import_module(f"{PACKAGE}.manifest").MANIFEST
        installation = Installation(manifests=(CONGRESS, STATIONS, manifest))

        class Trial(PluginContract):
            plugin = "trial"

            @classmethod
            def installation(cls) -> Installation:
                return installation

        return Trial()

    yield write
    for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
        del sys.modules[name]


def broken(contract: PluginContract, test: str) -> str:
    """What the test says is broken."""
    with pytest.raises(BrokenContract) as fault:
        getattr(contract, test)()
    return str(fault.value)


def test_a_plugin_that_keeps_the_contract_passes(trial: Trial) -> None:
    contract = trial()

    for name in KEPT:
        getattr(contract, name)()


def test_a_text_without_translation_is_found(trial: Trial) -> None:
    contract = trial(zh_CN=("所在区划", ""))

    assert broken(contract, "test_every_text_is_translated") == "\nzh_CN has no translation of 'Where it stands'"
    assert "Bench.region has no description in zh_CN" in broken(
        contract, "test_what_clients_see_is_described_in_every_language"
    )


def test_a_docstring_is_a_text_too(trial: Trial) -> None:
    contract = trial(models=("A bench to sit on.", "A bench to lie on."))

    assert "'A bench to lie on.'" in broken(contract, "test_every_text_is_translated")
    assert "'A bench to sit on.' is written nowhere" in broken(contract, "test_the_catalogues_hold_what_the_code_says")


def test_a_translation_that_names_other_values_is_found(trial: Trial) -> None:
    contract = trial(zh_CN=("试用插件", "试用插件 {version}"))

    assert "other names in braces" in broken(contract, "test_the_catalogues_hold_what_the_code_says")


def test_a_doubtful_translation_is_found(trial: Trial) -> None:
    contract = trial(zh_CN=('msgid "Code', '#, fuzzy\n        msgid "Code'))

    assert "'Code of the bench' is marked as fuzzy" in broken(contract, "test_the_catalogues_hold_what_the_code_says")


def test_an_import_from_a_plugin_that_is_not_named_is_found(trial: Trial) -> None:
    contract = trial(models=("import Mapped\n", "import Mapped\n\n        import plugins.stations.models\n"))

    said = broken(contract, "test_the_manifest_names_the_plugins_it_imports")
    assert "models.py:6 imports plugins.stations.models of 'stations'" in said


def test_a_model_nobody_may_read_is_found(trial: Trial) -> None:
    contract = trial(hooks=("READ, Bench", "READ, Bench, nothing"))

    assert broken(contract, "test_somebody_may_read_every_model") == "\nnobody may read Bench"
