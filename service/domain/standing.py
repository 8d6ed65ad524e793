"""What an entity may do and how it stands on any day, derived from dated rows.

Nothing here is stored: an answer is right for any day, past or future, and for what was
known at any instant, even while no timer runs. Source: domain.md part c5.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from service.domain.bans import banned_run, in_force
from service.domain.cross_region import reach
from service.domain.facts import Facts, Listing
from service.domain.filings import FILED, LIVE, FilingPeriod, FilingState
from service.domain.periods import ONE_DAY, last_day
from service.domain.rules import Rules
from service.domain.standing_answers import Answer, Derived, answers
from service.domain.stretches import any_holds
from service.domain.violations import DateKind, Variants, Violation, minors_in_window
from service.domain.words import Reason, zh_day

LIMITED_WHEN_RESTRICTED = frozenset({"priority_examination", "priority_reexamination"})


@dataclass(frozen=True)
class Standing:
    """The answers of one day. `filed_at` and the like are center codes in order."""

    day: date
    known_at: datetime | None
    entity_id: int
    code: str
    name: str
    may_apply: bool
    may_be_listed: bool
    reasons: tuple[Reason, ...]
    filed_at: tuple[str, ...]
    suspended_at: tuple[str, ...]
    applying_at: tuple[str, ...]
    listed: bool
    list_category: int | None
    entitlements: tuple[str, ...]
    cross_region: str  # nation | province | none
    exempt_from_screening: bool
    restricted: bool
    screening_intensified: bool
    banned_from: date | None
    banned_until: date | None
    first_free_day: date | None
    minor_count: int
    next_review: date | None
    cancellations_ordered: int
    cancellations_acknowledged: int
    answers: tuple[Answer, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values; the same facts give the same text (it may be tagged)."""
        plain = {name: getattr(self, name) for name in _PLAIN}
        days = {name: _iso(getattr(self, name)) for name in _DAYS}
        lists = {name: list(getattr(self, name)) for name in _LISTS}
        return {
            **plain,
            **days,
            **lists,
            "known_at": self.known_at.isoformat() if self.known_at else None,
            "reasons": [reason.as_json() for reason in self.reasons],
            "answers": [answer.as_json() for answer in self.answers],
        }


_DAYS = ("day", "banned_from", "banned_until", "first_free_day", "next_review")
_LISTS = ("filed_at", "suspended_at", "applying_at", "entitlements")
_PLAIN = (
    "entity_id",
    "code",
    "name",
    "may_apply",
    "may_be_listed",
    "listed",
    "list_category",
    "cross_region",
    "exempt_from_screening",
    "restricted",
    "screening_intensified",
    "minor_count",
    "cancellations_ordered",
    "cancellations_acknowledged",
)


def standing(facts: Facts, day: date, rules: Rules, known_at: datetime | None = None) -> Standing:
    """The standing on `day`, as far as the record knew at `known_at` (now, for None)."""
    facts = facts.known_at(known_at)
    derived = _derive(facts, day, rules)
    may_apply, may_be_listed, reasons = _may_apply(facts, derived, rules)
    run = derived.ban_run
    return Standing(
        day=day,
        known_at=known_at,
        entity_id=facts.entity.id,
        code=facts.entity.code,
        name=facts.entity.name,
        may_apply=may_apply,
        may_be_listed=may_be_listed,
        reasons=reasons,
        filed_at=_centers(p for p in derived.filings if p.state in FILED),
        suspended_at=_centers(p for p in derived.filings if p.state is FilingState.SUSPENDED),
        applying_at=_centers(p for p in derived.filings if p.state in LIVE),
        listed=derived.listing is not None,
        list_category=derived.listing.category if derived.listing else None,
        entitlements=derived.entitlements,
        cross_region=derived.cross_region,
        exempt_from_screening=derived.exempt,
        restricted=derived.priority_limited,
        screening_intensified=derived.screening,
        banned_from=run[0] if run else None,
        banned_until=run[1] if run else None,
        first_free_day=run[1] + ONE_DAY if run else None,
        minor_count=derived.minor_count,
        next_review=derived.next_review[0] if derived.next_review else None,
        cancellations_ordered=len(derived.orders),
        cancellations_acknowledged=len(derived.acknowledged),
        answers=answers(facts, derived, reasons[0], may_apply),
    )


def _derive(facts: Facts, day: date, rules: Rules) -> Derived:
    filings = _filings_on(facts, day)
    run = banned_run(facts.bans, day)
    listing = _listing_on(facts, day, rules, filings)
    kinds = {r.kind for r in facts.restrictions if r.holds_on(day)}
    screening = run is not None or "screening" in kinds
    limited = run is not None or "priority" in kinds
    minors, count = _minors(facts, day, rules)
    orders = [c for c in facts.cancellations if c.stands_on(day)]
    latest = max((c.ordered_day, str(c.decision_id)) for c in orders)[1] if orders else None
    mine = tuple(c for c in orders if str(c.decision_id) == latest)
    return Derived(
        day=day,
        filings=filings,
        ban_run=run,
        listing=listing,
        screening=screening,
        priority_limited=limited,
        exempt=_exempt(listing, screening, day, rules),
        entitlements=_entitlements(listing, limited, day, rules),
        cross_region=reach(listing.category if listing else None),
        minors=minors,
        minor_count=count,
        next_review=_next_review(facts, filings, day, rules),
        orders=mine,
        acknowledged=tuple(
            c for c in mine if c.acknowledged_day is not None and c.acknowledged_day <= day
        ),
    )


def _filings_on(facts: Facts, day: date) -> tuple[FilingPeriod, ...]:
    """The state of every filing that day; of two that claim the day, the later began."""
    latest: dict[int, FilingPeriod] = {}
    for period in sorted(facts.filings, key=lambda p: p.from_day):
        if period.holds_on(day):
            latest[period.filing_id] = period
    return tuple(sorted(latest.values(), key=lambda p: (p.from_day, p.center)))


def _listing_on(
    facts: Facts, day: date, rules: Rules, filings: tuple[FilingPeriod, ...]
) -> Listing | None:
    """The strongest listing that day; category 3 does not hold without a filing (M05, Q14)."""
    filed = any(p.state in FILED for p in filings)
    needs_filing = rules.flag("third_category_leaves_with_filing", day)
    holding = [
        row
        for row in facts.listings
        if row.holds_on(day) and (row.category != 3 or filed or not needs_filing)
    ]
    return min(holding, key=lambda row: (row.category, row.from_day), default=None)


def _exempt(listing: Listing | None, screening: bool, day: date, rules: Rules) -> bool:
    if listing is None or screening:
        return False
    return listing.category < 3 or rules.choice("screening_exemption", day) == "all"


def _entitlements(
    listing: Listing | None, limited: bool, day: date, rules: Rules
) -> tuple[str, ...]:
    if listing is None:
        return ()
    names = rules.choice("entitlements", day).split()
    return tuple(n for n in names if not (limited and n in LIMITED_WHEN_RESTRICTED))


def _minors(facts: Facts, day: date, rules: Rules) -> tuple[tuple[Violation, ...], int]:
    variants = Variants.of(rules, day)
    found = minors_in_window(
        [replace(v, under_appeal=any_holds(v.appeals, day)) for v in facts.violations],
        day,
        rules.number("violation_window_years", day),
        DateKind(rules.choice("violation_date", day)),
        variants,
    )
    return found, sum(variants.weight(v) for v in found)


def _next_review(
    facts: Facts, filings: tuple[FilingPeriod, ...], day: date, rules: Rules
) -> tuple[date, str] | None:
    """The next re-review of any filing in force and its center; a past day is overdue."""
    due = []
    for period in (p for p in filings if p.state in FILED):
        began = min(
            p.from_day
            for p in facts.filings
            if p.filing_id == period.filing_id and p.state in FILED
        )
        done = [
            r.finished_day
            for r in facts.reviews
            if r.center == period.center and r.finished_day <= day
        ]
        interval = rules.limit("review_interval", day, facts.province_on(day), period.center)
        since = max([began, *done])
        due.append((last_day(since, interval.value, interval.unit), period.center))
    return min(due, default=None)


def _may_apply(
    facts: Facts, derived: Derived, rules: Rules
) -> tuple[bool, bool, tuple[Reason, ...]]:
    reasons = []
    gone = facts.entity.dissolved_day
    if gone is not None and gone <= derived.day:
        reasons.append(
            Reason(
                "dissolved",
                f"已于{zh_day(gone)}注销或终止。",
                f"dissolved on {gone}",
                "民法典 68; E4 53",
            )
        )
    bars = rules.choice("ban_bars", derived.day) if derived.ban_run else ""
    if derived.ban_run:
        held = [ban for ban in facts.bans if in_force(ban, derived.day)]
        whose = dict.fromkeys(ban.predecessor for ban in held if ban.predecessor)
        reasons.append(_banned(derived.ban_run[1], bars, tuple(whose)))
    dissolved = bool(reasons) and reasons[0].code == "dissolved"
    may_apply = not dissolved and bars not in ("both", "filing")
    may_be_listed = not dissolved and bars not in ("both", "listing")
    if not reasons:
        reasons.append(Reason("free", "没有禁期。", "no ban is in force", "M28"))
    return may_apply, may_be_listed, tuple(reasons)


def _banned(until: date, bars: str, predecessors: tuple[str, ...] = ()) -> Reason:
    """`predecessors`: whose bans they were, where they followed to this entity (E4 42)."""
    whose_zh = f"（承继“{'”“'.join(predecessors)}”）" if predecessors else ""
    whose_en = f" (as successor of {', '.join(predecessors)})" if predecessors else ""
    only = {
        "listing": ("（只限名单）", " (listing only)"),
        "filing": ("（只限备案）", " (filing only)"),
    }
    zh, en = only.get(bars, ("", ""))
    return Reason(
        "banned",
        f"禁期中{zh}，最后一日 {zh_day(until)}{whose_zh}",
        f"banned{en}, last day {until}{whose_en}",
        "M28; 民法典 201, 202",
    )


def _centers(periods: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.center for p in periods))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
