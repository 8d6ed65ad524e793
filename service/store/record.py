"""The record (办理记录): append-only, chained by hash, one chain a case and one for the house."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.store.database import SQLITE_INSTANT, dumps
from service.store.tables.cases import case, case_counter, record
from service.store.tables.house import house

START = "0" * 64
HOUSE = "house"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the record, before it is chained."""

    at: datetime
    person_id: int | None  # None: the clock
    actor: str
    verb: str
    element: str = ""
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Break:
    """A place where the record is not what was written."""

    chain: str
    number: int
    zh: str
    en: str


def entry_hash(chain: str, number: int, entry: Entry, previous: str) -> str:
    """SHA-256 over everything the line says and the hash of the line before it."""
    said = [
        chain,
        number,
        entry.at.astimezone(UTC).strftime(SQLITE_INSTANT),
        entry.person_id,
        entry.actor,
        entry.verb,
        entry.element,
        entry.detail,
        previous,
    ]
    return hashlib.sha256(dumps(said).encode()).hexdigest()


def chained(
    chain: str, count: int, previous: str, entries: list[Entry]
) -> tuple[list[dict[str, Any]], int, str]:
    """(the rows after line `count`, the new count, the new hash) for the chain's owner to keep."""
    rows = []
    for entry in entries:
        count += 1
        digest = entry_hash(chain, count, entry, previous)
        rows.append(
            {
                "chain": chain,
                "number": count,
                "at": entry.at,
                "person_id": entry.person_id,
                "actor": entry.actor,
                "verb": entry.verb,
                "element": entry.element,
                "detail": entry.detail,
                "previous": previous,
                "hash": digest,
            }
        )
        previous = digest
    return rows, count, previous


def add_lines(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Write lines that `chained` made, of one chain or of several."""
    if rows:
        connection.execute(record.insert(), rows)


def append_to_house(connection: Connection, entry: Entry) -> None:
    """Write one line of what concerns no case (people, calendar, rules, clock)."""
    end = connection.execute(
        sa.select(house.c.record_count, house.c.record_hash).with_for_update()
    ).one()
    rows, count, digest = chained(HOUSE, end.record_count, end.record_hash, [entry])
    add_lines(connection, rows)
    connection.execute(house.update().values(record_count=count, record_hash=digest))


def entries_of(connection: Connection, chain: str) -> list[dict[str, Any]]:
    """The lines of one chain, oldest first."""
    rows = connection.execute(
        sa.select(record).where(record.c.chain == chain).order_by(record.c.number)
    )
    return [dict(row) for row in rows.mappings()]


def count_lines(connection: Connection) -> int:
    """How many lines the cases have together; the house's own are not counted."""
    wanted = sa.select(sa.func.count()).select_from(record).where(record.c.chain != HOUSE)
    return int(connection.execute(wanted).scalar_one())


def verify(connection: Connection, chain: str | None = None) -> tuple[int, list[Break]]:
    """Read the whole record (or one chain) again; (lines read, breaks found).

    Finds an edited line, a missing line, a cut end, and a case that is gone altogether.
    """
    owners = _ends_kept(connection)
    wanted = sa.select(record).order_by(record.c.chain, record.c.number)
    if chain is not None:
        wanted = wanted.where(record.c.chain == chain)
        owners = {key: end for key, end in owners.items() if key == chain}
    lines, breaks, ends = 0, [], {}
    for row, found in _walk(connection, wanted):
        lines += 1
        ends[row.chain] = (row.number, row.hash)
        breaks.extend(found)
    for key, end in owners.items():
        if ends.get(key, (0, START)) != end:
            breaks.append(
                Break(
                    chain=key,
                    number=end[0],
                    zh="记录末尾缺行，或案件被改过",
                    en="the end of the record is cut, or the case was edited",
                )
            )
    if chain is None:
        breaks.extend(_missing_cases(connection, ends, owners))
    return lines, breaks


def _ends_kept(connection: Connection) -> dict[str, tuple[int, str]]:
    """How long each chain is and its last hash, as its owner keeps them."""
    cases = connection.execute(sa.select(case.c.id, case.c.record_count, case.c.record_hash))
    ends = {f"case:{row.id}": (row.record_count, row.record_hash) for row in cases}
    own = connection.execute(sa.select(house.c.record_count, house.c.record_hash)).one()
    return ends | {HOUSE: (own.record_count, own.record_hash)}


def _walk(
    connection: Connection, wanted: sa.Select[Any]
) -> Iterator[tuple[sa.Row[Any], list[Break]]]:
    chain, number, previous = None, 0, START
    for row in connection.execution_options(stream_results=True).execute(wanted):
        if row.chain != chain:
            chain, number, previous = row.chain, 0, START
        found = []
        if row.number != number + 1:
            found.append(
                Break(
                    chain=row.chain,
                    number=row.number,
                    zh=f"第 {number + 1} 行缺失",
                    en=f"line {number + 1} is missing",
                )
            )
        entry = Entry(
            at=row.at,
            person_id=row.person_id,
            actor=row.actor,
            verb=row.verb,
            element=row.element,
            detail=row.detail,
        )
        same = row.hash == entry_hash(row.chain, row.number, entry, row.previous)
        if not same or (row.previous != previous and not found):
            found.append(
                Break(
                    chain=row.chain, number=row.number, zh="这一行被改过", en="this line was edited"
                )
            )
        number, previous = row.number, row.hash
        yield row, found


def _missing_cases(
    connection: Connection, ends: dict[str, Any], owners: dict[str, Any]
) -> list[Break]:
    """Cases that were numbered or recorded but are not there any more."""
    breaks = [
        Break(chain=key, number=end[0], zh="有记录而没有案件", en="recorded, but the case is gone")
        for key, end in ends.items()
        if key not in owners
    ]
    given = dict(connection.execute(sa.select(case_counter.c.series, case_counter.c.last)).all())
    kept: dict[str, int] = {}
    for (number,) in connection.execute(sa.select(case.c.number)):
        series = number.rpartition("-")[0]
        kept[series] = kept.get(series, 0) + 1
    for series, last in given.items():
        if kept.get(series, 0) != last:
            breaks.append(
                Break(
                    chain=series,
                    number=last,
                    zh=f"编过 {last} 个案号，案件数对不上",
                    en=f"{last} numbers were given, {kept.get(series, 0)} cases are left",
                )
            )
    return breaks
