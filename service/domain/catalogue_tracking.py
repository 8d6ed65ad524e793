"""Rule parameters of tracking with their defaults: evaluation, indicators, monitoring.

The notice names no figure (Q10); the defaults follow what single centers published (domain.md 2.8)
and only propose: a person decides on every alert.
"""

from __future__ import annotations

from decimal import Decimal

from service.domain.catalogue_limits import HOUSE
from service.domain.periods import Unit
from service.domain.rule_types import COUNT, PERCENT, Definition, Entry, Value

_WD, _MONTH, _YEAR = Unit.WORKING_DAY.value, Unit.MONTH.value, Unit.YEAR.value


def _rule(key: str, value: Value, unit: str, zh: str, en: str, article: str) -> Entry:
    return Entry(Definition(key=key, unit=unit, zh=zh, en=en), value, HOUSE, article)


_EVALUATION = (
    _rule("evaluation_return", 20, _WD, "中心报送成效数据", "Return of figures by a center", "M19"),
    _rule(
        "evaluation_check",
        10,
        _WD,
        "省局核对成效数据",
        "Check of the figures by the province",
        "M19",
    ),
    _rule(
        "evaluation_acceptance", 10, _WD, "国家局核收成效数据", "Acceptance by the nation", "M19"
    ),
    _rule("evaluation_interval", 1, _YEAR, "成效评价间隔", "Interval of evaluations", "M18"),
)
_INDICATORS = (
    _rule(
        "indicator_minimum",
        10,
        COUNT,
        "指标的最少件数",
        "Minimum number behind an indicator",
        "M19; 2.8",
    ),
    _rule(
        "early_lapse_years",
        2,
        _YEAR,
        "短期失效的年限",
        "Years in which a lapse is early",
        "M21; 2.8",
    ),
    _rule(
        "early_transfer_years",
        1,
        _YEAR,
        "短期转让的年限",
        "Years in which a transfer is early",
        "2.8",
    ),
)
_MONITORING = (
    _rule("monitoring_window", 12, _MONTH, "监测回看期", "How far monitoring looks back", "M21"),
    _rule("monitor_lapses", 3, COUNT, "短期失效件数预警线", "Alert at early lapses", "M21; Q10"),
    _rule(
        "monitor_co_requests",
        20,
        COUNT,
        "共同申请件数预警线",
        "Alert at joint requests",
        "M21; Q10",
    ),
    _rule(
        "monitor_non_first",
        20,
        COUNT,
        "非第一申请人件数预警线",
        "Alert at requests as non-first applicant",
        "M21; Q10",
    ),
    _rule(
        "monitor_transfers", 5, COUNT, "短期转让件数预警线", "Alert at early transfers", "M21; 2.8"
    ),
    _rule(
        "monitor_qualified_rate",
        Decimal(30),
        PERCENT,
        "预审合格率预警线",
        "Alert below a qualified rate",
        "M21; 2.8",
    ),
    _rule("monitor_insured", 5, COUNT, "参保人数预警线", "Alert below insured staff", "M20; 2.7"),
    _rule("monitoring_look", 10, _WD, "核查预警", "Looking into an alert", "M21"),
    _rule("monitoring_decision", 5, _WD, "预警处理决定", "Decision on an alert", "M21"),
    _rule(
        "monitoring_quiet_watched",
        6,
        _MONTH,
        "关注后不再预警的时间",
        "No new alert after a watch",
        "M21",
    ),
    _rule(
        "monitoring_quiet_closed",
        3,
        _MONTH,
        "办结后不再预警的时间",
        "No new alert after closing",
        "M21",
    ),
    _rule("watch_longest", 12, _MONTH, "关注的最长时间", "The longest watch", "M21"),
)

RULES: tuple[Entry, ...] = _EVALUATION + _INDICATORS + _MONITORING
