"""Services over the API: the ledger of a province, exemptions, the log, the kinds."""

import pytest

from tests.support.listed import accepted, granted, listed

OFFICER, NATION = "330000.provincial_officer", "cnipa.national_officer"


@pytest.fixture
def served(town):
    """An entity of category 2 with a grant of three, in a province with room for five."""
    entity = listed(town, 1, 2, ("zhejiang",))
    accepted(town, entity, 100)
    granted(town, entity, 3)
    return entity


def test_the_ledger_of_a_province_is_told_in_exact_figures(desk, served):
    said = desk(OFFICER).ask("/cross-region/330000").json
    (ledger,) = said["ledgers"]
    figures = {name: ledger[name] for name in ("total", "limit", "cross", "reserved", "left")}
    assert figures == {"total": "100", "limit": "5", "cross": "0", "reserved": "3", "left": "2"}
    before = desk(OFFICER).ask("/cross-region/330000", on="2026-03-01").json["ledgers"][0]
    assert (before["reserved"], before["left"]) == ("0", "5")


def test_a_province_without_a_total_has_nothing_left_and_nothing_is_divided(desk, served):
    (ledger,) = desk(NATION).ask("/cross-region/660000").json["ledgers"]
    assert (ledger["applicable"], ledger["left"], ledger["total"]) == (False, None, "0")


@pytest.mark.parametrize(
    ("login", "province"),
    [(OFFICER, "110000"), ("zhejiang.intake_officer", "330000"), (NATION, "999999")],
)
def test_a_ledger_is_for_its_province_and_the_nation(desk, served, login, province):
    assert desk(login).ask(f"/cross-region/{province}").status_code == 404


@pytest.mark.parametrize("day", ["1999-01-01", "9999-12-31"])
def test_a_day_out_of_reach_is_refused_by_name(desk, served, day):
    answer = desk(OFFICER).ask("/cross-region/330000", on=day)
    assert (answer.status_code, answer.json["fields"][0]["field"]) == (422, "on")


def test_the_examination_side_reads_who_is_exempt_on_a_day(desk, served):
    mine = desk("cnipa.examination_side")
    assert [row["code"] for row in mine.ask("/screening-exemptions").json["items"]] == [served.code]
    assert mine.ask("/screening-exemptions", on="2026-03-01").json["total"] == 0
    assert desk(OFFICER).ask("/screening-exemptions").status_code == 404


def test_the_log_shows_what_ones_posts_show(desk, town, served):
    said = {"purpose": "request", "kind": "rights_assistance", "subject": "被仿制"}
    town.open("service_contact", served.contact, said)
    seen = {
        login: desk(login).ask("/services").json["total"]
        for login in (served.contact, OFFICER, NATION, "zhejiang.intake_officer",
                      "hangzhou.intake_officer")
    }  # fmt: skip
    assert list(seen.values()) == [1, 1, 1, 1, 0]
    assert desk("cnipa.administrator").ask("/services").status_code == 404


def test_a_request_is_asked_answered_and_withdrawn_over_the_api(desk, town, served):
    mine = desk(served.contact)
    body = {
        "process_key": "service_contact",
        "values": {"purpose": "request", "kind": "rights_assistance", "subject": "被仿制"},
    }
    opened = mine.tell("/cases", body)
    assert opened.status_code == 201, opened.json
    number = opened.json["case_number"]
    gone = mine.tell(f"/cases/{number}/withdraw", {"reason": "已经解决"})
    assert gone.status_code == 200, gone.json
    assert mine.ask("/services").json["items"][0]["state"] == "taken_back"


def test_the_kinds_are_told_with_who_gives_them(desk, served):
    kinds = {kind["key"]: kind for kind in desk(OFFICER).ask("/service-kinds").json}
    assert kinds["priority_examination"]["level"] == "nation"
    assert kinds["priority_examination"]["limited"] is True
    assert kinds["patent_navigation"]["level"] == "center"
    assert len(kinds) == 9
