"""One task: the form at left, what it is decided on at right; sending it, keeping it, conflicts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import flash, redirect, request, url_for

from service.actions.complete_task import complete_task
from service.actions.save_draft import save_draft
from service.casework.access import check_may_do, check_may_see
from service.casework.answers import labels_of
from service.casework.filling import begun
from service.domain.errors import ChangedMeanwhile, FieldError, InvalidForm, NotFound, Refusal
from service.domain.periods import civil_day
from service.forms import Form, beginnings, text_of
from service.office import Unit
from service.store import cases, inbox, work_items
from service.store.cases import Case
from service.web import asking, earlier
from service.web.blueprint import web
from service.web.desk import act, is_entity, org_words, person, reading
from service.web.evidence import evidence
from service.web.inbox_filter import Query
from service.web.labels import name_of, title_of, who_of
from service.web.page import new_token, page
from service.web.panels import begun_with
from service.web.tongue import gettext, lang, pick
from service.web.views import Deadline, Link
from service.web.views_task import Change, Conflict, TaskPage
from service.web.words import day_short, deadline, met

Item = dict[str, Any]
QUEUE = 12


@web.get("/tasks/<key:item_id>")
def task(item_id: int) -> Any:
    unit = reading()
    case, item = _found(unit, item_id)
    view = task_page(unit, case, item, item["draft"])
    return page("task.html", view, at="portal" if is_entity() else "inbox")


@web.post("/tasks/<key:item_id>")
def send_task(item_id: int) -> Any:
    """Complete the task, keep a draft, or give the form back with what is to be put right."""
    _case, item = _found(reading(), item_id)
    form = reading().form(item["form_id"]) if item["form_id"] else None
    values: dict[str, Any] = {}
    try:
        values = asking.typed(form) if form else {}
        if asking.wants_more():
            return _again(item_id, values)
        revision = request.form.get("revision", 0, type=int)
        if request.form.get("draft"):
            act(save_draft, item_id=item_id, revision=revision, values=values)
            flash(gettext("草稿已保存，交出前只有能办这件事的人看得到。"), "ok")
            return redirect(url_for("web.task", item_id=item_id), code=303)
        act(complete_task, item_id=item_id, revision=revision, values=values)
    except InvalidForm as refusal:
        return _again(item_id, values, errors=refusal.fields, status=422)
    except ChangedMeanwhile as refusal:
        return _again(item_id, values, refusal=refusal, status=409)
    flash(gettext("已提交：%(what)s。", what=pick(item["label"], item["label_en"])), "ok")
    after = url_for("web.portal") if is_entity() else url_for("web.next_task", after=item_id)
    return redirect(after, code=303)


def _found(unit: Unit, item_id: int) -> tuple[Case, Item]:
    """The item and its case; raises NotFound for what the reader may not see."""
    found = cases.case_with_item(unit.connection, item_id)
    if found is None:
        raise NotFound(what_zh="这项任务", what_en="such task")
    case, item = found
    check_may_see(unit.connection, person(), case)
    if is_entity() and item["org_code"] != case.entity_org:
        raise NotFound(what_zh="这项任务", what_en="such task")
    return case, item


def _again(
    item_id: int,
    values: dict[str, Any],
    *,
    errors: Iterable[FieldError] = (),
    refusal: ChangedMeanwhile | None = None,
    status: int = 200,
) -> Any:
    unit = reading()
    case, item = _found(unit, item_id)
    view = task_page(unit, case, item, values, errors=tuple(errors), refusal=refusal)
    return page("task.html", view, at="portal" if is_entity() else "inbox", status=status)


def task_page(
    unit: Unit,
    case: Case,
    item: Item,
    values: dict[str, Any] | None,
    *,
    errors: tuple[FieldError, ...] = (),
    refusal: ChangedMeanwhile | None = None,
) -> TaskPage:
    items = work_items.items_of_case(unit.connection, case.id)
    protected = earlier.protected_answers(unit, case)
    why_not = _why_not(unit, case, item)
    label = pick(item["label"], item["label_en"])
    queue, position = _queue(unit, item)
    return TaskPage(
        title=f"{label}{pick('：', ': ')}{name_of(case) or case.number}",
        number=case.number,
        sub=_sub(unit, case, item),
        crumbs=_crumbs(queue, position),
        due=_due(unit, item),
        case=url_for("web.case", number=case.number),
        action=url_for("web.send_task", item_id=item["id"]),
        evidence=evidence(unit, case, item, items, protected),
        queue=queue,
        queue_title=gettext("接下来"),
        previous=queue[position - 1].href if position > 0 else "",
        next=queue[position + 1].href if 0 <= position < len(queue) - 1 else "",
        claim=_claim(item, why_not),
        release=_release(item),
        why_not=why_not,
        form=None if why_not else _asked(unit, case, item, items, values, errors),
        errors={e.field: pick(e.zh, e.en) for e in errors},
        conflict=_conflict(unit, item, values or {}, refusal),
        done=earlier.reading(unit, item, protected) if item["state"] == "done" else (),
        token=new_token(),
        revision=item["revision"],
    )


def _asked(
    unit: Unit,
    case: Case,
    item: Item,
    items: list[Item],
    values: dict[str, Any] | None,
    errors: tuple[FieldError, ...],
) -> Any:
    """The form of an open task as it is laid out: with what was typed, or as it begins."""
    if not item["form_id"] or item["state"] != "open":
        return None
    form = unit.form(item["form_id"])
    shown = values
    if shown is None:
        shown = _begun(unit, form, items) | begun(unit, case, item)
    return asking.laid_out(unit, form, shown, errors, item)


def _begun(unit: Unit, form: Form, items: list[Item]) -> dict[str, Any]:
    """The form as it is before anybody typed; what officers said before is for officers."""
    said = {} if is_entity() else {i["element"]: i["answers"] or {} for i in items}
    if items and not is_entity():
        said |= begun_with(unit, form.key.partition("/")[0], items[0]["case_id"])
    return beginnings(form, unit.today, said)


def _why_not(unit: Unit, case: Case, item: Item) -> str:
    """Why the reader can not do this task now, in words; "" when they can."""
    if item["state"] == "done":
        return ""
    if item["state"] == "cancelled":
        return gettext("这一步已由程序收回，不用再办。")
    holder = item["claimed_by"]
    if holder is not None and holder != person().person_id:
        return gettext("这件事已有人领取。要办，请对方先释放。")
    try:
        check_may_do(person(), case, item, labels_of(unit.process(case.version_id)))
    except Refusal as refusal:
        return refusal.message(lang())
    return ""


def _sub(unit: Unit, case: Case, item: Item) -> str:
    parts = [title_of(unit.process(case.version_id)), org_words(case.center_code)]
    if item["claimed_by"] == person().person_id and item["claimed_at"]:
        day = day_short(civil_day(item["claimed_at"]), unit.today)
        parts.append(gettext("你于 %(day)s 领取", day=day))
    if item["round"] > 1:
        parts.append(gettext("第 %(n)s 轮", n=item["round"]))
    return " · ".join(filter(None, parts))


def _due(unit: Unit, item: Item) -> Deadline | None:
    if item["state"] != "open":
        return met(item["due_day"], civil_day(item["ended_at"]), unit.today)
    return deadline(
        item["due_day"], today=unit.today, calendar=unit.calendar,
        provisional=item["is_provisional"],
    )  # fmt: skip


def _crumbs(queue: tuple[Link, ...], position: int) -> tuple[Link, ...]:
    if is_entity():
        return (Link(gettext("我的备案"), url_for("web.portal")), Link(gettext("要你办的"), ""))
    place = gettext("第 %(n)s 件，共 %(total)s 件", n=position + 1, total=len(queue))
    last = (Link(place, ""),) if position >= 0 else ()
    return (Link(gettext("待办"), url_for("web.inbox")), *last)


def _queue(unit: Unit, item: Item) -> tuple[tuple[Link, ...], int]:
    """The reader's next tasks, and where this one stands among them (-1: it does not)."""
    if is_entity():
        return (), -1
    rows = inbox.rows(unit.connection, Query().wanted(unit), limit=QUEUE)
    links = tuple(
        Link(
            pick(row["label"], row["label_en"]),
            url_for("web.task", item_id=row["id"]),
            row["id"] == item["id"],
            title=who_of(row) or row["number"],
        )
        for row in rows
    )
    position = next((n for n, row in enumerate(rows) if row["id"] == item["id"]), -1)
    return links, position


def _claim(item: Item, why_not: str) -> str:
    free = item["state"] == "open" and item["claimed_by"] is None and not why_not
    return url_for("web.claim", item_id=item["id"]) if free and not is_entity() else ""


def _release(item: Item) -> str:
    mine = item["state"] == "open" and item["claimed_by"] == person().person_id
    return url_for("web.release", item_id=item["id"]) if mine else ""


def _conflict(
    unit: Unit, item: Item, values: dict[str, Any], refusal: ChangedMeanwhile | None
) -> Conflict | None:
    """What the other person did, beside what the reader had typed."""
    if refusal is None:
        return None
    theirs = item["answers"] if item["state"] == "done" else item["draft"]
    rows: tuple[Change, ...] = ()
    if item["form_id"] and theirs:
        form = unit.form(item["form_id"])
        context = asking.reach(unit, form, item)
        rows = tuple(
            Change(
                field.title(lang()),
                _text(field, values.get(field.name), context),
                _text(field, theirs.get(field.name), context),
            )
            for field in form.fields
            if not field.protected and (values.get(field.name) or theirs.get(field.name))
        )
    return Conflict(refusal.message(lang()), rows, gettext("对方填的"))


def _text(field: Any, value: Any, context: Any) -> str:
    return "" if value in (None, "", []) else text_of(field, value, lang(), context)
