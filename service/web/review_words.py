"""Re-reviews in words: scope, states, results."""

from __future__ import annotations

from datetime import date
from typing import Any

from service.domain.reviews import OVER, ReviewState
from service.office import Unit
from service.web.labels import option_words
from service.web.tongue import gettext, ngettext, pick
from service.web.views import Tag
from service.web.words import day_long

DRAFT = "periodic_review/draft_campaign"
TONES = {
    ReviewState.PLANNED: ("plain", "none"),
    ReviewState.TOLD: ("wait", "wait"),
    ReviewState.IN_CHECK: ("info", "search"),
    ReviewState.PUTTING_RIGHT: ("warn", "redo"),
    ReviewState.UNANSWERED: ("warn", "warn"),
    ReviewState.PASSED: ("ok", "ok"),
    ReviewState.CLEARED: ("plain", "close"),
    ReviewState.BROKEN_OFF: ("plain", "none"),
}


def state_words(state: str) -> str:
    known = ReviewState(state)
    return pick(known.zh, known.en)


def state_tag(state: str) -> Tag:
    tone, icon = TONES[ReviewState(state)]
    return Tag(tone, state_words(state), icon)


def scope_words(unit: Unit, scope: dict[str, Any]) -> str:
    """A scope rule with what it needs, as one phrase."""
    rule = option_words(unit, DRAFT, "scope", scope["scope"])
    detail = ""
    if scope.get("insured_below"):
        detail = ngettext("%(num)d 人", "%(num)d 人", scope["insured_below"])
    if scope.get("idle_months"):
        detail = ngettext("%(num)d 个月", "%(num)d 个月", scope["idle_months"])
    if scope.get("filed_before"):
        detail = day_long(date.fromisoformat(scope["filed_before"]))
    if scope.get("entities"):
        count = len(scope["entities"])
        detail = ngettext("%(num)d 家", "%(num)d 家", count)
    if scope.get("signals"):
        said = [option_words(unit, DRAFT, "signals", one) for one in scope["signals"]]
        detail = pick("、", ", ").join(said)
    return pick("：", ": ").join(filter(None, (rule, detail)))


def signal_words(unit: Unit, signals: tuple[str, ...]) -> str:
    said = [option_words(unit, DRAFT, "signals", one) for one in signals]
    return pick("、", ", ").join(said)


def figure(count: int | None) -> str:
    return gettext("没有登记") if count is None else str(count)


def is_over(state: str) -> bool:
    return ReviewState(state) in OVER


def result_words(result: str) -> str:
    """How a published line calls its result; whoever was silent is listed apart."""
    known = {
        "passed": gettext("复核通过"),
        "cleared": gettext("未通过，清理备案"),
        "unanswered": gettext("未提交，清理备案"),
    }
    return known.get(result, result)
