"""A change is reported by one and decided by another; what follows is dated and kept.

Source: domain.md D9, 5.5; E4 41, 44, 52, 53.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from service.actions.change_rule import change_rule
from service.actions.decide_change import decide_change
from service.actions.withdraw_change import withdraw_change
from service.domain.errors import InvalidForm, NotAllowed, NotFound, SeparationOfDuties, WrongState
from service.store import as_of, changes, entities, listings
from service.store.record import verify
from service.store.standing import as_entity, facts_of
from tests.support.identity import HEAD, OFFICER, accept, ban, paper, report, row, stands, told
from tests.support.town import Entity, Town, code_of

OTHER_CODE = "91330100MA00000777"


@pytest.fixture
def filed(town: Town) -> Entity:
    return town.enter_entity(1, filed_at=("zhejiang",))


def test_a_rename_is_found_by_both_names_and_the_ban_follows(town, filed):
    ban(town, filed.id)
    number = report(town, OFFICER, "rename", filed.code, values={"name": "杭州新名公司"})
    assert row(town, filed.id)["name"] == filed.name
    accept(town, number)
    with town.office.read() as unit:
        for name in ("杭州新名公司", filed.name):
            found, _ = entities.search(unit.connection, name)
            assert [one["id"] for one in found] == [filed.id]
        names = [(n["name"], n["to_day"]) for n in entities.names_of(unit.connection, filed.id)]
    assert names == [(filed.name, date(2026, 3, 2)), ("杭州新名公司", None)]
    assert not stands(town, filed.code, "2026-06-01").may_apply
    assert told(town, filed.org) == ["change_accepted", "change_reported"]
    assert "change_accepted" in told(town, "zhejiang")
    with town.office.read() as unit:
        assert verify(unit.connection)[1] == []


def test_another_code_is_the_same_entity(town, filed):
    accept(town, report(town, OFFICER, "code_change", filed.code, values={"code": OTHER_CODE}))
    for code in (filed.code, OTHER_CODE):
        assert stands(town, code, "2026-03-02").filed_at == ("zhejiang",)
    assert row(town, filed.id)["code"] == OTHER_CODE
    back = report(town, OFFICER, "code_change", OTHER_CODE, values={"code": filed.code})
    accept(town, back)
    with town.office.read() as unit:
        held = {i["value"]: i["to_day"] for i in entities.identifiers_of(unit.connection, filed.id)}
    assert held == {filed.code: None, OTHER_CODE: date(2026, 3, 2)}


def test_the_code_of_another_entity_is_refused(town, filed, unchanged):
    other = town.enter_entity(2)
    proof = paper(town, OFFICER)
    with unchanged(), pytest.raises(InvalidForm) as refused:
        report(
            town, OFFICER, "code_change", filed.code, values={"code": other.code},
            evidence=(proof,),
        )  # fmt: skip
    assert [fault.field for fault in refused.value.fields] == ["code"]


def place(province: str = "310000", district: str = "310115") -> dict[str, str]:
    return {"province": province, "city": "上海市", "district_code": district, "address": "新址"}


def test_a_move_is_dated_and_asks_what_becomes_of_the_filing(town, filed):
    town.advance("2026-03-20T09:00")
    number = report(
        town, OFFICER, "move", filed.code, values=place(), effective_on=date(2026, 3, 10)
    )
    with pytest.raises(InvalidForm) as refused:
        accept(town, number)
    assert [fault.field for fault in refused.value.fields] == ["ends.zhejiang"]
    accept(town, number, ends={"zhejiang": True})
    with town.office.read() as unit:
        facts = facts_of(unit.connection, as_entity(entities.entity_row(unit.connection, filed.id)))
        many = as_of.facts_of_many(unit.connection, [facts.entity])[filed.id]
    for known in (facts, many):
        days = [date(2026, 3, 9), date(2026, 3, 10)]
        assert [known.province_on(day) for day in days] == ["330000", "310000"]
    before = facts.known_at(facts.homes[-1].recorded_at - timedelta(seconds=1))
    assert before.province_on(date(2026, 3, 15)) == "330000"
    assert stands(town, filed.code, "2026-03-09").filed_at == ("zhejiang",)
    assert stands(town, filed.code, "2026-03-10").filed_at == ()


def test_a_filing_may_stay_after_a_move(town, filed):
    number = report(town, OFFICER, "move", filed.code, values=place())
    accept(town, number, ends={"zhejiang": False})
    assert stands(town, filed.code, "2026-03-03").filed_at == ("zhejiang",)


def test_a_dissolved_entity_leaves_filing_and_list_and_keeps_its_ban(town, filed):
    ban(town, filed.id)
    with town.office.begin() as unit:
        listings.add_listing(
            unit.connection,
            {
                "entity_id": filed.id, "host_code": filed.code, "unit_name": filed.name,
                "category": 2, "subtype": "", "from_day": unit.today, "recorded_at": unit.now,
            },
        )  # fmt: skip
    town.advance("2026-04-01T09:00")
    known = town.office
    with known.read() as unit:
        earlier = unit.now
    town.advance("2026-04-02T09:00")
    number = report(town, filed.contact, "dissolution", filed.code, effective_on=date(2026, 3, 25))
    accept(town, number)
    said = stands(town, filed.code, "2026-03-25")
    assert (said.filed_at, said.listed, said.may_apply) == ((), False, False)
    assert said.reasons[0].code == "dissolved"
    assert said.banned_until == date(2027, 3, 2)
    before = stands(town, filed.code, "2026-03-24")
    assert (before.filed_at, before.listed) == (("zhejiang",), True)
    then = stands(town, filed.code, "2026-03-25", earlier)
    assert (then.filed_at, then.listed, then.reasons[0].code) == (("zhejiang",), True, "banned")
    with town.office.read() as unit:
        ended = [r["ended_for"] for r in unit.connection.execute(
            listings.listings_of(filed.id)).mappings() if r["retracted_at"] is None]  # fmt: skip
    assert ended == ["removed_other"]
    with pytest.raises(InvalidForm) as refused:
        report(town, OFFICER, "rename", filed.code, values={"name": "再更名"})
    assert "kind" in [fault.field for fault in refused.value.fields]


def test_representative_and_dormancy_change_nothing_else(town, filed):
    for kind, values in (
        ("legal_representative", {"legal_representative": "李四"}),
        ("dormancy", {"until": "2028-03-01"}),
    ):
        accept(town, report(town, OFFICER, kind, filed.code, values=values))
    assert row(town, filed.id)["legal_representative"] == "李四"
    assert stands(town, filed.code, "2026-03-02").filed_at == ("zhejiang",)


def test_nobody_decides_what_they_reported(town, filed, unchanged):
    number = report(town, OFFICER, "rename", filed.code, values={"name": "杭州新名公司"})
    with unchanged(), pytest.raises(SeparationOfDuties):
        accept(town, number, by=OFFICER)
    with unchanged(), pytest.raises(NotAllowed):
        accept(town, number, by="330000.provincial_leader")
    with unchanged(), pytest.raises(NotFound):
        accept(town, number, by="cnipa.administrator")


def test_a_report_is_returned_once_and_completed_by_its_reporter(town, filed):
    number = report(town, filed.contact, "rename", filed.code, values={"name": "杭州新名公司"})
    back = {"report_id": number, "decision": "return", "reason": "缺登记通知书"}
    decide_change(town.office, actor=town.actor(HEAD), **back)
    assert told(town, filed.org)[0] == "change_returned"
    again = report(
        town, filed.contact, "rename", filed.code, values={"name": "杭州新名公司"}, again=number
    )
    assert again == number
    with pytest.raises(WrongState):
        decide_change(town.office, actor=town.actor(HEAD), **back)
    decide_change(
        town.office, actor=town.actor(HEAD), report_id=number, decision="refuse", reason="未登记"
    )
    assert row(town, filed.id)["name"] == filed.name


def test_a_withdrawn_report_does_nothing(town, filed):
    number = report(town, filed.contact, "rename", filed.code, values={"name": "杭州新名公司"})
    withdraw_change(town.office, actor=town.actor(filed.contact), report_id=number, reason="误报")
    with pytest.raises(WrongState):
        accept(town, number)
    assert row(town, filed.id)["name"] == filed.name


@pytest.mark.parametrize(
    ("kind", "changed", "fields"),
    [
        ("rename", {"values": {"name": ""}}, ["name"]),
        ("rename", {"values": {"name": "甲"}, "effective_on": date(2026, 3, 3)}, ["effective_on"]),
        ("rename", {"values": {"name": "甲"}, "effective_on": None}, ["effective_on"]),
        ("rename", {"values": {"name": "甲"}, "evidence": ()}, ["evidence"]),
        ("rename", {"values": {"name": "甲"}, "explanation": ""}, ["explanation"]),
        ("code_change", {"values": {"code": "9133"}}, ["code"]),
        ("move", {"values": place("310000", "330100")}, ["district_code"]),
        ("move", {"values": place("990000", "990100")}, ["province"]),
        ("merger", {"values": {"into": OTHER_CODE}}, ["into"]),
        ("division", {"values": {"parts": []}}, ["parts"]),
        ("dormancy", {"values": {"until": "2030-01-01"}}, ["until"]),
        ("vanished", {}, ["kind"]),
    ],
)
def test_what_is_wrong_is_named_by_field(town, filed, kind, changed, fields):
    with pytest.raises(InvalidForm) as refused:
        report(town, OFFICER, kind, filed.code, **changed)
    assert [fault.field for fault in refused.value.fields] == fields
    with town.office.read() as unit:
        _, total = changes.reports_page(unit.connection, changes.Reach(sees_all=True))
    assert total == 0


def test_a_merger_ends_the_absorbed_and_proposes_the_succession(town, filed):
    change_rule(
        town.office, actor=None, approver=None, key="change_evidence", value="false",
        document="试验",
    )  # fmt: skip
    new = town.enter_entity(2)
    ban(town, filed.id)
    number = report(town, OFFICER, "merger", filed.code, values={"into": new.code}, evidence=())
    accept(town, number)
    with town.office.read() as unit:
        (link,) = changes.successions_of(unit.connection, new.id)
    assert (link["state"], link["kind"], link["ban_follows"]) == ("proposed", "merger", True)
    assert row(town, filed.id)["dissolved_day"] == date(2026, 3, 2)
    assert stands(town, new.code, "2026-03-02").may_apply
    assert code_of(2) == new.code
