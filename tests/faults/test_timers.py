"""The clock's process is killed and restarted; each timer fires exactly once."""

from datetime import date, timedelta

import pytest

from service.casework.moves import open_case
from service.casework.openings import Opening
from service.casework.work import CLOCK
from service.domain.bans import ban_from
from service.store import sanctions, timers
from service.store.record import entries_of, verify
from service.store.scope import visible_cases
from tests.support.programs import until
from tests.support.town import register

pytestmark = pytest.mark.slow

BANS = 200
DECIDED = date(2026, 3, 2)
FREE = "2027-03-03T00:00"


def ban(town, number: int) -> int:
    """A ban of one year with its cooling case, as a decision leaves them behind; the case."""
    with town.office.begin() as unit:
        entity = register(unit, number)
        about = {"entity_id": entity, "case_id": -number, "recorded_at": unit.now}
        decision = {
            "kind": "removal",
            "number": f"国知保移字〔2026〕{number}号",
            "ground": "mass_abnormal",
            "decided_on": DECIDED,
            "effective_on": DECIDED,
            "reasons": "试验",
            "legal_basis": "试验",
            "grounds": [],
        }
        decision_id = sanctions.add_decision(unit.connection, about | decision)["id"]
        days = {"from_day": DECIDED, "last_day": ban_from(DECIDED, 1), "rules_version": 1}
        sanctions.add_ban(unit.connection, about | days | {"decision_id": decision_id})
        case = open_case(
            unit,
            process_key="reapplication_cooling",
            actor=CLOCK,
            about=Opening(entity_id=entity, center="zhejiang", province="330000"),
            values={},
            parent_id=-number,
        )
    return case.id


def waiting(town) -> int:
    with town.office.read() as unit:
        return len(timers.due_cases(unit.connection, now=unit.now, limit=BANS + 1))


def lifted(town, cases: list[int]) -> list[int]:
    """How often each ban was lifted, by the record."""
    with town.office.read() as unit:
        return [
            sum(e["verb"] == "operation.ban.lift" for e in entries_of(unit.connection, f"case:{c}"))
            for c in cases
        ]


def test_a_ticker_killed_among_200_bans_and_restarted_twice_lifts_each_exactly_once(
    town, start_ticker
):
    cases = [ban(town, number) for number in range(1, BANS + 1)]
    town.advance((date.fromisoformat(FREE[:10]) - timedelta(days=1)).isoformat() + "T12:00")
    town.stand(FREE)
    assert waiting(town) == BANS
    first = start_ticker()
    until(lambda: waiting(town) <= BANS - 20, first)
    first.kill()
    left = waiting(town)
    assert 0 < left < BANS
    assert sum(lifted(town, cases)) == BANS - left

    both = start_ticker(), start_ticker()
    until(lambda: waiting(town) == 0, *both)
    assert lifted(town, cases) == [1] * BANS
    assert [ticker.stop() for ticker in both] == [0, 0]
    with town.office.read() as unit:
        assert verify(unit.connection)[1] == []
        assert timers.open_incidents(unit.connection, visible_cases(sees_all=True)) == []
