"""From rows of the store to the Actor that the rules know."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from service.domain.errors import NotSignedIn
from service.domain.roles import Actor, OrgKind, Post, Role
from service.office import Unit
from service.store import people


def actor_from(rows: list[dict[str, Any]], today: date) -> Actor:
    """The person with the posts that hold today."""
    held = [
        row
        for row in rows
        if row["org_code"] and row["from_day"] <= today and not _over(row["to_day"], today)
    ]
    posts = tuple(
        Post(
            org_code=row["org_code"],
            role=Role(row["role"]),
            org_kind=OrgKind(row["kind"]),
            province=row["province"],
        )
        for row in held
    )
    entity = next((row["entity_id"] for row in held if row["entity_id"]), None)
    return Actor(
        person_id=rows[0]["id"],
        login=rows[0]["login"],
        name=rows[0]["name"],
        posts=posts,
        entity_id=entity,
    )


def _over(to_day: date | None, today: date) -> bool:
    return to_day is not None and to_day < today


def actor_by_token(unit: Unit, token: str) -> tuple[Actor, str]:
    """(who holds this session, their language). Raises NotSignedIn."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    rows = people.rows_by_session(unit.connection, digest)
    if not rows or rows[0]["disabled_at"] or rows[0]["expires_at"] <= unit.house.clock_at:
        raise NotSignedIn
    return actor_from(rows, unit.today), rows[0]["locale"]


def actor_of_login(unit: Unit, login: str) -> Actor:
    """The person of a login, for the command line, stories and seeding. Raises NotSignedIn."""
    rows = people.rows_by_login(unit.connection, login)
    if not rows:
        raise NotSignedIn
    return actor_from(rows, unit.today)
