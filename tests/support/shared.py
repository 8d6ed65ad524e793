"""The way of a shared item up to where many answer it."""

from __future__ import annotations

from typing import Any

from service.actions.acknowledge_notice import NoticeAcknowledged, acknowledge_notice
from service.store import sharing
from tests.support.town import Entity, Town

DAY = "2026-03-02"
FACTS = "备案时提交的社保证明系伪造。"
ITEM = {"what": "item", "subject": "entity", "kind": "false_information", "level": "serious",
        "facts": FACTS, "verified_on": DAY}  # fmt: skip
SEND = {"outcome": "send", "facts": FACTS, "hides_source": True}
ACCEPT = {"outcome": "accept", "reach": "by_level"}
OFFICER, OFFICE, NATION = (
    "zhejiang.violation_officer", "330000.provincial_officer", "cnipa.national_officer",
)  # fmt: skip


def reported(town: Town, entity: Entity, **said: Any) -> int:
    """A case with an item for the office to check."""
    values = ITEM | {"entity_code": entity.code} | said
    return town.open("information_sharing", OFFICER, values).case_id


def told(town: Town, entity: Entity, **said: Any) -> int:
    """A case whose notice went to the whole nation."""
    case = reported(town, entity, **said)
    town.complete(case, "check_serious_item", OFFICE, **SEND)
    town.complete(case, "check_report", NATION, **ACCEPT)
    return case


def item_of(town: Town, case: int) -> dict[str, Any]:
    with town.office.read() as unit:
        found = sharing.item_of_case(unit.connection, case)
    assert found is not None
    return found


def receipt(town: Town, case: int, org: str) -> dict[str, Any]:
    """The newest receipt of an organisation."""
    with town.office.read() as unit:
        rows = sharing.receipts_of(unit.connection, item_of(town, case)["id"])
    return next(row for row in rows if row["org_code"] == org)


def answer(town: Town, case: int, login: str, measure: str = "checked") -> NoticeAcknowledged:
    actor = town.actor(login)
    row = receipt(town, case, actor.posts[0].org_code)
    return acknowledge_notice(town.office, actor=actor, receipt_id=row["id"], measure=measure)


def silence_all_but(town: Town, case: int, *orgs: str) -> None:
    """As if everybody else had answered: what a hundred others do costs a test too long."""
    item = item_of(town, case)
    with town.office.begin() as unit:
        for row in sharing.receipts_of(unit.connection, item["id"]):
            if row["org_code"] not in orgs:
                sharing.acknowledge(
                    unit.connection, row["id"], acknowledged_at=unit.now, acknowledged_by=1,
                    action="none",
                )  # fmt: skip
