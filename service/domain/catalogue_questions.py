"""The open questions of the notice with their defaults. Source: domain.md 5.3, 8.1."""

from __future__ import annotations

from decimal import Decimal

from service.domain.catalogue_limits import HOUSE, NOTICE
from service.domain.periods import Unit
from service.domain.rule_types import (
    CHOICE,
    COUNT,
    PERCENT,
    TEXT,
    YES_NO,
    Definition,
    Entry,
    Value,
)

QUESTIONS: dict[str, tuple[str, str]] = {
    "Q1": ("不排查只对一、二类，还是对全部在册主体？", "Who is exempt from screening?"),
    "Q2": ("5%的分子是否含一类全国服务？", "Does the 5% count nationwide service of category 1?"),
    "Q3": ("区域内预审总量怎样统计？", "How is the regional total counted?"),
    "Q4": ("5%是硬上限还是提示？怎样取整？", "Is 5% a hard stop? How is it rounded?"),
    "Q5": ("移出名单、取消备案各由谁决定？", "Who decides removal, and who cancellation?"),
    "Q6": ("一年内两次轻微违规怎样计算？", "How are two minor violations in a year counted?"),
    "Q7": ("一年内不得重新申报限制什么，从何日起？", "What does the ban bar, and from which day?"),
    "Q8": ("多久复核一次？", "How often is the re-review?"),
    "Q9": ("信息多快、多久通报一次？", "How fast and how often is information shared?"),
    "Q10": ("少量、大量各是多少？", "How many are few, and how many are many?"),
    "Q11": ("提醒约谈是一种措施还是两种？", "Are reminder and interview one measure or two?"),
    "Q12": ("移出一类主体由谁决定？", "Who may remove a category 1 entity?"),
    "Q13": ("对代理机构可否采取措施？", "Are there measures against agencies?"),
    "Q14": ("三类主体非因违规失去备案，是否移出？", "Does category 3 leave with its filing?"),
    "Q15": ("共同申请人之一严重违规，是否及于他人？", "Does a finding touch co-applicants?"),
    "Q16": ("本地没有中心的二、三类主体由谁服务？", "Who serves where there is no center?"),
}

_WD, _MONTH, _YEAR = Unit.WORKING_DAY.value, Unit.MONTH.value, Unit.YEAR.value
_ROLLS = {
    "none": ("不顺延", "does not move"),
    "after_holiday": ("顺延至假期后一日（民法典203）", "the day after the holiday"),
    "first_working_day": ("顺延至首个工作日（专利法实施细则5）", "the first working day"),
}


def _rule(
    key: str,
    unit: str,
    default: Value,
    zh: str,
    en: str,
    article: str,
    question: str | None = None,
    *,
    options: dict[str, tuple[str, str]] | None = None,
    document: str = HOUSE,
) -> Entry:
    asked_zh, asked_en = QUESTIONS[question] if question else ("", "")
    definition = Definition(
        key=key, unit=unit, zh=zh, en=en, options=options,
        question=question, question_zh=asked_zh, question_en=asked_en,
    )  # fmt: skip
    return Entry(definition, default, document, article)


LIST_RULES = (
    _rule("screening_exemption", CHOICE, "all", "不开展排查的范围", "Exempt from screening",
          "M08", "Q1", options={"all": ("全部在册主体", "all listed"),
                                "first_two": ("仅一、二类", "categories 1 and 2 only")}),
    _rule("cross_region_counts_first", YES_NO, False, "跨区域总量计入一类",
          "Cross-region total counts category 1", "M12", "Q2"),
    _rule("cross_region_count", CHOICE, "accepted", "预审总量口径", "What the total counts",
          "M12", "Q3", options={"received": ("收到", "received"), "accepted": ("受理", "accepted"),
                                "qualified": ("合格", "qualified")}),
    _rule("cross_region_window", CHOICE, "last_full_year", "预审总量期间", "Period of the total",
          "M12", "Q3", options={"last_full_year": ("上一完整年度", "last full calendar year"),
                                "year_to_date": ("本年至今", "this year to date"),
                                "rolling_year": ("最近一年", "the last twelve months")}),
    _rule("cross_region_region", CHOICE, "province", "5%的区域", "Region of the 5%",
          "M12", "Q3", options={"province": ("省", "province"), "center": ("中心", "center")}),
    _rule("cross_region_percent", PERCENT, Decimal(5), "跨区域服务上限",
          "Cap of cross-region service", "M12", "Q4", document=NOTICE),
    _rule("cross_region_hard_stop", YES_NO, True, "超过上限即停止批准", "The cap is a hard stop",
          "M12", "Q4"),
    _rule("cross_region_national_override", YES_NO, True, "国家局可批准超过上限",
          "The nation may override the cap", "M12", "Q4"),
    _rule("list_removal_by", CHOICE, "nation", "移出名单的决定机关", "Who removes from the list",
          "M26", "Q5", options={"nation": ("国家局决定，省局提请", "the nation, on proposal"),
                                "province": ("省局决定", "the province")}),
    _rule("cancellation_by", CHOICE, "center", "取消备案的决定机关", "Who cancels a filing",
          "M27", "Q5", options={"center": ("中心决定，省局确认，各中心执行",
                                           "the center; the province confirms; all execute"),
                                "nation": ("国家局决定，各中心执行", "the nation; all execute")}),
    _rule("first_category_removal_by", CHOICE, "nation", "一类主体移出的决定机关",
          "Who removes a category 1 entity", "M26", "Q12",
          options={"nation": ("一律由国家局决定", "always the nation"),
                   "as_others": ("与其他主体相同", "as for the others")}),
    _rule("third_category_leaves_with_filing", YES_NO, True, "三类主体失去备案即移出名单",
          "Category 3 leaves the list with its filing", "M05", "Q14"),
    _rule("service_without_center", CHOICE, "propose_first_category", "本地无中心时的服务",
          "Service where there is no center", "M39", "Q16",
          options={"propose_first_category": ("不提供，可提请列为一类", "none; propose category 1"),
                   "nation_assigns": ("由国家局指定中心", "the nation names a center")}),
    _rule("entitlements", TEXT,
          "priority_examination concentrated_examination deferred_examination "
          "priority_reexamination", "在册主体享受的服务", "Services of the listed", "M09"),
)  # fmt: skip

VIOLATION_RULES = (
    _rule("violation_scope", CHOICE, "nation", "轻微违规合并范围", "Where minor violations add up",
          "M25", "Q6", options={"nation": ("全国，按法人", "nationwide, by legal person"),
                                "center": ("同一中心", "the same center")}),
    _rule("violation_date", CHOICE, "verified", "轻微违规按何日计算", "Date that counts",
          "M25", "Q6", options={"act": ("行为日", "act"), "found": ("发现日", "discovery"),
                                "verified": ("查实日", "verification"),
                                "served": ("提醒送达日", "service of the reminder"),
                                "final": ("认定生效日", "final finding")}),
    _rule("violation_unit", CHOICE, "event", "一次违规的单位", "What counts as one violation",
          "M25", "Q6", options={"event": ("一事一次", "one event, one violation"),
                                "kind": ("一事数种分别计", "each kind in an event")}),
    _rule("violation_counts_when", CHOICE, "final", "轻微违规何时计入", "When it counts",
          "M25", "Q6", options={"final": ("认定生效后", "when final"),
                                "established": ("查实后", "when verified")}),
    _rule("appeal_stops_count", YES_NO, False, "申诉期间暂不计入", "An appeal stops the count",
          "M25", "Q6"),
    _rule("few_applications", COUNT, 0, "少量的上限（0为不设）", "Upper bound of few (0: none)",
          "M23", "Q10"),
    _rule("many_applications", COUNT, 0, "大量的下限（0为不设）", "Lower bound of many (0: none)",
          "M24", "Q10"),
    _rule("reminder_and_interview", CHOICE, "one", "提醒约谈", "Reminder and interview",
          "M23", "Q11", options={"one": ("一种措施，只计一次", "one measure, counted once"),
                                 "two": ("两种措施", "two measures")}),
    _rule("ban_bars", CHOICE, "both", "禁期限制的申报", "What the ban bars", "M28", "Q7",
          options={"both": ("备案与名单", "filing and listing"),
                   "filing": ("仅备案", "filing only"),
                   "listing": ("仅名单", "listing only")}),
    _rule("ban_start", CHOICE, "effective", "禁期起算日", "First day of the ban", "M28", "Q7",
          options={"decided": ("决定日", "decision"), "effective": ("生效日", "effective date"),
                   "served": ("送达日", "service")}),
    _rule("ban_roll", CHOICE, "none", "禁期遇节假日", "The ban and holidays", "民法典 203",
          options=_ROLLS),
    _rule("stricter_ban_wins", YES_NO, False, "地方更长禁期优先", "A longer local ban wins", "M28"),
    _rule("co_applicant_finding", CHOICE, "alert", "共同申请人严重违规",
          "Finding on a co-applicant", "M30", "Q15", options={"alert": ("仅提示", "alert only"),
                                 "touches_all": ("及于全部申请人", "touches all")}),
    _rule("banned_co_applicant", CHOICE, "alert", "非第一申请人处于禁期",
          "A banned applicant who is not the first", "M28", "Q15",
          options={"alert": ("仅提示", "alert only"), "refuse": ("不予受理", "refuse")}),
    _rule("requests_at_removal", CHOICE, "finish", "取消时在办的预审请求",
          "Requests under way at removal", "M27",
          options={"finish": ("办完为止", "finish"), "stop": ("停止办理", "stop")}),
    _rule("agency_measures", CHOICE, "record", "对代理机构的措施", "Measures against agencies",
          "M32", "Q13", options={"record": ("只记录、通报", "record and share"),
                                 "suspend": ("可依地方规定暂停", "local rules may suspend")}),
)  # fmt: skip

PROCEDURE_RULES = (
    _rule("consultation_required", YES_NO, True, "征求工信、发改意见", "Consult the departments",
          "M14"),
    _rule("second_review_required", YES_NO, False, "一律第二审核", "Always a second review", "M16"),
    _rule("one_live_application_per_center", YES_NO, True, "同一中心只能有一件在办申报",
          "One live application at a center", "M13"),
    _rule("one_live_application_nationwide", YES_NO, False, "全国只能有一件在办申报",
          "One live application in the nation", "M13"),
    _rule("investigation_bars_application", YES_NO, False, "违规核实期间不得申报",
          "An open investigation bars an application", "M28"),
    _rule("jurisdiction", CHOICE, "district", "登记地要求", "Where the applicant is registered",
          "M13", options={"district": ("中心的服务区域", "the center's districts"),
                          "province": ("中心所在省", "the center's province"),
                          "none": ("不限", "no requirement")}),
    _rule("deadline_roll", CHOICE, "after_holiday", "当事人期限遇节假日",
          "A party's deadline and holidays", "203", document="民法典", options=_ROLLS),
    _rule("review_interval", _YEAR, 1, "定期复核间隔", "Interval of the re-review", "M20", "Q8"),
    _rule("share_serious", _WD, 1, "严重违规报送", "Report of a serious violation", "M33", "Q9"),
    _rule("share_minor", _WD, 5, "轻微违规报送", "Report of a minor violation", "M33", "Q9"),
    _rule("digest_interval", _MONTH, 1, "定期归集间隔", "Interval of the digest", "M32", "Q9"),
)  # fmt: skip

RULES: tuple[Entry, ...] = LIST_RULES + VIOLATION_RULES + PROCEDURE_RULES
