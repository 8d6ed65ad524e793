"""What a decision on cross-region service is about, held against the ledger under lock (M12)."""

from __future__ import annotations

from datetime import date
from typing import Any

from service.casework import ledger
from service.casework.openings.cross_region import check_reach
from service.casework.providers import home_center, home_province, standing_today
from service.casework.refusals import one_wrong
from service.casework.work import Work
from service.domain.cross_region import KINDS, Figures, units_of
from service.domain.errors import InvalidForm
from service.store import cross_region, people

Row = dict[str, Any]


def target_center(work: Work, code: str) -> Row:
    found = people.organisation_by_code(work.connection, code)
    if found is None or found["center_kind"] != "protection":
        raise one_wrong("target_center", "没有这个保护中心。", "There is no such center.", "D20")
    return found


class Asked:
    """What a decision is about, with the ledger as it stands; nobody else may change it now."""

    def __init__(self, work: Work, proposal: Row) -> None:
        held = standing_today(work.unit, work.entity_id)
        self.work, self.proposal = work, proposal
        self.home = home_province(work.unit, work.entity_id)
        self.home_center = home_center(held)
        self.target = target_center(work, proposal["target_center"])
        check_reach(work.unit, held, self.home, self.target)
        self.category = int(held.list_category or 0)
        self.counts = {kind: int(proposal.get(kind) or 0) for kind in KINDS}
        today, rules = work.unit.today, work.rules
        self.units = units_of(self.counts, rules, today, self.home)
        self.begins = max(date.fromisoformat(proposal["from_on"]), today)
        self.until = date.fromisoformat(proposal["until_on"])
        if self.until < today:
            raise one_wrong("outcome", "提出的期限已经过了，请退回修改。",
                         "The period proposed is over: return it.", "D20")  # fmt: skip
        self.region = ledger.region_of(
            rules, today, home=self.home, target_center=self.target["code"],
            target_province=self.target["province"],
        )  # fmt: skip
        window = ledger.window_of(rules, today)
        cross_region.lock_ledger(work.connection, self.region, window.cross_first)
        self.figures = ledger.figures(work.unit, self.region, today, rules)

    def row(self) -> Row:
        work = self.work
        return self.counts | {
            "entity_id": work.entity_id,
            "case_id": work.case.id,
            "category": self.category,
            "home_province": self.home,
            "home_center": self.home_center,
            "target_center": self.target["code"],
            "target_province": self.target["province"],
            "region": self.region,
            "field": self.proposal["field"],
            "units": self.units,
            "from_day": self.begins,
            "last_day": self.until,
            "figures": self.figures.as_json() | {"asked": str(self.units)},
            "recorded_at": work.now,
        }


def check_over(asked: Asked, override: bool) -> None:
    figures = asked.figures
    if override:
        if not figures.may_override:
            raise no_override()
        return
    if not figures.room.applicable:
        raise one_wrong(
            "outcome",
            "区域内预审总量为零，5%不适用；不能批准，除非国家局批准超限。",
            "There is no total to take 5% of: not applicable. Only the nation may approve.",
            "M12; Q4",
        )
    if figures.hard_stop:
        raise one_wrong(
            "outcome",
            f"超过上限：{figures_zh(figures)}，这次 {asked.units} 件。"
            "可以退回减少件数、不同意，或按超限提请、批准。",
            f"Over the cap: {figures_en(figures)}; asked {asked.units}. "
            "Return it for fewer, refuse it, or go the way of an override.",
            "M12; Q4; E6 61",
        )


def no_override() -> InvalidForm:
    return one_wrong(
        "outcome",
        "规则不允许批准超过上限。",
        "The rules do not allow going over the cap.",
        "M12; Q4",
    )


def figures_zh(figures: Figures) -> str:
    room = figures.room
    if not room.applicable:
        return "预审总量为零，上限不适用"
    return (
        f"总量 {room.total}，上限 {room.allowed}，已用 {room.cross}，已批未用 {room.reserved}，"
        f"余 {room.left}"
    )


def figures_en(figures: Figures) -> str:
    room = figures.room
    if not room.applicable:
        return "no total, the cap is not applicable"
    return (
        f"total {room.total}, cap {room.allowed}, used {room.cross}, reserved {room.reserved}, "
        f"left {room.left}"
    )
