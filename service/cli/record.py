"""mingdan record: read the record of a case, and prove that nobody changed it."""

from __future__ import annotations

from typing import Any

import click

from service.cli import said
from service.cli.house import NotReady, ready_office
from service.domain.errors import NotFound
from service.store import cases
from service.store.record import entries_of
from service.store.record import verify as verify_record


@click.group()
def record() -> None:
    """Read and verify the record (办理记录).

    Every step of every case is a line that carries the hash of the line before it.
    """


@record.command()
@click.argument("case")
def show(case: str) -> None:
    """Print the lines of one CASE, oldest first: when, who, what.

    \b
    Example:
      mingdan record show A33-2026-00012
    """
    with ready_office() as office, office.read() as unit:
        found = cases.case_by_number(unit.connection, case.strip().upper())
        if found is None:
            raise NotFound(what_zh=f"案件 {case}", what_en=f"case {case}")
        lines = entries_of(unit.connection, found.chain)
    click.echo(f"{found.number}  {found.process_key}  {found.entity_name or ''}  {found.status}")
    for line in lines:
        click.echo(f"{said.moment(line['at'])}  {line['actor']}  {_what(line)}")


def _what(line: dict[str, Any]) -> str:
    detail = line["detail"]
    words = detail.get("label") or (detail.get("said") or {}).get("zh") or ""
    return "  ".join(filter(None, (line["verb"], line["element"], words)))


@record.command()
def verify() -> None:
    """Read the whole record again and find every edit, deletion and gap.

    Ends with 1 when the record is not what was written. Run it after restoring a backup, and
    from time to time.

    \b
    Example:
      mingdan record verify
    """
    with ready_office() as office, office.read() as unit:
        lines, breaks = verify_record(unit.connection)
    for one in breaks:
        click.echo(f"{one.chain} {one.number}: {one.zh} / {one.en}", err=True)
    if breaks:
        raise NotReady(f"the record is broken in {len(breaks)} places")
    click.echo(f"{lines} lines, each as it was written")
