"""The door of the API: who comes in, what they read through, how they act.

A request reads through one transaction, opened when first needed; an action opens its own after
that one is closed. The token comes in the Authorization header and nowhere else: no cookie is
looked at under /api, so that no other site can borrow one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any, cast

from flask import Flask, Response, current_app, g, request

from service.api.errors import is_ours
from service.api.parsing import LARGEST_BODY, no_nul
from service.casework.actors import actor_by_token
from service.domain.errors import BadRequest, NotSignedIn
from service.domain.roles import Actor
from service.office import AlreadyDone, Office, RequestKey, Unit
from service.office.unit import as_json

# The only endpoints under /api that ask for no token.
OPEN = frozenset({"session.sign_in_here", "api-docs.openapi_json", "docs.page", "docs.asset"})
UPLOADS = frozenset({"documents.upload", "lists.import_rows", "tracking.import_file"})
KEY = re.compile(r"[!-~]{8,128}")
REPLAYED = "Idempotency-Replayed"
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}


def register_door(app: Flask) -> None:
    app.before_request(enter)
    app.after_request(leave)
    app.teardown_request(close_reading)


def enter() -> None:
    """Before anything under /api: a readable address, a body of bearable size, a valid token."""
    if not is_ours(request.path):
        return
    if "\0" in request.path or any("\0" in k + v for k, v in request.args.items(multi=True)):
        raise no_nul()
    if request.endpoint not in UPLOADS:
        request.max_content_length = LARGEST_BODY
    if request.endpoint is not None and request.endpoint not in OPEN:
        person()


def leave(response: Response) -> Response:
    if is_ours(request.path):
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.vary.add("Authorization")
    return response


def office() -> Office:
    return cast(Office, current_app.extensions["api-office"])


def reading() -> Unit:
    """The transaction this request reads through."""
    if "api_unit" not in g:
        stack = ExitStack()
        g.api_unit = stack.enter_context(office().read())
        g.api_reading = stack
    return cast(Unit, g.api_unit)


def close_reading(_: BaseException | None = None) -> None:
    stack = g.pop("api_reading", None)
    g.pop("api_unit", None)
    if stack is not None:
        stack.close()


def token() -> str:
    """The bearer token of the request. Raises NotSignedIn."""
    scheme, _, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not given.strip():
        raise NotSignedIn
    return given.strip()


def person() -> Actor:
    """Whoever holds the token. Raises NotSignedIn."""
    if "api_person" not in g:
        g.api_person, g.api_locale = actor_by_token(reading(), token())
    return cast(Actor, g.api_person)


def locale() -> str:
    person()
    return cast(str, g.api_locale)


def post_pairs() -> list[tuple[str, str]]:
    """(organisation code, role) of every post the person holds today."""
    return [(post.org_code, post.role.value) for post in person().posts]


def is_entity() -> bool:
    """Whether a contact person of an entity asks: they see what is theirs."""
    return person().entity_id is not None


def act(action: Callable[..., Any], *, said: bytes | None = None, **arguments: Any) -> Any:
    """Do one action for whoever holds the token; its answer as plain JSON values.

    A request repeated with its Idempotency-Key is answered alike and done once.
    said  what stands for the body in the request's fingerprint, where the body itself varies
    """
    actor = person()
    bound = office().for_request(_request_key(actor, said))
    close_reading()
    try:
        return as_json(action(bound, actor=actor, **arguments))
    except AlreadyDone as done:
        g.api_replayed = True
        return done.result


def answered(result: Any, status: int = 200) -> Any:
    """`result` with its status, and the header that tells a replayed answer from a fresh one."""
    headers = {REPLAYED: "true"} if g.get("api_replayed") else {}
    return result, status, headers


def _request_key(actor: Actor, said: bytes | None) -> RequestKey | None:
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not KEY.fullmatch(key):
        raise BadRequest(
            reason_zh="Idempotency-Key 应是 8 至 128 个可见的 ASCII 字符。",
            reason_en="an Idempotency-Key has 8 to 128 visible ASCII signs.",
        )
    body = request.get_data(cache=True) if said is None else said
    digest = hashlib.sha256(b"\0".join((request.method.encode(), request.path.encode(), body)))
    return RequestKey(key=f"{actor.person_id}:{key}", fingerprint=digest.hexdigest())
