"""The group of all commands, and the one place where what went wrong becomes words and a code."""

from __future__ import annotations

from typing import Any

import click

from service.cli import said
from service.cli.calendar import calendar
from service.cli.check import check
from service.cli.clock import clock
from service.cli.config import config
from service.cli.db import db
from service.cli.demo import demo
from service.cli.facts import facts
from service.cli.lists import list_
from service.cli.record import record
from service.cli.serve import serve
from service.cli.standing import standing
from service.cli.story import story
from service.cli.timers import timers
from service.cli.user import user
from service.domain.errors import Fault, Refusal
from service.store.database import is_unreachable

REFUSED, FAILED = 2, 1


class Commands(click.Group):
    """Refusals are printed in both languages and end with 2; failures with 1; no traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            said.refusal(refusal)
            ctx.exit(REFUSED)
        except Fault as fault:
            said.failure(str(fault))
            ctx.exit(FAILED)
        except Exception as error:
            if not is_unreachable(error):
                raise
            said.failure(f"the database can not be reached: {said.first_line(error)}")
            ctx.exit(FAILED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mingdan", message="%(prog)s %(version)s")
def main() -> None:
    """名单 Mingdan: case management for entities filed for patent pre-examination.

    \b
    To look around:           mingdan demo
    To run it for real:       mingdan db upgrade; mingdan db found; mingdan db publish
                              mingdan user add admin 管理员 --post CNIPA.administrator
                              mingdan serve
    With PostgreSQL, beside:  mingdan timers

    What is set from outside stands in `mingdan config`.
    """


for command in (
    demo,
    serve,
    timers,
    db,
    calendar,
    facts,
    user,
    check,
    story,
    clock,
    list_,
    record,
    standing,
    config,
):
    main.add_command(command)
