"""mingdan list: rounds and lists of the provinces."""

from __future__ import annotations

from pathlib import Path

import click
from tqdm import tqdm

from service.actions.import_list_rows import ListRowsImported, import_list_rows
from service.casework.actors import actor_of_login
from service.casework.list_desk import COMPILING
from service.cli.house import ready_office
from service.office import Office
from service.store import lists


@click.group("list")
def list_() -> None:
    """The precise-service list: take a province's file into its draft."""


@list_.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--office", required=True, help="Code of the regional office: 330000.")
@click.option("--as", "login", required=True, help="The provincial officer who imports.")
@click.option("--case", "number", help="Which list, where the office compiles several.")
@click.option("--good-only", is_flag=True, help="Leave rows with errors out, take the others.")
@click.option("--replace", is_flag=True, help="Take the place of what is in the draft.")
def import_(
    file: Path, office: str, login: str, number: str | None, good_only: bool, replace: bool
) -> None:
    """Check an xlsx or CSV FILE in the layout of the annex and take its rows.

    Nothing is taken while any row has errors, unless --good-only says so. Ends with 2 when nothing
    was taken.

    \b
    Examples:
      mingdan list import zhejiang.xlsx --office 330000 --as zj-office
      mingdan list import zhejiang.csv --office 330000 --as zj-office --good-only
    """
    with ready_office() as house:
        found = number or _draft_of(house, office)
        done = _run(house, login, found, file, good_only, replace)
    for fault in done.faults:
        kind = "warning" if fault["is_warning"] else "error"
        where = f"row {fault['row']} {fault['field']}".strip() if fault["row"] else "file"
        value = f" “{fault['value']}”" if fault["value"] else ""
        click.echo(f"{kind:8}{where}{value}: {fault['zh']} / {fault['en']}", err=True)
    click.echo(
        f"{found}: {done.taken} of {done.rows} rows taken, {done.errors} errors, "
        f"{done.warnings} warnings"
    )
    if done.errors and not done.taken:
        raise click.exceptions.Exit(2)


def _draft_of(house: Office, province: str) -> str:
    """The one list this office is compiling. Raises click.BadParameter."""
    with house.read() as unit:
        rows = lists.submissions(unit.connection, province=province)
    open_ = [row["number"] for row in rows if row["waits_at"] in COMPILING]
    if len(open_) != 1:
        named = ", ".join(open_) or "none"
        raise click.BadParameter(f"{province} compiles {named}: name one with --case")
    return str(open_[0])


def _run(
    house: Office, login: str, number: str, file: Path, good_only: bool, replace: bool
) -> ListRowsImported:
    with house.read() as unit:
        actor = actor_of_login(unit, login)
    with tqdm(unit=" rows", disable=None) as bar:

        def told(what: str, done: int, of: int) -> None:
            bar.set_description(what)
            bar.total = of
            bar.n = done
            bar.refresh()

        return import_list_rows(
            house, actor=actor, case_number=number, name=file.name, content=file.read_bytes(),
            good_only=good_only, replace=replace, told=told,
        )  # fmt: skip
