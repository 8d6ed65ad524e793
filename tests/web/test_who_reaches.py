"""Every address of the pages, asked by those whom it does not concern: a table, route by route.

A new route is asked as well, without a line here: whoever it lets in must be named below.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.routing.converters import NumberConverter

from tests.support import shared
from tests.support.listed import accepted, granted, listed
from tests.support.lists import begin_changes
from tests.web import life as told

OPEN = {"login", "send_login", "login_demo", "language", "static", "logout"}
EVERYBODY = {
    "home", "notices", "help_page", "me", "save_settings", "progress", "inbox", "next_task",
    "cases", "lists_overview", "advance", "start", "choose_post", "read_notices",
}  # fmt: skip
READS = {
    # What an entity's contact may open besides: its own page and its own services.
    "contact": {"portal", "service_log", "service_log_csv"},
    "ningbo.reviewer": set(),
    "cnipa.administrator": set(),
}
# Of one case, item, list, grant: none of these people may read it.
OF_ONE = {"number", "item_id", "grant_id", "run_id", "province"}
SAID = {
    "reason": "试验的理由", "reasons": "试验的理由", "note": "试验的说明", "measure": "none",
    "verdict": "accepted", "every": "yes", "code": "99123", "name": "试验", "province": "330000",
    "year": "2026", "key": "trial", "zh": "试验", "en": "Trial", "level": "center",
    "categories": "1", "group": "innovation", "mark": "50", "statement": "无",
    "process": "monitoring_alert", "org": "zhejiang", "decision_no": "1", "value": "1",
    "document": "试验", "article": "1", "entity_code": "x", "kind": "dispute_mediation",
    "given_on": "2026-03-02", "result": "试验", "used_on": "2026-03-02", "invention": "1",
    "legal_basis": "试验", "effective_on": "2026-10-09", "plan": "yearly_review",
    "place": "zhejiang", "first_day": "2026-12-01", "layout": "preexam", "use": "1",
    "why": "withdrawn", "on": "2026-03-02", "applied_on": "2026-03-02", "definition": "{}",
}  # fmt: skip
# What keeps the service running is the administrators'; none of it decides a case.
KEEPS = {"start_planned", "send_service_kind"}


@pytest.fixture
def things(life) -> dict[str, Any]:
    """One of everything that has an address of its own, none of it about those who ask."""
    entity = listed(life, 71, 2, ("zhejiang",))
    accepted(life, entity, 100)
    item = shared.item_of(life, shared.reported(life, entity))
    life.open("monitoring_alert", "zhejiang.reviewer", {"what": "run"})
    return {
        "item_id": item["id"], "grant_id": granted(life, entity, 3)["id"], "run_id": 1,
        "lists": begin_changes(life), "cases": told.CLUE, "province": "330000",
    }  # fmt: skip


def asked(app: Any, things: dict[str, Any], method: str) -> Iterator[tuple[str, set[str], str]]:
    """(endpoint, its arguments, an address) of every route of the pages."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        name = rule.endpoint.removeprefix("web.")
        if rule.endpoint == name or name in OPEN | EVERYBODY or method not in (rule.methods or ()):
            continue
        where = "lists" if rule.rule.startswith("/lists") else "cases"
        given = {
            one: things[where] if one == "number"
            else things.get(one, 1 if isinstance(rule._converters[one], NumberConverter) else "x")
            for one in rule.arguments
        }  # fmt: skip
        yield name, set(rule.arguments), adapter.build(rule.endpoint, given, method=method)


def login_of(who: str) -> str:
    return told.contact_of(told.ASSESSED) if who == "contact" else who


@pytest.mark.parametrize("who", READS)
def test_nobody_reads_what_does_not_concern_them(app, browser, things, who):
    desk = browser(login_of(who))
    wrong = {}
    for name, arguments, path in asked(app, things, "GET"):
        if who != "contact" and not arguments & OF_ONE:
            continue
        answer = desk.client.get(path)
        if name not in READS[who] and answer.status_code not in (403, 404):
            wrong[f"{name} {path}"] = answer.status
    assert wrong == {}


@pytest.mark.parametrize("who", ["contact", "cnipa.auditor", "cnipa.administrator"])
def test_nobody_does_what_is_not_theirs_to_do(app, browser, things, who):
    desk = browser(login_of(who))
    token = desk.get("/me").all("//input[@name='csrf_token']/@value")[0]
    may = KEEPS if who == "cnipa.administrator" else set()
    done = {}
    for name, _, path in asked(app, things, "POST"):
        answer = desk.client.post(path, data=SAID | {"csrf_token": token})
        if answer.status_code not in (403, 404, 409, 413, 422, 400) and name not in may:
            done[f"{name} {path}"] = (answer.status, answer.headers.get("Location"))
    assert done == {}
