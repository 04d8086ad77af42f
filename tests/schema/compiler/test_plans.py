"""Plans: compiled once for a shape of request, and shared by all actors who hold the same roles."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Select

from schema.compiler.compiler import Compilation
from schema.limits import DocumentLimits, Limits
from schema.testing import Ask
from tests.town.actors import HOME_STAFF, PUBLIC, RONGSHUI_COUNTY, RONGSHUI_STAFF, SANJIANG_STAFF, staff_of


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What was rendered into a statement since the test began."""
    seen: list[object] = []
    render = Compilation.render

    def counted(self: Compilation, statement: Select[Any]) -> object:
        seen.append(statement)
        return render(self, statement)

    monkeypatch.setattr(Compilation, "render", counted)
    return seen


@pytest.fixture
def fresh(server: Ask, city: str) -> Iterator[Ask]:
    """A server that has compiled nothing yet and keeps few plans."""
    with server.moved(city, limits=Limits(documents=DocumentLimits(kept=2, plans=2))) as ask:
        yield ask


QUERY = """query Q($code: String, $kinds: [StationKind!], $first: Int, $after: String,
    $where: StationWhere = {}, $name: Boolean = true) {
    stations(first: $first, after: $after, where: {and: [$where], code: {ne: $code}, kind: {in: $kinds}}) {
        nodes { code name @include(if: $name) } pageInfo { endCursor }
    }
}"""
GIVEN: dict[str, Any] = {"code": "GY-HOME", "kinds": ["CENTRE"], "where": {"name": {"contains": "融"}}}


def test_other_values_compile_nothing(ask: Ask, compiled: list[object]) -> None:
    first = ask(QUERY, **GIVEN)["stations"]["nodes"]
    known = len(compiled)

    others = [
        ask(QUERY, code="x", kinds=["POINT", "CENTRE"], where={"name": {"contains": "鼓楼"}})["stations"]["nodes"],
        ask(QUERY, code="x", kinds=[], where={"name": {"contains": "鼓楼"}})["stations"]["nodes"],
        ask(QUERY, **GIVEN, name=True)["stations"]["nodes"],
    ]

    assert len(compiled) == known
    assert first == [{"code": "RS-HOME", "name": "融水镇人大代表之家"}]
    assert others == [[{"code": "LX-TOWER", "name": "鼓楼代表联络点"}], [], first]


@pytest.mark.parametrize(
    "change",
    [
        {"where": {"name": {"startsWith": "融"}}},
        {"where": {"name": {"contains": "融", "isNull": False}}},
        {"where": {}},
        {"name": False},
        {"first": 1},
        {"where": {"hostRegion": {"name": {"contains": "融"}}}},
    ],
    ids=repr,
)
def test_another_shape_compiles_a_plan_of_its_own(fresh: Ask, compiled: list[object], change: dict[str, Any]) -> None:
    ordinary = fresh(QUERY, **GIVEN)
    changed = fresh(QUERY, **{**GIVEN, **change})
    again = fresh(QUERY, **GIVEN), fresh(QUERY, **{**GIVEN, **change})

    assert len(compiled) == 2
    assert again == (ordinary, changed)


def test_a_left_out_variable_is_another_shape_than_null(fresh: Ask, compiled: list[object]) -> None:
    left_out = {name: value for name, value in GIVEN.items() if name != "code"}

    assert len(fresh(QUERY, **left_out)["stations"]["nodes"]) == 1
    assert fresh.code(QUERY, **GIVEN | {"code": None}) == "NULL_FILTER"
    assert len(fresh(QUERY, **left_out)["stations"]["nodes"]) == 1
    assert len(compiled) == 1


def test_a_cursor_with_a_null_is_another_shape(fresh: Ask, compiled: list[object]) -> None:
    """The condition behind a null is another one than that behind a value."""
    query = """query Q($after: String) {
        stations(first: 1, after: $after, orderBy: [{address: ASC}]) { nodes { code } pageInfo { endCursor } } }"""
    seen, after = [], None

    for _ in range(6):
        page = fresh(query, after=after)["stations"]
        seen.append(page["nodes"][0]["code"])
        after = page["pageInfo"]["endCursor"]

    assert len(set(seen)) == 6
    assert len(compiled) == 3


def test_a_plan_is_shared_by_actors_of_one_role_and_leaks_nothing(ask: Ask, compiled: list[object]) -> None:
    """The scopes are parameters of the statement: the same plan gives each station its own rows."""
    query = """{ opinions(where: {visibility: {ne: PUBLIC}}) { nodes { serial place } }
        residents { nodes { pseudonym contact } } }"""

    home = ask(query, actor=HOME_STAFF)
    known = len(compiled)
    rongshui = ask(query, actor=RONGSHUI_STAFF)
    neither = ask(query, actor=staff_of(2))
    both = ask(query, actor=staff_of(4, 1))

    assert len(compiled) == known == 1
    assert len({sql for sql, _ in ask.database.sent[-4:]}) == 1
    assert home == {
        "opinions": {"nodes": [{"serial": 4, "place": "3单元"}, {"serial": 6, "place": None}]},
        "residents": {"nodes": [{"pseudonym": "居民甲", "contact": "13800000001"}]},
    }
    assert rongshui == {
        "opinions": {"nodes": [{"serial": 8, "place": None}]},
        "residents": {"nodes": [{"pseudonym": "居民乙", "contact": "13800000002"}]},
    }
    assert neither == {"opinions": {"nodes": []}, "residents": {"nodes": []}}
    assert both["opinions"]["nodes"] == home["opinions"]["nodes"] + rongshui["opinions"]["nodes"]


def test_actors_of_other_roles_have_plans_of_their_own(fresh: Ask, compiled: list[object]) -> None:
    query = "{ opinions { totalCount } }"

    counts = [
        fresh(query, actor=actor)["opinions"]["totalCount"]
        for actor in (PUBLIC, SANJIANG_STAFF, HOME_STAFF, RONGSHUI_COUNTY)
    ]

    assert (counts, len(compiled)) == ([5, 7, 7, 6], 3)


def test_a_refused_field_does_not_spoil_the_plan_of_those_who_may_read_it(fresh: Ask) -> None:
    query = "{ persons(first: 1) { nodes { phone } } }"

    for _ in range(2):
        assert fresh.code(query) == "FIELD_DENIED"
        assert fresh(query, actor=SANJIANG_STAFF) == {"persons": {"nodes": [{"phone": "0772-1"}]}}


def test_a_refusal_is_the_same_whether_or_not_a_plan_is_known(fresh: Ask) -> None:
    query = "query Q($after: String) { stations(after: $after) { nodes { code } pageInfo { endCursor } } }"
    before = fresh.refusal(query, after="x")

    fresh(query, after=fresh(query)["stations"]["pageInfo"]["endCursor"])
    again = fresh.refusal(query, after="x")

    assert before == again
    assert again["locations"] == [{"line": 1, "column": 27}]


def test_the_operations_of_one_document_do_not_share_plans(fresh: Ask) -> None:
    query = "{ stations { totalCount } }"

    assert fresh(query) == {"stations": {"totalCount": 6}}
    assert fresh("query A { stations { totalCount } }") == {"stations": {"totalCount": 6}}


def test_a_server_forgets_plans_rather_than_growing(fresh: Ask, compiled: list[object]) -> None:
    """Documents and shapes come from clients; however many come, few are kept."""
    for size in range(30):
        fresh("query Q($n: Int!) { regions(first: $n) { nodes { id } } }", n=size)
        fresh(f"{{ regions(first: {size}) {{ nodes {{ id }} }} }}")

    assert len(compiled) == 60
    assert len(fresh.executor.documents._known) == 2  # noqa: SLF001 - that it is bounded is the point
    trees = [tree for document in fresh.executor.documents._known.values() for tree in document.plans.values()]  # noqa: SLF001
    assert all(tree.size <= 2 for tree in trees)
