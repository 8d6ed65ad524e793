"""Services for the listed: contacts made and due, requests, and ledgers with and without room."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from service.actions.complete_task import complete_task
from service.actions.enter_entity import FilingHeld, PlaceOnList, enter_entity
from service.actions.log_service import log_service
from service.actions.open_case import open_case
from service.actions.record_cross_region_use import record_cross_region_use
from service.casework.ledger import figures
from service.casework.providers import home_province, standing_today
from service.casework.retry import repeated
from service.demonstration.areas.registry import area
from service.demonstration.cast import Cast
from service.demonstration.people import CENTERS, PROVINCES
from service.domain.errors import Refusal
from service.domain.identity import expected_check
from service.domain.roles import Actor, Role
from service.office import Office, Unit
from service.store import cross_region, filings, listings, preexam, work_items

Row = dict[str, Any]
STAFFED = {center.code for center in CENTERS}
SERVED = {province.code for province in PROVINCES}
CONTACTS, REQUESTS, GRANTS = 8, 6, 5
INSTITUTES = (
    ("12330000MB9920001", "浙江示例传感研究院"),
    ("12330000MB9920002", "浙江示例材料研究院"),
)
NEEDS = (
    ("patent_navigation", "下一代传感器方向的专利导航"),
    ("overseas_guidance", "出口产品收到海外律师函"),
    ("rights_assistance", "主要产品被仿制"),
)
DONE = (
    ("维权线索已移交执法部门。", "rights_assistance"),
    ("出具专利导航报告一份。", "patent_navigation"),
)


@dataclass(frozen=True)
class Listed:
    """An entity on the list with its home center."""

    entity_id: int
    code: str
    category: int
    province: str
    center: str


@area(30)
def demonstrate(office: Office, cast: Cast) -> None:
    """A little of everything, by the posts that do it."""
    _institutes(office)
    repeated(office, _count)
    with office.read() as unit:
        today = unit.today
        known = listed_today(unit)
    first_two = [one for one in known if one.category < 3]
    for number, one in enumerate(first_two[:CONTACTS]):
        _contact(office, cast, one, today, number)
    for number, one in enumerate(known[-REQUESTS:]):
        _request(office, cast, one, number)
    for number, one in enumerate(o for o in first_two if o.category == 2):
        if number < GRANTS:
            _abroad(office, cast, one, today, number)
    for one in [o for o in first_two if o.category == 1][:2]:
        _nationwide(office, cast, one, today)
    for one, (said, kind) in zip(known, DONE, strict=False):
        by = cast.holder(one.center, Role.INTAKE_OFFICER)
        log_service(office, actor=by, entity_code=one.code, kind=kind,
                    given_on=today - timedelta(days=9), result=said)  # fmt: skip


def _institutes(office: Office) -> None:
    """Two of category 2 in Zhejiang, on file and on the list since the spring."""
    with office.read() as unit:
        since = unit.today - timedelta(days=200)
    for body, name in INSTITUTES:
        enter_entity(
            office,
            actor=None,
            code=f"{body}{expected_check(body)}",
            name=name,
            province="330000",
            kind="research_institute",
            filings_held=(FilingHeld(center="zhejiang", since=since),),
            place_on_list=PlaceOnList(category=2, since=since, subtype="national_institute"),
        )


def _count(unit: Unit) -> None:
    """What the centers accepted, month by month, in the last full year and in this one."""
    rows = []
    for center in CENTERS:
        held = filings.entities_at(unit.connection, center.code, limit=4)
        for number, entity_id in enumerate(held):
            for month in _months(unit.today):
                accepted = max(1, center.weight // 6 + (month.month + number) % 3)
                rows.append(
                    _counted(unit, center.code, center.province, entity_id, month, accepted)
                )
    preexam.put_counts(unit.connection, rows)


def _counted(
    unit: Unit, center: str, province: str, entity_id: int, month: date, accepted: int
) -> Row:
    return {
        "center_code": center,
        "province": province,
        "entity_id": entity_id,
        "month": month,
        "kind": "invention",
        "received": accepted + 1,
        "accepted": accepted,
        "qualified": max(0, accepted - 1),
        "as_co_applicant": 0,
        "source": "预审平台月报（示例）",
        "recorded_at": unit.now,
    }


def _months(today: date) -> list[date]:
    last = [date(today.year - 1, month, 1) for month in range(1, 13)]
    return last + [date(today.year, month, 1) for month in range(1, today.month)]


def listed_today(unit: Unit) -> list[Listed]:
    """Entities on the list today that are filed at a center with staff."""
    found = []
    for entity_id in sorted(listings.listed_on(unit.connection, unit.today)):
        held = standing_today(unit, entity_id)
        home = next((center for center in held.filed_at if center in STAFFED), None)
        province = home_province(unit, entity_id)
        if home and held.list_category and province in SERVED:
            found.append(Listed(entity_id, held.code, held.list_category, province, home))
    return found


def do(office: Office, actor: Actor, case_id: int, element: str, values: Row) -> bool:
    """One task of a case, if it waits for this post and the rules allow it."""
    with office.read() as unit:
        items = work_items.items_of_case(unit.connection, case_id)
    item = next((i for i in items if i["element"] == element and i["state"] == "open"), None)
    if item is None:
        return False
    try:
        complete_task(office, actor=actor, item_id=item["id"], revision=item["revision"],
                      values=values)  # fmt: skip
    except Refusal:
        return False  # no room in the ledger: the demonstration shows that, too
    return True


def _contact(office: Office, cast: Cast, one: Listed, today: date, number: int) -> None:
    """Contact with every second is made already; the others wait in the inbox of their center."""
    officer = cast.holder(one.province, Role.PROVINCIAL_OFFICER)
    said = {"purpose": "contact", "entity_code": one.code}
    case = open_case(office, actor=officer, process_key="service_contact", values=said)
    if number % 2:
        return
    kind, note = NEEDS[number // 2 % len(NEEDS)]
    do(office, cast.holder(one.center, Role.INTAKE_OFFICER), case.case_id, "make_first_contact", {
        "held_on": (today - timedelta(days=number)).isoformat(),
        "means": "visit",
        "entity_people": [{"name": "联系人", "position": "知识产权负责人"}],
        "our_people": [{"name": "中心受理员"}],
        "summary": "介绍预审和维权服务，了解今后一年的布局。",
        "needs": [{"kind": kind, "note": note, "follow_up": "yes"}],
    })  # fmt: skip


def _request(office: Office, cast: Cast, one: Listed, number: int) -> None:
    """Requests in every state: some wait, some are accepted, some were given."""
    officer = cast.holder(one.center, Role.INTAKE_OFFICER)
    kind, note = NEEDS[number % len(NEEDS)]
    kind = "priority_examination" if number == 0 else kind
    said = {"purpose": "request", "entity_code": one.code, "kind": kind, "subject": note}
    case = open_case(office, actor=officer, process_key="service_contact", values=said)
    if number % 3 == 0:
        return
    accepted = {"outcome": "accept", "plan": "派员上门指导。", "handler": "中心受理员"}
    do(office, officer, case.case_id, "accept_by_center", accepted)
    if number % 3 == 2:
        with office.read() as unit:
            day = unit.today.isoformat()
        given = {"given_on": day, "effect": "done", "result": "已出具书面意见。"}
        do(office, officer, case.case_id, "provide_by_center", given)


def terms_of(target: str, today: date, units: int) -> Row:
    return {
        "target_center": target,
        "field": "新一代信息技术",
        "invention": units,
        "utility_model": 1,
        "from_on": today.isoformat(),
        "until_on": (today + timedelta(days=180)).isoformat(),
    }


def _other(one: Listed, *, abroad: bool) -> str | None:
    """A center with staff that is not the entity's own, in its province or outside it."""
    for center in CENTERS:
        if center.code != one.center and (center.province != one.province) is abroad:
            return center.code
    return None


def _abroad(office: Office, cast: Cast, one: Listed, today: date, number: int) -> None:
    """Category 2 inside its province: granted, refused by the cap, or still to be decided."""
    target = _other(one, abroad=False)
    if target is None:
        return
    officer = cast.holder(one.province, Role.PROVINCIAL_OFFICER)
    leader = cast.holder(one.province, Role.PROVINCIAL_LEADER)
    with office.read() as unit:
        room = figures(unit, one.province).room
    units = max(1, int(room.left * 4 / 5)) if number == 0 else 2
    terms = terms_of(target, today, units)
    case = asked_abroad(office, officer, one, terms)
    if case is None or number == 3:
        return
    said = terms | {"opinion": "support", "reasons": "领域确有需要，承接中心有余力。"}
    do(office, officer, case, "propose_by_province", said)
    yes = {"outcome": "approve", "reasons": "同意。"}
    no = {
        "outcome": "refuse",
        "reasons": "上限余量留给更急的任务。",
        "legal_basis": "国知办发办字〔2023〕25号",
    }
    if number == 2 or not do(office, leader, case, "decide_by_province", yes):
        do(office, leader, case, "decide_by_province", no)
        return
    _serve(office, cast, case, target, today)


def asked_abroad(office: Office, officer: Actor, one: Listed, terms: Row) -> int | None:
    said = terms | {"entity_code": one.code, "reasons": "本地中心的领域不含主要技术方向。"}
    try:
        opened = open_case(office, actor=officer, process_key="cross_region_service", values=said)
    except Refusal:
        return None  # it is filed there already
    return opened.case_id


def _nationwide(office: Office, cast: Cast, one: Listed, today: date) -> None:
    target = _other(one, abroad=True)
    if target is None:
        return
    officer = cast.holder("CNIPA", Role.NATIONAL_OFFICER)
    terms = terms_of(target, today, 6)
    case = asked_abroad(office, officer, one, terms)
    if case is None:
        return
    said = terms | {"opinion": "support", "reasons": "国家任务需要。"}
    do(office, officer, case, "propose_by_nation", said)
    leader = cast.holder("CNIPA", Role.NATIONAL_LEADER)
    if do(office, leader, case, "decide_by_nation", {"outcome": "approve", "reasons": "同意。"}):
        _serve(office, cast, case, target, today)


def _serve(office: Office, cast: Cast, case: int, target: str, today: date) -> None:
    """The center acknowledges and takes a first request."""
    head = cast.holder(target, Role.CENTER_HEAD)
    said = {"received_on": today.isoformat(), "contact_name": "中心受理员"}
    do(office, head, case, "acknowledge_service", said)
    with office.read() as unit:
        grant = cross_region.grant_of_case(unit.connection, case)
    if grant is not None:
        record_cross_region_use(office, actor=head, grant_id=grant["id"], used_on=today,
                                counts={"invention": 1}, numbers="示例-001")  # fmt: skip
