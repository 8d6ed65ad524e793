"""The list over HTTP: rounds, rows with their errors in the one shape, versions."""

from tests.support.lists import NATION, OFFICER, a_row, begin_changes, file_of, publish, take


def send(desk, number, content, query=""):
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\n'
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    path = f"/list/submissions/{number}/import{query}"
    return desk.send("POST", path, data=head + content + b"\r\n--x--\r\n", headers=kind)


def test_errors_of_rows_come_in_the_one_shape_and_nothing_is_taken(town, desk):
    number = begin_changes(town)
    mine = desk(OFFICER)
    content = file_of([a_row(1), a_row(2, category="四"), a_row(3, code="X")])
    refused = send(mine, number, content)
    assert refused.status_code == 422
    assert refused.json["code"] == "invalid_form"
    assert {f["field"] for f in refused.json["fields"]} == {"rows.5.category", "rows.6.code"}
    assert mine.ask(f"/list/submissions/{number}").json["items"] == []
    taken = send(mine, number, content, "?good_only=true")
    assert (taken.status_code, taken.json["taken"]) == (201, 1)
    assert len(mine.ask(f"/list/submissions/{number}").json["items"]) == 1


def test_others_find_no_list_and_may_not_import(town, desk):
    number = begin_changes(town)
    for login in ("zhejiang.center_head", "cnipa.examination_side"):
        assert desk(login).ask(f"/list/submissions/{number}").status_code == 404
        assert send(desk(login), number, file_of([a_row(1)])).status_code == 404
    assert desk(NATION).ask(f"/list/submissions/{number}").status_code == 200
    assert send(desk(NATION), number, file_of([a_row(1)])).status_code == 403


def test_a_round_is_opened_seen_and_closed(town, desk):
    nation = desk(NATION)
    opened = nation.tell("/list/rounds", {"year": 2026, "offices": ["330000"]})
    assert opened.status_code == 201
    found = opened.json["round_id"]
    assert nation.ask("/list/rounds").json["items"][0]["offices"] == ["330000"]
    assert nation.ask(f"/list/rounds/{found}").json["submissions"] == []
    assert desk(OFFICER).tell(f"/list/rounds/{found}/close").status_code == 403
    closed = nation.tell(f"/list/rounds/{found}/close")
    assert closed.json["not_submitted"] == ["330000"]


def test_versions_rows_and_changes(town, desk):
    number = begin_changes(town)
    take(town, number, file_of([a_row(1), a_row(2)]))
    publish(town, number)
    mine = desk("zhejiang.reviewer")
    assert mine.ask("/list/versions").json["items"][0]["added"] == 2
    rows = mine.ask("/list/versions/1/rows", category=2, limit=1).json
    assert (rows["total"], len(rows["items"])) == (2, 1)
    changed = mine.ask("/list/versions/1/changes", before=0).json
    assert [row["unit_name"] for row in changed["added"]] == ["第1大学", "第2大学"]
    assert mine.ask("/list/versions/9/rows").status_code == 404
