"""What stories can not say of the list: files of many rows, layouts, moves, races."""

import io

import pytest
from openpyxl import load_workbook

import service.actions.import_list_rows as importing
from service.actions.change_list_layout import change_list_layout
from service.actions.create_person import create_person
from service.actions.judge_list_rows import judge_list_rows
from service.actions.open_list_round import open_list_round
from service.casework.list_checking import layout_of
from service.casework.list_writing import annex_of
from service.casework.listed import _ON_ENTERING
from service.domain.errors import InvalidForm, NotAllowed, SeparationOfDuties
from service.domain.list_layout import DEFAULT_LAYOUT, read_layout
from service.domain.standing import standing
from service.store import entities, list_versions, lists, planned
from service.store.standing import entity_by_id, facts_of
from tests.support.lists import (
    NATION,
    OFFICER,
    a_row,
    begin_changes,
    do,
    file_of,
    publish,
    rows_of,
    take,
)
from tests.support.town import code_of, name_of


def on_list(town, number):
    with town.office.read() as unit:
        about = entity_by_id(unit.connection, number)
        return standing(facts_of(unit.connection, about), unit.today, unit.rules)


@pytest.mark.slow
def test_ten_thousand_rows_with_fifty_bad_ones(town):
    number = begin_changes(town)
    rows = [a_row(n) for n in range(1, 10_001)]
    bad = range(0, 10_000, 200)
    for place in bad:
        rows[place] |= {"category": "四"}
    told = []
    content = file_of(rows)
    found = take(town, number, content, told=lambda *said: told.append(said))
    assert (found.rows, found.good, found.taken, found.errors) == (10_000, 9_950, 0, 50)
    assert [f["row"] for f in found.faults if not f["is_warning"]] == [place + 4 for place in bad]
    assert rows_of(town, number) == []
    assert {what for what, _, _ in told} == {"reading", "checking"}
    again = take(town, number, content, good_only=True)
    assert again.taken == 9_950
    kept = rows_of(town, number)
    assert [row["number"] for row in kept] == list(range(1, 9_951))
    assert kept[0]["unit_name"] == "第2大学"


def test_what_is_exported_can_be_imported(town):
    number = begin_changes(town)
    row = a_row(1, unit_name="=1+1大学", note="+86", cross_region="是", filed_on="2024-03-11")
    take(town, number, file_of([row]))
    with town.office.read() as unit:
        content = annex_of(unit, layout_of(unit), "330000", rows_of(town, number))
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet["A1"].value == "浙江省知识产权局精准服务名单"
    assert sheet["B4"].data_type == "s"
    other = begin_changes(town)
    assert take(town, other, content).taken == 1
    assert rows_of(town, other)[0]["note"] == "+86"


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_a_list_is_taken_from_a_csv_of_whatever_separator(town, separator):
    number, row = begin_changes(town), a_row(1, note="=1+1", evidence='"浙科;7号"')
    columns = DEFAULT_LAYOUT.columns
    lines = [
        "浙江省知识产权局精准服务名单",
        "填报单位（盖章）：浙江局; 2026-03-02",
        separator.join(column.title for column in columns),
        separator.join(row.get(column.field, "") for column in columns),
        "填报人：某人",
    ]
    found = take(town, number, "\r\n".join(lines).encode("gb18030"))
    assert (found.taken, [f["code"] for f in found.faults]) == (1, ["check_digit", "formula"])
    assert rows_of(town, number)[0]["evidence"] == "浙科;7号"


def test_merged_cells_empty_rows_and_another_sheet_are_named(town):
    number = begin_changes(town)
    book = load_workbook(io.BytesIO(file_of([a_row(1), a_row(2), {"number": "3"}])))
    book.active.merge_cells("C4:C5")
    out = io.BytesIO()
    book.save(out)
    found = take(town, number, out.getvalue())
    codes = {(f["row"], f["code"]) for f in found.faults}
    assert codes >= {(4, "merged"), (5, "merged"), (6, "empty_row")}
    assert found.taken == 0
    book = load_workbook(io.BytesIO(file_of([a_row(1)])))
    book.create_sheet("说明", 0)["A1"] = "填写说明"
    book["精准服务名单"].title = "表二"
    out = io.BytesIO()
    book.save(out)
    assert [f["code"] for f in take(town, number, out.getvalue()).faults] == ["other_sheet"]


def test_an_administrator_replaces_the_layout(town, unchanged):
    said = DEFAULT_LAYOUT.as_json()
    said["columns"] = [c for c in said["columns"] if c["field"] != "number"][:6]
    said["columns"][0]["title"] = "单位全称"
    said |= {"header_row": 1, "head": []}
    with unchanged(), pytest.raises(NotAllowed):
        change_list_layout(town.office, actor=town.actor(OFFICER), definition=said, note="正式模版")
    admin = town.actor("cnipa.administrator")
    broken = said | {"columns": [*said["columns"][1:], {"field": "x", "title": "y"}]}
    with unchanged(), pytest.raises(InvalidForm) as refused:
        change_list_layout(town.office, actor=admin, definition=broken, note="正式模版")
    assert {f.field for f in refused.value.fields} == {"columns.5.field", "columns"}
    change_list_layout(town.office, actor=admin, definition=said, note="正式模版")
    with town.office.read() as unit:
        assert layout_of(unit) == read_layout(said)
        content = annex_of(unit, layout_of(unit), "330000", [])
    assert load_workbook(io.BytesIO(content)).active["A1"].value == "单位全称"
    number = begin_changes(town)
    assert take(town, number, file_of([a_row(1)])).taken == 0


def test_a_host_that_moved_takes_its_place_on_the_list_of_its_new_office(town):
    """Source: E4 52."""
    about = town.enter_entity(1, ("zhejiang",))
    number = begin_changes(town)
    row = a_row(1, unit_name=name_of(1), code=code_of(1), subtype="省级科技领军企业")
    take(town, number, file_of([row]))
    publish(town, number)
    with town.office.begin() as unit:
        entities.change_entity(unit.connection, about.id, province="320000")
        held = list_versions.present_members(unit.connection, "330000")
    assert [row["unit_name"] for row in held] == [name_of(1)]
    again = begin_changes(town)
    found = take(town, again, file_of([row]))
    assert [f["code"] for f in found.faults if not f["is_warning"]] == ["other_home"]
    assert on_list(town, about.id).listed


def test_whoever_follows_the_list_hears_of_newcomers_once_a_version(town, monkeypatch):
    heard = []
    monkeypatch.setattr(
        "service.casework.listed._ON_ENTERING",
        [*_ON_ENTERING, lambda unit, rows: heard.append(rows)],
    )
    number = begin_changes(town)
    take(town, number, file_of([a_row(1), a_row(2)]))
    publish(town, number)
    assert [[(r.category, r.province) for r in rows] for rows in heard] == [
        [(2, "330000"), (2, "330000")]
    ]


def test_all_thirty_two_offices_are_asked_the_corps_among_them(town):
    done = open_list_round(town.office, actor=town.actor(NATION), year=2026)
    assert done.offices == 32
    assert str(done.due_day) == "2026-03-23"
    with town.office.read() as unit:
        keys = planned.planned_keys(unit.connection, f"list_round:{done.round_id}:")
    assert {key.rpartition(":")[2] for key in keys} >= {"650000", "660000"}


def test_a_verdict_of_a_stranger_or_without_its_reason_changes_nothing(town, unchanged):
    number = begin_changes(town)
    take(town, number, file_of([a_row(1)]))
    do(town, number, "compile_draft", OFFICER)
    do(town, number, "approve_submission", "330000.provincial_leader")
    row = rows_of(town, number)[0]["id"]
    with unchanged(), pytest.raises(NotAllowed):
        judge_list_rows(town.office, actor=town.actor(OFFICER), case_number=number,
                        verdict="accepted", row_ids=[row])  # fmt: skip
    with unchanged(), pytest.raises(InvalidForm):
        judge_list_rows(town.office, actor=town.actor(NATION), case_number=number,
                        verdict="returned", row_ids=[row])  # fmt: skip


def test_an_import_that_takes_nothing_is_kept_with_its_file(town):
    number = begin_changes(town)
    found = take(town, number, file_of([a_row(1, category="四")]))
    again = take(town, number, b"", import_id=found.import_id, good_only=True)
    assert (again.taken, again.errors) == (0, 1)
    with town.office.read() as unit:
        held = lists.submissions(unit.connection)[0]
        assert held["rows"] == 0


@pytest.mark.parametrize("login", [NATION, "cnipa.auditor", "330000.provincial_leader"])
def test_a_file_is_not_opened_for_whoever_only_looks(town, monkeypatch, login):
    number, opened = begin_changes(town), []
    monkeypatch.setattr(importing, "read_list", lambda *said: opened.append(said))
    with pytest.raises(NotAllowed):
        importing.import_list_rows(
            town.office, actor=town.actor(login), case_number=number, content=b"PK"
        )
    assert opened == []


def test_whoever_worked_on_rows_does_not_approve_them_though_a_colleague_sent_them(town):
    """Holding both posts, and having left the sending to somebody else."""
    number = begin_changes(town)
    posts = (("330000", "provincial_officer"), ("330000", "provincial_leader"))
    create_person(town.office, actor=None, login="both", name="两岗", password=None, posts=posts)
    importing.import_list_rows(
        town.office, actor=town.actor("both"), case_number=number, content=file_of([a_row(1)])
    )
    do(town, number, "compile_draft", OFFICER)
    with pytest.raises(SeparationOfDuties):
        do(town, number, "approve_submission", "both")
    do(town, number, "approve_submission", "330000.provincial_leader")
