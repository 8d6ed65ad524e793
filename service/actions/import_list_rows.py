"""A file of rows is taken into a province's draft: all of it, or only the good rows if one says so.

Nothing is taken in silence: every fault names row, column and value (E7 83, 87).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.casework.list_checking import check_rows, layout_of
from service.casework.list_desk import COMPILING, ListDesk, check_may_work, desk_of
from service.casework.list_reading import FileRead, read_list
from service.casework.retry import repeated
from service.domain.errors import NotFound, WrongState
from service.domain.list_checks import check_twice, errors_of
from service.domain.list_rows import RowFault, member_key
from service.domain.roles import Actor
from service.office import Office, Unit
from service.office.kept_files import keep_file, kept_file
from service.sheets import is_workbook
from service.store import documents, list_files, lists

FAULTS_KEPT = 500
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Row = dict[str, Any]
Told = Callable[[str, int, int], None]


@dataclass(frozen=True, kw_only=True)
class ListRowsImported:
    """`taken` is 0 while errors stand and the good rows alone were not asked for."""

    import_id: int
    rows: int
    good: int
    taken: int
    errors: int
    warnings: int
    faults: tuple[dict[str, Any], ...]


@dataclass(frozen=True, kw_only=True)
class _File:
    name: str
    content: bytes
    digest: str
    read: FileRead


def import_list_rows(
    office: Office,
    *,
    actor: Actor,
    case_number: str,
    name: str = "",
    content: bytes = b"",
    import_id: int | None = None,
    good_only: bool = False,
    replace: bool = False,
    told: Told = lambda what, done, of: None,
) -> ListRowsImported:
    """Read, check and take the rows of an xlsx or CSV file into the draft.

    import_id  take the file of this earlier import again, instead of name and content
    good_only  leave rows with errors out, and take the others
    replace    take the place of what is in the draft
    told       hears what is done (reading, checking), how far, of how many
    Raises NotFound, NotAllowed, WrongState, ChangedMeanwhile, TooLarge, InvalidForm (no such file).
    """
    with office.read() as unit:
        _, found, _ = check_may_work(unit, actor, case_number, COMPILING)
        layout = layout_of(unit)
        most = unit.rules.number("list_import_rows", unit.today, found["province"])
        if import_id is not None:
            name, content = _again(office.documents, unit, found, import_id)
    read = read_list(content, layout, most, lambda done, of: told("reading", done, of))
    digest = hashlib.sha256(content).hexdigest()
    file = _File(name=name, content=content, digest=digest, read=read)

    def once(unit: Unit) -> ListRowsImported:
        return _import(unit, actor, case_number, file, good_only, replace, told)

    return repeated(office, once)


def _again(folder: Path, unit: Unit, found: Row, import_id: int) -> tuple[str, bytes]:
    kept = list_files.import_by_id(unit.connection, import_id)
    if kept is None or kept["submission_id"] != found["id"]:
        raise NotFound(what_zh="这次导入", what_en="such import")
    content = kept_file(folder, kept["sha256"])
    assert content is not None, "the file of an import is kept with it"
    return kept["name"], content


def _import(
    unit: Unit, actor: Actor, number: str, file: _File, good_only: bool, replace: bool, told: Told
) -> ListRowsImported:
    desk = desk_of(unit, actor, number, COMPILING)
    if desk.is_correcting:
        raise WrongState(
            reason_zh="退回后逐行修改，不能再整批导入。",
            reason_en="returned rows are corrected one by one; no file is taken now.",
        )
    faults = _checked(unit, desk, file.read, replace, told)
    wrong = errors_of(faults)
    bad = {found.row for found in wrong}
    good = [] if 0 in bad else [pair for pair in file.read.rows if pair[0] not in bad]
    taken = good if good and (good_only or not wrong) else []
    if taken:
        _take(unit, desk, [row for _, row in taken], replace)
    import_id = _keep(unit, desk, actor, file, faults, len(good), len(taken), replace)
    zh = f"导入 {file.name}：{len(file.read.rows)} 行，取用 {len(taken)} 行，错误 {len(wrong)} 处"
    en = f"Import of {file.name}: {len(taken)} of {len(file.read.rows)} rows, {len(wrong)} errors"
    desk.close("list.imported", zh, en, sha256=file.digest, taken=len(taken))
    return unit.done(
        ListRowsImported(
            import_id=import_id,
            rows=len(file.read.rows),
            good=len(good),
            taken=len(taken),
            errors=len(wrong),
            warnings=len(faults) - len(wrong),
            faults=_shown(faults),
        )
    )


def _checked(
    unit: Unit, desk: ListDesk, read: FileRead, replace: bool, told: Told
) -> list[RowFault]:
    """Every fault of the file and its rows; a row that can not be read is not checked further."""
    found = list(read.faults)
    unreadable = {fault.row for fault in errors_of(found)}
    rows = [pair for pair in read.rows if pair[0] not in unreadable]
    found += check_rows(
        unit, desk.submission["province"], rows, lambda done, of: told("checking", done, of)
    )
    if not replace:
        held = lists.rows_of(unit.connection, desk.submission["id"])
        before = [(row["number"], row) for row in held if row["operation"] == "put"]
        twice = {fault.row for fault in found if fault.code == "duplicate"}
        fresh = [pair for pair in rows if pair[0] not in twice]
        found += check_twice(fresh, before, where=("草案", " of the draft"))
    return sorted(found, key=lambda fault: (fault.row, fault.is_warning))


def _take(unit: Unit, desk: ListDesk, rows: Iterable[Row], replace: bool) -> None:
    submission_id = desk.submission["id"]
    if replace:
        lists.drop_rows(unit.connection, submission_id)
    first = lists.next_row_number(unit.connection, submission_id)
    made = [
        row
        | {
            "submission_id": submission_id,
            "number": first + at,
            "operation": "put",
            "member_unit": member_key(row["code"], row["unit_name"], row["host_name"])[1],
            "changed_at": unit.now,
        }
        for at, row in enumerate(rows)
    ]
    lists.add_rows(unit.connection, made)


def _keep(
    unit: Unit, desk: ListDesk, actor: Actor, file: _File, faults: list[RowFault], good: int,
    taken: int, replace: bool,
) -> int:  # fmt: skip
    """The import, and the file with the case."""
    keep_file(unit.office.documents, file.content)
    name = Path(file.name.replace("\\", "/")).name[:200] or "list"
    wrong = len(errors_of(faults))
    documents.add_document(
        unit.connection,
        {
            "name": name, "media_type": XLSX if is_workbook(file.content) else "text/csv",
            "size": len(file.content), "sha256": file.digest, "uploaded_by": actor.person_id,
            "uploaded_at": unit.now, "case_id": desk.work.case.id,
        },
    )  # fmt: skip
    return list_files.add_import(
        unit.connection,
        {
            "submission_id": desk.submission["id"], "name": name, "sha256": file.digest,
            "size": len(file.content), "rows": len(file.read.rows), "good": good, "taken": taken,
            "warnings": len(faults) - wrong, "errors": wrong, "faults": list(_shown(faults)),
            "replaces": replace, "imported_at": unit.now, "imported_by": actor.person_id,
        },
    )  # fmt: skip


def _shown(faults: list[RowFault]) -> tuple[dict[str, Any], ...]:
    """Errors before warnings, each in the order of the rows; no more than anybody reads."""
    ordered = sorted(faults, key=lambda found: (found.is_warning, found.row))
    return tuple(found.as_json() for found in ordered[:FAULTS_KEPT])
