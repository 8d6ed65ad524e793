"""An officer imports a file of facts: counts, grants, maintenance, transfers, use, economy."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from service.casework.fact_reading import (
    SHOWN,
    FactsRead,
    ReadFact,
    Tell,
    field_errors,
    layout_of,
    read_facts,
    with_owner_checked,
)
from service.casework.import_reach import reach_of
from service.casework.retry import repeated
from service.domain.errors import InvalidForm
from service.domain.fact_rows import RowProblem
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import facts
from service.store.record import Entry, append_to_house

ONE_AT_A_TIME = "F-lock"  # drawn before what counts now is looked at: the others wait


@dataclass(frozen=True, kw_only=True)
class FactsImported:
    """What became of the rows; `number` is empty when nothing changed and nothing was kept."""

    number: str
    layout: str
    rows: int
    added: int
    replaced: int
    same: int
    refused: int
    problems: tuple[RowProblem, ...] = ()


def import_facts(
    office: Office,
    *,
    actor: Actor | None,
    layout: str,
    name: str,
    content: bytes,
    only_good: bool = False,
    tell: Tell = lambda done, total: None,
) -> FactsImported:
    """Take a file's rows. The same file again changes nothing; a row that says something else
    of the same thing takes its place. Source: M18, M19.

    actor      None from the command line of whoever runs the house
    only_good  take the rows that are right and leave the others; else one wrong row stops all
    tell       hears how many rows are checked, of how many
    Raises NotAllowed, TooLarge, InvalidForm (the file, or each cell to put right).
    """

    def once(unit: Unit) -> FactsImported:
        reach = reach_of(unit, actor)
        read = read_facts(unit, reach, layout_of(layout), content, tell)
        facts.draw_number(unit.connection, ONE_AT_A_TIME)
        read = with_owner_checked(unit, reach, read)
        if read.errors and not (only_good and read.good):
            raise InvalidForm(fields=field_errors(read))
        return unit.done(_keep(unit, read, reach.org, name, content, actor))

    return repeated(office, once)


def _keep(
    unit: Unit,
    read: FactsRead,
    org: str,
    name: str,
    content: bytes,
    actor: Actor | None,
) -> FactsImported:
    key = read.layout.key
    held = facts.current_rows(unit.connection, key, [fact.key for fact in read.good])
    changed = [f for f in read.good if held.get(f.key, {}).get("digest") != f.digest]
    replaced = sum(fact.key in held for fact in changed)
    counts = {
        "rows": read.rows,
        "added": len(changed) - replaced,
        "replaced": replaced,
        "same": len(read.good) - len(changed),
        "refused": read.refused,
    }
    if not changed:
        return FactsImported(number="", layout=key, **counts, problems=read.problems[:SHOWN])
    series = f"F-{unit.today.year}"
    number = f"{series}-{facts.draw_number(unit.connection, series):05d}"
    batch = counts | {
        "number": number,
        "layout": key,
        "org_code": org,
        "file_name": name[:200] or "file",
        "sha256": hashlib.sha256(content).hexdigest(),
        "imported_by": actor.person_id if actor else None,
        "imported_as": actor.name if actor else "系统",
        "imported_at": unit.now,
    }
    batch_id = facts.add_batch(unit.connection, batch)
    old = {key: row["id"] for key, row in held.items()}
    facts.add_rows(unit.connection, [_row(unit, key, batch_id, f, old.get(f.key)) for f in changed])
    told: dict[str, object] = {"number": number, "layout": key, "sha256": batch["sha256"]}
    _note(unit, actor, {**told, **counts})
    return FactsImported(number=number, layout=key, **counts, problems=read.problems[:SHOWN])


def _row(
    unit: Unit, layout: str, batch_id: int, fact: ReadFact, replaces: int | None
) -> dict[str, object]:
    return {
        "batch_id": batch_id,
        "layout": layout,
        "key": fact.key,
        "line": fact.line,
        "entity_id": fact.entity_id,
        "center_code": fact.center,
        "province": fact.province,
        "said": fact.said,
        "digest": fact.digest,
        "recorded_at": unit.now,
        "replaces": replaces,
    }


def _note(unit: Unit, actor: Actor | None, said: Mapping[str, object]) -> None:
    by = (actor.person_id, actor.name) if actor else (None, "系统")
    line = Entry(
        at=unit.now, person_id=by[0], actor=by[1], verb="facts.imported", detail=dict(said)
    )
    append_to_house(unit.connection, line)
