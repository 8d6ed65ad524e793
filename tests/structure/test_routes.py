"""No door stands open by accident: whoever is not signed in gets no further than the door."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.routing.converters import NumberConverter

from service.app import create_app

# What anybody may ask: the ways in, the language, files of ours, the description of the API, and
# what watches the service.
OPEN = {
    "web.login", "web.send_login", "web.login_demo", "web.language", "web.static",
    "session.sign_in_here", "api-docs.openapi_json", "docs.page", "docs.asset",
    "health.alive", "health.ready", "health.metrics",
}  # fmt: skip
WRITING = {"POST", "PUT", "PATCH", "DELETE"}
SETTINGS = {"SECRET_KEY": "a key for tests, long enough", "TESTING": True}


@pytest.fixture(scope="module")
def app(databases, tmp_path_factory) -> Iterator[Flask]:
    from tests.support.town import Town

    folder = tmp_path_factory.mktemp("routes")
    town = Town(databases.fresh("sqlite", "town", folder), folder)
    yield create_app(town.office, SETTINGS)
    town.close()


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    return app.test_client()


def asked(app: Flask, writing: bool) -> Iterator[tuple[str, str, str]]:
    """(endpoint, method, address) of every route that is not open to anybody."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if rule.endpoint not in OPEN and (method in WRITING) == writing:
                yield rule.endpoint, method, address(app, rule, method)


def address(app: Flask, rule: Rule, method: str) -> str:
    adapter = app.url_map.bind("localhost")
    kinds = {name: rule._converters[name] for name in rule.arguments}
    arguments = {
        name: 1 if isinstance(kind, NumberConverter) else "x" for name, kind in kinds.items()
    }
    return adapter.build(rule.endpoint, arguments, method=method)


def let_in(client: FlaskClient, routes: Iterator[tuple[str, str, str]]) -> dict[str, str]:
    """The routes that answer a stranger with something else than the way in."""
    found = {}
    for endpoint, method, path in routes:
        answer = client.open(path, method=method)
        way_in = answer.headers.get("Location", "").startswith("/login")
        if answer.status_code != 401 and not way_in:
            found[f"{method} {endpoint}"] = answer.status
    return found


def test_whoever_is_not_signed_in_reads_nothing(app, stranger):
    assert let_in(stranger, asked(app, writing=False)) == {}


def test_whoever_is_not_signed_in_writes_nothing(app, stranger, monkeypatch):
    monkeypatch.setitem(app.config, "WTF_CSRF_METHODS", set())  # the token is another test's
    assert let_in(stranger, asked(app, writing=True)) == {}


def test_a_form_of_the_pages_without_its_token_is_refused(app, stranger):
    pages = [(m, p) for e, m, p in asked(app, writing=True) if e.startswith("web.")]
    assert pages
    assert {path: stranger.open(path, method=m).status_code for m, path in pages} == {
        path: 400 for _, path in pages
    }


def test_what_is_open_to_anybody_is_there(app):
    assert {rule.endpoint for rule in app.url_map.iter_rules()} >= OPEN
