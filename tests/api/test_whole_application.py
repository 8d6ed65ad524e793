"""The API beside the pages: each answers its own addresses in its own way."""

import pytest

from service.app import create_app


@pytest.fixture
def whole(town):
    return create_app(town.office, {"SECRET_KEY": "for this test", "TESTING": True}).test_client()


def test_an_unknown_address_is_told_in_json_under_api_and_as_a_page_elsewhere(whole):
    there, elsewhere = whole.get("/api/nowhere"), whole.get("/nowhere")
    assert there.status_code == elsewhere.status_code == 404
    assert there.json["code"] == "not_found"
    assert elsewhere.mimetype == "text/html"


def test_a_method_that_is_not_possible_is_told_in_json_under_api(whole):
    answer = whole.put("/api/tasks")
    assert (answer.status_code, answer.json["code"]) == (405, "method_not_allowed")
    assert "GET" in answer.headers["Allow"]


def test_the_session_of_the_pages_opens_nothing_under_api(whole, town):
    with whole.session_transaction() as session:
        session["token"] = "whatever the pages keep"
    assert whole.get("/api/tasks").status_code == 401


def test_signing_in_by_api_needs_no_token_of_a_form(whole):
    answer = whole.post("/api/session", json={"login": "nobody", "password": "no password"})
    assert (answer.status_code, answer.json["code"]) == (401, "wrong_password")


def test_the_description_and_health_stand_beside_the_pages(whole):
    for path in ("/api/openapi.json", "/healthz", "/readyz", "/metrics"):
        assert whole.get(path).status_code == 200
