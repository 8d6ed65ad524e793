"""The dated rows a standing is derived from, and what of them was known at an instant.

Every row has valid time (its days) and recorded time (`recorded_at`, `retracted_at`): a
correction retracts one row and records another, so that "what did we know then" has an answer.
Source: domain.md part c5.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Protocol, TypeVar, cast

from service.domain.bans import Ban
from service.domain.filings import FilingPeriod
from service.domain.homes import Home, home_on, known_homes
from service.domain.stretches import Stretch, any_holds, known_stretches
from service.domain.violations import Severity, Violation


@dataclass(frozen=True)
class EntityFacts:
    """Who is asked about; `province` is the office code of its present home."""

    id: int
    code: str
    name: str
    province: str | None = None
    dissolved_day: date | None = None
    dissolved_at: datetime | None = None  # when the record learned of it


@dataclass(frozen=True)
class Listing:
    """A stretch on the precise-service list. `to_day` is the first day no longer on it."""

    id: int
    entity_id: int
    category: int  # 1, 2 or 3
    from_day: date
    to_day: date | None = None
    from_version: int | None = None
    to_version: int | None = None
    for_cause: bool = False
    recorded_at: datetime | None = None
    retracted_at: datetime | None = None

    def holds_on(self, day: date) -> bool:
        return self.from_day <= day and (self.to_day is None or day < self.to_day)


@dataclass(frozen=True)
class Restriction:
    """Screening intensified (M29) or priority policies limited (M30), beyond the ban itself.

    `last_day` is in it, None while open; `revoked_day` the first day it no longer holds.
    """

    id: int
    entity_id: int
    kind: str  # screening | priority
    from_day: date
    last_day: date | None = None
    decision_id: int | str | None = None
    revoked_day: date | None = None
    recorded_at: datetime | None = None
    revoked_at: datetime | None = None
    stays: tuple[Stretch, ...] = ()

    def holds_on(self, day: date) -> bool:
        return (
            self.from_day <= day
            and (self.last_day is None or day <= self.last_day)
            and (self.revoked_day is None or day < self.revoked_day)
            and not any_holds(self.stays, day)
        )


@dataclass(frozen=True)
class ReviewDone:
    """A re-review that a center finished (M20)."""

    center: str
    finished_day: date
    recorded_at: datetime | None = None


@dataclass(frozen=True)
class CancellationOrder:
    """One center told to execute a cancellation, and when it confirmed (M27).

    `revoked_day`: the decision behind it fell on this day.
    """

    decision_id: int | str
    center: str
    ordered_day: date
    acknowledged_day: date | None = None
    recorded_at: datetime | None = None
    acknowledged_at: datetime | None = None
    revoked_day: date | None = None
    revoked_at: datetime | None = None

    def stands_on(self, day: date) -> bool:
        """Whether the order was given by then and not taken back."""
        return self.ordered_day <= day and (self.revoked_day is None or day < self.revoked_day)


@dataclass(frozen=True)
class Facts:
    """Everything on record about one entity. `center_names`: code -> (zh, en)."""

    entity: EntityFacts
    homes: tuple[Home, ...] = ()
    filings: tuple[FilingPeriod, ...] = ()
    listings: tuple[Listing, ...] = ()
    violations: tuple[Violation, ...] = ()
    bans: tuple[Ban, ...] = ()
    restrictions: tuple[Restriction, ...] = ()
    reviews: tuple[ReviewDone, ...] = ()
    cancellations: tuple[CancellationOrder, ...] = ()
    center_names: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def known_at(self, instant: datetime | None) -> Facts:
        """The facts as the record had them then; those of now for None."""
        return replace(
            self,
            entity=replace(self.entity, dissolved_day=None)
            if _later(self.entity.dissolved_at, instant)
            else self.entity,
            homes=known_homes(self.homes, instant),
            filings=_known(_standing_rows(self.filings, instant), instant),
            listings=_known(_standing_rows(self.listings, instant), instant),
            violations=tuple(_violation(v, instant) for v in _known(self.violations, instant)),
            bans=tuple(_sanction(b, instant) for b in _known(self.bans, instant)),
            restrictions=tuple(_sanction(r, instant) for r in _known(self.restrictions, instant)),
            reviews=_known(self.reviews, instant),
            cancellations=tuple(_order(c, instant) for c in _known(self.cancellations, instant)),
        )

    def province_on(self, day: date) -> str | None:
        """The office code of the home of a day (E4 52)."""
        home = home_on(self.homes, day)
        return home.province if home else self.entity.province

    def turning_days(self) -> tuple[date, ...]:
        """The days on which a row begins or ends, in order: the marks of a timeline."""
        days: set[date | None] = set()
        for period in self.filings:
            days |= {period.from_day, period.to_day}
        for listing in self.listings:
            days |= {listing.from_day, listing.to_day}
        for ban in self.bans:
            days |= {ban.from_day, _day_after(ban.held_until)}
        for restriction in self.restrictions:
            days |= {restriction.from_day, restriction.revoked_day}
            days.add(_day_after(restriction.last_day))
        days |= {v.final_day for v in self.violations if not v.overturned}
        days |= {c.acknowledged_day for c in self.cancellations}
        days.add(self.entity.dissolved_day)
        return tuple(sorted(day for day in days if day is not None))


def _violation(found: Violation, instant: datetime | None) -> Violation:
    lowered = _later(found.lowered_at, instant)
    return replace(
        found,
        overturned=found.overturned and not _later(found.overturned_at, instant),
        severity=Severity.SERIOUS if lowered else found.severity,
        appeals=known_stretches(found.appeals, instant),
    )


_S = TypeVar("_S", Ban, Restriction)


def _sanction(found: _S, instant: datetime | None) -> _S:
    revoked = None if _later(found.revoked_at, instant) else found.revoked_day
    return replace(found, revoked_day=revoked, stays=known_stretches(found.stays, instant))


def _order(found: CancellationOrder, instant: datetime | None) -> CancellationOrder:
    done = None if _later(found.acknowledged_at, instant) else found.acknowledged_day
    revoked = None if _later(found.revoked_at, instant) else found.revoked_day
    return replace(found, acknowledged_day=done, revoked_day=revoked)


class _Recorded(Protocol):
    @property
    def recorded_at(self) -> datetime | None: ...


class _Retractable(Protocol):
    @property
    def retracted_at(self) -> datetime | None: ...


_R = TypeVar("_R", bound=_Recorded)
_T = TypeVar("_T", bound=_Retractable)


def _known(rows: Iterable[_R], instant: datetime | None) -> tuple[_R, ...]:
    return tuple(row for row in rows if not _later(row.recorded_at, instant))


def _standing_rows(rows: Iterable[_T], instant: datetime | None) -> tuple[_T, ...]:
    """The rows not retracted by then, as they stood; for None, those never retracted."""
    return tuple(
        row if row.retracted_at is None else _unretracted(row)
        for row in rows
        if row.retracted_at is None or (instant is not None and row.retracted_at > instant)
    )


def _unretracted(row: _T) -> _T:
    return cast(_T, replace(cast(Any, row), retracted_at=None))


def _later(at: datetime | None, instant: datetime | None) -> bool:
    return at is not None and instant is not None and at > instant


def _day_after(day: date | None) -> date | None:
    return None if day is None else date.fromordinal(day.toordinal() + 1)
