"""A rule is proposed by one administrator and decided by another; nothing holds before that.

Source: D25, M36; design 6.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest

from service.actions.approve_rule import approve_rule
from service.actions.change_rule import change_rule
from service.actions.propose_rule import propose_rule
from service.actions.reject_rule import reject_rule
from service.actions.withdraw_rule import withdraw_rule
from service.domain.errors import InvalidForm, NotAllowed, NotFound, SeparationOfDuties, WrongState
from service.domain.roles import Actor
from service.domain.rules import Scope
from service.store import notices, proposals
from service.store.record import entries_of, verify
from tests.support.keepers import ONE, second_administrator
from tests.support.town import Town


@pytest.fixture
def other(town: Town) -> Actor:
    return second_administrator(town)


def propose(town: Town, **changes: Any) -> int:
    said = {"key": "completeness", "value": "3", "document": "试行办法", "reason": "提速"} | changes
    return propose_rule(town.office, actor=town.actor(ONE), **said).proposal_id


def number(town: Town, key: str, on: str, *place: str) -> int:
    with town.office.read() as unit:
        return unit.rules.number(key, date.fromisoformat(on), *place)


def version(town: Town) -> int:
    with town.office.read() as unit:
        return unit.house.rules_version


def row(town: Town, proposal_id: int) -> dict[str, Any]:
    with town.office.read() as unit:
        return proposals.proposal_by_id(unit.connection, proposals.RULES, proposal_id)


def test_only_approval_puts_a_value_in_force(town, other):
    proposal = propose(town)
    assert (number(town, "completeness", "2026-03-02"), version(town)) == (5, 1)
    done = approve_rule(town.office, actor=other, proposal_id=proposal)
    assert (number(town, "completeness", "2026-03-02"), done.version, version(town)) == (3, 2, 2)
    assert number(town, "completeness", "2026-03-01") == 5
    kept = row(town, proposal)
    assert (kept["state"], kept["version"], kept["decided_by"]) == ("approved", 2, other.person_id)
    with town.office.read() as unit:
        newest = proposals.rule_entries(unit.connection, "completeness")[0]
    assert (newest["entered_as"], newest["approved_as"]) == ("CNIPA administrator", other.name)
    assert newest["recorded_at"] is not None


def test_whoever_proposes_neither_approves_nor_rejects(town, unchanged):
    proposal = propose(town)
    for decide in (approve_rule, reject_rule):
        with unchanged(), pytest.raises(SeparationOfDuties):
            decide(town.office, actor=town.actor(ONE), proposal_id=proposal, reason="我自己看过")


@pytest.mark.parametrize("login", ["zhejiang.center_head", "cnipa.national_leader"])
def test_only_administrators_propose_and_decide(town, login, unchanged):
    proposal = propose(town)
    officer = town.actor(login)
    with unchanged():
        with pytest.raises(NotAllowed):
            propose_rule(
                town.office, actor=officer, key="statement", value="7", document="x", reason="x"
            )
        for decide in (approve_rule, reject_rule, withdraw_rule):
            with pytest.raises(NotAllowed):
                decide(town.office, actor=officer, proposal_id=proposal, reason="x")


def test_a_rejection_needs_a_reason_and_changes_no_rule(town, other, unchanged):
    proposal = propose(town)
    with unchanged(), pytest.raises(InvalidForm) as refused:
        reject_rule(town.office, actor=other, proposal_id=proposal, reason=" ")
    assert [f.field for f in refused.value.fields] == ["reason"]
    reject_rule(town.office, actor=other, proposal_id=proposal, reason="没有依据")
    assert (number(town, "completeness", "2026-03-02"), version(town)) == (5, 1)
    assert row(town, proposal)["decision_reason"] == "没有依据"


def test_the_proposer_withdraws_and_nobody_else(town, other):
    proposal = propose(town)
    with pytest.raises(NotAllowed):
        withdraw_rule(town.office, actor=other, proposal_id=proposal)
    withdraw_rule(town.office, actor=town.actor(ONE), proposal_id=proposal)
    assert row(town, proposal)["state"] == "withdrawn"
    for decide in (approve_rule, reject_rule):
        with pytest.raises(WrongState):
            decide(town.office, actor=other, proposal_id=proposal, reason="晚了")


def test_a_proposal_that_is_none_is_not_found(town, other):
    with pytest.raises(NotFound):
        approve_rule(town.office, actor=other, proposal_id=999)


def test_two_proposals_for_one_rule_and_place_can_not_wait(town, other, unchanged):
    first = propose(town)
    with unchanged(), pytest.raises(WrongState) as refused:
        propose(town, value="4")
    assert f"第 {first} 号" in refused.value.message("zh")
    assert f"no. {first}" in refused.value.message("en")
    propose(town, value="4", scope=Scope.CENTER, scope_code="zhejiang")
    propose(town, value="4", scope=Scope.CENTER, scope_code="hangzhou")
    approve_rule(town.office, actor=other, proposal_id=first)
    propose(town, value="4")


def test_a_value_may_begin_later(town, other):
    approve_rule(town.office, actor=other, proposal_id=propose(town, valid_from=date(2027, 1, 1)))
    assert number(town, "completeness", "2026-12-31") == 5
    assert number(town, "completeness", "2027-01-01") == 3


def test_a_value_with_a_last_day_gives_way_to_what_held_before(town, other):
    proposal = propose(town, valid_from=date(2026, 4, 1), valid_to=date(2026, 6, 30))
    approve_rule(town.office, actor=other, proposal_id=proposal)
    days = ("2026-03-31", "2026-04-01", "2026-06-30", "2026-07-01")
    assert [number(town, "completeness", day) for day in days] == [5, 3, 3, 5]


def test_a_narrower_value_holds_there_only_until_it_is_ended(town, other):
    place = {"scope": Scope.PROVINCE, "scope_code": "330000"}
    approve_rule(town.office, actor=other, proposal_id=propose(town, **place))
    here, there = ("330000", "zhejiang"), ("320000", "suzhou")
    assert number(town, "completeness", "2026-05-01", *here) == 3
    assert number(town, "completeness", "2026-05-01", *there) == 5
    ending = propose(town, **place, value="", ends=True, valid_from=date(2026, 6, 1))
    assert row(town, ending)["value"] == "3"
    approve_rule(town.office, actor=other, proposal_id=ending)
    assert number(town, "completeness", "2026-05-31", *here) == 3
    assert number(town, "completeness", "2026-06-01", *here) == 5
    with town.office.read() as unit:  # a case that began with version 2 never hears of the end
        began = unit.rules_of(2)
    assert began.number("completeness", date(2026, 6, 1), *here) == 3
    again = propose(town, **place, value="4", valid_from=date(2026, 9, 1))
    approve_rule(town.office, actor=other, proposal_id=again)
    assert number(town, "completeness", "2026-08-31", *here) == 5
    assert number(town, "completeness", "2026-09-01", *here) == 4


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"key": "nothing"}, "key"),
        ({"value": "many"}, "value"),
        ({"value": "0"}, "value"),
        ({"value": "100000"}, "value"),
        ({"value": "5", "document": "本服务默认值", "article": "M13",
          "valid_from": date(2016, 1, 1)}, "value"),
        ({"document": " "}, "document"),
        ({"document": "x" * 201}, "document"),
        ({"reason": ""}, "reason"),
        ({"valid_from": date(2015, 12, 31)}, "valid_from"),
        ({"valid_from": date(2026, 4, 2), "valid_to": date(2026, 4, 1)}, "valid_to"),
        ({"scope": Scope.CENTER}, "scope_code"),
        ({"scope": Scope.CENTER, "scope_code": "330000"}, "scope_code"),
        ({"scope": Scope.PROVINCE, "scope_code": "zhejiang"}, "scope_code"),
        ({"scope_code": "zhejiang"}, "scope_code"),
        ({"ends": True}, "scope"),
        ({"ends": True, "scope": Scope.CENTER, "scope_code": "zhejiang"}, "valid_from"),
        ({"key": "ban_start", "value": "served", "scope": Scope.PROVINCE,
          "scope_code": "330000"}, "scope"),
        ({"key": "consultation_required", "value": "yes"}, "value"),
        ({"key": "entitlements", "value": " "}, "value"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_proposal_is_named(town, wrong, field, unchanged):
    with unchanged(), pytest.raises(InvalidForm) as refused:
        propose(town, **wrong)
    assert [error.field for error in refused.value.fields] == [field]
    assert all(error.zh and error.en for error in refused.value.fields)


def test_several_faults_are_named_at_once(town):
    with pytest.raises(InvalidForm) as refused:
        propose(town, value="-1", document="", reason="", valid_from=date(1999, 1, 1))
    named = {error.field for error in refused.value.fields}
    assert named == {"value", "document", "reason", "valid_from"}


def test_a_proposal_that_makes_no_sense_any_more_is_not_approved(town, other, unchanged):
    proposal = propose(town)
    change_rule(
        town.office, actor=None, approver=None, key="completeness", value="3", document="试行办法"
    )
    with unchanged(), pytest.raises(InvalidForm) as refused:
        approve_rule(town.office, actor=other, proposal_id=proposal)
    assert [error.field for error in refused.value.fields] == ["value"]
    reject_rule(town.office, actor=other, proposal_id=proposal, reason="已登记")


def test_every_step_is_in_the_record_and_told_to_administrators(town, other):
    propose_and_reject = propose(town)
    reject_rule(town.office, actor=other, proposal_id=propose_and_reject, reason="再议")
    approve_rule(town.office, actor=other, proposal_id=propose(town))
    withdraw_rule(town.office, actor=town.actor(ONE), proposal_id=propose(town, value="4"))
    with town.office.read() as unit:
        lines = [line["verb"] for line in entries_of(unit.connection, "house")]
        told = notices.notices_for(unit.connection, [("CNIPA", "administrator")])
        assert verify(unit.connection)[1] == []
    steps = ["proposed", "rejected", "proposed", "changed", "proposed", "withdrawn"]
    assert [v for v in lines if v.startswith("rule.")] == [f"rule.{step}" for step in steps]
    assert [n["kind"] for n in told if n["kind"].startswith("rule_")] == [
        "rule_proposed", "rule_approved", "rule_proposed", "rule_rejected", "rule_proposed",
    ]  # fmt: skip


def test_what_was_known_then_is_the_version_of_then(town, other):
    town.stand("2026-03-05T09:00")
    approve_rule(town.office, actor=other, proposal_id=propose(town, valid_from=date(2026, 1, 1)))
    with town.office.read() as unit:
        before, now = unit.rules_at(unit.now.replace(day=4)), unit.rules_at(None)
        assert unit.rules_at(unit.now).version == 2
        assert unit.rules_at(unit.now.replace(year=2020)).version == 1
    day = date(2026, 2, 1)
    assert (before.number("completeness", day), now.number("completeness", day)) == (5, 3)


def test_two_approvals_at_one_moment_are_two_versions(town, other):
    """Each is a version of its own, and none is lost."""
    keys = ("completeness", "statement", "triage", "finding")
    waiting = [propose(town, key=key) for key in keys]

    def approve(proposal: int) -> int:
        return approve_rule(town.office, actor=other, proposal_id=proposal).version

    with ThreadPoolExecutor(len(keys)) as pool:
        versions = list(pool.map(approve, waiting))
    assert sorted(versions) == [2, 3, 4, 5]
    with town.office.read() as unit:
        assert unit.house.rules_version == 5
        assert {unit.rules.number(key, unit.today) for key in keys} == {3}


def test_one_proposal_approved_twice_at_one_moment_is_one_version(town, other):
    proposal = propose(town)

    def approve(_: int) -> str:
        try:
            approve_rule(town.office, actor=other, proposal_id=proposal)
        except WrongState:
            return "too late"
        return "approved"

    with ThreadPoolExecutor(4) as pool:
        told = sorted(pool.map(approve, range(4)))
    assert told == ["approved", "too late", "too late", "too late"]
    assert version(town) == 2


def test_two_proposals_for_one_place_at_one_moment_are_one(town):
    def at_once(value: int) -> str:
        try:
            propose(town, value=str(value))
        except WrongState:
            return "too late"
        return "proposed"

    with ThreadPoolExecutor(4) as pool:
        told = sorted(pool.map(at_once, range(6, 10)))
    assert told == ["proposed", "too late", "too late", "too late"]
