"""Who is at the desk, what they read through, and how they act: one door to the office.

A page reads through one transaction, opened when first needed and closed with the request; an
action opens its own after that one is closed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, cast

from flask import current_app, g, request, session

from service.casework.actors import actor_from
from service.domain.errors import NotSignedIn
from service.domain.roles import Actor, Post, Role
from service.office import AlreadyDone, Office, RequestKey, Unit
from service.office.unit import as_json
from service.store import people
from service.web.tongue import pick

TOKEN = "token"
NOT_ASKED = frozenset({"csrf_token", "idempotency_key"})


def office() -> Office:
    return cast(Office, current_app.extensions["office"])


def reading() -> Unit:
    """The transaction this page reads through."""
    if "unit" not in g:
        stack = ExitStack()
        g.unit = stack.enter_context(office().read())
        g.reading = stack
    return cast(Unit, g.unit)


def close_reading(_: BaseException | None = None) -> None:
    stack = g.pop("reading", None)
    g.pop("unit", None)
    if stack is not None:
        stack.close()


def person() -> Actor:
    """Whoever is signed in; raises NotSignedIn."""
    found = maybe_person()
    if found is None:
        raise NotSignedIn
    return found


def maybe_person() -> Actor | None:
    if "person" not in g:
        token = session.get(TOKEN)
        g.person = _by_session(token) if token else None
    return cast("Actor | None", g.person)


def _by_session(token: str) -> Actor | None:
    unit = reading()
    digest = hashlib.sha256(token.encode()).hexdigest()
    rows = people.rows_by_session(unit.connection, digest)
    if not rows or rows[0]["disabled_at"] or rows[0]["expires_at"] <= unit.house.clock_at:
        return None
    g.locale = rows[0]["locale"]
    return actor_from(rows, unit.today)


def posts_seen() -> tuple[Post, ...]:
    """The posts whose work is shown: all, or the one chosen in the top bar."""
    posts = person().posts
    chosen = session.get("post")
    if chosen is None or not 0 <= chosen < len(posts):
        return posts
    return (posts[chosen],)


def post_pairs() -> list[tuple[str, str]]:
    return [(post.org_code, post.role.value) for post in posts_seen()]


def role_words(role: Role | str) -> str:
    known = Role(role)
    return pick(known.zh, known.en)


def post_words(org_code: str, role: Role | str) -> str:
    """Office and role; the role alone where its name already says the office."""
    org, words = org_words(org_code), role_words(role)
    return words if words.startswith(org) else f"{org} {words}"


def is_entity() -> bool:
    return person().entity_id is not None


def act(action: Callable[..., Any], **arguments: Any) -> dict[str, Any]:
    """Do one action for whoever is signed in; the answer as plain values.

    A form sent twice (same idempotency key) is done once and answered alike.
    """
    actor = person()
    close_reading()
    try:
        return cast(dict[str, Any], as_json(action(_bound(actor), actor=actor, **arguments)))
    except AlreadyDone as done:
        return cast(dict[str, Any], done.result)


def _bound(actor: Actor) -> Office:
    key = request.form.get("idempotency_key", "")
    if not key:
        return office().for_request(None)
    asked = sorted((k, v) for k, v in request.form.items(multi=True) if k not in NOT_ASKED)
    said = repr((request.path, asked)).encode()
    return office().for_request(
        RequestKey(
            key=f"{actor.person_id}:{key[:100]}", fingerprint=hashlib.sha256(said).hexdigest()
        )
    )


def org_words(code: str | None) -> str:
    """The short name of an organisation."""
    if not code:
        return ""
    names = g.get("org_names")
    if names is None:
        names = g.org_names = {}
    if code not in names:
        names[code] = _org_words(code)
    return cast(str, names[code])


def short_en(name: str) -> str:
    """ "China (Zhejiang) Intellectual Property Protection Center" is "Zhejiang center" here."""
    if name == "China National Intellectual Property Administration":
        return "CNIPA"
    center = re.fullmatch(r"China (.+?) Intellectual Property .*Center", name)
    if center:
        return f"{re.sub(r'[()]', '', center[1])} center"
    office = re.fullmatch(r"(.+) Intellectual Property Administration", name)
    return f"{office[1]} office" if office else name


def _org_words(code: str) -> str:
    row = people.organisation_by_code(reading().connection, code)
    if row is None:
        return code
    return pick(row["short_zh"], short_en(row["name_en"]))
