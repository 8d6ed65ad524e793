"""mingdan calendar: the published days off and make-up workdays."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import click

from service.actions.import_calendar_year import import_calendar_year
from service.cli.house import ready_office
from service.domain.calendar_rows import Row, read_days
from service.store import house


@click.group()
def calendar() -> None:
    """Show and import the working-day calendar.

    Deadlines in working days stand on it. Past the last year that is loaded a deadline is
    provisional; importing the year makes it certain, and moves it where the guess was wrong.
    """


@calendar.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--notice", default="", help="The notice that announces these days.")
def import_(file: Path, notice: str) -> None:
    """Load the years in FILE, each replacing what was loaded of it.

    A CSV file with the columns date,kind,name, or a JSON list of objects with those names; kind
    is "off" for a day off and "work" for a weekend day that is worked. Days not named follow the
    week. Use it when the State Council has published the next year.

    \b
    Example (2027.csv begins: date,kind,name / 2027-01-01,off,元旦):
      mingdan calendar import 2027.csv --notice "国务院办公厅关于2027年部分节假日安排的通知"
    """
    years = _read(file, notice)
    with ready_office() as office:
        for year, rows in sorted(years.items()):
            done = import_calendar_year(office, actor=None, year=year, rows=rows)
            click.echo(f"{year}: {done.days} days; {done.moved} open deadlines moved")


def _read(file: Path, notice: str) -> dict[int, list[Row]]:
    years: dict[int, list[Row]] = defaultdict(list)
    for row in read_days(file.read_text(encoding="utf-8-sig"), notice):
        years[row["day"].year].append(row)
    return years


@calendar.command()
@click.argument("year", required=False, type=int)
def show(year: int | None) -> None:
    """List the days of YEAR as they were announced; without it, which years are loaded.

    \b
    Example:
      mingdan calendar show 2026
    """
    with ready_office() as office, office.read() as unit:
        if year is None:
            _, years = house.calendar_rows(unit.connection)
            click.echo(f"loaded: {', '.join(map(str, years))}")
            click.echo(f"covered until {unit.calendar.covered_until}; provisional after that")
            return
        days = house.calendar_days(unit.connection, year)
    if not days:
        raise click.BadParameter(f"{year} is not loaded")
    for row in days:
        click.echo(f"{row['day']}  {row['kind']:4}  {row['name']}")
