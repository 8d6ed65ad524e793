"""Looking at, and acting in, a demonstration."""

from __future__ import annotations

from typing import Any

from service.actions.complete_task import TaskCompleted, complete_task
from service.actions.open_case import open_case
from service.casework.actors import actor_of_login
from service.domain.roles import Actor
from service.domain.standing import Standing, standing
from service.office import Office
from service.store import work_items
from service.store.standing import entity_by_code, facts_of


def actor(office: Office, login: str) -> Actor:
    with office.read() as unit:
        return actor_of_login(unit, login)


def asked(office: Office, statement: str) -> list[Any]:
    """The first column of what a statement finds."""
    with office.read() as unit:
        return [row[0] for row in unit.connection.exec_driver_sql(statement)]


def open_as(office: Office, login: str, process: str, values: dict[str, Any]) -> int:
    by = actor(office, login)
    return open_case(office, actor=by, process_key=process, values=values).case_id


def complete_as(
    office: Office, login: str, case_id: int, element: str, **values: Any
) -> TaskCompleted:
    """This person does the one open task of this name that is theirs."""
    by = actor(office, login)
    orgs = {post.org_code for post in by.posts}
    with office.read() as unit:
        rows = work_items.items_of_case(unit.connection, case_id)
    item = next(
        row
        for row in rows
        if row["state"] == "open" and row["element"] == element and row["org_code"] in orgs
    )
    return complete_task(
        office, actor=by, item_id=item["id"], revision=item["revision"], values=values
    )


def standing_of(office: Office, code: str) -> Standing:
    with office.read() as unit:
        about = entity_by_code(unit.connection, code)
        assert about is not None
        return standing(facts_of(unit.connection, about), unit.today, unit.rules)
