"""Somebody signs in with account and password."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from service.casework.actors import actor_from
from service.domain.errors import Refusal, TooManyAttempts, WrongPassword
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import people

WINDOW = timedelta(minutes=15)
ATTEMPTS = 8
SESSION = timedelta(hours=12)
HASHER = PasswordHasher()
# A demonstration's password is shown on its sign-in page; making it costly would protect nobody.
DEMONSTRATION_HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
# Compared when there is no such account, so that the answer takes as long.
NOBODY = HASHER.hash(secrets.token_hex(16))


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """`token` is shown once; only its SHA-256 is kept."""

    token: str
    actor: Actor
    locale: str
    expires_at: datetime


def sign_in(office: Office, *, login: str, password: str) -> SignedIn:
    """Open a session of twelve hours. Raises WrongPassword, TooManyAttempts.

    Failures are counted in the database, so that every node counts the same.
    """
    name = login.strip().lower()[:60]
    with office.begin() as unit:
        refused = _refusal(unit, name, password)
        if refused is None:
            return open_session(unit, name)
    raise refused


def _refusal(unit: Unit, login: str, password: str) -> Refusal | None:
    """Why not; a failure is counted in the transaction that this one commits."""
    since = unit.house.clock_at - WINDOW
    if people.count_failures(unit.connection, login, since) >= ATTEMPTS:
        return TooManyAttempts(minutes=int(WINDOW.total_seconds() // 60))
    rows = people.rows_by_login(unit.connection, login)
    usable = bool(rows) and rows[0]["disabled_at"] is None and _has_password(rows[0])
    if _matches(rows[0]["password_hash"] if usable else NOBODY, password) and usable:
        people.clear_failures(unit.connection, login)
        return None
    people.add_failure(unit.connection, login, unit.house.clock_at)
    return WrongPassword()


def _has_password(row: dict[str, object]) -> bool:
    """An account without one takes as long to be refused as one that is not there."""
    return str(row["password_hash"]).startswith("$argon2")


def _matches(password_hash: str, password: str) -> bool:
    try:
        return HASHER.verify(password_hash, password[:200])
    except (VerificationError, InvalidHashError):
        return False


def open_session(unit: Unit, login: str) -> SignedIn:
    rows = people.rows_by_login(unit.connection, login)
    token = secrets.token_urlsafe(32)
    # Sessions live by the database's own clock: moving the demonstration's does not end them.
    expires_at = unit.house.clock_at + SESSION
    people.add_session(
        unit.connection,
        {
            "token_hash": hashlib.sha256(token.encode()).hexdigest(),
            "person_id": rows[0]["id"],
            "created_at": unit.house.clock_at,
            "expires_at": expires_at,
        },
    )
    return SignedIn(
        token=token,
        actor=actor_from(rows, unit.today),
        locale=rows[0]["locale"],
        expires_at=expires_at,
    )
