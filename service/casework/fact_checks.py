"""What the columns of one row must be to each other, and to the grant they speak of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from service.domain.fact_rows import Values
from service.domain.patents import read_patent_number

Bad = Callable[[str, str, str], None]
NOT_YET = ("不能晚于今天。", "It may not be after today.")


def check_values(
    layout: str, values: Values, today: date, grant: Mapping[str, Any] | None, bad: Bad
) -> None:
    """Say of each column (name, zh, en) what is wrong with it."""
    for name in ("month", "granted_on", "lapsed_on", "transferred_on", "began_on"):
        if values.get(name) and values[name] > today:
            bad(name, *NOT_YET)
    check = _CHECKS.get(layout)
    if check is not None:
        check(values, today, grant, bad)


def _preexam(values: Values, today: date, grant: object, bad: Bad) -> None:
    failed = values["failed_form"] + values["failed_substance"] + values["failed_other"]
    not_qualified = values["accepted"] - values["qualified"]
    if failed > not_qualified:
        bad("failed_form", f"三种不合格合计 {failed}，多于受理减合格的 {not_qualified}。",
            f"{failed} failures exceed accepted less qualified ({not_qualified}).")  # fmt: skip


def _grant(values: Values, today: date, grant: object, bad: Bad) -> None:
    number = read_patent_number(values["patent"])
    published = read_patent_number(values["publication"] or "")
    if number is None or not number.is_application:
        bad("patent", "要填申请号（202410123456.0），不是公告号。", "Give the application number.")
    elif number.kind != values["kind"]:
        bad("kind", f"与申请号不符，号码属于{number.kind.zh}。",
            f"The number is of a {number.kind.value.replace('_', ' ')}.")  # fmt: skip
    if published is not None and published.is_application:
        bad("publication", "要填授权公告号（CN101234567B）。", "Give the number of the grant.")


def _maintenance(values: Values, today: date, grant: Mapping[str, Any] | None, bad: Bad) -> None:
    if not values["kept_until"] and not values["lapsed_on"]:
        bad("kept_until", "“维持至”和“失效日”至少填一个。", "Give one of the two days.")
    _after_grant("lapsed_on", values, grant, bad)
    _after_grant("kept_until", values, grant, bad)


def _transfer(values: Values, today: date, grant: Mapping[str, Any] | None, bad: Bad) -> None:
    _after_grant("transferred_on", values, grant, bad)


def _economy(values: Values, today: date, grant: object, bad: Bad) -> None:
    if values["year"] > today.year:
        bad("year", *NOT_YET)


def _after_grant(name: str, values: Values, grant: Mapping[str, Any] | None, bad: Bad) -> None:
    if grant and values[name] and values[name] < grant["granted_on"]:
        day = grant["granted_on"]
        bad(name, f"早于授权公告日 {day}。", f"It comes before the grant ({day}).")


_CHECKS: dict[str, Callable[[Values, date, Any, Bad], None]] = {
    "preexam": _preexam,
    "grants": _grant,
    "maintenance": _maintenance,
    "transfers": _transfer,
    "economy": _economy,
}
