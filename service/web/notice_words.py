"""What a notice says, by its kind, in the reader's language."""

from __future__ import annotations

from typing import Any

from flask import url_for

from service.office import Unit
from service.web.desk import org_words
from service.web.tongue import gettext, pick
from service.web.views import Link
from service.web.views_register import NoticeLine
from service.web.words import instant


def notice_line(unit: Unit, row: dict[str, Any]) -> NoticeLine:
    title, body = said(row["kind"], row["gaps"] or {})
    link = None
    if row["number"]:
        link = Link(row["number"], url_for("web.case", number=row["number"]))
    return NoticeLine(
        title=title,
        body=body,
        when=instant(row["created_at"], unit.today),
        at=row["created_at"].isoformat(),
        case=link,
        unread=row["read_at"] is None,
    )


def said(kind: str, gaps: dict[str, Any]) -> tuple[str, str]:
    """(title, sentence); an unknown kind shows itself, never an error."""
    entity, center = gaps.get("entity", ""), org_words(gaps.get("center"))
    titles = {
        "correction_requested": gettext("请补正申报材料"),
        "filed": gettext("备案生效"),
        "application_not_accepted": gettext("申请不予受理"),
        "application_refused": gettext("不予备案"),
        "application_lapsed": gettext("逾期未补正，申请终止"),
        "application_withdrawn": gettext("申请已撤回"),
        "application_terminated_by_ban": gettext("因禁期终止申请"),
        "statement_right": gettext("可以陈述申辩"),
        "removal_statement_right": gettext("拟移出取消，可以陈述申辩"),
        "removal_decided": gettext("已决定移出名单、取消备案"),
        "cancellation_ordered": gettext("请执行取消备案"),
        "acknowledgement_overdue": gettext("中心逾期未确认执行"),
        "clue_assigned": gettext("分派来一条线索"),
        "ban_begun": gettext("禁期开始"),
        "ban_ending": gettext("禁期将满"),
        "ban_ended": gettext("可以重新申报"),
        "ban_revoked": gettext("禁期撤销"),
        "violation_minor": gettext("轻微违规已办结"),
        "violation_not_established": gettext("违规不成立"),
        "violation_no_removal": gettext("不予移出取消"),
        "violation_removed": gettext("移出取消已执行完毕"),
        "task_due_soon": gettext("待办快到期"),
        "task_overdue": gettext("待办逾期"),
    }
    return titles.get(kind, kind), _body(kind, gaps, entity, center)


def _body(kind: str, gaps: dict[str, Any], entity: str, center: str) -> str:
    if kind == "correction_requested":
        return gettext("%(center)s一次告知了要补正的事项，请在期限内补正。", center=center)
    if kind == "filed":
        return gettext("%(center)s的备案已生效。", center=center)
    if kind.startswith("application_"):
        return center
    if kind == "removal_decided":
        return gettext("决定书 %(number)s。", number=gaps.get("decision", ""))
    if kind == "cancellation_ordered":
        return gettext("依据 %(number)s，执行后请确认。", number=gaps.get("decision", ""))
    if kind == "ban_begun":
        return gettext("最后一日 %(day)s。", day=gaps.get("last_day", ""))
    if kind == "acknowledgement_overdue":
        names = "、".join(org_words(code) for code in gaps.get("centers", ()))
        return names
    if kind in ("task_due_soon", "task_overdue"):
        label = pick(gaps.get("label", ""), gaps.get("label_en", ""))
        day = gettext("最后一日 %(day)s", day=gaps.get("due_day", ""))
        return f"{label}{pick('，', ', ')}{day}"
    return str(entity or "")
