"""The picture of an entity's years: filings, list, violations, ban and restrictions as bands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from service.domain.bans import spans
from service.domain.facts import Facts
from service.domain.filings import FILED, LIVE, FilingPeriod
from service.domain.periods import ONE_DAY
from service.domain.violations import Severity
from service.web.desk import short_en
from service.web.tongue import gettext, pick
from service.web.views_register import Band, BandRow, Bands, Mark
from service.web.words import day_long

LEFT, WIDTH = 112.0, 1024.0


@dataclass(frozen=True)
class Scale:
    """Days to units of the picture."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days

    def x(self, day: date) -> float:
        inside = min(max(day, self.first), self.last)
        return round(LEFT + WIDTH * (inside - self.first).days / max(self.days, 1), 1)

    def band(self, kind: str, start: date, end: date | None, words: str) -> Band | None:
        """A bar from `start` to the day before `end`; None when it lies outside the picture."""
        last = end if end is not None else self.last
        if last <= self.first or start >= self.last:
            return None
        left = self.x(start)
        width = max(self.x(last) - left, 2.0)
        shown = words if width > 10 + 13 * len(words) else ""
        return Band(kind, left, round(width, 1), shown)


def scale_for(facts: Facts, day: date, today: date) -> Scale:
    """Whole years around everything that is known, today and the day asked for."""
    known = [today, day]
    known += [f.from_day for f in facts.filings] + [row.from_day for row in facts.listings]
    for ban in facts.bans:
        known += [ban.from_day, ban.held_until + ONE_DAY]
    known += [v.found_day for v in facts.violations if v.found_day]
    first = min(known).year
    last = max(known).year + 1
    return Scale(date(min(first, today.year - 1), 1, 1), date(max(last, today.year + 1), 1, 1))


def picture(facts: Facts, day: date, today: date, name: str, free: date | None) -> Bands:
    scale = scale_for(facts, day, today)
    rows = [*_filing_rows(facts, scale), _listing_row(facts, scale), _violation_row(facts, scale),
            _ban_row(facts, scale), _restriction_row(facts, scale)]  # fmt: skip
    shown = free if free is not None and free < scale.last else None
    return Bands(
        title=gettext("%(name)s的现状", name=name),
        description=gettext("备案、名单、违规、禁期和限制随时间的变化，竖线是所选的一天 %(day)s。",
                            day=day_long(day)),
        rows=tuple(rows),
        years=tuple(_years(scale)),
        day_x=scale.x(day),
        first=scale.first.isoformat(),
        days=scale.days,
        at=(day - scale.first).days,
        value_words=day_long(day),
        free_x=scale.x(shown) if shown else None,
        free_words=gettext("解禁 %(day)s", day=shown.isoformat()) if shown else "",
    )  # fmt: skip


def _years(scale: Scale) -> Iterable[tuple[float, str]]:
    for year in range(scale.first.year, scale.last.year + 1):
        words = pick(f"{year}年", str(year)) if year < scale.last.year else ""
        yield scale.x(date(year, 1, 1)), words


def _kept(bands: Iterable[Band | None]) -> tuple[Band, ...]:
    return tuple(band for band in bands if band is not None)


def _filing_rows(facts: Facts, scale: Scale) -> list[BandRow]:
    now = [p for p in facts.filings if p.retracted_at is None]
    by_center: dict[str, list[FilingPeriod]] = {}
    for period in now:
        by_center.setdefault(period.center, []).append(period)
    rows = []
    for center, periods in by_center.items():
        zh, en = facts.center_names.get(center, (center, center))
        bands = [_filing_band(scale, period) for period in periods]
        if any(bands):
            rows.append(BandRow(pick(f"{zh}备案", short_en(en)), _kept(bands)))
    return rows or [BandRow(gettext("备案"))]


def _filing_band(scale: Scale, period: FilingPeriod) -> Band | None:
    words = pick(period.state.zh, period.state.en)
    if period.state in FILED:
        return scale.band("filed", period.from_day, period.to_day, words)
    if period.state in LIVE:
        return scale.band("other", period.from_day, period.to_day, words)
    return None


def _listing_row(facts: Facts, scale: Scale) -> BandRow:
    names = {1: gettext("一类"), 2: gettext("二类"), 3: gettext("三类")}
    return BandRow(
        gettext("精准服务名单"),
        _kept(
            scale.band("listed", row.from_day, row.to_day, names[row.category])
            for row in facts.listings
            if row.retracted_at is None
        ),
    )


def _violation_row(facts: Facts, scale: Scale) -> BandRow:
    marks = []
    for violation in facts.violations:
        if violation.overturned or violation.duplicate_of is not None:
            continue
        kind = {Severity.MINOR: "minor", Severity.SERIOUS: "serious"}.get(violation.severity)
        day = violation.verified_day or violation.final_day or violation.found_day
        if kind and day and scale.first <= day < scale.last:
            marks.append(Mark(kind, scale.x(day), ""))
    return BandRow(gettext("违规"), marks=tuple(marks))


def _ban_row(facts: Facts, scale: Scale) -> BandRow:
    held = [ban for ban in facts.bans if ban.held_until >= ban.from_day]
    bands = [_ban_band(scale, first, last) for ban in held for first, last in spans(ban)]
    return BandRow(gettext("禁期"), _kept(bands))


def _ban_band(scale: Scale, first: date, last: date) -> Band | None:
    return scale.band("ban", first, last + ONE_DAY, gettext("禁期"))


def _restriction_row(facts: Facts, scale: Scale) -> BandRow:
    seen, bands = set(), []
    for row in facts.restrictions:
        end = row.revoked_day or (row.last_day + ONE_DAY if row.last_day else None)
        if (row.from_day, end) in seen:
            continue
        seen.add((row.from_day, end))
        bands.append(scale.band("restrict", row.from_day, end, gettext("加大排查")))
    return BandRow(gettext("排查与优先限制"), _kept(bands))
