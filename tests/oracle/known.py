"""Operations that the compiler once answered wrongly, or that are easily answered wrongly."""

from __future__ import annotations

from typing import Any

KNOWN: list[tuple[str, dict[str, Any]]] = [
    # A term after the identifier decides nothing, and is no part of a cursor.
    ("{ shelves(orderBy: [{id: DESC}, {code: ASC}], first: 1) { edges { cursor } } }", {}),
    # Nothing here needs the rows, and so nothing joined them to one.
    ("{ rooms { pageInfo { hasPreviousPage } } }", {}),
    ("{ rooms(last: 2) { pageInfo { hasNextPage __typename } } }", {}),
    # An aggregate in the opposite order chose the order of the rows for all.
    ("{ shelves(first: 3) { nodes { id } pageInfo { endCursor } } }", {}),
    ("{ shelves(last: 3) { nodes { id } pageInfo { startCursor } } }", {}),
    # A computed field of a record that is not there is null, though the expression is not.
    ("{ specimens(orderBy: [{twin: {shelf: {fill: ASC}}}]) { edges { cursor node { id } } } }", {}),
    ("{ specimens(orderBy: [{twin: {worn: DESC}}], last: 4) { edges { cursor node { id } } } }", {}),
    # A variable that is null where only its default is allowed must not leave the filter out.
    ('query($x: String = "a") { shelves(where: {code: {in: [$x]}}) { totalCount } }', {"x": None}),
    ("query($x: ShelfWhere = {}) { shelves(where: {and: [$x]}) { totalCount } }", {"x": None}),
    ("query($x: ShelfOrder = {code: ASC}) { shelves(orderBy: [$x]) { totalCount } }", {"x": None}),
    ('query($x: ID = "Shelf:1") { node(id: $x) { id } }', {"x": None}),
    ('query($x: ID = "Shelf:1") { nodes(ids: [$x]) { id } }', {"x": None}),
    ("query($x: Boolean = true) { shelves { totalCount @skip(if: $x) __typename } }", {"x": None}),
    # Numbers that no 64-bit column can hold.
    ('{ node(id: "Shelf:9999999999999999999") { id } }', {}),
    ('{ nodes(ids: ["Shelf:9223372036854775808", "Room:9223372036854775807"]) { id } }', {}),
    ('{ shelf(id: "Shelf:9999999999999999999") { id } }', {}),
    ('{ shelves(where: {id: {in: ["Shelf:9999999999999999999"]}}) { totalCount } }', {}),
    ('{ shelves(where: {not: {id: {ne: "Shelf:9999999999999999999"}}}) { totalCount } }', {}),
    # What is refused is refused even where nothing depends on it.
    ('{ rooms(search: " ") { __typename } }', {}),
    ('{ rooms(where: {id: {eq: "Shelf:1"}}) { __typename } }', {}),
    ('{ shelves(first: 1) { nodes { specimens(search: "") { totalCount @skip(if: true) } } } }', {}),
    # A record in all rows of which everything is left out.
    ("{ shelves(first: 2) { nodes { id @skip(if: true) } edges { cursor @include(if: false) } } }", {}),
    ("{ __typename @skip(if: true) }", {}),
    # Letters beyond ASCII: a small letter may depend on its neighbours in Python, but not in PostgreSQL.
    ('{ rooms(search: "école STRASSE") { totalCount } specimens(search: "É") { totalCount } }', {}),
    ('{ rooms(search: "ΑΣ") { totalCount } specimens(search: "i") { totalCount } }', {}),
    # The schema beside records, in one operation.
    ('{ __schema { queryType { name } } shelves(first: 1) { nodes { id } } __type(name: "Shelf") { name } }', {}),
]
