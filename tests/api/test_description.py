"""The API describes itself, and its pages load nothing from outside."""

import re

import pytest

SIGNATURE = {"code", "message", "fields", "source"}


@pytest.fixture
def described(client):
    return client.get("/api/openapi.json").json


def test_every_route_is_described(app, described):
    rules = {
        re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith("/api/") and not rule.endpoint.startswith(("docs.", "api-docs."))
    }
    assert rules == set(described["paths"])
    assert described["openapi"].startswith("3.1")


def test_every_operation_says_in_a_line_what_it_does(described):
    silent = [
        f"{method} {path}"
        for path, operations in described["paths"].items()
        for method, about in operations.items()
        if method != "parameters" and not about.get("summary")
    ]
    assert silent == []


def test_a_refusal_is_described_as_it_is_told(client, described):
    shape = described["components"]["schemas"]["Refusal"]
    assert set(shape["properties"]) >= SIGNATURE
    assert set(client.get("/api/tasks").json) == SIGNATURE


def test_a_token_is_asked_for_everywhere_but_where_one_is_given(described):
    assert described["security"] == [{"token": []}]
    free = [
        (path, method)
        for path, operations in described["paths"].items()
        for method, about in operations.items()
        if method != "parameters" and about.get("security") == []
    ]
    assert free == [("/api/session", "post")]


def test_the_pages_of_the_description_come_from_here_alone(client):
    page = client.get("/api/docs", buffered=True)
    assert page.status_code == 200
    policy = page.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-eval" not in policy
    addresses = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert addresses
    for address in addresses:
        assert address.startswith("/api/")
        assert client.get(address, buffered=True).status_code == 200
    assert not re.search(r"<script(?![^>]*src=)", page.text)


def test_only_the_files_the_page_needs_are_given(client):
    for name in ("index.html", "../__init__.py", "swagger-ui.js.map", "%2e%2e/docs.py"):
        assert client.get(f"/api/docs/{name}").status_code in (401, 404)
