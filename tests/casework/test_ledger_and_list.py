"""The ledger over a store, and what follows when entities come onto the list, leave it, or move."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from service.actions.open_planned_cases import open_planned_cases
from service.actions.record_cross_region_use import record_cross_region_use
from service.actions.void_cross_region_use import void_cross_region_use
from service.casework import moves
from service.casework.exemptions import exempt_on
from service.casework.homes import home_moved
from service.casework.ledger import cross_region_left, figures
from service.casework.listed import Listed, newly_listed, no_longer_listed
from service.casework.settle import save
from service.casework.work import CLOCK
from service.domain.errors import InvalidForm
from service.store import cases, cross_region, entities, listings, planned, standing
from tests.support.listed import PROVINCE, accepted, granted, listed
from tests.support.town import moment


def open_rows(unit, entity_id):
    return standing.on_record(unit.connection, entity_id, None)["listings"]


def live(town, entity, process):
    with town.office.read() as unit:
        return cases.live_cases(unit.connection, entity.id, process)


def test_what_is_left_is_told_for_past_days_too(town):
    entity = listed(town, 1, 2, ("zhejiang",))
    accepted(town, entity, 100)
    found = granted(town, entity, 3)
    town.stand("2026-03-10T09:00")
    head = town.actor("hangzhou.center_head")
    used = record_cross_region_use(
        town.office, actor=head, grant_id=found["id"], used_on=date(2026, 3, 9),
        counts={"invention": 2, "design": 1},
    )  # fmt: skip
    assert (used.units, used.left) == (Decimal("2.5"), Decimal("0.5"))
    with town.office.read() as unit:
        said = {day: figures(unit, PROVINCE, date(2026, 3, day)).room for day in (1, 2, 8, 9)}
        left = {day: room.left for day, room in said.items()}
        assert left == {1: 5, 2: 2, 8: 2, 9: 2}
        assert (said[8].cross, said[8].reserved) == (0, 3)
        assert (said[9].cross, said[9].reserved) == (Decimal("2.5"), Decimal("0.5"))
        assert cross_region_left(unit, PROVINCE) == 2
        assert cross_region_left(unit, "540000") is None


def test_the_sums_of_the_store_are_those_of_the_rows(town):
    """A hundred grants and their uses, added up by the database and by hand, on many days."""
    chance, entity = Random(7), listed(town, 1, 2, ("zhejiang",))
    begin = date(2026, 1, 1)
    with town.office.begin() as unit:
        for number in range(60):
            first = begin + timedelta(days=chance.randrange(300))
            row = {
                "entity_id": entity.id, "case_id": number + 1, "category": chance.choice([1, 2]),
                "home_province": PROVINCE, "target_center": "hangzhou",
                "target_province": PROVINCE, "region": chance.choice([PROVINCE, "110000"]),
                "field": "新材料", "invention": 20, "utility_model": 0, "design": 0,
                "units": Decimal(20), "from_day": first,
                "last_day": first + timedelta(days=chance.randrange(120)),
                "over_cap": False, "figures": {}, "recorded_at": moment(f"{first}T09:00"),
            }  # fmt: skip
            if chance.random() < 0.3:
                row |= {"ended_on": first + timedelta(days=9), "ended_for": "delisted"}
            grant_id = cross_region.add_grant(unit.connection, row)
            for _ in range(chance.randrange(4)):
                _use(unit, grant_id, first, chance)
    with town.office.read() as unit:
        for day in (begin + timedelta(days=n) for n in range(0, 400, 23)):
            _compare(unit, day)


def _use(unit, grant_id, first, chance):
    used = first + timedelta(days=chance.randrange(20))
    halves = chance.randrange(1, 9)
    row = {"grant_id": grant_id, "used_on": used, "units": Decimal(halves) / 2}
    row |= {"invention": 1, "utility_model": 0, "design": 0, "recorded_at": unit.now}
    if chance.random() < 0.4:
        why = chance.choice(["withdrawn", "abnormal"])
        row |= {"voided_on": used + timedelta(days=chance.randrange(30)), "voided_for": why}
    cross_region.add_use(unit.connection, row)


def _compare(unit, day):
    found = cross_region.taken(
        unit.connection, day, first=date(day.year, 1, 1), last=date(day.year, 12, 31),
        voids_counting={"abnormal"}, decided_until=moment(f"{day + timedelta(days=1)}T00:00"),
    )  # fmt: skip
    for region in (PROVINCE, "110000"):
        for category in (1, 2):
            cross, reserved = _by_hand(unit, day, region, category)
            held = found.get((region, category))
            sums = (held.used, held.reserved) if held else (0, 0)
            assert sums == (cross, reserved), (day, region, category)


def _by_hand(unit, day, region, category):
    cross = reserved = Decimal(0)
    for grant in cross_region.grants_in(unit.connection, region, date(2000, 1, 1)) or _all(
        unit, region
    ):
        if grant["category"] != category or grant["from_day"] > day:
            continue
        uses = [
            u
            for u in cross_region.uses_of(unit.connection, [grant["id"]])
            if u["used_on"] <= day
            and (u["voided_on"] is None or u["voided_on"] > day or u["voided_for"] == "abnormal")
        ]
        used = sum((u["units"] for u in uses), Decimal(0))
        cross += sum((u["units"] for u in uses if u["used_on"].year == day.year), Decimal(0))
        ends = grant["ended_on"]
        if grant["last_day"] >= day and (ends is None or ends > day):
            reserved += max(grant["units"] - used, Decimal(0))
    return cross, reserved


def _all(unit, region):
    """Grants without their cases: those of this test have none."""
    found = (cross_region.hold_grant(unit.connection, n) for n in range(1, 61))
    return [grant for grant in found if grant and grant["region"] == region]


def test_a_use_is_noted_away_once_and_only_between_its_day_and_today(town):
    entity = listed(town, 1, 2, ("zhejiang",))
    accepted(town, entity, 100)
    found, head = granted(town, entity, 3), town.actor("hangzhou.center_head")
    used = record_cross_region_use(
        town.office, actor=head, grant_id=found["id"], used_on=date(2026, 3, 2),
        counts={"invention": 1},
    )  # fmt: skip
    for on, why in ((date(2026, 3, 1), "withdrawn"), (date(2026, 3, 3), "withdrawn")):
        with pytest.raises(InvalidForm):
            void_cross_region_use(town.office, actor=head, use_id=used.use_id, why=why, on=on)
    with pytest.raises(InvalidForm):
        void_cross_region_use(
            town.office, actor=head, use_id=used.use_id, why="tired", on=date(2026, 3, 2)
        )


def entered(town, *rows):
    with town.office.begin() as unit:
        newly_listed(unit, rows)


def row_of(entity, category, on="2026-03-02"):
    return Listed(
        entity_id=entity.id, category=category, from_day=date.fromisoformat(on), province=PROVINCE
    )


def test_whoever_comes_onto_the_list_is_contacted_from_that_day(town):
    first, second, third = (listed(town, n, n, ("zhejiang",)) for n in (1, 2, 3))
    rows = [row_of(first, 1), row_of(second, 2, "2026-03-05"), row_of(third, 3)]
    entered(town, *rows)
    entered(town, *rows)
    with town.office.read() as unit:
        keys = planned.planned_keys(unit.connection, "service_contact:")
    assert len(keys) == 2
    open_planned_cases(town.office)
    assert [len(live(town, e, "service_contact")) for e in (first, second, third)] == [1, 0, 0]
    town.advance("2026-03-05T00:00")
    assert [len(live(town, e, "service_contact")) for e in (first, second, third)] == [1, 1, 0]
    (case,) = live(town, second, "service_contact")
    (item,) = town.items(case)
    assert (item["element"], item["org_code"]) == ("make_first_contact", "zhejiang")
    assert item["due_day"] == date(2026, 4, 2)
    entered(town, row_of(second, 2, "2026-04-01"))
    town.advance("2026-04-02T00:00")
    assert len(live(town, second, "service_contact")) == 1


def test_leaving_for_another_reason_than_a_violation_ends_what_runs(town):
    entity = listed(town, 1, 2, ("zhejiang",))
    accepted(town, entity, 100)
    found = granted(town, entity, 3)
    contact = town.open(
        "service_contact",
        "330000.provincial_officer",
        {"purpose": "contact", "entity_code": entity.code},
    )
    said = {"purpose": "request", "kind": "dispute_mediation", "subject": "纠纷"}
    town.open("service_contact", entity.contact, said)
    with town.office.begin() as unit:
        listings.end_listings(
            unit.connection, open_rows(unit, entity.id), on=unit.today, ended_for="removed_other",
            case_id=contact.case_id, now=unit.now,
        )  # fmt: skip
        case = cases.case_by_id(unit.connection, contact.case_id)
        work = moves.load(unit, case, CLOCK)
        no_longer_listed(work, entity.id)
        moves._follow(work)
        save(work)
    assert live(town, entity, "service_contact") == []
    assert live(town, entity, "cross_region_service") == []
    with town.office.read() as unit:
        row = cross_region.grant_seen(unit.connection, found["id"])
        assert (row["ended_for"], row["ended_on"]) == ("delisted", unit.today)
        assert figures(unit, PROVINCE).room.taken == 0


def test_moving_to_another_province_ends_service_in_the_old_one(town):
    """E4 52: category 2 has service in its own province only."""
    entity = listed(town, 1, 2, ("zhejiang",))
    accepted(town, entity, 100)
    found = granted(town, entity, 3)
    contact = town.open(
        "service_contact",
        "330000.provincial_officer",
        {"purpose": "contact", "entity_code": entity.code},
    )
    with town.office.begin() as unit:
        entities.change_entity(unit.connection, entity.id, province="110000")
        case = cases.case_by_id(unit.connection, contact.case_id)
        work = moves.load(unit, case, CLOCK)
        home_moved(work, entity.id)
        moves._follow(work)
        save(work)
    with town.office.read() as unit:
        assert cross_region.grant_seen(unit.connection, found["id"])["ended_for"] == "moved"
    assert live(town, entity, "cross_region_service") == []


def test_who_is_exempt_from_screening_is_told_for_any_day(town):
    one, three = listed(town, 1, 1, ("zhejiang",)), listed(town, 3, 3, ("zhejiang",))
    listed(town, 4, 3)  # category 3 without a filing is not on the list
    town.stand("2026-05-04T09:00")
    with town.office.begin() as unit:
        listings.end_listings(
            unit.connection, open_rows(unit, one.id), on=unit.today,
            ended_for="removed_for_cause", case_id=1,
            now=unit.now,
        )  # fmt: skip
    with town.office.read() as unit:
        said = {
            day: [row.code for row in exempt_on(unit, date.fromisoformat(day))]
            for day in ("2026-03-01", "2026-03-02", "2026-05-03", "2026-05-04", "2027-01-01")
        }
    assert said == {
        "2026-03-01": [],
        "2026-03-02": [one.code, three.code],
        "2026-05-03": [one.code, three.code],
        "2026-05-04": [three.code],
        "2027-01-01": [three.code],
    }
