"""Somebody at every office and center, so that notices to all are answered; nobody signs in."""

from __future__ import annotations

from service.actions.acknowledge_notice import acknowledge_notice
from service.actions.create_person import create_person
from service.casework.actors import actor_of_login
from service.domain.errors import NotSignedIn
from service.domain.roles import NATION_CODE, Actor, Role
from service.office import Office
from service.store import people, sharing

MEASURES = ("checked", "none", "checked", "watching", "none")


class Liaisons:
    """People by organisation, made when first needed."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def of(self, org: str) -> Actor:
        """Whoever answers for an office or a center."""
        login = f"{org}-liaison"
        with self.office.read() as unit:
            try:
                return actor_of_login(unit, login)
            except NotSignedIn:
                row = people.organisation_by_code(unit.connection, org) or {}
        is_office = row["kind"] == "office"
        role = Role.PROVINCIAL_OFFICER if is_office else Role.VIOLATION_OFFICER
        create_person(
            self.office, actor=None, login=login, name=f"{row['short_zh']} 联络员",
            name_en=f"Liaison, {org}", password=None, posts=((org, role.value),),
        )  # fmt: skip
        with self.office.read() as unit:
            return actor_of_login(unit, login)

    def second_officer(self) -> Actor:
        """A colleague of the national officer, who checks what the first one marked."""
        login = "cnipa-officer-b"
        create_person(
            self.office, actor=None, login=login, name="国家局经办 B 岗",
            name_en="CNIPA, officer B", password=None,
            posts=((NATION_CODE, Role.NATIONAL_OFFICER.value),),
        )  # fmt: skip
        with self.office.read() as unit:
            return actor_of_login(unit, login)

    def answer_all(self, item_id: int, *, but: int = 0) -> None:
        """Everybody who has not answered does, except the last few."""
        with self.office.read() as unit:
            item = sharing.item_by_id(unit.connection, item_id) or {}
            rows = [
                row
                for row in sharing.receipts_of(unit.connection, item_id)
                if row["revision"] == item["revision"] and row["acknowledged_at"] is None
            ]
        for number, row in enumerate(rows[: len(rows) - but]):
            acknowledge_notice(
                self.office,
                actor=self.of(row["org_code"]),
                receipt_id=row["id"],
                measure=MEASURES[number % len(MEASURES)],
            )
