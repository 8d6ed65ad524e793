"""What the moves of one transaction share: the cases they hold, and what they write at its end.

A case may move others and set off new ones. Each kind of row is written once for all of them, so
that a decision costs no more statements because it reaches more.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from service.store import cases, notices, timers, work_items
from service.store.cases import Case
from service.store.database import Connection
from service.store.record import Entry, add_lines, chained

Row = dict[str, Any]
Key = tuple[int, str]  # a case, and a key of its own in it
TAKEN_BACK = "程序收回"


class Moved(Exception):
    """Somebody saved the case since it was loaded; load it and apply again."""


@dataclass(kw_only=True)
class Turn:
    """`held`: the cases this transaction holds; `lines`: for the record, by case, in order.

    `read` is what `on_record` keeps of each entity, `alone` the entities that are locked, `kept`
    what an operation reads once for the whole turn.
    """

    held: dict[int, Case] = field(default_factory=dict)
    changed: dict[int, Case] = field(default_factory=dict)
    lines: dict[int, list[Entry]] = field(default_factory=dict)
    cancelled: list[Key] = field(default_factory=list)
    disarmed: list[Key] = field(default_factory=list)
    items: list[Row] = field(default_factory=list)
    armed: list[Row] = field(default_factory=list)
    notices: list[Row] = field(default_factory=list)
    read: dict[tuple[int, str | None], dict[str, list[Row]]] = field(default_factory=dict)
    alone: set[int] = field(default_factory=set)
    kept: dict[tuple[str, int], Row | None] = field(default_factory=dict)

    def hold(self, connection: Connection, ids: Iterable[int]) -> None:
        """Hold these cases, too; one that is held already stays as this transaction left it."""
        wanted = sorted(set(ids) - self.held.keys())
        if wanted:
            self.held |= {case.id: case for case in cases.hold_cases(connection, wanted)}

    def keep(self, case: Case, lines: list[Entry], told: list[Row]) -> None:
        """The case has changed: write it, these lines and these notices at the end."""
        self.changed[case.id] = case
        self.lines.setdefault(case.id, []).extend(lines)
        self.notices.extend(told)

    def forget(self, entity_id: int, *parts: str) -> None:
        """What was read of an entity, or these parts of it, is read again when asked for."""
        for key, kept in self.read.items():
            if key[0] == entity_id:
                for part in parts or tuple(kept):
                    kept.pop(part, None)

    def write(self, connection: Connection, now: datetime) -> None:
        """Write everything and begin anew. Raises Moved when somebody saved a case meanwhile."""
        work_items.cancel_items(connection, self.cancelled, why=TAKEN_BACK, at=now)
        timers.delete_timers(connection, self.disarmed)
        work_items.insert_items(connection, self.items)
        timers.insert_timers(connection, self.armed)
        rows: list[Row] = []
        for case in self.changed.values():
            more, case.record_count, case.record_hash = chained(
                case.chain, case.record_count, case.record_hash, self.lines[case.id]
            )
            rows += more
        add_lines(connection, rows)
        if not cases.save_cases(connection, list(self.changed.values()), now=now):
            raise Moved
        notices.add_notices(connection, self.notices)
        self.changed, self.lines = {}, {}
        self.cancelled, self.disarmed = [], []
        self.items, self.armed, self.notices = [], [], []
