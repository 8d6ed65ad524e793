"""What an expression in a diagram may call: the law's periods, rules and addresses.

The domain computes the instant; the diagram only names it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from service.casework.set_days import set_day
from service.casework.work import Work
from service.domain.errors import WrongState
from service.domain.limits import Due, Limit, due, due_on
from service.domain.periods import Unit, day_start

NAMES = frozenset({"limit", "working_days", "at", "rule", "consultee"})


def functions_of(work: Work) -> Mapping[str, Callable[..., Any]]:
    """The functions bound to one case and one moment."""

    def limit(key: str) -> Due:
        """When the period named `key`, beginning today, ends."""
        return due_of(work, key)

    def working_days(count: int) -> Due:
        plain = Limit(key="working_days", value=int(count), unit=Unit.WORKING_DAY)
        return due(plain, work.unit.today, work.unit.calendar)

    def at(moment: str) -> datetime:
        """00:00 Asia/Shanghai of an ISO day, or the instant itself."""
        if len(moment) == len("2027-06-10"):
            return day_start(date.fromisoformat(moment))
        return datetime.fromisoformat(moment)

    def rule(key: str) -> Any:
        value = work.rule(key)
        return str(value) if isinstance(value, Decimal) else value

    def consultee(subject: str) -> str:
        """The province's department that is asked about `subject`."""
        code = work.unit.consultee(work.case.province or "", subject)
        if code is None:
            raise WrongState(
                reason_zh=f"本省没有登记“{subject}”会商部门，请管理员补登。",
                reason_en=f"No department for “{subject}” is on file for this province.",
            )
        return code

    return {
        "limit": limit,
        "working_days": working_days,
        "at": at,
        "rule": rule,
        "consultee": consultee,
    }


def due_of(work: Work, key: str) -> Due:
    """When the limit `key`, beginning today, falls due for this case.

    A limit that was fixed for the case (the window of a campaign) keeps its own beginning.
    """
    if key in work.fixed:
        return due(*work.fixed[key], work.unit.calendar)
    today = work.unit.today
    found = work.rules.limit(key, today, work.case.province, work.case.center_code)
    day = set_day(work, key)
    return due(found, today, work.unit.calendar) if day is None else due_on(found, today, day)
