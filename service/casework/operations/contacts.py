"""Contact with the listed of categories 1 and 2, from listing to leaving (M07)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from service.casework.contacts import CONTACT, PROCESS, REQUEST, contact_case
from service.casework.homes import on_moving
from service.casework.listed import Listed, on_entering, on_leaving
from service.casework.openings import Opening
from service.casework.openings.services import CONTACTED, check_request
from service.casework.operations.registry import before, operation
from service.casework.providers import standing_today, who_contacts
from service.casework.work import OpenFollowUp, SendMessage, Work
from service.domain.periods import day_start, last_day
from service.domain.services import ProviderLevel, ServiceState
from service.office import Unit
from service.store import cases, planned, services

Row = dict[str, Any]
FOLLOW = "yes"


@operation(
    "service.read_contact",
    "看由谁对接",
    "See who makes contact",
    "M07; E4 52",
    outputs=("listed", "who", "office"),
)
def read_contact(work: Work) -> dict[str, Any]:
    """Whether the entity is still to be contacted, and by whom today: `who` is first, again or
    province. The case goes with the center that contacts."""
    held = standing_today(work.unit, work.entity_id)
    if held.list_category not in CONTACTED:
        said = {"zh": "不再是名单一、二类，对接结束。", "en": "No longer in category 1 or 2."}
        return {"listed": False, "who": "", "office": "", "said": said}
    present = work.case.center_code
    by = who_contacts(work.unit, work.entity_id, held, work.rules, present)
    at_center = by.level is ProviderLevel.AT_CENTER
    work.case.center_code = by.code if at_center else None
    first = not services.has_contact(work.connection, work.case.id)
    who = ("first" if first else "again") if at_center else "province"
    role = "intake_officer" if at_center else "provincial_officer"
    work.tell(by.code, "contact_due", role=role, entity=work.case.entity_name)
    said = {"zh": "安排对接。", "en": "Contact is arranged."}
    return {"listed": True, "who": who, "office": by.code, "said": said}


@before("service.log_contact")
def _check_needs(work: Work, made: Row) -> None:
    """Raises InvalidForm by the row of a need that can not be followed up."""
    for _ in _wanted(work, made.get("needs") or []):
        pass


@operation(
    "service.log_contact",
    "对接记入服务日志",
    "Write the contact into the log",
    "M07; D22",
    inputs=("made",),
    outputs=("opens_on", "due_on"),
)
def log_contact(work: Work, made: Row) -> dict[str, Any]:
    """Keeps the contact; needs to follow up become requests. The next is due by the interval."""
    held_on = date.fromisoformat(made["held_on"])
    requests = _follow_up(work, made.get("needs") or [])
    by = work.case.center_code or str(work.case.province)
    level = ProviderLevel.AT_CENTER if work.case.center_code else ProviderLevel.AT_PROVINCE
    services.add_record(
        work.connection,
        {
            "entity_id": work.entity_id,
            "kind": CONTACT,
            "case_id": work.case.id,
            "level": level.value,
            "provider": by,
            "province": str(work.case.province),
            "state": ServiceState.PROVIDED.value,
            "given_on": held_on,
            "subject": _needs(made),
            "people": _people(made),
            "result": made["summary"],
            "recorded_by": work.actor.person_id or None,
            "recorded_at": work.now,
            "changed_at": work.now,
        },
    )
    interval = work.rules.limit("contact_interval", work.unit.today, work.case.province)
    due = last_day(held_on, interval.value, interval.unit)
    opens = due - timedelta(days=int(work.rule("contact_lead")))
    said = {
        "zh": f"{held_on} 对接，转出 {requests} 项申请；下次不晚于 {due}。",
        "en": f"Contact on {held_on}, {requests} requests follow; the next by {due}.",
    }
    return {"opens_on": str(opens), "due_on": str(due), "said": said}


def _people(made: Row) -> str:
    rows = [*made.get("entity_people", ()), *made.get("our_people", ())]
    return "、".join(f"{row['name']} {row.get('position') or ''}".strip() for row in rows)


def _needs(made: Row) -> str:
    return "；".join(str(need["note"]) for need in made.get("needs") or ())


def _follow_up(work: Work, needs: list[Row]) -> int:
    """Open a request for each need that is to be followed up; how many there are."""
    wanted = list(_wanted(work, needs))
    for need, center in wanted:
        about = Opening(entity_id=work.entity_id, center=center, province=str(work.case.province))
        values = {"purpose": REQUEST, "kind": need["kind"], "subject": need["note"]}
        work.effects.append(OpenFollowUp(process_key=PROCESS, about=about, values=values))
    return len(wanted)


def _wanted(work: Work, needs: list[Row]) -> Iterator[tuple[Row, str | None]]:
    """Each need that is followed up, with the center that serves. Raises InvalidForm by its row."""
    wanted = [(n, need) for n, need in enumerate(needs) if need["follow_up"] == FOLLOW]
    held = standing_today(work.unit, work.entity_id) if wanted else None
    for number, need in wanted:
        assert held is not None
        field = f"needs.{number}.kind"
        yield need, check_request(work.unit, work.entity_id, held, need, field)


@on_entering
def _entered(unit: Unit, rows: tuple[Listed, ...]) -> None:
    """Contact begins on the day of listing, by the clock: one case for each entity (M07)."""
    wanted = {
        f"{PROCESS}:{row.entity_id}:{row.from_day}": row
        for row in rows
        if row.category in CONTACTED and contact_case(unit, row.entity_id) is None
    }
    known = planned.planned_keys(unit.connection, f"{PROCESS}:")
    planned.plan_openings(
        unit.connection,
        [
            {
                "key": key,
                "process_key": PROCESS,
                "entity_id": row.entity_id,
                "province": row.province,
                "answers": {"purpose": CONTACT},
                "due_at": max(day_start(row.from_day), unit.now),
            }
            for key, row in wanted.items()
            if key not in known
        ],
    )


@on_leaving
def _left(work: Work, entity_id: int) -> None:
    """Contact and requests under way end with the listing (M26).

    Of a removal that takes effect later nothing is ended early: each step asks again.
    """
    if standing_today(work.unit, entity_id).listed:
        return
    for case_id in cases.live_cases(work.connection, entity_id, PROCESS):
        told = {"by_case": work.case.number}
        work.effects.append(SendMessage(case_id=case_id, message="left_list", payload=told))


@on_moving
def _moved(work: Work, entity_id: int) -> None:
    """A contact that is due is handed over to the center of the new home (E4 52)."""
    case = contact_case(work.unit, entity_id)
    if case is None or case.id == work.case.id:
        return
    held = standing_today(work.unit, entity_id)
    rules = work.unit.rules_of(case.rules_version)
    by = who_contacts(work.unit, entity_id, held, rules, case.center_code)
    if by.code != (case.center_code or case.province):
        told = {"by_case": work.case.number}
        work.effects.append(SendMessage(case_id=case.id, message="home_changed", payload=told))
