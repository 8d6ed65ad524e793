"""What the command line says: refusals in both languages, failures in a line."""

from __future__ import annotations

from datetime import datetime

import click

from service.domain.errors import BrokenProcess, Finding, Refusal
from service.domain.periods import SHANGHAI


def refusal(refused: Refusal) -> None:
    """Both sentences, then each field to put right."""
    if isinstance(refused, BrokenProcess):
        findings(refused.findings)
        return
    click.echo(refused.message("zh"), err=True)
    click.echo(refused.message("en"), err=True)
    for field in refused.fields:
        click.echo(f"  {field.field}: {field.zh} / {field.en}", err=True)


def findings(found: tuple[Finding, ...]) -> None:
    """One finding a paragraph: where, in Chinese, in English."""
    for one in found:
        where = " ".join(filter(None, (one.element, f"line {one.line}" if one.line else None)))
        click.echo(f"{one.code}  {where}".rstrip(), err=True)
        click.echo(f"  {one.zh}\n  {one.en}", err=True)


def failure(words: str) -> None:
    click.echo(f"mingdan: {words}", err=True)


def first_line(error: BaseException) -> str:
    cause = getattr(error, "orig", None) or error
    return str(cause).strip().partition("\n")[0] or type(error).__name__


def moment(instant: datetime) -> str:
    """A Shanghai wall time: 2026-11-22 09:00:00."""
    return instant.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
