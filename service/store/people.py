"""People, posts, sessions, organisations."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.store.tables.people import organisation, person, post, session, sign_in_failure

_WITH_POSTS = (
    sa.select(
        person.c.id,
        person.c.login,
        person.c.name,
        person.c.name_en,
        person.c.locale,
        person.c.password_hash,
        person.c.disabled_at,
        post.c.org_code,
        post.c.role,
        post.c.from_day,
        post.c.to_day,
        organisation.c.kind,
        organisation.c.province,
        organisation.c.entity_id,
        organisation.c.short_zh,
        organisation.c.name_en.label("org_en"),
    )
    .select_from(person)
    .outerjoin(post, post.c.person_id == person.c.id)
    .outerjoin(organisation, organisation.c.code == post.c.org_code)
    .order_by(post.c.id)
)
_BY_SESSION = (
    _WITH_POSTS.add_columns(session.c.expires_at)
    .join(session, session.c.person_id == person.c.id)
    .where(session.c.token_hash == sa.bindparam("token_hash"), session.c.revoked_at.is_(None))
)
_BY_LOGIN = _WITH_POSTS.where(person.c.login == sa.bindparam("login"))
_BY_ID = _WITH_POSTS.where(person.c.id == sa.bindparam("id"))
Rows = list[dict[str, Any]]


def rows_by_session(connection: Connection, token_hash: str) -> Rows:
    """One row a post of the session's owner (one with empty post if none); [] if no session."""
    return [dict(r) for r in connection.execute(_BY_SESSION, {"token_hash": token_hash}).mappings()]


def rows_by_login(connection: Connection, login: str) -> Rows:
    return [dict(r) for r in connection.execute(_BY_LOGIN, {"login": login}).mappings()]


def rows_by_id(connection: Connection, person_id: int) -> Rows:
    return [dict(r) for r in connection.execute(_BY_ID, {"id": person_id}).mappings()]


def add_person(connection: Connection, values: dict[str, Any]) -> int:
    found = connection.execute(person.insert().values(values).returning(person.c.id))
    return int(found.scalar_one())


def add_post(connection: Connection, values: dict[str, Any]) -> None:
    connection.execute(post.insert().values(values))


def set_password_hash(connection: Connection, person_id: int, password_hash: str) -> None:
    connection.execute(
        person.update().where(person.c.id == person_id).values(password_hash=password_hash)
    )


def set_disabled(connection: Connection, person_id: int, at: datetime | None) -> None:
    connection.execute(person.update().where(person.c.id == person_id).values(disabled_at=at))
    revoke_sessions(connection, person_id, at) if at else None


def add_session(connection: Connection, values: dict[str, Any]) -> None:
    connection.execute(session.insert().values(values))


def revoke_session(connection: Connection, token_hash: str, at: datetime) -> None:
    connection.execute(
        session.update().where(session.c.token_hash == token_hash).values(revoked_at=at)
    )


def revoke_sessions(connection: Connection, person_id: int, at: datetime) -> None:
    connection.execute(
        session.update()
        .where(session.c.person_id == person_id, session.c.revoked_at.is_(None))
        .values(revoked_at=at)
    )


def count_failures(connection: Connection, login: str, since: datetime) -> int:
    found = connection.execute(
        sa.select(sa.func.count())
        .select_from(sign_in_failure)
        .where(sign_in_failure.c.login == login, sign_in_failure.c.failed_at > since)
    )
    return int(found.scalar_one())


def add_failure(connection: Connection, login: str, at: datetime) -> None:
    connection.execute(sign_in_failure.insert().values(login=login, failed_at=at))


def clear_failures(connection: Connection, login: str) -> None:
    connection.execute(sign_in_failure.delete().where(sign_in_failure.c.login == login))


def people(connection: Connection) -> Rows:
    """Everybody with their posts, for administration and the demonstration's sign-in page."""
    rows = connection.execute(_WITH_POSTS.order_by(person.c.login)).mappings()
    return [{k: v for k, v in row.items() if k != "password_hash"} for row in rows]


def organisations(connection: Connection, kind: str | None = None) -> Rows:
    """Organisations in the order of their codes; entities only when asked for."""
    wanted = sa.select(organisation).order_by(organisation.c.code)
    wanted = wanted.where(organisation.c.kind == kind if kind else organisation.c.kind != "entity")
    return [dict(row) for row in connection.execute(wanted).mappings()]


def organisation_by_code(connection: Connection, code: str) -> dict[str, Any] | None:
    row = (
        connection.execute(sa.select(organisation).where(organisation.c.code == code))
        .mappings()
        .first()
    )
    return dict(row) if row else None


def consultee_code(connection: Connection, province: str, subject: str) -> str | None:
    """The department of a province that is asked about `subject` (industry | development)."""
    code: str | None = connection.execute(
        sa.select(organisation.c.code).where(
            organisation.c.kind == "consultee",
            organisation.c.province == province,
            organisation.c.subject == subject,
        )
    ).scalar()
    return code


def add_organisations(connection: Connection, rows: Rows) -> None:
    if rows:
        connection.execute(organisation.insert(), rows)


def forget_ended_sessions(connection: Connection, before: datetime) -> int:
    """Delete sessions that ended before `before`, and failures to sign in as old; how many."""
    ended = connection.execute(session.delete().where(session.c.expires_at < before)).rowcount
    failed = connection.execute(
        sign_in_failure.delete().where(sign_in_failure.c.failed_at < before)
    ).rowcount
    return ended + failed
