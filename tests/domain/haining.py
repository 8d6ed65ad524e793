"""The entity of the tests: filed twice, two minor violations, removed on 2026-03-16."""

from datetime import UTC, datetime

from service.domain.bans import Ban, ban_from
from service.domain.facts import CancellationOrder, EntityFacts, Facts, Listing
from service.domain.filings import FilingPeriod
from service.domain.violations import Severity, Violation
from tests.domain.facts_2024_2026 import day

REMOVED = day("2026-03-16")


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def at(text: str | None) -> datetime | None:
    return instant(text) if text else None


def filing(n: int, center: str, state: str, first: str, last: str | None = None, **when):
    known = {key: instant(text) for key, text in when.items()}
    return FilingPeriod(n, center, state, day(first), day(last) if last else None, **known)


def violation(n: int, verified: str, severity=Severity.MINOR, **more) -> Violation:
    facts = {"center": "zhejiang", "final_day": day(verified), **more}
    return Violation(n, 1, severity=severity, verified_day=day(verified), **facts)


FACTS = Facts(
    entity=EntityFacts(1, "91330481MAXX14222W", "海宁渚上电子材料有限公司", "330000"),
    filings=(
        filing(11, "zhejiang", "active", "2023-06-01", "2026-03-16"),
        filing(11, "zhejiang", "cancelled", "2026-03-16"),
        filing(12, "jiaxing", "active", "2024-02-20", "2026-03-16"),
        filing(12, "jiaxing", "cancelled", "2026-03-16"),
    ),
    listings=(
        Listing(21, 1, 3, day("2025-07-18"), REMOVED, 1, 4, for_cause=True),
    ),
    violations=(
        violation(31, "2025-07-02", center="jiaxing", consumed_by="D23"),
        violation(32, "2025-12-22", consumed_by="D23"),
        violation(33, "2026-03-12", Severity.SERIOUS, center=None),
    ),
    bans=(Ban(41, 1, REMOVED, ban_from(REMOVED, 1), "D23"),),
    cancellations=(
        CancellationOrder("D23", "zhejiang", REMOVED, day("2026-03-17")),
        CancellationOrder("D23", "jiaxing", REMOVED, REMOVED),
    ),
    center_names={"zhejiang": ("浙江中心", "Zhejiang"), "jiaxing": ("嘉兴中心", "Jiaxing")},
)  # fmt: skip
