"""mingdan db: the tables, the house in them, the diagrams and forms."""

from __future__ import annotations

from pathlib import Path

import click

from service.actions.found_house import found_house
from service.actions.publish_definitions import publish_definitions
from service.cli.files import definitions_at
from service.cli.house import NotReady, office_of, ready_office
from service.shipped import shipped_forms, shipped_processes
from service.store import schema


@click.group()
def db() -> None:
    """Prepare and check the database.

    Which database: MINGDAN_DATABASE_URL. A new house takes `upgrade`, `found` and `publish`, in
    this order; after an update of the program `upgrade` and `publish` again.
    """


@db.command()
def upgrade() -> None:
    """Create the tables, or bring them to this version.

    Doing it twice changes nothing. Make a copy of the database before an update.

    \b
    Example:
      MINGDAN_DATABASE_URL=postgresql://mingdan@db/mingdan mingdan db upgrade
    """
    with office_of() as office:
        before = schema.current_revision(office.database)
        schema.upgrade(office.database)
        now = schema.current_revision(office.database)
    click.echo(f"schema {now}" + (" (as before)" if now == before else ""))


@db.command()
@click.option("--demonstration", is_flag=True, help="Time can be moved; never for real work.")
def found(demonstration: bool) -> None:
    """Fill a new house: offices, centers, calendar, rules.

    Once; a house that is founded is left alone. For something to look at, `mingdan demo` does
    this and more.

    \b
    Example:
      mingdan db found
    """
    with office_of() as office:
        if schema.current_revision(office.database) != schema.newest_revision():
            raise NotReady("the tables are not there yet: run `mingdan db upgrade` first")
        done = found_house(office, is_demonstration=demonstration)
    click.echo("founded" if done.founded else "founded before; nothing was changed")


@db.command()
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
def publish(path: Path | None) -> None:
    """Make diagrams and forms the versions that new cases start on.

    Those that come with the program, or those in the folders `processes` and `forms` under PATH.
    Everything is checked first; running cases stay on their version.

    \b
    Example:
      mingdan db publish
    """
    processes, forms = shipped_processes(), shipped_forms()
    if path is not None:
        processes, forms = definitions_at(path)
    with ready_office() as office:
        done = publish_definitions(office, processes=processes, forms=forms)
    for key, version in (done.processes | done.forms).items():
        click.echo(f"{key}  version {version}")
    if not done.processes and not done.forms:
        click.echo("all of it is published already")


@db.command()
def check() -> None:
    """Compare the tables with what this version of the program expects.

    Ends with 1 when they differ: somebody changed them by hand, or an upgrade is missing.

    \b
    Example:
      mingdan db check
    """
    with ready_office() as office:
        differences = schema.differences(office.database)
    for difference in differences:
        click.echo(str(difference), err=True)
    if differences:
        raise NotReady(f"{len(differences)} differences between tables and program")
    click.echo("the tables are as they should be")
