"""mingdan serve: the server for real work."""

from __future__ import annotations

import click

from service.app import config_from_environment
from service.cli.house import check_ready, office_of
from service.cli.logs import write_logs
from service.cli.server import Server
from service.config import BadSetting


@click.command()
def serve() -> None:
    """Serve pages and API.

    With SQLite one process does everything, timers included. With PostgreSQL it is
    MINGDAN_WORKERS processes, and `mingdan timers` runs beside them; any number of nodes may
    serve one database. MINGDAN_SECRET_KEY must be set, the same on every node: it signs the
    cookies. SIGTERM lets requests under way finish.

    \b
    Example:
      MINGDAN_SECRET_KEY=$(openssl rand -hex 32) mingdan serve
    """
    config = config_from_environment()
    if len(config.secret_key) < 16:
        raise BadSetting(
            "MINGDAN_SECRET_KEY must be set, to 16 characters or more: it signs the cookies. "
            "Make one with `openssl rand -hex 32` and keep it"
        )
    write_logs()
    with office_of(config) as office:
        check_ready(office)
    Server(config).run()
