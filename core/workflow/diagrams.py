"""Workflows as pages a clerk can read: a state diagram in Mermaid's language, and a table of the steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.declarations.workflows import Reason
from core.foundation.i18n import LOCALES, _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.declarations.workflows import Guard, Step
    from core.foundation.i18n import Translations
    from core.generation.generation import Generation
    from core.generation.workflows import ComposedStep, ComposedWorkflow
    from core.values.choices import Choice

_COLUMNS = (
    _("Step"),
    _("What it is called"),
    _("From"),
    _("To"),
    _("Who"),
    _("What may refuse it"),
    _("Deadlines"),
    _("Reason"),
)
_NEW = _("(new)")
_STAYS = _("(stays)")
_WITHIN = _("within {kind}")
_STARTS = _("starts {kind}")
_STOPS = _("stops {kind}")
_REASONS = {Reason.NONE: _("none"), Reason.OPTIONAL: _("possible"), Reason.REQUIRED: _("required")}
_STATES = _("States")
_STEPS = _("Steps")
_BOTH = " / "


def page_of(workflow: ComposedWorkflow, generation: Generation) -> str:
    """The page of one workflow, in Markdown and in both languages."""
    return _Page(workflow, generation).text()


class _Page:
    def __init__(self, workflow: ComposedWorkflow, generation: Generation) -> None:
        self._workflow = workflow
        self._translations: Translations = generation.translations
        self._description = generation.models[workflow.model].description

    def text(self) -> str:
        """The page."""
        parts = [
            [f"# {self._workflow.model}", "", self._say(self._description), ""],
            [f"## {self._say(_STATES)}", "", "```mermaid", *self._diagram(), "```", ""],
            [f"## {self._say(_STEPS)}", "", *self._table()],
        ]
        return "".join(f"{line}\n" for part in parts for line in part)

    def _diagram(self) -> Iterator[str]:
        yield "stateDiagram-v2"
        for state in self._workflow.states:
            yield f"    state {_quoted(self._say(state.label))} as {state.name}"
        for (start, end), steps in self._transitions().items():
            labels = ", ".join(_arrow_text(self._say(step.step.label)) for step in steps)
            yield f"    {start.name if start else '[*]'} --> {end.name}: {labels}"
        for state in self._workflow.states:
            if state in self._workflow.final:
                yield f"    {state.name} --> [*]"

    def _transitions(self) -> dict[tuple[Choice | None, Choice], list[ComposedStep]]:
        """From where to where a record goes, and by which steps; those that stay where they are have the table."""
        transitions: dict[tuple[Choice | None, Choice], list[ComposedStep]] = {}
        for start, step, end in self._workflow.transitions():
            if start is not end:
                transitions.setdefault((start, end), []).append(step)
        return transitions

    def _table(self) -> Iterator[str]:
        yield _row(self._say(column) for column in _COLUMNS)
        yield _row("---" for _column in _COLUMNS)
        for step in self._workflow.steps.values():
            yield _row(self._cells(step))

    def _cells(self, step: ComposedStep) -> Iterator[str]:
        declared = step.step
        yield f"`{step.name}`"
        yield self._say(declared.label)
        yield _lines(self._say(state.label) for state in declared.sources) or self._say(_NEW)
        yield _lines(self._ends(declared))
        yield _lines(self._say(role.label) for role in step.roles)
        yield _lines(_guard(guard) for guard in step.guards)
        yield _lines(self._deadlines(step))
        yield self._say(_REASONS[declared.reason])

    def _ends(self, step: Step) -> Iterator[str]:
        """Where it leads, and whether it may stay where it is."""
        yield from dict.fromkeys(self._say(end.label) for start, end in step.transitions if start is not end)
        if any(start is end for start, end in step.transitions):
            yield self._say(_STAYS)

    def _deadlines(self, step: ComposedStep) -> Iterator[str]:
        declared = step.step
        for template, kinds in ((_WITHIN, declared.within), (_STARTS, declared.starts), (_STOPS, declared.stops)):
            yield from (self._say(template, kind=kind) for kind in kinds)

    def _say(self, text: str, **details: str) -> str:
        """The text in every language, without repeats."""
        translated = (self._translations.translate(text, locale) for locale in LOCALES)
        return _BOTH.join(dict.fromkeys(one.format_map(details) if details else one for one in translated))


def _guard(guard: Guard) -> str:
    """What a guard refuses with, or the name of the function that decides."""
    if guard.refusal is not None:
        return f"`{guard.refusal.code}`"
    return f"`{getattr(guard.refuse, '__name__', '')}()`"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "'") + '"'


def _arrow_text(text: str) -> str:
    """A label in which nothing ends the arrow: Mermaid writes such characters as entities."""
    return text.translate({ord("#"): "#35;", ord(":"): "#58;", ord(";"): "#59;"})


def _lines(texts: Iterable[str]) -> str:
    return "<br>".join(texts)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"
