"""What is read together is what would have been read one by one."""

import pytest

from service.store import entities, filings, listings, sanctions, violations
from service.store.gathering import gather
from service.store.standing import entity_by_id, facts_of, on_record
from tests.support import violations as way


@pytest.fixture
def removed(town):
    """An entity with a row of everything: on the list until it was removed from it."""
    entity = town.enter_entity(1, ("zhejiang", "hangzhou"))
    with town.office.begin() as unit:
        row = {"entity_id": entity.id, "host_code": entity.code, "unit_name": entity.name}
        place = {"category": 1, "subtype": "", "from_day": unit.today, "recorded_at": unit.now}
        listings.add_listing(unit.connection, row | place)
    way.removed(town, entity)
    return entity.id


def test_rows_read_together_equal_those_read_one_by_one(town, removed):
    parts = {
        "itself": entities.entity_itself(removed),
        "periods": filings.periods_of(removed),
        "filings": filings.held_by(removed),
        "listings": listings.listings_of(removed),
        "violations": violations.events_of(removed),
        "bans": sanctions.bans_on(removed),
        "restrictions": sanctions.restrictions_on(removed),
        "orders": sanctions.acknowledgements_of(removed),
    }
    with town.office.read() as unit:
        together = gather(unit.connection, parts)
        for name, part in parts.items():
            alone = [dict(row) for row in unit.connection.execute(part).mappings()]
            assert alone, name
            assert together[name] == alone
            for one, other in zip(together[name], alone, strict=True):
                assert list(map(type, one.values())) == list(map(type, other.values()))


def test_nothing_on_record_is_an_empty_list(town):
    with town.office.read() as unit:
        found = on_record(unit.connection, 0, "nowhere")
    assert set(map(len, found.values())) == {0}


def test_the_facts_of_a_standing_are_ordered_as_they_were_recorded(town, removed):
    with town.office.read() as unit:
        about = entity_by_id(unit.connection, removed)
        facts = facts_of(unit.connection, about)
    recorded = [period.recorded_at for period in facts.filings]
    assert recorded == sorted(recorded)
    assert [order.center for order in facts.cancellations] == ["hangzhou", "zhejiang"]
