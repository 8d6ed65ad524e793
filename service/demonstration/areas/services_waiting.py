"""A service or a request at every step where somebody is waited for, and at most of the ends."""

from __future__ import annotations

from datetime import date, timedelta

from service.actions.add_service_kind import add_service_kind
from service.actions.fire_due_timers import fire_due_timers
from service.actions.open_case import open_case
from service.actions.withdraw_application import withdraw_application
from service.casework.contacts import contact_case
from service.casework.providers import protection_centers
from service.demonstration.areas.registry import area
from service.demonstration.areas.services import (
    STAFFED,
    Listed,
    Row,
    asked_abroad,
    do,
    listed_today,
    terms_of,
)
from service.demonstration.cast import Cast
from service.domain.roles import Role
from service.office import Office
from service.store import cases, work_items

TARGETS = ("shaoxing", "hangzhou", "ningbo", "zhejiang")
FAR = ("tianjin", "binhai", "zhongguancun")
TOO_MANY = 5_000
BASIS = "国知办发办字〔2023〕25号"
PROPOSED = {"opinion": "support", "reasons": "领域确有需要。"}
NO = {"outcome": "refuse", "reasons": "上限余量留给更急的任务。", "legal_basis": BASIS}
OVER = {"outcome": "ask_override", "reasons": "任务急需，请国家局支持。"}
YES = {"outcome": "approve", "reasons": "同意。"}
ACCEPTED = {"outcome": "accept", "plan": "安排专人办理。", "handler": "经办"}
DECLINED = {"outcome": "decline", "reasons": "材料不足，补齐后再申请。"}


@area(31)
def demonstrate_waiting(office: Office, cast: Cast) -> None:
    """Every step of both processes, as far as today alone can show it."""
    with office.read() as unit:
        today, known = unit.today, listed_today(unit)
    second = [one for one in known if one.category == 2 and one.province == "330000"]
    first = [one for one in known if one.category == 1]
    if second:
        _province(office, cast, second, today)
        _again(office, cast, second[0], today)
    others = [one for one in known if one.category == 2 and one.province != "330000"]
    _elsewhere(office, cast, others, today)
    if first:
        _nation(office, cast, first[-1], today)
    _requests(office, cast, known)


def _province(office: Office, cast: Cast, second: list[Listed], today: date) -> None:
    """At the officer, at the leader, at the nation for an override; refused twice, withdrawn."""
    one, other = second[0], second[-1]
    officer = cast.holder(one.province, Role.PROVINCIAL_OFFICER)
    leader = cast.holder(one.province, Role.PROVINCIAL_LEADER)
    nation = cast.holder("CNIPA", Role.NATIONAL_LEADER)
    doers = {"propose_by_province": officer, "decide_by_province": leader}
    doers["decide_override"] = nation
    near = [target for target in TARGETS if target not in (one.center, other.center)]

    def play(about: Listed, target: str, units: int, steps: tuple[tuple[str, Row], ...]) -> None:
        terms = terms_of(target, today, units)
        case = asked_abroad(office, officer, about, terms)
        for element, said in steps if case else ():
            do(office, doers[element], case or 0, element, said or terms | PROPOSED)

    proposed: tuple[str, Row] = ("propose_by_province", {})
    asked = ("decide_by_province", OVER)
    play(other, near[0], 1, (proposed, ("decide_by_province", NO)))
    play(other, near[0], TOO_MANY, (proposed, asked, ("decide_override", NO)))
    case = asked_abroad(office, officer, other, terms_of(near[0], today, 1))
    if case:
        number = _number(office, case)
        withdraw_application(office, actor=officer, case_number=number, reason="计划调整")
    play(one, near[0], 1, (proposed,))
    play(one, near[1], TOO_MANY, (proposed, asked))


def _elsewhere(office: Office, cast: Cast, second: list[Listed], today: date) -> None:
    """In every other province one request waits for its officer."""
    for one in second:
        with office.read() as unit:
            centers = [row["code"] for row in protection_centers(unit, one.province)]
        officer = cast.holder(one.province, Role.PROVINCIAL_OFFICER)
        for target in [center for center in centers if center != one.center][:1]:
            asked_abroad(office, officer, one, terms_of(target, today, 1))


def _number(office: Office, case_id: int) -> str:
    with office.read() as unit:
        found = cases.case_by_id(unit.connection, case_id)
    assert found is not None
    return found.number


def _nation(office: Office, cast: Cast, one: Listed, today: date) -> None:
    """At the officer, at the leader, and refused."""
    officer = cast.holder("CNIPA", Role.NATIONAL_OFFICER)
    leader = cast.holder("CNIPA", Role.NATIONAL_LEADER)
    steps: tuple[tuple[str, Row | None], ...] = (
        (FAR[0], None), (FAR[1], {}), (FAR[2], NO), (FAR[2], YES),
    )  # fmt: skip
    for target, decided in steps:
        terms = terms_of(target, today, 3)
        case = asked_abroad(office, officer, one, terms)
        if case is None or decided is None:
            continue
        do(office, officer, case, "propose_by_nation", terms | PROPOSED)
        if decided:
            do(office, leader, case, "decide_by_nation", decided)


def _again(office: Office, cast: Cast, one: Listed, today: date) -> None:
    """Contact was made half a year ago, and is due again."""
    officer = cast.holder(one.province, Role.PROVINCIAL_OFFICER)
    with office.read() as unit:
        known = contact_case(unit, one.entity_id)
    case = known.id if known else open_case(
        office, actor=officer, process_key="service_contact",
        values={"purpose": "contact", "entity_code": one.code},
    ).case_id  # fmt: skip
    met: Row = {
        "held_on": (today - timedelta(days=170)).isoformat(),
        "means": "meeting",
        "entity_people": [{"name": "联系人"}],
        "our_people": [{"name": "中心受理员"}],
        "summary": "座谈半年来的预审情况。",
    }
    with office.read() as unit:
        items = work_items.items_of_case(unit.connection, case)
    at = next((i["org_code"] for i in items if i["element"] == "make_first_contact"), one.center)
    by = cast.holder(at, Role.INTAKE_OFFICER) if at in STAFFED else None
    if by is not None:
        do(office, by, case, "make_first_contact", met)
    while fire_due_timers(office).claimed:
        pass


def _requests(office: Office, cast: Cast, known: list[Listed]) -> None:
    """Of a kind that each level gives: one asked, one accepted, one given; declined, withdrawn."""
    admin = cast.holder("CNIPA", Role.ADMINISTRATOR)
    add_service_kind(office, actor=admin, key="training", zh="人才培训", en="Training",
                     level="province", categories=(1, 2, 3), source="M06（示例）")  # fmt: skip
    levels = (
        ("center", "dispute_mediation"),
        ("province", "training"),
        ("nation", "concentrated_examination"),
    )
    for one in known[:1]:
        taken_in = cast.holder(one.center, Role.INTAKE_OFFICER)
        doers = {
            "center": taken_in,
            "province": cast.holder(one.province, Role.PROVINCIAL_OFFICER),
            "nation": cast.holder("CNIPA", Role.EXAMINATION_SIDE),
        }
        for level, kind in levels:
            for answer in (None, ACCEPTED, DECLINED):
                said = {"purpose": "request", "entity_code": one.code, "kind": kind}
                case = open_case(office, actor=taken_in, process_key="service_contact",
                                 values=said | {"subject": "年度服务需求。"})  # fmt: skip
                if answer:
                    do(office, doers[level], case.case_id, f"accept_by_{level}", answer)
        case = open_case(office, actor=taken_in, process_key="service_contact",
                         values=said | {"subject": "年度服务需求。"})  # fmt: skip
        withdraw_application(
            office, actor=doers["province"], case_number=case.case_number, reason="已经解决"
        )
