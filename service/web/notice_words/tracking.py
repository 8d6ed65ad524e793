"""Notices of monitoring and evaluation."""

from __future__ import annotations

from typing import Any

from service.domain.monitoring import RiskSign
from service.web.desk import org_words
from service.web.notice_words.registry import day_words, sayer
from service.web.tongue import gettext, pick


@sayer
def _said(kind: str, gaps: dict[str, Any]) -> tuple[str, str] | None:
    titles = {
        "alert_raised": gettext("监测到风险迹象，请核查"),
        "alert_overdue": gettext("中心逾期未核查预警"),
        "alert_became_clue": gettext("预警转为违规线索"),
        "evaluation_called": gettext("国家局调取成效数据"),
        "figures_asked": gettext("请报送成效数据"),
        "figures_missing": gettext("有中心到期未报成效数据"),
        "figures_returned": gettext("成效数据被退回"),
        "evaluation_done": gettext("成效评价完成"),
        "evaluation_called_off": gettext("成效评价已撤回"),
    }
    return (titles[kind], _body(kind, gaps)) if kind in titles else None


def _body(kind: str, gaps: dict[str, Any]) -> str:
    colon, comma = pick("：", ": "), pick("、", ", ")
    if kind == "alert_raised":
        signs = comma.join(
            pick(RiskSign(sign).zh, RiskSign(sign).en) for sign in gaps.get("signs", ())
        )
        return f"{gaps.get('entity', '')}{colon}{signs}" if signs else str(gaps.get("entity", ""))
    if kind == "alert_overdue":
        return f"{org_words(gaps.get('center'))}{colon}{gaps.get('entity', '')}"
    if kind == "alert_became_clue":
        return str(gaps.get("entity", ""))
    if kind in ("evaluation_called", "figures_asked"):
        due = gettext("%(day)s 截止", day=day_words(gaps.get("due_on", "")))
        return f"{gaps.get('title', '')}{comma}{due}"
    if kind == "figures_missing":
        return comma.join(org_words(code) for code in gaps.get("centers", ()))
    more = gaps.get("points") or gaps.get("reason") or ""
    return f"{gaps.get('title', '')}{colon}{more}" if more else str(gaps.get("title", ""))
