"""A house with its people, for tests that act: who is who, entities on file, tasks by name.

Accounts are named by what they hold: "zhejiang.center_head", "cnipa.national_leader". Time stands
still until a test moves it.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from service.actions.advance_clock import advance_clock
from service.actions.complete_task import TaskCompleted, complete_task
from service.actions.create_person import create_person
from service.actions.found_house import found_house
from service.actions.open_case import CaseOpened, open_case
from service.actions.publish_definitions import publish_definitions
from service.casework.actors import actor_of_login
from service.domain.filings import FilingState
from service.domain.periods import SHANGHAI
from service.domain.roles import Actor
from service.office import Office, Unit
from service.shipped import shipped_forms, shipped_processes
from service.store import entities, filings, house, work_items
from service.store.database import Database
from service.store.schema import upgrade

BEGIN = "2026-03-02T09:00"  # a Monday
PASSWORD = "a password for tests"
CENTERS = ("zhejiang", "hangzhou", "ningbo", "shaoxing")
AT_A_CENTER = ("intake_officer", "reviewer", "second_reviewer", "center_head", "violation_officer")
ELSEWHERE = (
    "330000.provincial_officer",
    "330000.provincial_leader",
    "330000-industry.consultee",
    "330000-development.consultee",
    "CNIPA.national_officer",
    "CNIPA.national_leader",
    "CNIPA.examination_side",
    "CNIPA.administrator",
    "CNIPA.auditor",
)
POSTS = (*(f"{center}.{role}" for center in CENTERS for role in AT_A_CENTER), *ELSEWHERE)


def moment(text: str) -> datetime:
    """The instant of a local time in Shanghai, "2026-03-02T09:00"."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def build(url: str) -> None:
    """Everything a town has before its first entity: one template a session."""
    database = Database(url)
    upgrade(database)
    with tempfile.TemporaryDirectory() as folder:
        office = Office(database=database, documents=Path(folder))
        found_house(office, is_demonstration=True)
        with office.begin() as unit:
            house.stand_clock(unit.connection, moment(BEGIN))
        publish_definitions(office, processes=shipped_processes(), forms=shipped_forms())
        for post in POSTS:
            settle_person(office, post)
    database.dispose()


def settle_person(office: Office, post: str) -> None:
    org, role = post.rsplit(".", 1)
    create_person(
        office,
        actor=None,
        login=post.lower(),
        name=f"{org} {role}",
        password=PASSWORD,
        posts=((org, role),),
    )


def code_of(number: int) -> str:
    return f"91330100MA{number:08d}"


def name_of(number: int) -> str:
    return f"杭州第{number}试验公司"


def register(unit: Unit, number: int) -> int:
    """An entity on file since today; its id."""
    about = {"code": code_of(number), "name": name_of(number), "kind": "company"}
    place = {
        "province": "330000",
        "city": "杭州市",
        "district_code": "330100",
        "address": "试验路1号",
    }
    reached = {
        "address": "试验路1号",
        "legal_representative": "张三",
        "contact_phone": "0571-00000000",
        "profile": {},
    }
    return entities.register(
        unit.connection,
        about | place | reached,
        code_kind="credit_code",
        reason="",
        on=unit.today,
        now=unit.now,
    )


def file_at(unit: Unit, entity_id: int, center: str) -> None:
    """The entity is filed at this center from today."""
    row: dict[str, Any] = {"entity_id": entity_id, "center_code": center, "case_id": None}
    row["number"] = f"F{entity_id}-{center}"
    row |= {"id": filings.open_filing(unit.connection, row), "period": None}
    filings.move_filing(
        unit.connection, row, FilingState.ACTIVE, on=unit.today, now=unit.now, case_id=None
    )


@dataclass(kw_only=True)
class Entity:
    id: int
    code: str
    name: str
    contact: str
    org: str


@dataclass
class Town:
    """A town over one database; every process of a test opens its own over the same address."""

    url: str
    documents: Path
    office: Office = field(init=False)

    def __post_init__(self) -> None:
        self.office = Office(database=Database(self.url), documents=self.documents)

    def close(self) -> None:
        self.office.database.dispose()

    def actor(self, login: str) -> Actor:
        with self.office.read() as unit:
            return actor_of_login(unit, login)

    def stand(self, at: str) -> None:
        """Set the clock without letting anything fall due: that is what the tickers are for."""
        with self.office.begin() as unit:
            house.stand_clock(unit.connection, moment(at))

    def advance(self, to: str) -> None:
        """Move the clock on, and let everything on the way happen at its own time."""
        advance_clock(self.office, actor=None, to=moment(to), standing=True)

    def enter_entity(self, number: int, filed_at: tuple[str, ...] = ()) -> Entity:
        """An entity on file since the first day, active at these centers, with a contact."""
        with self.office.begin() as unit:
            entity_id = register(unit, number)
            for center in filed_at:
                file_at(unit, entity_id, center)
        org = f"E{entity_id}"
        contact = f"{org}.entity_contact"
        settle_person(self.office, contact)
        return Entity(
            id=entity_id,
            code=code_of(number),
            name=name_of(number),
            contact=contact.lower(),
            org=org,
        )

    def open(self, process: str, by: str, values: dict[str, Any]) -> CaseOpened:
        return open_case(self.office, actor=self.actor(by), process_key=process, values=values)

    def items(self, case_id: int, element: str = "") -> list[dict[str, Any]]:
        """The open tasks of a case, or those of one element."""
        with self.office.read() as unit:
            rows = work_items.items_of_case(unit.connection, case_id)
        waiting = [row for row in rows if row["state"] == "open"]
        return [row for row in waiting if not element or row["element"] == element]

    def complete(self, case_id: int, element: str, by: str, **values: Any) -> TaskCompleted:
        """The one open task of this name that is for this person's organisation."""
        actor = self.actor(by)
        orgs = {post.org_code for post in actor.posts}
        item = next(row for row in self.items(case_id, element) if row["org_code"] in orgs)
        return complete_task(
            self.office, actor=actor, item_id=item["id"], revision=item["revision"], values=values
        )
