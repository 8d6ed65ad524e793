"""Somebody signs in with account and password."""

from __future__ import annotations

import secrets
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from service.casework.sessions import SignedIn, open_session
from service.domain.errors import TooManyAttempts, WrongPassword
from service.office import Office, Unit
from service.store import people

WINDOW = timedelta(minutes=15)
ATTEMPTS = 8
HASHER = PasswordHasher()
# A demonstration's password is shown on its sign-in page; making it costly would protect nobody.
DEMONSTRATION_HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
# Compared when there is no such account, so that the answer takes as long.
NOBODY = HASHER.hash(secrets.token_hex(16))


def sign_in(office: Office, *, login: str, password: str) -> SignedIn:
    """Open a session of twelve hours. Raises WrongPassword, TooManyAttempts.

    Failures are counted in the database, so that every node counts the same. The costly
    comparison holds no transaction: on SQLite it would hold up everybody who writes.
    """
    name = login.strip().lower()[:60]
    with office.read() as unit:
        if _tried_too_often(unit, name):
            raise TooManyAttempts(minutes=int(WINDOW.total_seconds() // 60))
        known = _usable_hash(unit, name)
    is_right = _matches(known or NOBODY, password) and known is not None
    with office.begin() as unit:
        # Asked again: many guesses at the same moment count like many one after the other.
        if not _tried_too_often(unit, name):
            if is_right and known == _usable_hash(unit, name):
                people.clear_failures(unit.connection, name)
                return open_session(unit, name)
            people.add_failure(unit.connection, name, unit.house.clock_at)
    raise WrongPassword


def _tried_too_often(unit: Unit, login: str) -> bool:
    since = unit.house.clock_at - WINDOW
    return people.count_failures(unit.connection, login, since) >= ATTEMPTS


def _usable_hash(unit: Unit, login: str) -> str | None:
    """The password's hash of an account that may sign in with one."""
    rows = people.rows_by_login(unit.connection, login)
    usable = bool(rows) and rows[0]["disabled_at"] is None and _has_password(rows[0])
    return str(rows[0]["password_hash"]) if usable else None


def _has_password(row: dict[str, object]) -> bool:
    """An account without one takes as long to be refused as one that is not there."""
    return str(row["password_hash"]).startswith("$argon2")


def _matches(password_hash: str, password: str) -> bool:
    try:
        return HASHER.verify(password_hash, password[:200])
    except (VerificationError, InvalidHashError):
        return False
