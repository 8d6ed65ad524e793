"""Tracking over the API: figures with their parts, files in, nothing to whom it does not belong."""

from __future__ import annotations

from io import BytesIO

import pytest

from tests.support.facts import ECONOMY, PREEXAM, bring, counts, table

YEAR = {"first": "2026-01-01", "last": "2026-12-31"}


@pytest.fixture
def entity(town):
    made = town.enter_entity(1, filed_at=("zhejiang", "hangzhou"))
    row = counts(made.code, "2026-02", received=60, qualified=40)
    bring(town, "preexam", table(PREEXAM, [*row[:6], 55, 50]))
    bring(town, "economy", table(ECONOMY, [made.code, 2026, "1200.50", "88.10", 20, "否"]))
    return made


def figure(answer, key):
    return next(one for one in answer.json["indicators"] if one["key"] == key)


def test_an_entity_s_indicators_come_with_numerator_and_denominator(desk, entity):
    answer = desk("zhejiang.reviewer").ask(f"/entities/{entity.code}/indicators", **YEAR)
    assert answer.status_code == 200
    rate = figure(answer, "qualified_rate")
    assert (rate["numerator"], rate["denominator"], rate["value"]) == ("40", 59, "40/59")
    assert figure(answer, "mean_wait")["value"] is None
    assert figure(answer, "turnover")["value"] == "2401/2"
    assert answer.json["counts"]["as_co_applicant"] == 55
    assert answer.json["sources"] != []
    assert answer.json["as_of"] == "2026-03-02"


@pytest.mark.parametrize(
    ("login", "received"),
    [("zhejiang.reviewer", 60), ("hangzhou.reviewer", 0), ("330000.provincial_officer", 60),
     ("cnipa.national_officer", 60), ("cnipa.auditor", 60)],
)  # fmt: skip
def test_each_sees_the_figures_of_its_place(desk, entity, login, received):
    answer = desk(login).ask(f"/entities/{entity.code}/indicators", **YEAR)
    assert answer.json["counts"]["received"] == received


def test_an_entity_sees_its_own_and_no_other(desk, entity, town):
    other = town.enter_entity(2)
    own = desk(entity.contact).ask(f"/entities/{entity.code}/indicators", **YEAR)
    assert own.json["counts"]["received"] == 60
    assert desk(other.contact).ask(f"/entities/{entity.code}/indicators").status_code == 404
    assert desk(entity.contact).ask("/monitoring/watched").status_code == 404
    assert desk(entity.contact).ask("/centers/zhejiang/indicators").status_code == 404


@pytest.mark.parametrize(
    ("login", "path", "status"),
    [
        ("zhejiang.reviewer", "/centers/zhejiang", 200),
        ("zhejiang.reviewer", "/centers/hangzhou", 404),
        ("zhejiang.reviewer", "/provinces/330000", 404),
        ("330000.provincial_officer", "/centers/hangzhou", 200),
        ("330000.provincial_officer", "/centers/beijing", 404),
        ("330000.provincial_officer", "/provinces/zhejiang", 404),
        ("cnipa.national_officer", "/nation", 200),
        ("330000.provincial_officer", "/nation", 404),
        ("330000-industry.consultee", "/provinces/330000", 404),
    ],
)
def test_places_are_shown_to_whom_they_belong(desk, entity, login, path, status):
    assert desk(login).ask(f"{path}/indicators", **YEAR).status_code == status


@pytest.mark.parametrize(
    ("query", "field"),
    [({"on": "2027-01-01"}, "on"), ({"first": "2026-03-01", "last": "2026-02-01"}, "first"),
     ({"on": "2015-01-01"}, "on")],
)  # fmt: skip
def test_a_period_that_can_not_be_is_refused(desk, entity, query, field):
    answer = desk("zhejiang.reviewer").ask(f"/entities/{entity.code}/indicators", **query)
    assert answer.status_code == 422
    assert field in [one["field"] for one in answer.json["fields"]]


def upload(person, content, query="", key=""):
    headers = {"Idempotency-Key": key} if key else {}
    return person.send(
        "POST", f"/facts/preexam{query}", headers=headers,
        data={"file": (BytesIO(content), "a.csv")}, content_type="multipart/form-data",
    )  # fmt: skip


def test_a_file_is_imported_once_however_often_it_is_sent(desk, entity):
    person = desk("zhejiang.reviewer")
    content = table(PREEXAM, counts(entity.code, "2026-01"))
    first = upload(person, content, key="one-file-0001")
    assert (first.status_code, first.json["added"]) == (201, 1)
    assert upload(person, content, key="one-file-0001").json == first.json
    assert upload(person, content).json["same"] == 1
    assert [b["rows"] for b in person.ask("/facts/batches").json["items"]][:1] == [1]
    gone = person.tell(f"/facts/batches/{first.json['number']}/take-back", {"reason": "导错了"})
    assert (gone.status_code, gone.json["gone"]) == (200, 1)


def test_a_wrong_cell_is_named_and_good_rows_may_be_taken(desk, entity):
    person = desk("zhejiang.reviewer")
    content = table(PREEXAM, counts(entity.code, "2026-01"), counts(entity.code, "2026-13"))
    refused = upload(person, content)
    assert refused.status_code == 422
    assert [one["field"] for one in refused.json["fields"]] == ["B3"]
    taken = upload(person, content, "?only_good=true")
    assert (taken.json["added"], taken.json["refused"]) == (1, 1)
    assert taken.json["problems"][0]["address"] == "B3"


def test_runs_and_marks_are_for_officers_of_the_place(desk, entity, town):
    town.open("monitoring_alert", "zhejiang.reviewer", {"what": "run"})
    (run,) = desk("330000.provincial_officer").ask("/monitoring/runs").json["items"]
    shown = desk("zhejiang.reviewer").ask(f"/monitoring/runs/{run['id']}").json
    assert {flag["sign"]["code"] for flag in shown["flags"]} == {"many_joint", "many_non_first"}
    assert shown["flags"][0]["numerator"] == "55.00"
    assert desk("hangzhou.reviewer").ask("/monitoring/runs").json["items"] == []
    assert desk("hangzhou.reviewer").ask(f"/monitoring/runs/{run['id']}").status_code == 404
    number = shown["flags"][0]["case_number"]
    refused = desk("zhejiang.reviewer").tell(f"/cases/{number}/call-off", {"reason": "有误"})
    assert refused.status_code == 403
    done = desk("zhejiang.center_head").tell(f"/cases/{number}/call-off", {"reason": "有误"})
    assert done.status_code == 200


def test_plans_are_set_and_taken_back(desk, entity):
    head, plan = desk("zhejiang.center_head"), {"process": "monitoring_alert", "org": "zhejiang"}
    assert head.tell("/tracking/plans", plan).status_code == 201
    assert head.tell("/tracking/plans", plan).status_code == 409
    assert desk("hangzhou.center_head").tell("/tracking/plans", plan).status_code == 403
    assert head.send("DELETE", "/tracking/plans", query_string=plan).status_code == 200
    assert head.send("DELETE", "/tracking/plans", query_string=plan).status_code == 409


def test_results_hold_what_was_said_beside_what_is_on_file(desk, entity, town):
    values = {"scope": "center", "title": "年度", "period_first": "2026-01-01",
              "period_last": "2026-02-28", "indicators": ["examination"],
              "due_on": "2026-03-30"}  # fmt: skip
    opened = town.open("effectiveness_evaluation", "zhejiang.reviewer", values)
    said = {"groups": ["examination"], "accepted": 61, "qualified": 40, "granted": 0,
            "wait_days": 0, "explain_examination": "系统外两件。"}  # fmt: skip
    town.complete(opened.case_id, "return_figures", "zhejiang.reviewer", **said)
    path = f"/evaluations/{opened.case_number}/results"
    answer = desk("330000.provincial_officer").ask(path)
    accepted = next(row for row in answer.json["figures"] if row["figure"] == "accepted")
    assert (accepted["said"], accepted["computed"]) == ("61.00", "59.00")
    assert desk("hangzhou.reviewer").ask(path).status_code == 404
    assert desk(entity.contact).ask(path).status_code == 404
