"""Bearer tokens for development: who may be signed for, and what is accepted."""

from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
import pytest

from core.declarations.roles import OPERATOR, Actor, Grant, Role
from schema.tokens import ExpiredToken, InvalidToken, Tokens, TokensNotOffered, signing_key

KEY = bytes(range(32))
CLERK = Role("clerk", "Clerk", scope="station")
ROLES = {role.name: role for role in (CLERK, OPERATOR)}
TOKENS = Tokens(KEY, ROLES)
HOUR = timedelta(hours=1)
CLAIMS = {
    "iss": "renda",
    "aud": "renda-graphql",
    "sub": "me",
    "iat": 0,
    "exp": 2**33,
    "role": "clerk",
    "scope": "station",
    "scope_id": 5,
}


@pytest.mark.parametrize("grant", [Grant("clerk", 5, "station"), Grant("operator")])
def test_a_token_gives_back_whom_it_was_made_for(grant: Grant) -> None:
    assert TOKENS.actor(TOKENS.issue(grant, "me", HOUR)) == Actor("me", (grant,))


def test_a_token_ends() -> None:
    token = TOKENS.issue(Grant("operator"), "me", HOUR, datetime.now(UTC) - 2 * HOUR)

    with pytest.raises(ExpiredToken):
        TOKENS.actor(token)


def test_a_hand_made_token_with_the_right_claims_is_accepted() -> None:
    """So that each of the following is refused for the one claim it changes."""
    assert TOKENS.actor(jwt.encode(CLAIMS, KEY, "HS256")) == Actor("me", (Grant("clerk", 5, "station"),))


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "other"},
        {"aud": "other"},
        {"sub": None},
        {"exp": None},
        {"iat": 2**33},
        {"role": "mayor"},
        {"role": ["clerk"]},
        {"role": "operator"},
        {"scope": "region"},
        {"scope": None},
        {"scope_id": None},
        {"scope_id": "5"},
        {"scope_id": True},
        {"scope_id": 5.0},
    ],
)
def test_a_token_with_any_claim_amiss_is_refused(changed: dict[str, object]) -> None:
    claims = {name: value for name, value in {**CLAIMS, **changed}.items() if value is not None}

    with pytest.raises(InvalidToken):
        TOKENS.actor(jwt.encode(claims, KEY, "HS256"))


@pytest.mark.parametrize("algorithm", ["none", "HS512"])
def test_another_algorithm_is_refused(algorithm: str) -> None:
    key = None if algorithm == "none" else KEY * 2

    with pytest.raises(InvalidToken):
        TOKENS.actor(jwt.encode(CLAIMS, key, algorithm))


def test_without_a_key_tokens_are_neither_made_nor_read() -> None:
    closed = Tokens(None, ROLES)

    with pytest.raises(TokensNotOffered):
        closed.issue(Grant("operator"), "me", HOUR)
    with pytest.raises(TokensNotOffered):
        closed.actor(TOKENS.issue(Grant("operator"), "me", HOUR))


def test_the_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"

    key = signing_key(home)

    assert len(key) == 32
    assert signing_key(home) == key
    [path] = home.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_two_installations_have_two_keys(tmp_path: Path) -> None:
    assert signing_key(tmp_path / "one") != signing_key(tmp_path / "two")
