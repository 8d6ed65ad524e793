"""A run of monitoring: the figures of a place, the thresholds of each center, what is seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from service.domain.indicators import Span
from service.domain.monitoring import Risk, Thresholds, Watched, risks
from service.domain.periods import Unit as LengthUnit
from service.domain.periods import civil_day, day_start, last_day
from service.domain.rules import Rules
from service.office import Unit
from service.store import alerts, monitoring
from service.store.monitoring import Pair, Place
from service.store.tallies import Years

OPENED, OPEN_ALREADY, QUIET = "opened", "open_already", "quiet"


@dataclass(frozen=True, kw_only=True)
class Flagged:
    """An entity at a center with the signs seen, and whether an alert is opened for it."""

    entity_id: int
    center: str
    province: str
    risks: tuple[Risk, ...]
    outcome: str


@dataclass(frozen=True, kw_only=True)
class Scan:
    span: Span
    looked_at: int
    flagged: tuple[Flagged, ...]


def window(unit: Unit, rules: Rules, province: str | None, center: str | None) -> Span:
    """The months looked back on, from the first of a month to today."""
    months = rules.number("monitoring_window", unit.today, province, center)
    return Span(first=months_back(unit.today, months).replace(day=1), last=unit.today,
                as_of=unit.today)  # fmt: skip


def months_back(day: date, months: int) -> date:
    """The first of the month that many months ago."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def years_of(rules: Rules, on: date, province: str | None, center: str | None) -> Years:
    return Years(
        lapse=rules.number("early_lapse_years", on, province, center),
        transfer=rules.number("early_transfer_years", on, province, center),
    )


def thresholds(rules: Rules, on: date, province: str | None, center: str | None) -> Thresholds:
    """From where on figures are signs, at this place."""

    def number(key: str) -> int:
        return rules.number(key, on, province, center)

    return Thresholds(
        minimum=number("indicator_minimum"),
        lapses=number("monitor_lapses"),
        joint=number("monitor_co_requests"),
        non_first=number("monitor_non_first"),
        transfers=number("monitor_transfers"),
        qualified_rate=Decimal(rules.value("monitor_qualified_rate", on, province, center)),
        insured=number("monitor_insured"),
    )


def scan(unit: Unit, rules: Rules, center: str | None, province: str | None) -> Scan:
    """Look at every filing of a place; `province` None means the nation."""
    place = Place(center=center, province=None if center else province)
    span = window(unit, rules, province, center)
    filed = monitoring.filed_pairs(unit.connection, place, unit.today)
    seen = monitoring.figures(
        unit.connection, place, span, years_of(rules, unit.today, province, center)
    )
    shells = monitoring.shells(unit.connection)
    banned = monitoring.like_banned(unit.connection, unit.today)
    recent = _recent(unit, rules)
    lines: dict[str, Thresholds] = {}
    found = []
    for (entity_id, at), region in sorted(filed.items()):
        line = lines.setdefault(at, thresholds(rules, unit.today, region, at))
        shown = Watched(
            **seen.get((entity_id, at), {}),
            **shells.get(entity_id, {}),
            like_banned=banned.get(entity_id, ()),
        )
        signs = risks(shown, line)
        if signs:
            found.append(Flagged(entity_id=entity_id, center=at, province=region, risks=signs,
                                 outcome=recent.get((entity_id, at), OPENED)))  # fmt: skip
    return Scan(span=span, looked_at=len(filed), flagged=tuple(found))


def _recent(unit: Unit, rules: Rules) -> dict[Pair, str]:
    """Pairs that get no alert now: one is open, or one was watched or closed a short while ago."""
    found: dict[Pair, str] = {}
    for row, until in _quiet_until(unit, rules):
        pair = (row["entity_id"], row["center_code"])
        if row["status"] == "open":
            found[pair] = OPEN_ALREADY
        elif until is not None and unit.today <= until:
            found.setdefault(pair, QUIET)
    return found


def _quiet_until(unit: Unit, rules: Rules) -> Iterator[tuple[dict[str, Any], date | None]]:
    keys = {"watched": "monitoring_quiet_watched"}
    usual = "monitoring_quiet_closed"
    for row in alerts.alerts_since(unit.connection, _far_back(unit)):
        if row["outcome"] == "monitoring_called_off" or row["ended_at"] is None:
            yield row, None
            continue
        key = keys.get(row["outcome"], usual)
        months = rules.number(key, unit.today, None, row["center_code"])
        yield row, last_day(civil_day(row["ended_at"]), months, LengthUnit.MONTH)


def _far_back(unit: Unit) -> datetime:
    return day_start(months_back(unit.today, 60))
