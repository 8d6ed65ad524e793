"""mingdan demo: something to look at, in one command."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

import click
from tqdm import tqdm

from service.actions.enter_demonstration import DEMONSTRATION_PASSWORD, LEADING
from service.app import config_from_environment
from service.cli.house import NotReady, office_of
from service.cli.logs import write_logs
from service.cli.server import Server
from service.config import Config
from service.demonstration import SMALLEST_SIZE, USUAL_SIZE, is_complete, seed, staff
from service.office import Office
from service.store import schema

OTHERS = {"entity-1": "杭州示例初照传感有限公司 · an entity with nothing filed yet"}


@click.command()
@click.option("--no-serve", is_flag=True, help="Only make the data.")
@click.option("--reset", is_flag=True, help="Throw the demonstration's data away and begin anew.")
@click.option("--port", type=click.IntRange(1, 65535), help="Instead of MINGDAN_PORT.")
@click.option(
    "--size",
    type=click.IntRange(SMALLEST_SIZE, 5000),
    default=USUAL_SIZE,
    show_default=True,
    help="How many entities to invent.",
)
def demo(no_serve: bool, reset: bool, port: int | None, size: int) -> None:
    """Make a demonstration with a year of invented cases, and serve it.

    The first time it fills a database under var/ (about half a minute) and says who can sign
    in; after that it only serves. Time can be moved: `mingdan clock advance 1y`, or on the page
    of timers. Nothing in it is real. It never touches a house that is not a demonstration.

    \b
    Examples:
      mingdan demo
      mingdan demo --reset --port 9000
    """
    config = _config(port)
    with office_of(config) as office:
        _prepare(office, reset)
        if not _is_founded(office):
            _fill(office, size)
    _say_who(config, no_serve)
    if not no_serve:
        write_logs()
        Server(config).run()


def _config(port: int | None) -> Config:
    """The settings, with a secret key of the demonstration's own where none is set."""
    config = config_from_environment()
    if port is not None:
        config = replace(config, port=port)
    if not config.secret_key:
        config = replace(config, secret_key=_own_key(config.documents.parent / "demo-key"))
    return config


def _own_key(file: Path) -> str:
    """Kept, so that a restart signs nobody out."""
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_hex(32))
    return file.read_text().strip()


def _is_founded(office: Office) -> bool:
    with office.read() as unit:
        return unit.house.rules_version > 0


def _prepare(office: Office, reset: bool) -> None:
    """An empty or complete demonstration in a current schema. Raises NotReady for a real house."""
    if schema.current_revision(office.database) is not None:
        schema.upgrade(office.database)
        with office.read() as unit:
            founded, demonstration = unit.house.rules_version > 0, unit.house.is_demonstration
        if founded and not demonstration:
            raise NotReady(
                f"{office.database.engine.url!r} holds a house that is no demonstration; set "
                "MINGDAN_DATABASE_URL to another place"
            )
        if founded and not reset and not is_complete(office):
            click.echo("the data was not finished last time: beginning anew")
            reset = True
        if reset:
            schema.downgrade(office.database)
    schema.upgrade(office.database)


def _fill(office: Office, size: int) -> None:
    click.echo(f"inventing {size} entities and a year of cases")
    with tqdm(total=100, bar_format="{l_bar}{bar}| {elapsed}", leave=False) as bar:
        done = seed(office, size=size, tell=lambda share: bar.update(int(share * 100) - bar.n))
    click.echo(f"{done.entities} entities, {done.cases} cases since {done.first_day}")


def _say_who(config: Config, no_serve: bool) -> None:
    names = {account.login: f"{account.name} · {account.name_en}" for account in staff()} | OTHERS
    click.echo(f"\nWho can sign in (password for all: {DEMONSTRATION_PASSWORD}):")
    for login in LEADING:
        click.echo(f"  {login:15} {names[login]}")
    click.echo("  and more: mingdan user list. What to try: docs/scene.md")
    if not no_serve:
        click.echo(f"\nhttp://{config.host}:{config.port}  (Ctrl+C ends it)\n")
