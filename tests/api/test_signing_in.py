"""Signing in and out by token; nothing else opens the door."""

import pytest

from service.api.door import OPEN
from tests.support.town import PASSWORD

LOGIN = "zhejiang.reviewer"
NO_TOKEN = {"session.sign_in_here", "api-docs.openapi_json", "docs.page", "docs.asset"}


def sign_in(client, password=PASSWORD, login=LOGIN):
    return client.post("/api/session", json={"login": login, "password": password})


def test_a_token_tells_who_one_is_until_one_signs_out(client):
    signed = sign_in(client)
    assert signed.status_code == 201
    held = {"Authorization": f"Bearer {signed.json['token']}"}
    me = client.get("/api/session", headers=held).json
    assert me == signed.json["person"]
    assert me["posts"][0]["role"] == {"code": "reviewer", "zh": "备案审核员", "en": "Reviewer"}
    assert client.delete("/api/session", headers=held).status_code == 204
    after = client.get("/api/session", headers=held)
    assert (after.status_code, after.json["code"]) == (401, "not_signed_in")
    assert after.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_wrong_password_and_a_wrong_account_are_told_alike(client):
    wrong, nobody = sign_in(client, "not the password"), sign_in(client, login="nobody")
    assert wrong.status_code == nobody.status_code == 401
    assert wrong.json == nobody.json
    assert wrong.json["code"] == "wrong_password"


def test_after_many_failures_an_account_rests(client):
    answers = [sign_in(client, "not the password").status_code for _ in range(9)]
    assert answers == [401] * 8 + [429]
    assert sign_in(client).headers["Retry-After"] == "900"


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Basic eDp5", "Bearer x y", "bearer nonsense", "Bearer \xff"],
)
def test_what_is_no_token_opens_nothing(client, header):
    assert client.get("/api/tasks", headers={"Authorization": header}).status_code == 401


def test_a_cookie_opens_nothing(client, desk):
    client.set_cookie("session", desk(LOGIN).token)
    client.set_cookie("token", desk(LOGIN).token)
    assert client.get("/api/tasks").status_code == 401


def rules(app):
    return [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/api")]


def test_only_these_ask_for_no_token():
    assert OPEN == NO_TOKEN


def test_every_other_route_asks_for_a_token_before_anything_else(app, client):
    opened = []
    for rule in rules(app):
        path = rule.rule
        for name in rule.arguments:
            converter = rule._converters[name]
            path = path.replace(f":{name}>", f"{name}>")
            path = path[: path.index("<")] + "1" + path[path.index(">") + 1 :]
            assert converter is not None
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            answer = client.open(path, method=method, data=b"{", buffered=True)
            if answer.status_code != 401:
                opened.append(rule.endpoint)
    assert set(opened) <= NO_TOKEN


def test_no_answer_is_kept_by_a_cache(client, desk):
    for answer in (sign_in(client), desk(LOGIN).ask("/tasks"), client.get("/api/tasks")):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in answer.headers
