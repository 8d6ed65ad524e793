"""mingdan config: what can be set from outside, and what is."""

from __future__ import annotations

import click

from service.app import config_from_environment
from service.config import SETTINGS, as_markdown


@click.command()
@click.option("--markdown", is_flag=True, help="Print the table of the README instead.")
def config(markdown: bool) -> None:
    """Show every setting and its value now.

    Settings are environment variables, read once at the start. Use this to see what a command
    would work with; a wrong value is named. The secret key is never shown.

    \b
    Example:
      MINGDAN_PORT=9000 mingdan config
    """
    if markdown:
        click.echo(as_markdown())
        return
    now = config_from_environment()
    for setting in SETTINGS:
        value = getattr(now, setting.name.removeprefix("MINGDAN_").lower())
        if setting.name == "MINGDAN_SECRET_KEY":
            value = "set" if value else "not set"
        if isinstance(value, bool):
            value = "yes" if value else "no"
        click.echo(f"{setting.name}={value}\n    {setting.meaning}")
