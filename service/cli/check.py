"""mingdan check: hold diagrams and forms against the drawing rules."""

from __future__ import annotations

from pathlib import Path

import click

from service.casework.checking import check_everything
from service.cli import said
from service.cli.files import definitions_at
from service.shipped import shipped_forms, shipped_processes


@click.command()
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@click.pass_context
def check(ctx: click.Context, path: Path | None) -> None:
    """Hold diagrams, decision tables and forms against the drawing rules.

    PATH is the folder of a process, a file in it, a form, or a folder with `processes` and
    `forms`; without it, what comes with the program. Needs no database. Every finding names the
    element and says how to put it right; ends with 2 when there is one.

    \b
    Example:
      mingdan check processes/admission_review
    """
    processes, forms = shipped_processes(), shipped_forms()
    if path is not None:
        processes, forms = definitions_at(path)
    found = check_everything(processes, forms)
    if found:
        said.findings(found)
        click.echo(f"{len(found)} findings", err=True)
        ctx.exit(2)
    click.echo(f"{len(processes)} processes and {len(forms)} forms: nothing to put right")
