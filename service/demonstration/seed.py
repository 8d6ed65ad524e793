"""From an empty database to a demonstration: the house, its people, a year of cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from service.actions.advance_clock import advance_clock
from service.actions.enter_entity import PlaceOnList, enter_entity
from service.actions.found_house import found_house
from service.actions.publish_definitions import publish_definitions
from service.demonstration.applicants import Applicant, applicants
from service.demonstration.areas import demonstrate_areas, plan_areas
from service.demonstration.cast import Cast
from service.demonstration.days import FIRST_HOUR, Days
from service.demonstration.finish import finish
from service.demonstration.plan import Planner, ordinary
from service.demonstration.play import Year
from service.demonstration.scenes import scenes
from service.domain.periods import SHANGHAI, at_time
from service.office import Office
from service.shipped import shipped_forms, shipped_processes
from service.store import people, record

USUAL_SIZE = 300
SMALLEST_SIZE = 120  # fewer could not show every waiting point and end
Tell = Callable[[float], None]


@dataclass(frozen=True, kw_only=True)
class Seeding:
    """What was made: how many entities came up, and cases were opened."""

    entities: int
    cases: int
    first_day: date


def is_complete(office: Office) -> bool:
    """Whether the seeding came to its end: only then does the clock run."""
    with office.read() as unit:
        lines = record.entries_of(unit.connection, record.HOUSE)
    return any(line["verb"] == "clock.advanced" for line in lines)


def seed(office: Office, *, size: int = USUAL_SIZE, tell: Tell = lambda share: None) -> Seeding:
    """Fill an empty, migrated database; the clock runs at the real present afterwards.

    size  how many entities, at least SMALLEST_SIZE
    tell  hears how much is done, from 0 to 1
    """
    with office.read() as unit:
        present = unit.house.clock_at
    opens = present.astimezone(SHANGHAI) - timedelta(days=540)
    found_house(office, is_demonstration=True, clock_at=at_time(opens.date(), 8))
    publish_definitions(office, processes=shipped_processes(), forms=shipped_forms())
    with office.read() as unit:
        days = Days.until(present.astimezone(SHANGHAI).date(), unit.calendar)
        industries = _industries(people.organisations(unit.connection, "center"))
    planner = _planned(size, days)
    cast = Cast(office)
    cast.hire()
    _enter(office, cast, planner)

    def told(at: datetime) -> None:
        tell(max(0.0, (at - opens) / (present - opens)))

    year = Year(office, cast, days, industries, told)
    for index, opening in enumerate(planner.openings):
        year.expect(opening, index)
    plan_areas(office, cast, year.plan, days)
    morning = _morning(days, present)
    year.run(morning)
    advance_clock(office, actor=None, to=morning, standing=True)
    demonstrate_areas(office, cast)
    year.run(present)
    advance_clock(office, actor=None, to=present, standing=True)
    finish(office, cast, planner.scene)
    _let_it_run(office)
    tell(1.0)
    return Seeding(entities=size, cases=len(year.cases), first_day=planner.first_day)


def _morning(days: Days, present: datetime) -> datetime:
    """09:00 of the last working day that has begun: the same for whoever looks that day."""
    found = at_time(days.end, FIRST_HOUR)
    return found if found <= present else at_time(days.before(days.end, 1), FIRST_HOUR)


def _planned(size: int, days: Days) -> Planner:
    planner = Planner(applicants(max(size, SMALLEST_SIZE)), days)
    scenes(planner)
    ordinary(planner)
    planner.openings.sort(key=lambda opening: opening.day)
    return planner


def _industries(centers: list[dict[str, Any]]) -> dict[str, tuple[str, ...]]:
    """What each center is approved for; empty where that is not on record."""
    return {row["code"]: tuple(filter(None, row["industries"].split(";"))) for row in centers}


def _enter(office: Office, cast: Cast, planner: Planner) -> None:
    """Entities on file before the first case: those on the list, and the scene's newcomer."""
    newcomer = planner.scene[0]
    cast.contact(newcomer, f"E{_entered(office, newcomer)}")
    for listed in planner.listed:
        with office.read() as unit:
            since = unit.today
        place = PlaceOnList(category=listed.category, since=since)
        _entered(office, listed.applicant, place)


def _entered(office: Office, applicant: Applicant, place: PlaceOnList | None = None) -> int:
    done = enter_entity(
        office,
        actor=None,
        code=applicant.code,
        name=applicant.name,
        province=applicant.center.province,
        kind=applicant.kind,
        place_on_list=place,
    )
    return done.entity_id


def _let_it_run(office: Office) -> None:
    """From here on the office's time is the real one."""
    with office.read() as unit:
        present = unit.house.clock_at
    advance_clock(office, actor=None, to=present)
