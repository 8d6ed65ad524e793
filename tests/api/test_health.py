"""Alive, ready, and the figures of the house."""

from flask import Flask

from service import api
from service.office import Office
from service.store.database import Database
from tests.api.forms import opening


def figures(client):
    lines = client.get("/metrics").text.splitlines()
    return dict(line.split(" ") for line in lines if line and line[0] != "#")


def test_a_founded_house_is_alive_and_ready(client):
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json == {"status": "ready"}


def test_a_database_without_tables_is_alive_but_not_ready(empty_database_url, tmp_path):
    assert readiness(empty_database_url, tmp_path) == (503, "schema")


def test_a_database_without_a_house_is_not_ready(database_url, tmp_path):
    assert readiness(database_url, tmp_path) == (503, "house")


def readiness(url, folder):
    database = Database(url)
    app = Flask("service")
    api.register(app, Office(database=database, documents=folder))
    assert app.test_client().get("/healthz").status_code == 200
    answer = app.test_client().get("/readyz")
    database.dispose()
    return answer.status_code, answer.json["missing"]


def test_the_figures_are_those_of_the_database_at_this_moment(client, desk, town):
    assert figures(client)["mingdan_open_work_items"] == "0.0"
    desk("zhejiang.intake_officer").tell("/cases", opening())
    town.stand("2026-03-10T00:01")
    found = figures(client)
    assert found["mingdan_open_cases"] == "1.0"
    assert found["mingdan_overdue_work_items"] == "1.0"
    assert found["mingdan_due_timers"] == "2.0"
    assert float(found["mingdan_timer_lag_seconds"]) > 60


def test_no_figure_names_anybody(client, desk):
    desk("zhejiang.intake_officer").tell("/cases", opening())
    text = client.get("/metrics").text
    assert "{" not in text
    assert "A33" not in text
