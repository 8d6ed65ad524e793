"""What a register finds on a day, as known then, is what standing says of each entity.

Random histories of filings, listings and bans, recorded and corrected later; on both databases.
Source: domain.md part c5.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from service.domain.filings import FilingState
from service.domain.rules import CATALOGUE, RuleParameter, Rules
from service.domain.standing import standing
from service.store import as_of, entities
from service.store.standing import entity_by_id, facts_of
from service.store.tables.facts import ban, decision, filing, filing_period, listing
from tests.support.town import Town, register

FIRST = date(2026, 1, 1)
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
NUMBER = 12
STATES = ("active", "suspended", "submitted", "under_review", "cancelled", "cleared")


def some_day(rng: random.Random) -> date:
    return FIRST + timedelta(days=rng.randrange(12))


def some_instant(rng: random.Random) -> datetime:
    return BEGAN + timedelta(days=rng.randrange(12), hours=rng.randrange(24))


def stretch(rng: random.Random) -> dict[str, Any]:
    """Valid days and recorded instants of a row that may have been retracted."""
    begins, recorded = some_day(rng), some_instant(rng)
    ends = rng.choice([None, begins + timedelta(days=rng.randrange(6))])
    retracted = rng.choice([None, None, recorded + timedelta(hours=rng.randrange(1, 90))])
    return {
        "from_day": begins, "to_day": ends, "recorded_at": recorded, "retracted_at": retracted,
    }  # fmt: skip


def add_history(connection: Any, rng: random.Random, entity_id: int) -> None:
    for center in rng.sample(("zhejiang", "hangzhou", "ningbo"), rng.randrange(3)):
        number = f"F{entity_id}-{center}"
        filing_id = connection.execute(
            filing.insert()
            .values(entity_id=entity_id, center_code=center, number=number)
            .returning(filing.c.id)
        ).scalar_one()
        # Two periods that begin on one day are told apart by nothing the law knows.
        days = rng.sample(range(12), rng.randrange(1, 4))
        for begins in days:
            said = stretch(rng) | {"from_day": FIRST + timedelta(days=begins)}
            if said["to_day"] is not None and said["to_day"] < said["from_day"]:
                said["to_day"] = said["from_day"]
            connection.execute(
                filing_period.insert().values(
                    filing_id=filing_id, entity_id=entity_id, center_code=center,
                    state=FilingState(rng.choice(STATES)).value, **said,
                )
            )  # fmt: skip
    for _ in range(rng.randrange(3)):
        about = {"host_code": "x", "unit_name": "x", "subtype": "x"}
        category = rng.choice((1, 2, 3, 3))
        connection.execute(
            listing.insert().values(entity_id=entity_id, category=category, **about, **stretch(rng))
        )
    for n in range(rng.randrange(3)):
        add_ban(connection, rng, entity_id, n)


def add_ban(connection: Any, rng: random.Random, entity_id: int, n: int) -> None:
    begins, recorded = some_day(rng), some_instant(rng)
    decision_id = connection.execute(
        decision.insert()
        .values(
            entity_id=entity_id, case_id=1, kind="removal", number=f"D{entity_id}-{n}",
            ground="x", decided_on=begins, effective_on=begins, reasons="", legal_basis="",
            grounds=[], recorded_at=recorded,
        )
        .returning(decision.c.id)
    ).scalar_one()  # fmt: skip
    revoked = {}
    if rng.random() < 0.5:
        revoked = {
            "revoked_day": begins + timedelta(days=rng.randrange(6)),
            "revoked_at": recorded + timedelta(hours=rng.randrange(1, 90)),
        }
    connection.execute(
        ban.insert().values(
            entity_id=entity_id, decision_id=decision_id, case_id=1, from_day=begins,
            last_day=begins + timedelta(days=rng.randrange(8)), rules_version=1,
            recorded_at=recorded, **revoked,
        )
    )  # fmt: skip


def found(connection: Any, *conditions: Any) -> set[int]:
    rows, _ = entities.search(connection, where=conditions, limit=1000)
    return {row["id"] for row in rows}


LOOSE = Rules(
    [
        *CATALOGUE,
        RuleParameter(
            key="third_category_leaves_with_filing", value=False, unit="yes_no", version=2,
            valid_from=FIRST,
        ),
    ]
)  # fmt: skip


@pytest.mark.parametrize("rules", [Rules(), LOOSE], ids=["third needs a filing", "it does not"])
@pytest.mark.parametrize("seed", range(6))
def test_the_registers_find_what_standing_says(town: Town, seed: int, rules: Rules):
    rng = random.Random(seed)
    with town.office.begin() as unit:
        ids = [register(unit, n) for n in range(1, NUMBER + 1)]
        for entity_id in ids:
            add_history(unit.connection, rng, entity_id)
    asked = [(some_day(rng), rng.choice([None, some_instant(rng)])) for _ in range(25)]
    with town.office.read() as unit:
        look = unit.connection
        about = [entity_by_id(look, entity_id) for entity_id in ids]
        alone = {one.id: facts_of(look, one) for one in about}
        together = as_of.facts_of_many(look, about)
        for day, then in asked:
            third = rules.flag("third_category_leaves_with_filing", day)
            said = {one: standing(facts, day, rules, then) for one, facts in alone.items()}
            assert found(look, as_of.filed(day, then)) == {i for i in said if said[i].filed_at}
            assert found(look, as_of.applying(day, then)) == {
                i for i in said if said[i].applying_at
            }
            assert found(look, as_of.banned(day, then)) == {i for i in said if said[i].banned_until}
            assert found(look, as_of.listed(day, then, third_needs_filing=third)) == {
                i for i in said if said[i].listed
            }
            for one, facts in together.items():
                many = standing(facts, day, rules, then)
                assert (many.filed_at, many.banned_until, many.listed) == (
                    said[one].filed_at, said[one].banned_until, said[one].listed,
                )  # fmt: skip


def test_the_statements_do_not_grow_with_the_entities(town: Town):
    with town.office.begin() as unit:
        ids = [register(unit, n) for n in range(1, 20)]
    counted = []
    with town.office.read() as unit:
        about = [entity_by_id(unit.connection, entity_id) for entity_id in ids]

        def hear(*_: Any) -> None:
            counted[-1] += 1

        engine = town.office.database.engine
        sa.event.listen(engine, "before_cursor_execute", hear)
        for size in (1, 19):
            counted.append(0)
            as_of.facts_of_many(unit.connection, about[:size])
        sa.event.remove(engine, "before_cursor_execute", hear)
    assert counted[0] == counted[1] > 0
