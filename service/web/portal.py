"""The entity's own desk: what it must do, its cases, its standing, what it was told."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for

from service.casework.access import visible_to
from service.domain.periods import civil_day
from service.domain.standing import Standing, standing
from service.office import Unit
from service.store import inbox, notices, registers
from service.store.standing import entity_by_id, facts_of
from service.web.blueprint import web
from service.web.cases import where_it_waits
from service.web.desk import is_entity, person, post_pairs, reading, short_en
from service.web.entity import answer_of
from service.web.inbox_filter import Query
from service.web.labels import case_tag, newest, process_words
from service.web.notice_words import notice_line
from service.web.page import page
from service.web.tongue import gettext, ngettext, pick
from service.web.views_register import PortalCase, PortalPage, PortalTask
from service.web.words import day_long, deadline

SHOWN = ("may_apply", "filed", "listed", "minor_count")
LATEST = 6


@web.get("/portal")
def portal() -> Any:
    if not is_entity():
        return redirect(url_for("web.inbox"))
    return page("portal.html", portal_page(reading()), at="portal")


def portal_page(unit: Unit) -> PortalPage:
    entity_id = person().entity_id
    about = entity_by_id(unit.connection, entity_id) if entity_id else None
    assert about is not None
    said = standing(facts_of(unit.connection, about), unit.today, unit.rules)
    tasks = _tasks(unit)
    rows = notices.notices_for(unit.connection, post_pairs(), limit=LATEST)
    return PortalPage(
        name=about.name,
        code=about.code,
        lead=_lead(said, tasks),
        may_apply=said.may_apply,
        why_not=pick(said.reasons[0].zh, said.reasons[0].en) if said.reasons else "",
        tasks=tasks,
        cases=_cases(unit),
        notices=tuple(notice_line(unit, row) for row in rows),
        start=url_for("web.start_case", key="admission_review"),
        standing=url_for("web.entity", code=about.code),
        answers=tuple(answer_of(a) for a in said.answers if a.key in SHOWN),
    )


def _lead(said: Standing, tasks: tuple[PortalTask, ...]) -> str:
    parts = []
    if said.banned_until and said.first_free_day:
        parts.append(
            gettext("你单位在禁期中，最后一日 %(last)s，%(free)s 00:00 起可以申报。",
                    last=day_long(said.banned_until), free=day_long(said.first_free_day))
        )  # fmt: skip
    elif said.filed_at:
        parts.append(
            ngettext(
                "你单位在 %(num)d 个中心已备案。",
                "你单位在 %(num)d 个中心已备案。",
                len(said.filed_at),
            )
        )
    elif said.applying_at:
        parts.append(gettext("你单位的申请正在审查。"))
    elif said.may_apply:
        parts.append(gettext("你单位可以申报备案。"))
    if tasks:
        parts.append(ngettext("有 %(num)d 件事要你办。", "有 %(num)d 件事要你办。", len(tasks)))
    return pick("", " ").join(parts)


def _tasks(unit: Unit) -> tuple[PortalTask, ...]:
    why = {
        "correct_application": gettext("中心一次告知了要补正的事项。逾期不补正，申请终止。"),
        "state_defence": gettext("你可以在期限内陈述申辩；不陈述不影响继续办理。"),
        "state_on_removal": gettext("拟移出名单、取消备案，你可以在期限内陈述申辩。"),
        "submit_review": gettext("请在窗口内提交复核材料；逾期不能提交。"),
        "correct_review": gettext("中心一次告知了要补正的事项。补正只有一次。"),
        "state_before_clearing": gettext(
            "拟清理备案，你可以在期限内陈述；清理后可以立即重新申报。"
        ),
    }
    rows = inbox.rows(unit.connection, Query().wanted(unit), limit=50)
    return tuple(
        PortalTask(
            what=pick(row["label"], row["label_en"]),
            href=url_for("web.task", item_id=row["id"]),
            due=deadline(
                row["due_day"],
                today=unit.today,
                calendar=unit.calendar,
                provisional=row["is_provisional"],
            ),
            why=why.get(row["element"], ""),
            number=row["number"],
        )
        for row in rows
    )


def _cases(unit: Unit) -> tuple[PortalCase, ...]:
    rows, _ = registers.cases_page(unit.connection, visible_to(person()), limit=50)
    made = []
    for row in rows:
        process = newest(unit, row["process_key"])
        if process is None:
            continue
        sentence = ""
        if row["status"] == "open":
            sentence = gettext("现在：%(step)s", step=where_it_waits(unit, row))
        made.append(
            PortalCase(
                number=row["number"], href=url_for("web.case", number=row["number"]),
                process=process_words(unit, row["process_key"]),
                center=pick(row["center_zh"] or "", short_en(row["center_en"] or "")),
                state=case_tag(process, row), opened=civil_day(row["opened_at"]).isoformat(),
                sentence=sentence,
            )
        )  # fmt: skip
    return tuple(made)
