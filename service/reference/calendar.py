"""The published days off and make-up workdays, year by year, from a maintained package."""

from __future__ import annotations

from datetime import date
from typing import Any

from chinese_calendar import constants

FIRST_YEAR = 2018
NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


def calendar_years() -> dict[int, list[dict[str, Any]]]:
    """{year: [{"day", "kind": "off" | "work", "name", "notice"}]} for every year that is known.

    A year whose notice the package does not have yet is not in it: never a guess.
    """
    named = [(day, "off", name) for day, name in constants.holidays.items()]
    named += [(day, "work", name) for day, name in constants.workdays.items()]
    years: dict[int, list[dict[str, Any]]] = {}
    for day, kind, name in sorted(named):
        if day.year >= FIRST_YEAR:
            years.setdefault(day.year, []).append(_row(day, kind, str(name)))
    return years


def _row(day: date, kind: str, name: str) -> dict[str, Any]:
    notice = f"国务院办公厅关于{day.year}年部分节假日安排的通知"
    return {"day": day, "kind": kind, "name": NAMES.get(name, name)[:40], "notice": notice}
