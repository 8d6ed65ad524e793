"""The nine answers of the entity page in words: each with its tone, detail and source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from service.domain.facts import CancellationOrder, Facts, Listing
from service.domain.filings import FILED, FilingPeriod, FilingState
from service.domain.violations import Violation
from service.domain.words import CATEGORY_ZH, COMMA_ZH, Pair, Reason, zh_day

GOOD, BAD, WARN, NONE = "good", "bad", "warn", "none"

ENTITLEMENTS = {
    "priority_examination": Pair("优先审查", "priority examination"),
    "concentrated_examination": Pair("集中审查", "concentrated examination"),
    "deferred_examination": Pair("延迟审查", "deferred examination"),
    "priority_reexamination": Pair("优先复审", "priority re-examination"),
}


@dataclass(frozen=True)
class Answer:
    """One question of the entity page. `tone` is good, bad, warn or none."""

    key: str
    tone: str
    question: Pair
    answer: Pair
    detail: Pair
    source: str

    def as_json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "tone": self.tone,
            "question": self.question.as_json(),
            "answer": self.answer.as_json(),
            "detail": self.detail.as_json(),
            "source": self.source,
        }


@dataclass(frozen=True)
class Derived:
    """What was found for the day, before it is put into words."""

    day: date
    filings: tuple[FilingPeriod, ...]
    ban_run: tuple[date, date] | None
    listing: Listing | None
    screening: bool
    priority_limited: bool
    exempt: bool
    entitlements: tuple[str, ...]
    cross_region: str
    minors: tuple[Violation, ...]
    minor_count: int
    next_review: tuple[date, str] | None
    orders: tuple[CancellationOrder, ...]
    acknowledged: tuple[CancellationOrder, ...]


def answers(facts: Facts, found: Derived, reason: Reason, may_apply: bool) -> tuple[Answer, ...]:
    """The nine answers in the order of the page."""
    return (
        Answer(
            "may_apply",
            GOOD if may_apply else BAD,
            Pair("可以申报备案吗", "May it apply?"),
            Pair("可以", "Yes") if may_apply else Pair("不可以", "No"),
            Pair(reason.zh, reason.en),
            reason.source,
        ),
        _filed(facts, found),
        _listed(facts, found),
        _minor(found),
        _screening(found),
        _priority(found),
        _cross_region(found),
        _review(facts, found),
        _cancellation(found),
    )


def _filed(facts: Facts, found: Derived) -> Answer:
    filed = [p for p in found.filings if p.state in FILED]
    cancelled = [p for p in found.filings if p.state is FilingState.CANCELLED]
    question = Pair("备案", "Filed")
    if filed:
        names = [facts.center_names.get(p.center, (p.center, p.center)) for p in filed]
        return Answer(
            "filed",
            GOOD,
            question,
            Pair(f"{len(filed)} 个中心", f"at {len(filed)}"),
            Pair(COMMA_ZH.join(zh for zh, _ in names), ", ".join(en for _, en in names)),
            "M13",
        )
    if cancelled:
        on = max(p.from_day for p in cancelled)
        count = sum(p.from_day == on for p in cancelled)
        detail = Pair(
            f"{count} 个中心的备案已于 {zh_day(on)}取消",
            f"filings at {count} cancelled on {on}",
        )
        restored = max(filter(None, (_restored(facts, p) for p in cancelled)), default=None)
        if restored is not None:
            detail = Pair(
                f"{detail.zh}，决定撤销后 {zh_day(restored)}恢复",
                f"{detail.en}, restored on {restored} after the decision fell",
            )
        return Answer("filed", NONE, question, Pair("没有", "None"), detail, "M27")
    detail = Pair("没有有效的备案", "no filing in force")
    return Answer("filed", NONE, question, Pair("没有", "None"), detail, "M13")


def _restored(facts: Facts, gap: FilingPeriod) -> date | None:
    """The day on which a cancelled filing came back: the end of the gap, never its undoing."""
    back = (
        p.from_day
        for p in facts.filings
        if p.filing_id == gap.filing_id and p.from_day == gap.to_day and p.state in FILED
    )
    return next(back, None)


def _listed(facts: Facts, found: Derived) -> Answer:
    question = Pair("精准服务名单", "Precise-service list")
    row = found.listing
    if row is not None:
        since = f"第 {row.from_version} 版起" if row.from_version else f"{zh_day(row.from_day)}起"
        return Answer(
            "listed",
            GOOD,
            question,
            Pair(CATEGORY_ZH[row.category], f"Category {row.category}"),
            Pair(since, f"since {row.from_day}"),
            "M01-M05",
        )
    past = [r for r in facts.listings if r.from_day <= found.day]
    if not past:
        detail, source = Pair("没有列入过", "never listed"), "M01"
    else:
        last = max(past, key=lambda r: r.from_day)
        detail, source = _left(last), "M26" if last.for_cause else "M05"
    return Answer("listed", NONE, question, Pair("不在", "Not on it"), detail, source)


def _left(row: Listing) -> Pair:
    was = Pair(f"原为{CATEGORY_ZH[row.category]}", f"was category {row.category}")
    if row.to_day is None:
        return Pair(f"没有有效的备案，{was.zh}", f"no filing in force; {was.en}")
    when = f"第 {row.to_version} 版起移出" if row.to_version else f"{zh_day(row.to_day)}移出"
    return Pair(f"{when}，{was.zh}", f"left on {row.to_day}; {was.en}")


def _minor(found: Derived) -> Answer:
    question = Pair("近一年轻微违规", "Minor violations in the window")
    if not found.minors:
        return Answer("minor_count", NONE, question, Pair("没有", "None"), Pair("", ""), "M25")
    days = [minor.verified_day or minor.final_day or found.day for minor in found.minors]
    used = found.minors[-1].consumed_by is not None
    return Answer(
        "minor_count",
        WARN,
        question,
        Pair(f"{found.minor_count} 次", str(found.minor_count)),
        Pair(
            "、".join(map(zh_day, days)) + ("，已用于升级" if used else ""),
            ", ".join(map(str, days)) + (", used for an escalation" if used else ""),
        ),
        "M23, M25",
    )


def _until_end(found: Derived) -> Pair:
    if found.ban_run is None:
        return Pair("按决定执行", "as decided")
    return Pair("至禁期结束", f"until the ban ends on {found.ban_run[1]}")


def _screening(found: Derived) -> Answer:
    question = Pair("非正常申请排查", "Screening for abnormal applications")
    if found.screening:
        end = _until_end(found)
        word = Pair("加大力度", "Intensified")
        detail = Pair(f"不免排查，{end.zh}", f"not exempt, {end.en}")
        return Answer("screening", WARN, question, word, detail, "M29")
    if found.exempt:
        detail = Pair("在册主体不开展排查", "listed entities are not screened")
        return Answer("screening", GOOD, question, Pair("不排查", "Exempt"), detail, "M08; Q1")
    detail = Pair("不免排查", "not exempt")
    return Answer("screening", NONE, question, Pair("照常", "As usual"), detail, "M08")


def _priority(found: Derived) -> Answer:
    question = Pair("优先审查、优先复审", "Priority examination and re-examination")
    if found.priority_limited:
        word = Pair("受限", "Limited")
        return Answer("priority", WARN, question, word, _until_end(found), "M30")
    if found.entitlements:
        names = [ENTITLEMENTS.get(n, Pair(n, n)) for n in found.entitlements]
        detail = Pair(COMMA_ZH.join(n.zh for n in names), ", ".join(n.en for n in names))
        return Answer("priority", GOOD, question, Pair("享受", "Entitled"), detail, "M09")
    return Answer("priority", NONE, question, Pair("不受限", "Not limited"), Pair("", ""), "M30")


def _cross_region(found: Derived) -> Answer:
    question = Pair("跨区域服务", "Cross-region service")
    if found.cross_region == "none":
        detail = Pair("只有名单一类、二类享受", "only for categories 1 and 2")
        return Answer("cross_region", NONE, question, Pair("不享受", "None"), detail, "M10, M11")
    if found.cross_region == "nation":
        word, detail = Pair("全国", "Nationwide"), Pair("由国家局协调", "through the nation")
    else:
        word = Pair("省内", "In the province")
        detail = Pair("由省局统筹，可以提供", "the province may provide it")
    return Answer("cross_region", GOOD, question, word, detail, "M10, M11, M12")


def _review(facts: Facts, found: Derived) -> Answer:
    question = Pair("下次复核", "Next re-review")
    if found.next_review is None:
        detail = Pair("没有有效的备案", "no filing in force")
        return Answer("next_review", NONE, question, Pair("没有", "None"), detail, "M20")
    day, center = found.next_review
    zh, en = facts.center_names.get(center, (center, center))
    late = day < found.day
    return Answer(
        "next_review",
        WARN if late else GOOD,
        question,
        Pair(zh_day(day), day.isoformat()),
        Pair(zh + ("，已过期" if late else ""), en + (", overdue" if late else "")),
        "M20; Q8",
    )


def _cancellation(found: Derived) -> Answer:
    question = Pair("取消的执行", "Execution of the cancellation")
    if not found.orders:
        detail = Pair("没有取消决定", "no decision of cancellation")
        return Answer("cancellation", NONE, question, Pair("没有", "None"), detail, "M27")
    done, all_of_them = len(found.acknowledged), len(found.orders)
    last = max((c.acknowledged_day for c in found.acknowledged if c.acknowledged_day), default=None)
    return Answer(
        "cancellation",
        GOOD if done == all_of_them else WARN,
        question,
        Pair(f"{done} / {all_of_them} 个中心已确认", f"{done} / {all_of_them} confirmed"),
        Pair(f"最后一个 {zh_day(last)}", f"the last on {last}")
        if last
        else Pair("还没有中心确认", "none has confirmed yet"),
        "M27",
    )
