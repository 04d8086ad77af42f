"""Signed bearer tokens that say who asks, for development, until there are accounts."""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

import jwt

from core.declarations.roles import Actor, Grant, Role
from core.foundation.i18n import _
from schema.refusals import HttpRefusal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KEY_FILE = "token.key"
_ISSUER = "renda"
_AUDIENCE = "renda-graphql"
_ALGORITHM = "HS256"
_CLAIMS = ("iss", "aud", "sub", "iat", "exp", "role")
_KEY_BYTES = 32


class TokenRefusal(HttpRefusal):
    """A bearer token that is not accepted, or not made."""

    status = 401
    headers: ClassVar[Mapping[str, str]] = {"WWW-Authenticate": 'Bearer error="invalid_token"'}


class TokensNotOffered(TokenRefusal):
    """A token outside the development profile, where nothing vouches for whoever made it."""

    code = "TOKENS_NOT_OFFERED"
    message = _("Tokens of 'renda token' count only in the development profile.")
    hint = _("Leave the Authorization header out to read as the public.")


class InvalidToken(TokenRefusal):
    """A token that this installation did not sign, or that names a role it does not have."""

    code = "TOKEN_INVALID"
    message = _("The bearer token is not one of this installation.")
    hint = _("Make a new one with 'renda token'.")


class ExpiredToken(TokenRefusal):
    """A token of this installation after its time."""

    code = "TOKEN_EXPIRED"
    message = _("The bearer token has expired.")
    hint = _("Make a new one with 'renda token'.")


class Tokens:
    """Makes and reads the tokens of one installation; without a key it refuses both."""

    def __init__(self, key: bytes | None, roles: Mapping[str, Role]) -> None:
        self._key = key
        self._roles = roles

    def issue(self, grant: Grant, name: str, lifetime: timedelta, now: datetime | None = None) -> str:
        """A token whose bearer holds the role, called `name` in the audit trail.

        Raises:
            TokensNotOffered: outside the development profile.
        """
        issued = now or datetime.now(UTC)
        claims = {
            "iss": _ISSUER,
            "aud": _AUDIENCE,
            "sub": name,
            "iat": issued,
            "exp": issued + lifetime,
            "role": grant.role,
            "scope": grant.scope,
            "scope_id": grant.scope_id,
        }
        return jwt.encode(claims, self._signing_key(), _ALGORITHM)

    def actor(self, token: str) -> Actor:
        """Whoever the token stands for.

        Raises:
            TokensNotOffered: outside the development profile.
            ExpiredToken: after the token's time.
            InvalidToken: if this installation did not sign it, or has no such role.
        """
        key = self._signing_key()
        try:
            claims = jwt.decode(
                token,
                key,
                algorithms=[_ALGORITHM],
                audience=_AUDIENCE,
                issuer=_ISSUER,
                options={"require": list(_CLAIMS)},
            )
        except jwt.ExpiredSignatureError:
            raise ExpiredToken from None
        except jwt.InvalidTokenError:
            raise InvalidToken from None
        return Actor(claims["sub"], (self._grant(claims),))

    def _grant(self, claims: Mapping[str, Any]) -> Grant:
        name, scope, scope_id = claims["role"], claims.get("scope") or "", claims.get("scope_id")
        role = self._roles.get(name) if isinstance(name, str) else None
        if role is None or role.scope != scope:
            raise InvalidToken
        if not scope:
            return Grant(role.name)
        if type(scope_id) is not int:
            raise InvalidToken
        return Grant(role.name, scope_id, scope)

    def _signing_key(self) -> bytes:
        if self._key is None:
            raise TokensNotOffered
        return self._key


def signing_key(home: Path) -> bytes:
    """The key of the installation, made at the first call and readable by its owner only."""
    path = home / KEY_FILE
    if not path.exists():
        _make_key(path)
    return bytes.fromhex(path.read_text("ascii"))


def _make_key(path: Path) -> None:
    """Write a new key whole and link it to its name, so that of two processes one wins and both read its key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    try:
        draft.write_text(secrets.token_hex(_KEY_BYTES), "ascii")
        path.hardlink_to(draft)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
