"""A calendar that a story assumes for a year that is not announced yet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

WORK_DAYS = 5


def assumed_days(year: int) -> list[dict[str, Any]]:
    """Weekends off, New Year's Day and the first week of October off, nothing made up."""
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]
    holidays = {first, *(date(year, 10, n) for n in range(1, 8))}
    return [
        {"day": day, "kind": "off", "name": "故事的假设", "notice": f"故事假设的 {year} 年日历"}
        for day in days
        if day.weekday() >= WORK_DAYS or day in holidays
    ]
