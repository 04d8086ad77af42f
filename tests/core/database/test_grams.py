from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import psycopg
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.database.embedded.throwaway import ThrowawayServer
from core.database.grams import GRAMS

Grams = psycopg.Connection[tuple[list[str] | None]]

# Characters that this Python does not know yet (Cn) may have a compatible form the database does know.
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs", "Cn", "Cc", "Lu", "Lt"])
)


@pytest.fixture(scope="module")
def connection(database_server: ThrowawayServer) -> Iterator[Grams]:
    url = database_server.make_database()
    with psycopg.connect(url.conninfo, autocommit=True) as connection:
        connection.execute(GRAMS)
        yield connection
    database_server.drop_database(url)


def grams(connection: Grams, document: str | None) -> list[str] | None:
    row = connection.execute("SELECT renda_grams(%s::text)", [document]).fetchone()
    assert row is not None
    return None if row[0] is None else sorted(set(row[0]))


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("螺蛳粉", ["粉", "蛳", "蛳粉", "螺", "螺蛳"]),
        ("三江 侗", ["三", "三江", "侗", "江"]),
        ("三\n江\u3000侗\t族", ["三", "侗", "族", "江"]),
        ("\uff21\uff22\uff41\uff42", ["a", "ab", "b", "ba"]),
        ("aaa", ["a", "aa"]),
        ("", []),
        (" \n ", []),
        ("a", ["a"]),
    ],
)
def test_a_text_has_its_characters_and_its_pairs(connection: Grams, document: str, expected: list[str]) -> None:
    """Width and case do not count; a pair never reaches across a space or a line."""
    assert grams(connection, document) == expected


def test_no_text_has_no_grams(connection: Grams) -> None:
    assert grams(connection, None) is None


@given(TEXTS)
@example("ﬁ ½ ㈱ Ⅳ")
@example("𠮷野家")
def test_the_database_cuts_as_python_would(connection: Grams, document: str) -> None:
    words = unicodedata.normalize("NFKC", document).lower().split()
    expected = {word[start : start + size] for word in words for start in range(len(word)) for size in (1, 2)}

    assert set(grams(connection, document) or []) == expected
