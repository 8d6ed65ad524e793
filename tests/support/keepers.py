"""Two administrators: what one proposes, the other decides."""

from __future__ import annotations

from service.actions.create_person import create_person
from service.domain.roles import Actor
from tests.support.town import PASSWORD, Town

ONE, SECOND = "cnipa.administrator", "cnipa.administrator-2"


def second_administrator(town: Town) -> Actor:
    create_person(
        town.office, actor=None, login=SECOND, name="CNIPA administrator 2", password=PASSWORD,
        posts=(("CNIPA", "administrator"),),
    )  # fmt: skip
    return town.actor(SECOND)
