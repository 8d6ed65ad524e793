"""Signing in and out, and who one is."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from service.actions.sign_in import sign_in
from service.actions.sign_out import sign_out
from service.api import door
from service.api.fields import Instant, named, text
from service.api.labels import org_words, role_words
from service.api.parsing import Blueprint

blp = Blueprint("session", __name__, description="登录 · Signing in: a bearer token of 12 hours")


class SignIn(Schema):
    login = text(60, 1, required=True)
    password = text(200, 1, required=True)


class PostShown(Schema):
    org = named(required=True)
    role = named(required=True)
    province = fields.String(required=True, allow_none=True)


class PersonShown(Schema):
    login = fields.String(required=True)
    name = fields.String(required=True)
    locale = fields.String(required=True)
    posts = fields.List(fields.Nested(PostShown), required=True)


class SignedInShown(Schema):
    """The token is shown this once."""

    token = fields.String(required=True)
    expires_at = Instant(required=True)
    person = fields.Nested(PersonShown, required=True)


@blp.route("/session", methods=["POST"])
@blp.arguments(SignIn)
@blp.response(201, SignedInShown)
def sign_in_here(asked: dict[str, str]) -> Any:
    """Sign in

    The token goes into the Authorization header of every other request: `Bearer <token>`.
    """
    done = sign_in(door.office(), **asked)
    with door.office().read() as unit:
        person = {
            "login": done.actor.login,
            "name": done.actor.name,
            "locale": done.locale,
            "posts": posts_shown(unit, done.actor),
        }
    return {"token": done.token, "expires_at": done.expires_at, "person": person}


@blp.route("/session", methods=["GET"])
@blp.response(200, PersonShown)
def who_am_i() -> Any:
    """Who holds this token, with the posts that hold today"""
    actor = door.person()
    return {
        "login": actor.login,
        "name": actor.name,
        "locale": door.locale(),
        "posts": posts_shown(door.reading(), actor),
    }


@blp.route("/session", methods=["DELETE"])
@blp.response(204)
def sign_out_here() -> None:
    """Sign out: the token is worth nothing any more"""
    door.person()
    door.close_reading()
    sign_out(door.office(), token=door.token())


def posts_shown(unit: Any, actor: Any) -> list[dict[str, Any]]:
    return [
        {
            "org": org_words(unit, post.org_code),
            "role": role_words(post.role),
            "province": post.province,
        }
        for post in actor.posts
    ]
