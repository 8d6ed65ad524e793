"""A province's list in the layout of the annex, and a version of the list as plain rows (M38)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from service.domain.list_kinds import SUBTYPES
from service.domain.list_layout import FIELDS, ListLayout
from service.domain.words import zh_day
from service.office import Unit
from service.sheets import Table, write_book, write_rows
from service.store import people

Row = dict[str, Any]
CATEGORIES = {1: "（一）", 2: "（二）", 3: "（三）"}
MEMBER_FIELDS = ("unit_name", "code", "category", "subtype", "host_name", "city", "industry")


def annex_of(unit: Unit, layout: ListLayout, province: str, rows: list[Row]) -> bytes:
    """An xlsx of these rows, with the lines above and below; a blank template without rows."""
    office = people.organisation_by_code(unit.connection, province) or {}
    gaps = {
        "office": str(office.get("name_zh", "XX省（自治区、直辖市）")),
        "year": str(unit.today.year),
        "day": zh_day(unit.today),
    }
    said = (_cells(layout, row, at) for at, row in enumerate(rows, start=1))
    return list_file(layout, said, gaps)


def list_file(
    layout: ListLayout, rows: Iterable[Sequence[str]], gaps: Mapping[str, str] | None = None
) -> bytes:
    """An xlsx of rows whose cells stand as the layout says; `gaps` fill the lines around them."""
    table = Table(
        name=layout.sheet,
        rows=[[column.title for column in layout.columns], *rows],
        widths=[column.width for column in layout.columns],
        above=[_filled(line, gaps or {}) for line in layout.head],
        below=[_filled(line, gaps or {}) for line in layout.foot],
        titles_at=layout.header_row,
        ruled=True,
    )
    return write_book([table])


def _filled(line: str, gaps: Mapping[str, str]) -> str:
    for name, value in gaps.items():
        line = line.replace(f"{{{name}}}", value)
    return line


def _cells(layout: ListLayout, row: Row, at: int) -> list[str]:
    return [str(at) if c.field == "number" else said_of(row, c.field) for c in layout.columns]


def said_of(row: Row, field: str) -> str:
    """One value as people write it."""
    value = row.get(field)
    if field == "category" and value:
        return CATEGORIES[value]
    if field == "subtype":
        kind = SUBTYPES.get(str(value))
        return kind.zh if kind else str(value or "")
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def version_csv(rows: list[Row]) -> bytes:
    """Members of a version, one a line."""
    titles = [FIELDS[name].zh for name in MEMBER_FIELDS] + ["省级单位", "起"]
    members = (
        [said_of(row, name) for name in MEMBER_FIELDS]
        + [str(row["office"] or ""), str(row["from_day"])]
        for row in rows
    )
    return write_rows("csv", "", [titles, *members])


def member_json(row: Row) -> Row:
    """A member as the API shows it."""
    names = ("host_name", "city", "industry")
    return {name: row[name] or "" for name in names} | {
        "unit_name": row["unit_name"],
        "code": row["code"],
        "category": row["category"],
        "subtype": row["subtype"],
        "province": row["office"],
        "from_day": row["from_day"],
        "to_day": row["to_day"],
        "from_version": row["from_version"],
        "to_version": row["to_version"],
    }
