"""Entities entered from before, rules changed by two, bans revoked."""

from __future__ import annotations

from datetime import date

import pytest

from service.actions.change_rule import change_rule
from service.actions.enter_entity import FilingHeld, PlaceOnList, enter_entity
from service.domain.errors import InvalidForm, NotAllowed, SeparationOfDuties
from service.domain.roles import Actor, OrgKind, Post, Role
from service.domain.rules import Scope
from service.domain.standing import standing
from service.store import standing as standings
from tests.support.town import Town

SINCE = date(2025, 9, 1)


def stands(town: Town, code: str, day: date) -> dict:
    with town.office.read() as unit:
        about = standings.entity_by_code(unit.connection, code)
        facts = standings.facts_of(unit.connection, about)
        return standing(facts, day, unit.rules).as_json()


def test_an_entity_entered_holds_what_it_held_before(town):
    enter_entity(
        town.office,
        actor=None,
        code=" 91330106ma27x00018 ",
        name="甲公司",
        province="330000",
        filings_held=(
            FilingHeld(center="zhejiang", since=SINCE),
            FilingHeld(center="suzhou", since=SINCE, suspended=True),
        ),
        place_on_list=PlaceOnList(category=2, since=SINCE),
    )
    found = stands(town, "91330106MA27X00018", SINCE)
    assert sorted(found["filed_at"]) == ["suzhou", "zhejiang"]
    assert (found["suspended_at"], found["list_category"]) == (["suzhou"], 2)
    before = stands(town, "91330106MA27X00018", date(2025, 8, 31))
    assert (before["filed_at"], before["listed"]) == ([], False)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"code": "9133"}, "code"),
        ({"name": " "}, "name"),
        ({"province": "zhejiang"}, "province"),
        ({"place_on_list": PlaceOnList(category=4, since=SINCE)}, "place_on_list"),
        ({"filings_held": (FilingHeld(center="zhejiang", since=date(2030, 1, 1)),)}, "since"),
    ],
)
def test_what_is_wrong_with_an_entity_is_named(town, wrong, field):
    about = {"code": "91330106MA27X00018", "name": "甲公司", "province": "330000"} | wrong
    with pytest.raises(InvalidForm) as refused:
        enter_entity(town.office, actor=None, **about)
    assert [error.field for error in refused.value.fields] == [field]


def test_only_administrators_enter_entities_and_rules(town):
    officer = town.actor("zhejiang.reviewer")
    about = {"code": "91330106MA27X00018", "name": "甲公司", "province": "330000"}
    with pytest.raises(NotAllowed):
        enter_entity(town.office, actor=officer, **about)
    with pytest.raises(NotAllowed):
        change_rule(
            town.office, actor=officer, approver=officer, key="ban_years", value="2", document=""
        )


def administrator(number: int) -> Actor:
    post = Post("CNIPA", Role.ADMINISTRATOR, OrgKind.NATION)
    return Actor(person_id=number, login=f"a{number}", name="管理员", posts=(post,))


def test_a_rule_is_entered_by_one_and_approved_by_another(town):
    one, other = town.actor("cnipa.administrator"), administrator(9)
    change_rule(town.office, actor=one, approver=other, key="ban_years", value="2", document="试行")
    with town.office.read() as unit:
        assert unit.rules.number("ban_years", unit.today) == 2
        assert unit.rules.number("ban_years", date(2026, 3, 1)) == 1
        assert unit.rules_of(unit.house.rules_version - 1).number("ban_years", unit.today) == 1
    with pytest.raises(SeparationOfDuties):
        change_rule(
            town.office, actor=one, approver=None, key="ban_years", value="3", document="试行"
        )


def test_a_rule_of_a_center_is_for_that_center(town):
    change_rule(
        town.office,
        actor=None,
        approver=None,
        key="completeness",
        value="3",
        document="试行",
        scope=Scope.CENTER,
        scope_code="zhejiang",
    )
    with town.office.read() as unit:
        rules, today = unit.rules, unit.today
        assert rules.number("completeness", today, "330000", "zhejiang") == 3
        assert rules.number("completeness", today, "330000", "hangzhou") == 5
    for scope, code in ((Scope.CENTER, "330000"), (Scope.PROVINCE, None), (Scope.NATION, "x")):
        with pytest.raises(InvalidForm):
            change_rule(
                town.office, actor=None, approver=None, key="completeness", value="3",
                document="试行", scope=scope, scope_code=code,
            )  # fmt: skip
