"""Acts on the precise-service list: rounds, drafts, the check row by row."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING, Any

from service.actions.close_list_round import close_list_round
from service.actions.drop_list_row import drop_list_row
from service.actions.import_list_rows import import_list_rows
from service.actions.judge_list_rows import judge_list_rows
from service.actions.look_at_list import look_at_list
from service.actions.open_list_round import open_list_round
from service.actions.save_list_row import save_list_row
from service.actions.withdraw_list_draft import withdraw_list_draft
from service.casework.list_writing import list_file
from service.domain.errors import NotFound
from service.domain.list_layout import DEFAULT_LAYOUT, ListColumn
from service.domain.roles import Actor
from service.store import list_versions, lists
from service.stories.acts.registry import act, number_of, somebody
from service.stories.people import failed

if TYPE_CHECKING:
    from service.stories.scene import Scene

Row = dict[str, Any]
USUAL_CELLS = {
    "city": "杭州", "industry": "智能制造", "evidence": "国科〔2025〕7号", "contact_name": "联系人",
    "contact_phone": "0571-12345678",
}  # fmt: skip


@act("open_list_round")
def _open(
    scene: Scene, actor: Actor | None, *, due_day: str, offices: list[str], year: int = 0,
    name: str = "",
) -> None:  # fmt: skip
    with scene.office.read() as unit:
        today = unit.today
    open_list_round(
        scene.office,
        actor=somebody(actor),
        year=year or today.year,
        name=name,
        due_day=date.fromisoformat(str(due_day)),
        offices=[scene.directory.organisation(office, "office") for office in offices],
    )


@act("close_list_round")
def _close(scene: Scene, actor: Actor | None) -> None:
    """The newest round."""
    with scene.office.read() as unit:
        newest = lists.rounds(unit.connection)[0]["id"]
    close_list_round(scene.office, actor=somebody(actor), round_id=newest)


@act("import_list_rows")
def _import(
    scene: Scene, actor: Actor | None, *, rows: list[Row], case: str | None = None,
    good_only: bool = False, replace: bool = False, titles: list[str] | None = None,
) -> None:  # fmt: skip
    """The rows are written into a workbook in the layout first; titles: another first line."""
    number = number_of(scene, case)
    layout = DEFAULT_LAYOUT
    if titles:
        layout = dataclasses.replace(
            layout, columns=tuple(ListColumn(field="", title=t) for t in titles)
        )
    content = list_file(layout, [_cells(row, at) for at, row in enumerate(rows, start=1)])
    import_list_rows(
        scene.office, actor=somebody(actor), case_number=number, name="名单.xlsx",
        content=content, good_only=good_only, replace=replace,
    )  # fmt: skip


def _cells(row: Row, at: int) -> list[str]:
    said = USUAL_CELLS | {"number": str(at)} | {name: str(value) for name, value in row.items()}
    return [said.get(column.field, "") for column in DEFAULT_LAYOUT.columns]


@act("save_list_row")
def _save(
    scene: Scene, actor: Actor | None, *, row: Row, number: int | None = None,
    case: str | None = None,
) -> None:  # fmt: skip
    """A new row, or the one of that number."""
    held = _row(scene, case, number) if number is not None else None
    save_list_row(
        scene.office,
        actor=somebody(actor),
        case_number=number_of(scene, case),
        cells=USUAL_CELLS | {name: str(value) for name, value in row.items()},
        row_id=held["id"] if held else None,
        revision=held["revision"] if held else 0,
    )


@act("drop_list_row")
def _drop(
    scene: Scene, actor: Actor | None, *, number: int | None = None, member: str | None = None,
    reason: str = "", case: str | None = None,
) -> None:  # fmt: skip
    """Take a row out, or propose that a member of this name leaves the list."""
    held = _row(scene, case, number) if number is not None else None
    with scene.office.read() as unit:
        members = list_versions.present_members(unit.connection)
    listing = next((row["id"] for row in members if row["unit_name"] == member), None)
    drop_list_row(
        scene.office, actor=somebody(actor), case_number=number_of(scene, case),
        row_id=held["id"] if held else None, listing_id=listing, reason=reason,
    )  # fmt: skip


@act("judge_list_rows")
def _judge(
    scene: Scene, actor: Actor | None, *, verdict: str = "accepted",
    numbers: list[int] | None = None, reason: str = "", case: str | None = None,
) -> None:  # fmt: skip
    """Rows of these numbers, or all that have no verdict yet."""
    ids = [_row(scene, case, number)["id"] for number in numbers] if numbers else None
    judge_list_rows(
        scene.office, actor=somebody(actor), case_number=number_of(scene, case), verdict=verdict,
        row_ids=ids, reason=reason,
    )  # fmt: skip


@act("withdraw_list_draft")
def _withdraw(
    scene: Scene, actor: Actor | None, *, reason: str = "情况有变", case: str | None = None
) -> None:
    withdraw_list_draft(
        scene.office, actor=somebody(actor), case_number=number_of(scene, case), reason=reason
    )


@act("look_at_list")
def _look(scene: Scene, actor: Actor | None, *, case: str | None = None) -> None:
    """As the page does: what may not be seen is not there."""
    done = look_at_list(scene.office, actor=somebody(actor), case_number=number_of(scene, case))
    if not done.allowed:
        raise NotFound(what_zh="这份名单", what_en="such list")


def _row(scene: Scene, case: str | None, number: int) -> Row:
    with scene.office.read() as unit:
        found = lists.submission_of_case(unit.connection, scene.case_id(case))
        rows = lists.rows_of(unit.connection, found["id"]) if found else []
    row = next((row for row in rows if row["number"] == number), None)
    if row is None:
        raise failed(f"名单没有第 {number} 行", f"the list has no row {number}")
    return row
