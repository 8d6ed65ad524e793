"""Imported facts: batches, every row that ever came, and what counts now by its natural key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from service.store.database import Connection
from service.store.tables.entities import entity_identifier
from service.store.tables.preexam import preexam_count
from service.store.tables.tracking import (
    fact_batch,
    fact_counter,
    fact_row,
    local_economy,
    patent_grant,
    patent_maintenance,
    patent_transfer,
    patent_use,
)

Row = dict[str, Any]
PART = 400  # rows a statement: below the bound of parameters of either database
_B, _R = fact_batch.c, fact_row.c
_REPLACE = (
    fact_row.update().where(_R.id == sa.bindparam("old")).values(replaced_by=sa.bindparam("new"))
)


def parts(values: Sequence[Any], size: int = PART) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]


def ids_of_codes(connection: Connection, codes: Iterable[str]) -> dict[str, int]:
    """{code: entity id} of those that any entity has or had."""
    known = entity_identifier.c
    found: dict[str, int] = {}
    for part in parts(sorted(set(codes))):
        rows = connection.execute(
            sa.select(known.value, known.entity_id).where(known.value.in_(part))
        )
        found |= {row.value: row.entity_id for row in rows}
    return found


def grants_named(connection: Connection, numbers: Iterable[str]) -> dict[str, Row]:
    """{application or publication number: the grant on file}."""
    held = patent_grant.c
    found: dict[str, Row] = {}
    for part in parts(sorted(set(numbers))):
        rows = connection.execute(
            sa.select(patent_grant).where(held.number.in_(part) | held.publication.in_(part))
        )
        for row in rows.mappings():
            found |= {name: dict(row) for name in (row["number"], row["publication"]) if name}
    return found


def current_rows(connection: Connection, layout: str, keys: Iterable[str]) -> dict[str, Row]:
    """{natural key: the row that counts now}."""
    found: dict[str, Row] = {}
    for part in parts(list(keys)):
        rows = connection.execute(
            sa.select(_R.id, _R.key, _R.digest, _R.center_code).where(
                _R.layout == layout,
                _R.key.in_(part),
                _R.replaced_by.is_(None),
                _R.taken_back_at.is_(None),
            )
        )
        found |= {row["key"]: dict(row) for row in rows.mappings()}
    return found


def draw_number(connection: Connection, series: str) -> int:
    """The next number of a series; whoever draws next waits until this transaction ends."""
    held = fact_counter.c
    wanted = fact_counter.update().where(held.series == series).values(last=held.last + 1)
    last = connection.execute(wanted.returning(held.last)).scalar()
    if last is None:
        connection.execute(fact_counter.insert().values(series=series, last=1))
    return int(last or 1)


def add_batch(connection: Connection, values: Row) -> int:
    made = connection.execute(fact_batch.insert().values(values).returning(_B.id))
    return int(made.scalar_one())


def add_rows(connection: Connection, rows: list[Row]) -> None:
    """Keep new rows; the rows that counted by their keys until now are replaced by them."""
    for part in parts(rows):
        connection.execute(fact_row.insert(), [_kept(row) for row in part])
        by_key = {row["key"]: row["replaces"] for row in part if row["replaces"]}
        if not by_key:
            continue
        fresh = connection.execute(
            sa.select(_R.id, _R.key).where(
                _R.batch_id == part[0]["batch_id"], _R.key.in_(list(by_key))
            )
        )
        connection.execute(_REPLACE, [{"old": by_key[row.key], "new": row.id} for row in fresh])
    put_current(connection, rows)


def _kept(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "replaces"}


def batch_by_number(connection: Connection, number: str) -> Row | None:
    found = connection.execute(sa.select(fact_batch).where(_B.number == number)).mappings().first()
    return dict(found) if found else None


def rows_of_batch(connection: Connection, batch_id: int) -> list[Row]:
    found = connection.execute(sa.select(fact_row).where(_R.batch_id == batch_id).order_by(_R.line))
    return [dict(row) for row in found.mappings()]


def take_back(connection: Connection, batch_id: int, **values: Any) -> tuple[int, int]:
    """A batch counts no more; what it had replaced counts again. (rows gone, rows back).

    Rows of it that a later batch replaced stay replaced by that.
    """
    at = values["taken_back_at"]
    connection.execute(fact_batch.update().where(_B.id == batch_id).values(values))
    mine = rows_of_batch(connection, batch_id)
    counting = [row for row in mine if row["replaced_by"] is None]
    connection.execute(fact_row.update().where(_R.batch_id == batch_id).values(taken_back_at=at))
    _bypass(connection, [row for row in mine if row["replaced_by"] is not None])
    back = _revive(connection, [row["id"] for row in counting])
    drop_current(connection, counting)
    put_current(connection, back)
    return len(counting), len(back)


def _bypass(connection: Connection, replaced: list[Row]) -> None:
    """Who had been replaced by a row taken back is replaced by that row's successor instead."""
    for row in replaced:
        connection.execute(
            fact_row.update()
            .where(_R.replaced_by == row["id"])
            .values(replaced_by=row["replaced_by"])
        )


def _revive(connection: Connection, ids: list[int]) -> list[Row]:
    found: list[Row] = []
    for part in parts(ids):
        earlier = _R.replaced_by.in_(part) & _R.taken_back_at.is_(None)
        rows = [dict(r) for r in connection.execute(sa.select(fact_row).where(earlier)).mappings()]
        connection.execute(fact_row.update().where(earlier).values(replaced_by=None))
        found += rows
    return found


def batches_page(
    connection: Connection, orgs: list[str] | None, *, limit: int, offset: int = 0
) -> tuple[list[Row], int]:
    """Batches of these organisations (of all, for None), newest first; how many there are."""
    where = sa.true() if orgs is None else _B.org_code.in_(orgs)
    total = connection.execute(sa.select(sa.func.count()).select_from(fact_batch).where(where))
    found = connection.execute(
        sa.select(fact_batch).where(where).order_by(_B.id.desc()).limit(limit).offset(offset)
    )
    return [dict(row) for row in found.mappings()], int(total.scalar_one())


# What counts now, one table a layout: made from the rows, found again by their natural keys.


def put_current(connection: Connection, rows: list[Row]) -> None:
    """Let these rows count; what counted by the same keys until now goes."""
    drop_current(connection, rows)
    wanted = {row["batch_id"] for row in rows}
    found = connection.execute(sa.select(_B.id, _B.number).where(_B.id.in_(wanted)))
    numbers = {row.id: row.number for row in found}
    numbered = [row | {"batch_number": numbers[row["batch_id"]]} for row in rows]
    for table, made in _by_table(numbered):
        for part in parts(made):
            connection.execute(table.insert(), list(part))


def drop_current(connection: Connection, rows: list[Row]) -> None:
    for table, made in _by_table(rows):
        columns = [table.c[name] for name in KEYS[table.name]]
        for part in parts(made, 150):
            named = [tuple(row[column.name] for column in columns) for row in part]
            connection.execute(table.delete().where(sa.tuple_(*columns).in_(named)))


def _by_table(rows: list[Row]) -> Iterator[tuple[sa.Table, list[Row]]]:
    for layout, (table, make) in CURRENT.items():
        made = [make({"batch_number": ""} | row) for row in rows if row["layout"] == layout]
        if made:
            yield table, made


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _money(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None


def _placed(row: Row) -> Row:
    return {name: row[name] for name in ("entity_id", "center_code", "province")} | _sourced(row)


def _sourced(row: Row) -> Row:
    return {"source": row["batch_number"]}


def _preexam(row: Row) -> Row:
    said = row["said"]
    counts = ("received", "accepted", "qualified", "failed_form", "failed_substance",
              "failed_other", "as_co_applicant", "as_non_first")  # fmt: skip
    return (
        _placed(row)
        | {name: said[name] for name in counts}
        | {"month": _day(said["month"]), "kind": said["kind"], "recorded_at": row["recorded_at"]}
    )


def _grant(row: Row) -> Row:
    said = row["said"]
    return _placed(row) | {
        "number": said["patent"], "publication": said["publication"], "kind": said["kind"],
        "filed_on": _day(said["filed_on"]), "granted_on": _day(said["granted_on"]),
    }  # fmt: skip


def _maintenance(row: Row) -> Row:
    said = row["said"]
    days = {name: _day(said[name]) for name in ("kept_until", "lapsed_on")}
    return _sourced(row) | {"number": said["patent"]} | days


def _transfer(row: Row) -> Row:
    said = row["said"]
    return _sourced(row) | {
        "number": said["patent"], "transferred_on": _day(said["transferred_on"]),
        "to_name": said["to_name"],
    }  # fmt: skip


def _use(row: Row) -> Row:
    said = row["said"]
    return _sourced(row) | {
        "number": said["patent"], "way": said["way"], "began_on": _day(said["began_on"]),
        "income": _money(said["income"]),
    }  # fmt: skip


def _economy(row: Row) -> Row:
    said = row["said"]
    return _placed(row) | {
        "year": said["year"], "turnover": _money(said["turnover"]), "tax": _money(said["tax"]),
        "insured": said["insured"], "ip_service": said["ip_service"],
    }  # fmt: skip


CURRENT: dict[str, tuple[sa.Table, Callable[[Row], Row]]] = {
    "preexam": (preexam_count, _preexam),
    "grants": (patent_grant, _grant),
    "maintenance": (patent_maintenance, _maintenance),
    "transfers": (patent_transfer, _transfer),
    "uses": (patent_use, _use),
    "economy": (local_economy, _economy),
}
KEYS = {
    "preexam_count": ("center_code", "entity_id", "month", "kind"),
    "patent_grant": ("number",),
    "patent_maintenance": ("number",),
    "patent_transfer": ("number", "transferred_on"),
    "patent_use": ("number", "way", "began_on"),
    "local_economy": ("entity_id", "year"),
}
