"""mingdan clock: in a demonstration, time moves on at a word."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import click

from service.actions.advance_clock import advance_clock
from service.cli import said
from service.cli.house import ready_office
from service.domain.periods import SHANGHAI, Unit, first_free_day
from service.office import Office

LENGTH = re.compile(r"([1-9][0-9]{0,3})([dwmy])")
DAYS = {"d": 1, "w": 7}
PERIODS = {"m": Unit.MONTH, "y": Unit.YEAR}
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?")


@click.group()
def clock() -> None:
    """Show the office's time, or move it on in a demonstration.

    The office's time is the database's own; in a demonstration it can run ahead of it. It never
    goes back.
    """


@clock.command()
def show() -> None:
    """Say what time it is in the office.

    \b
    Example:
      mingdan clock show
    """
    with ready_office() as office, office.read() as unit:
        click.echo(said.moment(unit.now))
        ahead = unit.now - unit.house.clock_at
        if ahead > timedelta(minutes=1):
            click.echo(f"a demonstration, {ahead.days} days ahead")
        elif unit.house.is_demonstration:
            click.echo("a demonstration; `mingdan clock advance 1y` moves it on")


@clock.command()
@click.argument("length", nargs=-1, required=True)
def advance(length: tuple[str, ...]) -> None:
    """Move a demonstration's time on; what falls due on the way happens at its own moment.

    LENGTH is a number of days, weeks, months or years (1d, 2w, 1m, 1y), or a day to go to. Months
    and years pass in full, as the law counts them: a year from 10 June has 10 June as its last day,
    and 1y goes to 11 June. A server that runs meanwhile shows the new time at once.

    \b
    Examples:
      mingdan clock advance 1y
      mingdan clock advance to 2027-06-10
      mingdan clock advance to 2027-06-10T09:00
    """
    text = " ".join(length).removeprefix("to ").strip()
    with ready_office() as office:
        done = advance_clock(office, actor=None, to=_target(office, text))
    click.echo(f"{said.moment(done.from_at)} → {said.moment(done.to_at)}")
    click.echo(f"{done.fired} timers went off on the way")


def _target(office: Office, text: str) -> datetime:
    if MOMENT.fullmatch(text):
        try:
            return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
        except ValueError as wrong:
            raise click.BadParameter(f"{text} is no day") from wrong
    found = LENGTH.fullmatch(text)
    if found is None:
        raise click.BadParameter(f"{text!r} is neither a length (1d, 2w, 1m, 1y) nor a day")
    count, unit = int(found[1]), found[2]
    with office.read() as now:
        local = now.now.astimezone(SHANGHAI)
    if unit in DAYS:
        return local + timedelta(days=count * DAYS[unit])
    try:
        day: date = first_free_day(local.date(), count, PERIODS[unit])
    except (OverflowError, ValueError) as wrong:
        raise click.BadParameter(f"{text} is too far") from wrong
    return datetime.combine(day, local.timetz())
