"""Faults to plant in the compiler, each as a way to patch it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import ColumnElement, not_, nulls_first, true

from core.generation.models import ComposedLink, ComposedLinks, ComposedRate
from core.runtime.rows import Rows
from core.runtime.rules import RuleEnv
from schema.compiler import cursors, filters, inputs, orders, rates, records, rowset, search, selection
from schema.compiler.listing import Listing
from schema.compiler.pages import PageRequest, read_page
from schema.compiler.reader import ActorReader
from schema.compiler.sources import Source

Plant = Callable[[pytest.MonkeyPatch], None]
PLANTS: dict[str, Plant] = {}


def plant(function: Plant) -> Plant:
    """Add a fault under the first line of its docstring."""
    PLANTS[str(function.__doc__).rstrip(".")] = function
    return function


def unguarded(source: Source) -> Source:
    """The source with all its rows, those the actor may not read among them."""
    return replace(source, readable=true())


@plant
def not_of_null(patch: pytest.MonkeyPatch) -> None:
    """Not of a null is null."""
    patch.setattr(filters, "_not", not_)


@plant
def ne_of_null(patch: pytest.MonkeyPatch) -> None:
    """A null is not unequal to a value."""
    patch.setitem(filters._COMPARISONS, "ne", lambda column, value: column != value)  # noqa: SLF001 - a fault lies inside


@plant
def wildcards(patch: pytest.MonkeyPatch) -> None:
    """A percent sign in a filter stands for any text."""
    patch.setattr(filters, "like_pattern", lambda text, *, before, after: f"{'%' * before}{text}{'%' * after}")


@plant
def nulls_misplaced(patch: pytest.MonkeyPatch) -> None:
    """Nulls first and nulls last are mixed up."""
    patch.setattr(orders, "nulls_last", nulls_first)


@plant
def order_kept_backward(patch: pytest.MonkeyPatch) -> None:
    """The last page is read from the start."""
    original = orders.OrderTerm.term
    patch.setattr(orders.OrderTerm, "term", lambda order, **_backward: original(order, backward=False))


@plant
def row_too_many(patch: pytest.MonkeyPatch) -> None:
    """A page holds a row too many."""

    def larger(arguments: Any, limits: Any) -> PageRequest:  # noqa: ANN401 - as in the compiler
        page = read_page(arguments, limits)
        return replace(page, size=page.size + 1)

    patch.setattr(records, "read_page", larger)


@plant
def flags_mixed_up(patch: pytest.MonkeyPatch) -> None:
    """Whether there are more rows is told of the wrong end of the page."""
    original = records._more  # noqa: SLF001 - a fault lies inside

    def mixed_up(rows: Any, listing: Listing, cursor: Any, *, at_this_end: bool) -> Any:  # noqa: ANN401
        numbered = rows is not None and hasattr(rows.c, "rn")
        return original(rows, listing, cursor, at_this_end=numbered and not at_this_end)

    patch.setattr(records, "_more", mixed_up)


@plant
def count_after_cursor(patch: pytest.MonkeyPatch) -> None:
    """The count leaves out what lies before the cursor."""
    original = records.RecordCompiler._total  # noqa: SLF001 - a fault lies inside

    def short(listing: Listing) -> Any:  # noqa: ANN401 - as in the compiler
        return original(replace(listing, condition=listing.page_condition))

    patch.setattr(records.RecordCompiler, "_total", staticmethod(short))


@plant
def first_term_only(patch: pytest.MonkeyPatch) -> None:
    """A cursor looks at the first term of the order only."""

    def beyond(self: cursors.Cursor, *, backward: bool) -> ColumnElement[bool]:
        return self._after(self.orders[0], self._bound(0), 0, backward=backward)

    patch.setattr(cursors.Cursor, "beyond", beyond)


@plant
def open_to_one(patch: pytest.MonkeyPatch) -> None:
    """A link to one shows a record that may not be read."""
    original = rowset.RowSet.join

    def join(self: rowset.RowSet, parent: Source, link: ComposedLink) -> Source:
        with _sources_unguarded(self.reader):
            return original(self, parent, link)

    patch.setattr(rowset.RowSet, "join", join)


@plant
def open_to_many(patch: pytest.MonkeyPatch) -> None:
    """Links to many show records that may not be read."""
    original = ActorReader.linked

    def linked(self: ActorReader, parent: Source, link: ComposedLinks) -> tuple[Source, ColumnElement[bool]]:
        child, tie = original(self, parent, link)
        return unguarded(child), tie

    patch.setattr(ActorReader, "linked", linked)


@plant
def open_filters(patch: pytest.MonkeyPatch) -> None:
    """A filter across a link finds records that may not be read."""
    original = ActorReader.exists
    patch.setattr(
        ActorReader,
        "exists",
        lambda self, child, *conditions, outer: original(self, unguarded(child), *conditions, outer=outer),
    )


@plant
def unconditional_links(patch: pytest.MonkeyPatch) -> None:
    """Links across a model in between forget their condition."""
    original = ActorReader.linked
    patch.setattr(ActorReader, "linked", lambda self, parent, link: original(self, parent, replace(link, only=None)))


@plant
def unmasked(patch: pytest.MonkeyPatch) -> None:
    """A column is shown in rows that only other roles cover."""
    patch.setattr(RuleEnv, "shown", lambda _self, column, *_audience: column)


@plant
def candidates_only(patch: pytest.MonkeyPatch) -> None:
    """A search trusts the index alone."""
    patch.setattr(search, "and_", lambda candidates, _found: candidates)


@plant
def left_out_counted(patch: pytest.MonkeyPatch) -> None:
    """A rate counts what it leaves out, and misses what it hits."""
    patch.setattr(rates, "_not", lambda _condition: true())


@plant
def hits_uncounted(patch: pytest.MonkeyPatch) -> None:
    """A rate has hits among the rows that do not count."""
    original = rates.parts_of

    def parts_of(made_by: ActorReader, source: Source, rate: ComposedRate) -> rates.Parts:
        share = rate.rate.__get__(None, source.model.mapped)(Rows(made_by.env))
        parts = original(made_by, source, rate)
        return replace(parts, numerator=made_by.adapted(source, share.numerator))

    patch.setattr(rates, "parts_of", parts_of)


@plant
def evidence_of_all_years(patch: pytest.MonkeyPatch) -> None:
    """The evidence of a year holds the rows of all years."""
    original = rates.RateCompiler._evidence  # noqa: SLF001 - a fault lies inside
    patch.setattr(
        rates.RateCompiler,
        "_evidence",
        lambda self, selected, listing, parts, _year, outer: original(self, selected, listing, parts, true(), outer),
    )


@plant
def rates_of_the_page(patch: pytest.MonkeyPatch) -> None:
    """Rates are over what lies behind the cursor."""
    original = rates.RateCompiler.rates

    def short(self: Any, member: Any, listing: Listing) -> Any:  # noqa: ANN401 - as in the compiler
        return original(self, member, replace(listing, condition=listing.page_condition))

    patch.setattr(rates.RateCompiler, "rates", short)


@plant
def stale_plans(patch: pytest.MonkeyPatch) -> None:
    """A plan is used again for inputs of another shape."""
    patch.setattr(inputs.PlanKey, "ask", lambda self, probe: probe(self.inputs))


@plant
def unmerged(patch: pytest.MonkeyPatch) -> None:
    """A field that is asked for twice is read once."""
    patch.setattr(selection.Selected, "selection_sets", property(lambda self: [self.first.selection_set]))


@plant
def undirected(patch: pytest.MonkeyPatch) -> None:
    """Directives are ignored."""
    patch.setattr(selection.Selections, "_included", lambda _self, _directives: True)


@contextmanager
def _sources_unguarded(made_by: ActorReader) -> Iterator[None]:
    original = made_by.source
    made_by.source = lambda model: unguarded(original(model))  # type: ignore[method-assign]
    try:
        yield
    finally:
        del made_by.source
