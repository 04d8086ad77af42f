"""Rates: how many rows of a list count, how many of them are hits, and which they are.

One subquery counts for all rates of a list. Another for each rate that is asked year by year groups its
rows. Evidence is an ordinary connection over the rows of the list that also meet the rate's condition.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graphql import GraphQLObjectType, get_named_type
from sqlalchemy import ColumnElement, Float, Integer, Text, and_, func, literal_column, null, or_, select, true
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import aggregate_order_by

from core.runtime.rows import Rows
from core.runtime.rules import grants_none
from schema.compiler.faults import located
from schema.compiler.json_text import json_object, json_text, json_value
from schema.naming import camel, rates_name

if TYPE_CHECKING:
    from core.generation.models import ComposedRate
    from schema.compiler.inputs import RequestInputs
    from schema.compiler.json_text import JsonText, Piece
    from schema.compiler.listing import Listing
    from schema.compiler.reader import ActorReader
    from schema.compiler.records import ListMember, RecordCompiler
    from schema.compiler.selection import Selected
    from schema.compiler.sources import Source

_COUNTS = ("numerator", "denominator", "excluded")


@dataclass(frozen=True)
class Parts:
    """The rows of each part of a rate, as conditions that hold or do not, and the year of a row."""

    numerator: ColumnElement[bool]
    denominator: ColumnElement[bool]
    excluded: ColumnElement[bool]
    missing: ColumnElement[bool]
    year: ColumnElement[Any]

    @property
    def counts(self) -> list[ColumnElement[int]]:
        """The numbers of rows, in the order of `_COUNTS`; the planner drops those that nothing asks for."""
        return [func.count().filter(getattr(self, name)) for name in _COUNTS]


def parts_of(reader: ActorReader, source: Source, rate: ComposedRate) -> Parts:
    """The parts of a rate over the rows of a source, as the actor sees them."""
    return source.part(("rate", rate.name), lambda: _parts_of(reader, source, rate))


def _parts_of(reader: ActorReader, source: Source, rate: ComposedRate) -> Parts:
    share = rate.rate.__get__(None, source.model.mapped)(Rows(reader.env))
    excluded = reader.adapted(source, share.excluded)
    counted = reader.adapted(source, share.denominator)
    if not grants_none(excluded):
        counted = and_(counted, _not(excluded))
    hit = reader.adapted(source, share.numerator)
    year = null() if share.year is None else reader.adapted(source, share.year)
    return Parts(and_(counted, hit), counted, excluded, and_(counted, _not(hit)), sql_cast(year, Integer))


@dataclass
class Tally:
    """The rates of one list while they are compiled: the parts of each, and the subqueries of one row they read."""

    listing: Listing
    parts: dict[str, Parts]
    labels: dict[tuple[str, str], str]
    counts: Any
    rows: list[Any] = field(default_factory=list)

    def count(self, rate: str, name: str) -> ColumnElement[int]:
        """How many rows of the list a part of a rate has."""
        if self.counts not in self.rows:
            self.rows.append(self.counts)
        counted: ColumnElement[int] = self.counts.c[self.labels[rate, name]]
        return counted

    def render(self, text: JsonText) -> ColumnElement[str]:
        """The text, read from the subqueries it needs."""
        if not self.rows:
            return text
        first, *others = self.rows
        for other in others:
            first = first.join(other, true())
        return self.listing.correlated(select(text).select_from(first)).scalar_subquery()


def rate_member(records: RecordCompiler) -> ListMember:
    """The compiler of the member `rates` of lists."""
    return RateCompiler(records).rates


class RateCompiler:
    """Compiles the field `rates` of connections."""

    def __init__(self, records: RecordCompiler) -> None:
        self.records = records
        self.context = records.context

    def rates(self, member: Selected, listing: Listing) -> Piece:
        """The JSON text of what is asked of the rates of a list."""
        model = listing.source.model
        kind = self.context.object_type(rates_name(model.name))
        known = {camel(name): rate for name, rate in model.rates.items()}
        chosen = self.context.selections.collect(member.selection_sets, kind)
        tally = self._tally(listing, {known[one.name].name: known[one.name] for one in chosen if one.name in known})
        members: list[tuple[str, Piece]] = [
            (one.key, self._rate(one, known[one.name], tally) if one.name in known else f'"{kind.name}"')
            for one in chosen
        ]
        return tally.render(json_object(members))

    def _tally(self, listing: Listing, rates: dict[str, ComposedRate]) -> Tally:
        reader = self.context.reader
        reader.use_table()
        parts = {name: parts_of(reader, listing.source, rate) for name, rate in rates.items()}
        counts = {
            (rate, name): count for rate, one in parts.items() for name, count in zip(_COUNTS, one.counts, strict=True)
        }
        labels = {key: f"n{number}" for number, key in enumerate(counts)}
        columns = [count.label(labels[key]) for key, count in counts.items()]
        return Tally(listing, parts, labels, listing.over(*columns).subquery() if columns else None)

    def _rate(self, selected: Selected, rate: ComposedRate, tally: Tally) -> JsonText:
        kind, chosen = self._chosen(selected)
        parts = tally.parts[rate.name]
        by_year = self._by_year([one for one in chosen if one.name in ("byYear", "minimum")], parts, tally)
        return json_object(
            (one.key, by_year[one.key] if one.key in by_year else self._member(one, rate, tally, kind))
            for one in chosen
        )

    def _chosen(self, selected: Selected) -> tuple[GraphQLObjectType, list[Selected]]:
        """What is asked of a field's objects, which are all of one type."""
        kind = self.context.object_type(get_named_type(selected.definition.type).name)
        return kind, self.context.selections.collect(selected.selection_sets, kind)

    def _member(self, selected: Selected, rate: ComposedRate, tally: Tally, kind: GraphQLObjectType) -> Piece:
        if selected.name == "__typename":
            return f'"{kind.name}"'
        if selected.name == "basis":
            return self._basis(rate)
        if selected.name == "evidence":
            return self._evidence(selected, tally.listing, tally.parts[rate.name], true(), ())
        if selected.name == "value":
            return _value(tally.count(rate.name, "numerator"), tally.count(rate.name, "denominator"))
        return sql_cast(tally.count(rate.name, selected.name), Text)

    def _basis(self, rate: ComposedRate) -> ColumnElement[Any]:
        """A parameter, since one plan serves all languages."""
        words = self.context.generation.translations

        def basis(inputs: RequestInputs) -> str:
            return words.translate(rate.basis, inputs.locale)

        return json_value(self.context.reader.bind(basis, Text()), str, nullable=False)

    def _evidence(
        self, selected: Selected, listing: Listing, parts: Parts, further: ColumnElement[bool], outer: tuple[Any, ...]
    ) -> ColumnElement[str]:
        with located(selected):
            self.context.reader.use_table()
            arguments = self.context.arguments(selected)
            part: ColumnElement[bool] = getattr(parts, arguments["of"].whole().name.lower())
            condition = and_(listing.condition, part, further)
            return self.records.connection_where(
                selected, arguments, listing.source, condition, (*listing.outer, *outer)
            )

    def _by_year(self, chosen: list[Selected], parts: Parts, tally: Tally) -> dict[str, ColumnElement[str]]:
        """The texts that are read from the years of a rate, by response key."""
        if not chosen:
            return {}
        listing = tally.listing
        self.context.reader.use_table()
        years = _years(listing, parts)
        texts = [
            self._years_text(one, listing, parts, years) if one.name == "byYear" else _minimum(years) for one in chosen
        ]
        columns = [text.label(f"c{number}") for number, text in enumerate(texts)]
        one_row = listing.correlated(select(*columns).select_from(years)).subquery()
        tally.rows.append(one_row)
        return dict(zip((one.key for one in chosen), one_row.c, strict=True))

    def _years_text(self, selected: Selected, listing: Listing, parts: Parts, years: Any) -> JsonText:  # noqa: ANN401
        kind, chosen = self._chosen(selected)
        members: list[tuple[str, Piece]] = []
        for one in chosen:
            if one.name == "__typename":
                members.append((one.key, f'"{kind.name}"'))
            elif one.name == "evidence":
                tie = parts.year == years.c.year
                members.append((one.key, self._evidence(one, listing, parts, tie, (years,))))
            elif one.name == "value":
                members.append((one.key, _value(years.c.numerator, years.c.denominator)))
            else:
                members.append((one.key, sql_cast(years.c[one.name], Text)))
        separator: Any = aggregate_order_by(literal_column("','"), years.c.year)
        joined = func.string_agg(json_object(members), separator)
        return json_text(["[", func.coalesce(joined, ""), "]"])


def _years(listing: Listing, parts: Parts) -> Any:  # noqa: ANN401 - a subquery
    """A row for each year with rows that count or are left out, with their numbers."""
    counts = (count.label(name) for name, count in zip(_COUNTS, parts.counts, strict=True))
    belonging = and_(parts.year.is_not(None), or_(parts.denominator, parts.excluded))
    first: ColumnElement[Any] = literal_column("1")  # by its place, for the table may have a column of the same name
    return listing.over(parts.year.label("year"), *counts).where(belonging).group_by(first).subquery()


def _minimum(years: Any) -> ColumnElement[Any]:  # noqa: ANN401 - a subquery
    lowest = func.min(_share(years.c.numerator, years.c.denominator))
    return json_value(lowest, float, nullable=True)


def _value(numerator: ColumnElement[int], denominator: ColumnElement[int]) -> ColumnElement[Any]:
    return json_value(_share(numerator, denominator), float, nullable=True)


def _share(numerator: ColumnElement[int], denominator: ColumnElement[int]) -> ColumnElement[float]:
    share: ColumnElement[Any] = sql_cast(numerator, Float) / func.nullif(denominator, literal_column("0"), type_=Float)
    return share


def _not(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return condition.self_group().is_not(true())
