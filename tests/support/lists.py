"""A province's list for tests: its draft, rows as people write them, files of them."""

from __future__ import annotations

from typing import Any

from service.actions.complete_task import complete_task
from service.actions.import_list_rows import ListRowsImported, import_list_rows
from service.actions.judge_list_rows import judge_list_rows
from service.actions.open_case import open_case
from service.casework.list_writing import list_file
from service.domain.identity import ALPHABET
from service.domain.list_layout import DEFAULT_LAYOUT
from service.store import lists, work_items
from tests.support.town import Town

Row = dict[str, Any]
OFFICER, LEADER = "330000.provincial_officer", "330000.provincial_leader"
NATION, NATION_LEADER = "cnipa.national_officer", "cnipa.national_leader"
USUAL = {
    "city": "杭州", "industry": "智能制造", "evidence": "浙科〔2025〕7号", "category": "二",
    "subtype": "头部高等院校", "contact_name": "联系人", "contact_phone": "0571-12345678",
}  # fmt: skip
FORMS: dict[str, Row] = {
    "compile_draft": {"filler": "填报人", "filler_phone": "0571-12345678"},
    "approve_submission": {"outcome": "agree"},
    "check_rows": {"conclusion": "已逐行核对。"},
}


def begin_changes(town: Town) -> str:
    """The number of a fresh list of changes, compiled by Zhejiang."""
    said = {"basis": "change", "change_kind": "new_entity", "reason": "新认定一家。"}
    done = open_case(
        town.office, actor=town.actor(OFFICER), process_key="list_compilation", values=said
    )
    return done.case_number


def a_row(number: int, **said: Any) -> Row:
    code = f"12330000MB{number:07d}{ALPHABET[number % 31]}X"[:18]
    return USUAL | {"number": str(number), "unit_name": f"第{number}大学", "code": code} | said


def file_of(rows: list[Row]) -> bytes:
    fields = [column.field for column in DEFAULT_LAYOUT.columns]
    return list_file(
        DEFAULT_LAYOUT, [[str(row.get(field, "")) for field in fields] for row in rows]
    )


def take(town: Town, number: str, content: bytes, **more: Any) -> ListRowsImported:
    return import_list_rows(
        town.office, actor=town.actor(OFFICER), case_number=number, name="名单.xlsx",
        content=content, **more,
    )  # fmt: skip


def rows_of(town: Town, number: str) -> list[Row]:
    with town.office.read() as unit:
        found = next(s for s in lists.submissions(unit.connection) if s["number"] == number)
        return lists.rows_of(unit.connection, found["id"])


def do(town: Town, number: str, element: str, login: str, **said: Any) -> None:
    with town.office.read() as unit:
        every = lists.submissions(unit.connection)
        case_id = next(s["case_id"] for s in every if s["number"] == number)
        items = work_items.items_of_case(unit.connection, case_id)
    item = next(i for i in items if i["element"] == element and i["state"] == "open")
    complete_task(
        town.office, actor=town.actor(login), item_id=item["id"], revision=item["revision"],
        values=FORMS.get(element, {}) | said,
    )  # fmt: skip


def publish(town: Town, number: str) -> None:
    """From a full draft to the next version."""
    do(town, number, "compile_draft", OFFICER)
    do(town, number, "approve_submission", LEADER)
    judge_list_rows(town.office, actor=town.actor(NATION), case_number=number, verdict="accepted")
    do(town, number, "check_rows", NATION)
    with town.office.read() as unit:
        day = unit.today.isoformat()
    said = {"outcome": "approve", "effective_on": day, "reasons": "符合条件。"}
    do(town, number, "approve_list", NATION_LEADER, **said)
