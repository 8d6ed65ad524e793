"""A decision is one transaction, what follows from it the next: at once, or by the clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa

from service.actions.carry_on import carry_on
from service.casework.completing import complete_item
from service.casework.operations.registry import OPERATIONS
from service.domain.filings import FilingState
from service.store import filings, sanctions, timers, violations
from service.store.scope import visible_cases
from service.store.tables.sharing import shared_notice
from tests.support.shared import NATION, OFFICE, told
from tests.support.violations import CONCLUDED, agreed, heard, removal
from tests.support.violations import removed as decided


@pytest.fixture
def entity(town):
    return town.enter_entity(1, filed_at=("zhejiang", "hangzhou"))


def bans(town, entity):
    with town.office.read() as unit:
        return sanctions.bans_of(unit.connection, entity.id)


def incidents(town):
    with town.office.read() as unit:
        return timers.open_incidents(unit.connection, visible_cases(sees_all=True))


def test_what_follows_from_a_decision_is_done_when_the_action_is_over(town, entity):
    case = decided(town, entity)
    assert [ban.from_day for ban in bans(town, entity)] == [date(2026, 3, 2)]
    assert len(town.items(case, "acknowledge_cancellation")) == 2
    assert not town.office.due_now


def test_it_is_done_in_the_name_of_whoever_set_it_off(town, entity):
    case = told(town, entity)
    with town.office.read() as unit:
        rows = unit.connection.execute(sa.select(shared_notice.c.kind, shared_notice.c.sent_by))
        sent = {row.kind: row.sent_by for row in rows}
    assert sent == {
        "circular": town.actor(OFFICE).person_id,
        "national": town.actor(NATION).person_id,
    }
    assert len(town.items(case)) == 0


def test_a_service_that_stopped_in_between_does_it_later_as_of_that_day(town, entity):
    case = heard(town, entity, "zhejiang")
    (item,) = town.items(case, "conclude_finding")
    head = town.actor("zhejiang.center_head")
    with town.office.begin() as unit:  # the service stops once this is committed
        complete_item(unit, head, item["id"], item["revision"], dict(CONCLUDED))
    town.office.due_now.clear()
    assert town.items(case) == []
    town.stand("2026-03-05T09:00")
    town.advance("2026-03-05T10:00")
    assert [item["element"] for item in town.items(case)] == ["hold_reminder"]
    with town.office.read() as unit:
        row = violations.violation_of_case(unit.connection, case)
    assert row["final_day"] == date(2026, 3, 2)


def states(town, entity):
    with town.office.read() as unit:
        rows = filings.filings_in(unit.connection, entity.id, frozenset(FilingState))
    return {row["state"] for row in rows}


def test_the_ban_stands_with_the_decision_and_a_failure_after_it_is_an_incident(
    town, entity, monkeypatch
):
    case, failing = agreed(town, entity), [True]
    cancel = OPERATIONS["filing.cancel_all"]

    def run(work, **inputs):
        if failing:
            raise RuntimeError("the disk is full")
        return cancel.run(work, **inputs)

    monkeypatch.setitem(OPERATIONS, cancel.name, replace(cancel, run=run))
    town.complete(case, "decide_removal", "cnipa.national_leader", **removal(case))
    assert [ban.from_day for ban in bans(town, entity)] == [date(2026, 3, 2)]
    assert states(town, entity) == {FilingState.ACTIVE}
    (found,) = incidents(town)
    assert found["element"] == "remove_listing"
    assert found["error"] == "RuntimeError: the disk is full"
    failing.clear()
    town.advance("2026-03-03T10:00")
    assert states(town, entity) == {FilingState.CANCELLED}
    assert incidents(town) == []


def test_twice_is_once(town, entity):
    decided(town, entity)
    town.office.due_now.update({1, 2, 3})
    assert carry_on(town.office) == 0
    assert len(bans(town, entity)) == 1
