"""mingdan timers: the clock's own process."""

from __future__ import annotations

import click

from service.app import config_from_environment
from service.cli.house import ready_office
from service.cli.logs import write_logs
from service.timers import run_forever


@click.command()
def timers() -> None:
    """Let things fall due and planned cases open: run the clock until it is told to stop.

    With PostgreSQL, run one or several of these beside `mingdan serve`; each timer goes off
    exactly once however many there are. With SQLite, `serve` and `demo` bring their own. A
    database that is away for a while is waited for. SIGTERM ends it after the step under way.

    \b
    Example:
      MINGDAN_TICK_S=5 mingdan timers
    """
    config = config_from_environment()
    write_logs()
    with ready_office(config) as office:
        run_forever(office, config.tick_s)
