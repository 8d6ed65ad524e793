"""A session is opened for somebody who has proved who they are, or need not."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.casework.actors import actor_from
from service.domain.roles import Actor
from service.office import Unit
from service.store import people

SESSION = timedelta(hours=12)


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """`token` is shown once; only its SHA-256 is kept."""

    token: str
    actor: Actor
    locale: str
    expires_at: datetime


def open_session(unit: Unit, login: str) -> SignedIn:
    """Let the person of this login in for twelve hours."""
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
