"""mingdan standing: what holds for an entity on a day."""

from __future__ import annotations

from datetime import datetime, timedelta

import click

from service.cli.house import ready_office
from service.domain.errors import NotFound
from service.domain.identity import normalise_code
from service.domain.periods import day_end
from service.domain.standing import Standing
from service.domain.standing import standing as standing_on
from service.store.standing import entity_by_code, facts_of

A_MOMENT = timedelta(microseconds=1)


@click.command()
@click.argument("code")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Any day; today if left out.")
@click.option(
    "--known",
    type=click.DateTime(["%Y-%m-%d"]),
    help="As the record had it at the end of this day; as it has it now if left out.",
)
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
def standing(code: str, day: datetime | None, known: datetime | None, lang: str) -> None:
    """Answer what holds for the entity with this CODE on a day, past or future.

    May it apply, where is it filed, is it on the list, is it banned and until when: derived from
    the facts, as the pages and the API do.

    \b
    Example:
      mingdan standing 91330106MA27X0000A --on 2027-06-10 --lang en
    """
    with ready_office() as office, office.read() as unit:
        about = entity_by_code(unit.connection, code) or entity_by_code(
            unit.connection, normalise_code(code)
        )
        if about is None:
            raise NotFound(what_zh=f"代码为 {code} 的主体", what_en=f"entity with the code {code}")
        facts = facts_of(unit.connection, about)
        then = day_end(known.date()) - A_MOMENT if known else None
        on = day.date() if day else unit.today
        found = standing_on(facts, on, unit.rules_at(then), then)
    _say(found, lang)


def _say(found: Standing, lang: str) -> None:
    click.echo(f"{found.name}  {found.code}  {found.day}")
    for answer in found.answers:
        question, words, detail = (
            pair.zh if lang == "zh" else pair.en
            for pair in (answer.question, answer.answer, answer.detail)
        )
        click.echo(f"  {question}  {words}" + (f"  ({detail})" if detail else ""))
