"""Rule parameters of information sharing and of the assessment of regions, with their defaults."""

from __future__ import annotations

from decimal import Decimal

from service.domain.catalogue_limits import HOUSE
from service.domain.periods import Unit
from service.domain.rule_types import CHOICE, COUNT, PERCENT, Definition, Entry, Value

_WD, _YEAR = Unit.WORKING_DAY.value, Unit.YEAR.value


def _rule(
    key: str,
    unit: str,
    default: Value,
    zh: str,
    en: str,
    article: str,
    *,
    options: dict[str, tuple[str, str]] | None = None,
) -> Entry:
    definition = Definition(key=key, unit=unit, zh=zh, en=en, options=options)
    return Entry(definition, default, HOUSE, article)


SHARING = (
    _rule("national_notice_levels", CHOICE, "serious", "全国通报的信息",
          "What is told to the whole nation", "M34",
          options={"serious": ("仅严重", "serious only"), "every": ("全部", "everything")}),
    _rule("item_correction", _WD, 2, "中心更正信息", "Correction of an item by its center", "M33"),
    _rule("notice_action", _WD, 3, "反馈联动处置", "Statement of one's action", "M34"),
    _rule("notice_action_grace", _WD, 2, "督办后反馈", "Statement after the reminder", "M34"),
    _rule("notice_closing", _WD, 5, "办结通报", "Closing of a notice", "M34"),
    _rule("digest_check", _WD, 5, "核对月度归集", "Check of the monthly digest", "M32"),
)  # fmt: skip

ASSESSMENT = (
    _rule("assessment_interval", _YEAR, 1, "综合评估间隔", "Interval of the assessment", "M35"),
    _rule("assessment_statement", _WD, 10, "各省核对和自报", "Statements of the provinces", "M35"),
    _rule("assessment_marking", _WD, 20, "评分", "Marking", "M35"),
    _rule("assessment_check", _WD, 5, "复核评分", "Check of the marks", "M35"),
    _rule("assessment_decision", _WD, 10, "评估决定", "Decision on the assessment", "M35"),
    _rule("assessment_weight_effect", COUNT, 50, "工作成效的权重", "Weight of effect", "M35"),
    _rule("assessment_weight_innovation", COUNT, 25, "机制创新的权重", "Weight of innovation",
          "M35"),
    _rule("assessment_weight_order", COUNT, 25, "管理规范的权重", "Weight of order", "M35"),
    _rule("assessment_first_band", PERCENT, Decimal(20), "第一档的比例",
          "Share of the first band", "M35"),
    _rule("assessment_second_band", PERCENT, Decimal(50), "第二档的比例",
          "Share of the second band", "M35"),
)  # fmt: skip

RULES: tuple[Entry, ...] = SHARING + ASSESSMENT
