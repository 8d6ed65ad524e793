"""What a notice says, by its kind, in the reader's language."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import url_for

from service.office import Unit
from service.web.desk import org_words
from service.web.notice_rules import said_of_proposals
from service.web.tongue import gettext, pick
from service.web.views import Link
from service.web.views_register import NoticeLine
from service.web.words import day_long, instant


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
    proposal = said_of_proposals(kind, gaps)
    if proposal is not None:
        return proposal
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
        return _ended(kind, center)
    if kind == "removal_decided":
        return gettext("决定书 %(number)s。", number=gaps.get("decision", ""))
    if kind == "cancellation_ordered":
        return gettext("依据 %(number)s，执行后请确认。", number=gaps.get("decision", ""))
    if kind == "ban_begun":
        return gettext("最后一日 %(day)s，次日 00:00 起可以重新申报。到时自动解除，不用申请。",
                       day=_day(gaps.get("last_day", "")))  # fmt: skip
    if kind == "acknowledgement_overdue":
        names = "、".join(org_words(code) for code in gaps.get("centers", ()))
        return names
    if kind in ("task_due_soon", "task_overdue"):
        label = pick(gaps.get("label", ""), gaps.get("label_en", ""))
        day = gettext("最后一日 %(day)s", day=_day(gaps.get("due_day", "")))
        return f"{label}{pick('，', ', ')}{day}"
    return pick("：", ": ").join(filter(None, (str(entity or ""), _always(kind))))


def _ended(kind: str, center: str) -> str:
    """What an applicant reads of an application that ended without a filing."""
    if kind in ("application_not_accepted", "application_refused"):
        return gettext("%(center)s。理由见案件；改正后可以重新申报。", center=center)
    if kind == "application_lapsed":
        return gettext("%(center)s在期限内没有收到补正；可以重新申报。", center=center)
    return center


def _always(kind: str) -> str:
    """What follows from a notice that names nothing but itself."""
    known = {
        "statement_right": gettext("你可以在期限内陈述申辩；不陈述不影响继续办理。"),
        "removal_statement_right": gettext(
            "中心提请移出名单、取消备案。你可以在期限内陈述申辩；不陈述不影响继续办理。"
        ),
        "ban_ending": gettext("到时自动解除，不用申请；日期见案件。"),
        "ban_ended": gettext("禁期已满，自动解除。备案和名单资格不自动恢复，要重新申报。"),
        "violation_minor": gettext(
            "已提醒约谈、核对整改。计一次轻微违规，一年内再有一次转入移出取消。"
        ),
        "violation_not_established": gettext("不计次数。"),
        "violation_removed": gettext("各中心已确认取消备案。"),
    }
    return known.get(kind, "")


def _day(text: str) -> str:
    return day_long(date.fromisoformat(text)) if text else ""
