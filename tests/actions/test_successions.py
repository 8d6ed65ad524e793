"""A ban follows to a successor by a person's decision only, dated and revocable.

Source: domain.md 5.5; E4 42, 53; C4.
"""

from __future__ import annotations

from datetime import date

import pytest

from service.actions.revoke_succession import revoke_succession
from service.actions.state_on_succession import state_on_succession
from service.domain.errors import WrongState
from service.store import as_of, entities, registers, signs
from tests.support.identity import ban, decide, propose, stands, told
from tests.support.town import Entity, Town


@pytest.fixture
def filed(town: Town) -> Entity:
    return town.enter_entity(1, filed_at=("zhejiang",))


def test_a_ban_follows_only_by_decision_after_the_successor_was_heard(town, filed):
    new = town.enter_entity(2)
    ban(town, filed.id)
    with town.office.read() as unit:
        found = signs.banned_twins(unit.connection, [new.id], unit.today)
    assert {twin["kind"] for twin in found} == {
        "legal_representative",
        "address",
        "phone",
        "body_code",
    }
    assert stands(town, new.code, "2026-03-02").may_apply
    link = propose(town, filed, new)
    assert told(town, new.org) == ["succession_statement"]
    with pytest.raises(WrongState):
        decide(town, link)
    state_on_succession(
        town.office, actor=town.actor(new.contact), succession_id=link, statement="我公司独立经营"
    )
    town.advance("2026-03-12T09:00")
    decide(town, link)
    said = stands(town, new.code, "2026-03-12")
    assert (said.may_apply, said.banned_from, said.banned_until) == (
        False, date(2026, 3, 12), date(2027, 3, 2),
    )  # fmt: skip
    assert filed.name in said.reasons[0].zh
    assert stands(town, new.code, "2026-03-11").may_apply
    assert stands(town, new.code, "2027-03-03").may_apply
    with town.office.read() as unit:
        rows, total = registers.bans_page(unit.connection, on=unit.today)
        listed, _ = entities.search(
            unit.connection, where=(as_of.banned(unit.today, None),), limit=10
        )
    assert total == 2
    assert {(r["code"], r["predecessor"]) for r in rows} == {
        (filed.code, ""), (new.code, filed.name),
    }  # fmt: skip
    assert {one["id"] for one in listed} == {filed.id, new.id}


def test_a_revoked_succession_frees_from_that_day_and_keeps_the_gap(town, filed):
    new = town.enter_entity(2)
    ban(town, filed.id)
    link = propose(town, filed, new)
    town.advance("2026-04-01T09:00")
    decide(town, link, by="cnipa.national_leader")
    with town.office.read() as unit:
        then = unit.now
    town.advance("2026-05-01T09:00")
    revoke_succession(
        town.office, actor=town.actor("cnipa.national_leader"), succession_id=link,
        reason="证据不实",
    )  # fmt: skip
    days = ("2026-03-31", "2026-04-01", "2026-04-30", "2026-05-01")
    assert [stands(town, new.code, day).may_apply for day in days] == [True, False, False, True]
    assert not stands(town, new.code, "2026-05-01", then).may_apply


def test_a_ban_follows_on_through_two_successions_but_no_later_ban_does(town, filed):
    second, third = town.enter_entity(2), town.enter_entity(3)
    ban(town, filed.id)
    links = [propose(town, filed, second), propose(town, second, third)]
    town.advance("2026-03-20T09:00")
    for link in links:
        decide(town, link)
    assert stands(town, third.code, "2026-03-20").banned_until == date(2027, 3, 2)
    town.advance("2026-03-20T09:01")
    ban(town, second.id, "2026-03-20", "2028-03-20")
    assert stands(town, second.code, "2026-03-20").banned_until == date(2028, 3, 20)
    assert stands(town, third.code, "2026-03-20").banned_until == date(2027, 3, 2)


def test_a_rejected_or_merely_confirmed_link_bans_nobody(town, filed):
    new, other = town.enter_entity(2), town.enter_entity(3)
    ban(town, filed.id)
    first, second = propose(town, filed, new), propose(town, filed, other, follows=False)
    with pytest.raises(WrongState):
        decide(town, second, ban_follows=True)
    decide(town, first, confirm=False)
    decide(town, second, ban_follows=False)
    for one in (new, other):
        assert stands(town, one.code, "2026-06-01").may_apply
