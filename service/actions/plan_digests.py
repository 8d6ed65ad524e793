"""The monthly digests of all regions begin: the clock opens them from a month's first day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.casework.openings.sharing import DIGEST
from service.domain.errors import NotAllowed
from service.domain.periods import Unit as Length
from service.domain.periods import day_start, last_day
from service.domain.roles import Actor, Role
from service.office import Office
from service.store import people, planned


@dataclass(frozen=True, kw_only=True)
class DigestsPlanned:
    """`planned` counts those that were not planned before."""

    planned: int
    first_day: date


def plan_digests(office: Office, *, actor: Actor | None) -> DigestsPlanned:
    """Plan the digest of every regional office, from the next month's first day (M32).

    actor  the national officer; None from the demonstration and stories
    Planned once: a second call adds offices that are new. Raises NotAllowed.
    """
    if actor is not None and not actor.holds(Role.NATIONAL_OFFICER):
        raise NotAllowed(
            reason_zh="月度归集由国家局经办启动。", reason_en="the national officer begins them."
        )
    with office.begin() as unit:
        first = last_day(unit.today.replace(day=1), 1, Length.MONTH)
        known = planned.planned_keys(unit.connection, "digest:")
        rows = [
            {
                "key": f"digest:{row['code']}",
                "process_key": "information_sharing",
                "province": row["code"],
                "subject": DIGEST[0],
                "subject_en": DIGEST[1],
                "answers": {"what": "digest"},
                "due_at": day_start(first),
                "interval_key": "digest_interval",
            }
            for row in people.organisations(unit.connection, "office")
            if f"digest:{row['code']}" not in known
        ]
        planned.plan_openings(unit.connection, rows)
        return unit.done(DigestsPlanned(planned=len(rows), first_day=first))
