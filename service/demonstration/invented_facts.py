"""Invented facts of the demonstration's entities: counts, patents and figures of two years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from service.domain.patents import check_digit
from service.domain.periods import Unit, last_day

Rows = list[list[Any]]
MONTHS = 18
# What monitoring is to see, one entity of a center each; the others are ordinary.
ODD = ("joint", "lapses", "low", "shell", "transfers", "joint", "lapses")
KINDS = (("发明", "1", 120, 260), ("实用新型", "2", 60, 140))


@dataclass(frozen=True, kw_only=True)
class Inventor:
    """An entity whose facts are invented; `odd` is what stands out about it, "" for nothing."""

    code: str
    number: int
    odd: str


@dataclass(frozen=True, kw_only=True)
class InventedFacts:
    """A center's tables, by layout: the titles, then the rows."""

    tables: dict[str, Rows]


HEADS = {
    "preexam": ["统一社会信用代码", "月份", "专利类型", "接收件数", "受理件数", "合格件数",
                "形式缺陷不合格", "实质缺陷不合格", "共同申请件数", "非第一申请人件数"],
    "grants": ["申请号", "统一社会信用代码", "专利类型", "申请日", "授权公告日"],
    "maintenance": ["申请号", "维持至", "失效日"],
    "transfers": ["申请号", "转让登记日", "受让人"],
    "uses": ["申请号", "方式", "起始日", "收益（万元）"],
    "economy": ["统一社会信用代码", "年度", "营业收入（万元）", "纳税额（万元）", "参保人数",
                "主营知识产权服务"],
}  # fmt: skip


def invented_facts(codes: list[str], today: date, *, odd: int) -> InventedFacts:
    """The facts of a center's entities; of the first `odd`, something stands out."""
    tables: dict[str, Rows] = {layout: [head] for layout, head in HEADS.items()}
    for number, code in enumerate(codes):
        one = Inventor(code=code, number=number, odd=ODD[number % len(ODD)] if number < odd else "")
        rng = Random(f"facts of {code}")
        tables["preexam"] += _counts(one, rng, today)
        tables["economy"] += _years(one, rng, today)
        for patent in _patents(one, rng, today):
            for layout, row in patent.items():
                tables[layout].append(row)
    return InventedFacts(tables=tables)


def _months(today: date) -> Iterator[date]:
    for back in range(MONTHS, 0, -1):
        count = today.year * 12 + today.month - 1 - back
        yield date(count // 12, count % 12 + 1, 1)


def _counts(one: Inventor, rng: Random, today: date) -> Rows:
    rows: Rows = []
    for month in _months(today):
        received = rng.choice((0, 0, 1, 1, 2, 3)) + (9 if one.odd == "joint" else 0)
        received += 2 if one.odd == "low" else 0
        if not received:
            continue
        accepted = received - (rng.random() < 0.2)
        share = 0.15 if one.odd == "low" else 0.8
        qualified = sum(rng.random() < share for _ in range(accepted))
        failed = accepted - qualified
        form = rng.randint(0, failed)
        joint = received - rng.randint(0, 1) if one.odd == "joint" else int(rng.random() < 0.15)
        joint = min(joint, received)
        rows.append([one.code, f"{month:%Y-%m}", "发明", received, accepted, qualified, form,
                     failed - form, joint, joint if one.odd == "joint" else 0])  # fmt: skip
    return rows


def _years(one: Inventor, rng: Random, today: date) -> Rows:
    turnover = rng.randint(300, 90_000)
    insured = 2 if one.odd == "shell" else rng.choice((9, 14, 22, 38, 65, 120))
    return [
        [one.code, year, f"{turnover * (1 + 0.1 * n):.2f}", f"{turnover * 0.06:.2f}", insured,
         "是" if one.odd == "shell" else "否"]
        for n, year in enumerate((today.year - 2, today.year - 1))
    ]  # fmt: skip


def _patents(one: Inventor, rng: Random, today: date) -> Iterator[dict[str, list[Any]]]:
    many = 8 if one.odd in ("lapses", "transfers") else rng.randint(0, 4)
    for serial in range(many):
        kind, digit, least, most = KINDS[rng.random() < 0.3]
        granted = today - timedelta(days=rng.randint(200, 620))
        filed = granted - timedelta(days=rng.randint(least, most))
        body = f"{filed.year}{digit}{abs(hash_of(one.code)) % 90_000 + 10_000:05d}{serial:02d}"
        number = f"{body}.{check_digit(body)}"
        patent: dict[str, list[Any]] = {"grants": [number, one.code, kind, filed, granted]}
        lapsed = granted + timedelta(days=rng.randint(120, 190))
        if one.odd == "lapses" and serial < 5:
            patent["maintenance"] = [number, None, lapsed]
        else:
            patent["maintenance"] = [number, last_day(granted, 3, Unit.YEAR), None]
        if one.odd == "transfers" and serial < 6:
            moved = granted + timedelta(days=rng.randint(40, 190))
            patent["transfers"] = [number, moved, "某示例科技服务部"]
        elif rng.random() < 0.45:
            began = granted + timedelta(days=rng.randint(20, 190))
            way = rng.choice(("自行实施", "自行实施", "许可", "质押"))
            patent["uses"] = [number, way, began, rng.randint(5, 400)]
        yield patent


def hash_of(code: str) -> int:
    """The same for a code whenever it is asked."""
    return sum(ord(sign) * 31**place for place, sign in enumerate(reversed(code)))
