"""A new house is founded: its clock, organisations, calendar, rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from service.domain.rules import CATALOGUE, RuleParameter
from service.office import Office, Unit
from service.reference import calendar_years, organisations
from service.store import house, people
from service.store.record import Entry, append_to_house


@dataclass(frozen=True, kw_only=True)
class HouseFounded:
    """`founded` is False when there was a house already; then nothing was changed."""

    founded: bool


def found_house(
    office: Office, *, is_demonstration: bool = False, clock_at: datetime | None = None
) -> HouseFounded:
    """Fill a fresh database with what every house begins with; once.

    is_demonstration  time can be moved, and the sign-in page offers its posts
    clock_at          where the clock of a demonstration stands at first; None: it runs
    """
    with office.begin() as unit:
        founded = house.found_house(unit.connection, is_demonstration=is_demonstration)
        if founded:
            if is_demonstration and clock_at is not None:
                house.stand_clock(unit.connection, clock_at)
                unit.look_again()
            people.add_organisations(unit.connection, organisations())
            _put_calendar(unit)
            house.add_rules(unit.connection, [_row(rule) for rule in CATALOGUE], now=unit.now)
            line = Entry(at=unit.now, person_id=None, actor="系统", verb="house.founded")
            append_to_house(unit.connection, line)
        return unit.done(HouseFounded(founded=founded))


def _put_calendar(unit: Unit) -> None:
    for year, days in calendar_years().items():
        house.put_calendar_year(unit.connection, year, days, now=unit.now)


def _row(rule: RuleParameter) -> dict[str, object]:
    return {
        "key": rule.key,
        "value": rule.text,
        "unit": rule.unit,
        "scope": rule.scope.value,
        "scope_code": rule.scope_code,
        "document": rule.document,
        "article": rule.article,
        "valid_from": rule.valid_from,
        "valid_to": rule.valid_to,
    }
