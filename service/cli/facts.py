"""mingdan facts: what is tracked of entities, imported from files."""

from __future__ import annotations

from pathlib import Path

import click
from tqdm import tqdm

from service.actions.import_facts import FactsImported, import_facts
from service.actions.take_back_facts import take_back_facts
from service.casework.fact_templates import template as template_of
from service.cli.house import ready_office
from service.cli.said import moment
from service.domain.fact_rows import FactLayout
from service.reference.fact_layouts import fact_layouts
from service.store import facts as store

LAYOUTS = click.Choice(list(fact_layouts()))


@click.group()
def facts() -> None:
    """Import the facts that indicators and monitoring stand on.

    \b
    Tables, in the order they are best imported in:
      preexam      pre-examination counts of an entity, a month and a kind of patent
      grants       patents granted after pre-examination
      maintenance  until when a granted patent is kept, or when it lapsed
      transfers    transfers of granted patents
      uses         own use, licences, investments, pledges
      economy      turnover and tax of an entity in a year, in 10,000 yuan

    Files are xlsx, or CSV in UTF-8 or GB 18030; `mingdan facts template` makes an empty one.
    The same file twice changes nothing; a row that says something else of the same thing takes
    its place; a batch can be taken back.
    """


@facts.command("import")
@click.argument("layout", type=LAYOUTS)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--only-good", is_flag=True, help="Take the rows that are right, leave the others.")
def import_(layout: str, file: Path, only_good: bool) -> None:
    """Import FILE, a table of the kind LAYOUT.

    One wrong row stops everything, unless --only-good says otherwise; each wrong cell is named
    with what to do. Every row names its center.

    \b
    Example:
      mingdan facts import preexam 2026-02.xlsx
      mingdan facts import grants grants.csv --only-good
    """
    with (
        ready_office() as office,
        tqdm(desc=file.name, unit=" rows", leave=False, mininterval=0.2) as bar,
    ):

        def tell(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        done = import_facts(
            office,
            actor=None,
            layout=layout,
            name=file.name,
            content=file.read_bytes(),
            only_good=only_good,
            tell=tell,
        )
    _say(done)


def _say(done: FactsImported) -> None:
    counts = f"{done.rows} rows: {done.added} new, {done.replaced} replaced, {done.same} the same"
    click.echo(f"{done.number or 'nothing changed'}  {counts}, {done.refused} refused")
    for problem in done.problems:
        kind = "warning" if problem.warning else "refused"
        click.echo(f"  {problem.address} {kind}: {problem.zh} / {problem.en}", err=True)


@facts.command()
@click.argument("layout", type=LAYOUTS)
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
def template(layout: str, file: Path, lang: str) -> None:
    """Write an empty table of the kind LAYOUT to FILE (.xlsx or .csv).

    \b
    Example:
      mingdan facts template preexam preexam.xlsx
    """
    kind = "csv" if file.suffix.lower() == ".csv" else "xlsx"
    known: FactLayout = fact_layouts()[layout]
    file.write_bytes(template_of(known, lang, kind))
    for column in known.columns:
        must = "required" if column.required else "may stay empty"
        click.echo(f"{column.zh:12} {column.en:26} {must}")


@facts.command()
@click.option("--org", help="Only the batches of this organisation: zhejiang, 330000, CNIPA.")
def batches(org: str | None) -> None:
    """List what was imported, the newest first.

    \b
    Example:
      mingdan facts batches --org zhejiang
    """
    with ready_office() as office, office.read() as unit:
        rows, total = store.batches_page(unit.connection, [org] if org else None, limit=100)
    for row in rows:
        gone = "  taken back" if row["taken_back_at"] else ""
        click.echo(
            f"{row['number']}  {moment(row['imported_at'])}  {row['org_code']:10} "
            f"{row['layout']:11} +{row['added']} ~{row['replaced']}  {row['file_name']}{gone}"
        )
    if total > len(rows):
        click.echo(f"and {total - len(rows)} earlier")


@facts.command("take-back")
@click.argument("number")
@click.option("--reason", required=True, help="Why; it stays on record.")
def take_back(number: str, reason: str) -> None:
    """Let the batch NUMBER count no more; what it had replaced counts again.

    \b
    Example:
      mingdan facts take-back F-2026-00012 --reason "the file of another month"
    """
    with ready_office() as office:
        done = take_back_facts(office, actor=None, number=number, reason=reason)
    click.echo(f"{done.number}: {done.gone} rows count no more, {done.back} count again")
