"""The ledger of cross-region service: its figures on any day, and who counts where (M12)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from service.casework.providers import protection_centers
from service.domain.cross_region import (
    CrossRegionRoom,
    Figures,
    LedgerWindow,
    voids_that_count,
)
from service.domain.errors import NotAllowed
from service.domain.periods import day_end
from service.domain.roles import Actor, OrgKind, Role, may_do
from service.domain.rules import Rules
from service.office import Unit
from service.store import cross_region, people, preexam
from service.store.cross_region import Taken

Row = dict[str, Any]
USED_RULES = (
    "cross_region_counts_first",
    "cross_region_count",
    "cross_region_window",
    "cross_region_region",
    "cross_region_percent",
    "cross_region_hard_stop",
    "cross_region_national_override",
    "cross_region_ledger",
    "cross_region_withdrawn_counts",
    "cross_region_abnormal_counts",
)


def region_of(
    rules: Rules, on: date, *, home: str, target_center: str, target_province: str
) -> str:
    """Whose ledger a service counts in: a province, or one center where the rule says so."""
    if rules.choice("cross_region_region", on) == "center":
        return target_center
    serves = rules.choice("cross_region_ledger", on) == "serving"
    return target_province if serves else home


def regions_of(unit: Unit, province: str, rules: Rules | None = None) -> tuple[str, ...]:
    """The ledgers of a province: its own, or one for each center where the rule says so."""
    known = rules or unit.rules
    if known.choice("cross_region_region", unit.today) == "center":
        return tuple(row["code"] for row in protection_centers(unit, province))
    return (province,)


def every_province(unit: Unit) -> tuple[str, ...]:
    """The 32 addressees, in the order of their codes; the Corps is one of its own (E6 69)."""
    rows = people.organisations(unit.connection, OrgKind.OFFICE.value)
    return tuple(row["code"] for row in rows)


def window_of(rules: Rules, on: date) -> LedgerWindow:
    return LedgerWindow.of(rules.choice("cross_region_window", on), on)


def figures(unit: Unit, region: str, on: date | None = None, rules: Rules | None = None) -> Figures:
    """What the ledger of a region says on a day (today)."""
    return figures_of(unit, (region,), on, rules)[region]


def figures_of(
    unit: Unit, regions: Iterable[str], on: date | None = None, rules: Rules | None = None
) -> dict[str, Figures]:
    """The figures of several regions on a day (today), read together."""
    day, known, wanted = on or unit.today, rules or unit.rules, list(regions)
    window = window_of(known, day)
    taken = cross_region.taken(
        unit.connection,
        day,
        first=window.cross_first,
        last=window.cross_last,
        voids_counting=voids_that_count(known, day),
        decided_until=day_end(day),
        regions=wanted,
    )
    return {region: _figures(unit, region, day, known, window, taken) for region in wanted}


def _figures(
    unit: Unit,
    region: str,
    day: date,
    rules: Rules,
    window: LedgerWindow,
    taken: dict[tuple[str, int], Taken],
) -> Figures:
    place = region if region.isdigit() else None
    measure = rules.choice("cross_region_count", day, place)
    first, second = (taken.get((region, category), Taken()) for category in (1, 2))
    counts_first = rules.flag("cross_region_counts_first", day, place)
    counted = [second, first] if counts_first else [second]
    room = CrossRegionRoom(
        total=_total(unit, region, measure, window.base_first, window.base_last),
        cross=sum((t.used for t in counted), Decimal(0)),
        reserved=sum((t.reserved for t in counted), Decimal(0)),
        percent=Decimal(rules.value("cross_region_percent", day, place)),
    )
    return Figures(
        region=region,
        day=day,
        measure=measure,
        window=window,
        room=room,
        first=(first.used, first.reserved),
        second=(second.used, second.reserved),
        to_date=_total(unit, region, measure, date(day.year, 1, 1), day),
        counts_first=counts_first,
        hard_stop=rules.flag("cross_region_hard_stop", day, place),
        may_override=rules.flag("cross_region_national_override", day, place),
        rules={key: rules.parameter(key, day, place).version for key in USED_RULES},
    )


def _total(unit: Unit, region: str, measure: str, first: date, last: date) -> Decimal:
    """Requests of the months that begin in these days; a center's own where it is the region."""
    where = {"province": region} if region.isdigit() else {"center": region}
    found = preexam.total(unit.connection, first=first, last=last, measure=measure, **where)
    return Decimal(found)


def cross_region_left(unit: Unit, region: str, on: date | None = None) -> Decimal | None:
    """What may still be granted in a region on a day; None where there is no total (C5)."""
    room = figures(unit, region, on).room
    return room.left if room.applicable else None


def used_of(unit: Unit, grant: Row, voids_counting: Iterable[str]) -> Decimal:
    """What of a grant was used and counts today."""
    counting = set(voids_counting)
    return sum(
        (
            use["units"]
            for use in cross_region.uses_of(unit.connection, [grant["id"]])
            if use["voided_on"] is None or use["voided_for"] in counting
        ),
        Decimal(0),
    )


def check_serves(actor: Actor, grant: Row, *, guided: bool = False) -> None:
    """The officers of the center that serves; with `guided`, also those of its province.

    Raises NotAllowed.
    """
    center, province = grant["target_center"], grant["target_province"]
    mine = may_do(actor, Role.INTAKE_OFFICER, center) or may_do(actor, Role.CENTER_HEAD, center)
    if not mine and not (guided and may_do(actor, Role.PROVINCIAL_OFFICER, province)):
        raise NotAllowed(
            reason_zh="由承接的中心登记。", reason_en="the center that serves records this."
        )


def said_of_use(zh: str, en: str, use_id: int, note: str) -> Row:
    """A line of the case's record about one use."""
    return {"said": {"zh": zh, "en": en}, "source": "M12", "use": use_id, "note": note}
