"""The limits of the procedures with their defaults. Source: domain.md part a, column deadline."""

from __future__ import annotations

from service.domain.periods import Unit
from service.domain.rule_types import Definition, Entry

NOTICE = "国知办函保字〔2025〕442号"
HOUSE = "本服务默认值"  # the notice names no limit; a default until the rule owner decides

_WD, _DAY, _MONTH, _YEAR = (u.value for u in (Unit.WORKING_DAY, Unit.DAY, Unit.MONTH, Unit.YEAR))


def _limit(
    key: str,
    value: int,
    unit: str,
    zh: str,
    en: str,
    article: str,
    *,
    document: str = HOUSE,
    party: bool = False,
    stricter: str | None = None,
) -> Entry:
    definition = Definition(key=key, unit=unit, zh=zh, en=en, party=party, stricter=stricter)
    return Entry(definition, value, document, article)


ADMISSION = (
    _limit("completeness", 5, _WD, "完整性审查", "Completeness check", "M13"),
    _limit("correction", 10, _WD, "补正期限", "Correction by the applicant", "M13", party=True),
    _limit("consultation", 10, _WD, "会商答复", "Answer of the departments consulted", "M14"),
    _limit("assessment", 5, _WD, "综合评估", "Assessment", "M16"),
    _limit("second_review", 3, _WD, "第二审核", "Second review", "M16"),
    _limit("admission_decision", 3, _WD, "作出备案决定", "Decision on the filing", "M13"),
    _limit("admission_total", 20, _WD, "备案准入总期限", "Admission as a whole", "M13"),
    _limit("national_recheck", 10, _WD, "国家复核", "National re-check", "M13"),
)

VIOLATION = (
    _limit("triage", 2, _WD, "线索分派", "Assignment of a clue", "M22"),
    _limit("verification", 10, _WD, "核实事实", "Verification of the facts", "M24"),
    _limit("severity", 5, _WD, "认定性质", "Decision on the severity", "M23, M24"),
    _limit("statement", 5, _WD, "陈述申辩", "Statement and defence", "domain.md 8.4", party=True),
    _limit("finding", 5, _WD, "作出认定", "Finding", "M23"),
    _limit("reminder", 10, _WD, "提醒约谈", "Reminder or interview", "M23"),
    _limit(
        "reminder_correction", 20, _WD, "约谈后整改", "Correction after the reminder", "M23",
        party=True,
    ),
    _limit("removal_proposal", 5, _WD, "提请移出取消", "Proposal of removal", "M26, M27"),
    _limit("province_review", 5, _WD, "省局审核", "Review by the province", "M26, M27"),
    _limit("national_decision", 10, _WD, "国家局决定", "Decision of the nation", "M26, M27"),
    _limit("acknowledgement", 3, _WD, "确认执行取消", "Acknowledgement by a center", "M27"),
    _limit(
        "restriction_confirmation", 5, _WD, "确认排查与限制", "Confirmation of the restrictions",
        "M29, M30",
    ),
    _limit("clue_lookback", 2, _YEAR, "线索追溯期", "How far back a clue may reach",
           "36", document="行政处罚法"),
)  # fmt: skip

COOLING = (
    _limit(
        "ban_years", 1, _YEAR, "禁期", "Ban on re-application", "M28",
        document=NOTICE, stricter="stricter_ban_wins",
    ),
    _limit(
        "violation_window_years", 1, _YEAR, "轻微违规合并计算期", "Window for two minor violations",
        "M25", document=NOTICE,
    ),
    _limit("ban_notice_lead", 30, _DAY, "禁期届满前告知", "Notice before the ban ends", "M28"),
    _limit("reminder_lead", 1, _WD, "到期前提醒", "Reminder before a due day", "design 3"),
)  # fmt: skip

REVIEW = (
    _limit("review_window", 30, _DAY, "复核提交窗口", "Window of the re-review", "M20", party=True),
    _limit("review_correction", 10, _WD, "复核补正", "Correction in the re-review", "M20",
           party=True),
    _limit("review_check", 20, _WD, "复核审查", "Check of the re-review", "M20"),
    _limit("first_contact", 20, _WD, "首次对接", "First contact", "M07"),
    _limit("contact_interval", 6, _MONTH, "再次对接间隔", "Interval of contacts", "M07"),
    _limit("cross_region_decision", 10, _WD, "跨区域服务决定", "Decision on cross-region service",
           "M10, M11"),
    _limit("monitoring_interval", 1, _MONTH, "重点监测间隔", "Interval of monitoring", "M21"),
    _limit("national_notice", 1, _WD, "全国通报", "National notice", "M34"),
    _limit("appeal_reconsideration", 60, _DAY, "申请行政复议", "Request for reconsideration",
           "20", document="行政复议法", party=True),
    _limit("appeal_reconsideration_untold", 1, _YEAR, "未告知时申请行政复议",
           "Request for reconsideration when the right was not told", "20",
           document="行政复议法", party=True),
    _limit("appeal_court", 6, _MONTH, "提起行政诉讼", "Action before the court", "46",
           document="行政诉讼法", party=True),
)  # fmt: skip

LIMITS: tuple[Entry, ...] = ADMISSION + VIOLATION + COOLING + REVIEW
