"""The center that serves records which requests it took under a grant of cross-region service."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from service.casework import moves
from service.casework.ledger import check_serves, said_of_use, used_of
from service.casework.refusals import one_wrong
from service.casework.retry import repeated
from service.casework.settle import save
from service.domain.cross_region import KINDS, units_of, voids_that_count
from service.domain.errors import NotFound, WrongState
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import cases, cross_region

MOST = 100_000
LONGEST = 2000


@dataclass(frozen=True, kw_only=True)
class CrossRegionUsed:
    """`left` is what the grant still allows, in units."""

    use_id: int
    units: Decimal
    left: Decimal


def record_cross_region_use(
    office: Office,
    *,
    actor: Actor,
    grant_id: int,
    used_on: date,
    counts: Mapping[str, int],
    numbers: str = "",
) -> CrossRegionUsed:
    """Count requests that were taken on a day under a grant, kind by kind (M12, D21).

    counts  how many of invention, utility_model and design
    Raises NotFound, NotAllowed, WrongState (the grant did not run that day), InvalidForm.
    """

    def once(unit: Unit) -> CrossRegionUsed:
        return _use(unit, actor, grant_id, used_on, counts, numbers.strip())

    return repeated(office, once)


def _use(
    unit: Unit, actor: Actor, grant_id: int, used_on: date, counts: Mapping[str, int], numbers: str
) -> CrossRegionUsed:
    grant = cross_region.hold_grant(unit.connection, grant_id)
    if grant is None:
        raise NotFound(what_zh="这项跨区域服务", what_en="such cross-region service")
    check_serves(actor, grant)
    _check_day(unit, grant, used_on)
    known = _known(counts, numbers)
    case = cases.case_by_id(unit.connection, grant["case_id"])
    assert case is not None
    rules = unit.rules_of(case.rules_version)
    units = units_of(known, rules, unit.today, grant["home_province"])
    left = grant["units"] - used_of(unit, grant, voids_that_count(rules, unit.today)) - units
    if left < 0:
        raise one_wrong(
            "invention",
            f"超过批准的件数：只剩 {left + units} 件，这次 {units} 件。",
            f"More than was granted: {left + units} left, this is {units}.",
            "M12",
        )
    use_id = cross_region.add_use(
        unit.connection,
        known
        | {
            "grant_id": grant_id,
            "used_on": used_on,
            "units": units,
            "numbers": numbers,
            "recorded_by": actor.person_id,
            "recorded_at": unit.now,
        },
    )
    work = moves.load(unit, case, actor)
    zh = f"登记使用 {units} 件（{used_on}），还剩 {left} 件。"
    en = f"recorded {units} used on {used_on}; {left} left."
    work.note("operation.cross_region.use", "", said_of_use(zh, en, use_id, numbers))
    save(work)
    return unit.done(CrossRegionUsed(use_id=use_id, units=units, left=left))


def _known(counts: Mapping[str, int], numbers: str) -> dict[str, int]:
    """The counts, every kind named. Raises InvalidForm."""
    known = {kind: counts.get(kind, 0) for kind in KINDS}
    if any(not 0 <= count <= MOST for count in known.values()) or not any(known.values()):
        raise one_wrong("invention", "填至少一件，不能是负数。", "At least one; none below zero.")
    if len(numbers) > LONGEST:
        raise one_wrong("numbers", "最多 2000 字。", "At most 2000 characters.")
    return known


def _check_day(unit: Unit, grant: dict[str, object], used_on: date) -> None:
    first, last, ended = (grant[name] for name in ("from_day", "last_day", "ended_on"))
    assert isinstance(first, date)
    assert isinstance(last, date)
    if used_on > unit.today:
        raise one_wrong("used_on", "不能晚于今天。", "It can not be after today.")
    if not first <= used_on <= last or (isinstance(ended, date) and used_on >= ended):
        raise WrongState(
            reason_zh=f"{used_on} 不在服务期限内（{first} 至 {ended or last}）。",
            reason_en=f"the service did not run on {used_on} ({first} to {ended or last}).",
        )
