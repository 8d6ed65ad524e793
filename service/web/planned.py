"""What the clock will open: failed ones with retry, recurring plans, and those that come once."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import flash, redirect, request, url_for

from service.actions.retry_planned_opening import retry_planned_opening
from service.actions.start_plan import KINDS, start_plan
from service.actions.stop_plan import stop_plan
from service.casework.plans import PLANNABLE, Plannable, may_plan_at, plan_of, reach_of
from service.domain.errors import FieldError, InvalidForm, NotFound
from service.domain.roles import Level
from service.office import Unit
from service.store import people, planned
from service.web.blueprint import web
from service.web.desk import act, is_entity, org_words, person, reading
from service.web.labels import process_words, rule_href, who_of
from service.web.page import new_token, page
from service.web.pages import pager
from service.web.reach import page_number
from service.web.register_links import add_register, register_links
from service.web.rule_words import parameter_words
from service.web.tongue import gettext, ngettext, pick
from service.web.views import Link, Tag
from service.web.views_reviews import PlanChoice, PlannedPage, PlannedRow
from service.web.words import instant

PAGE = 50
MANY = 200
Row = dict[str, Any]
add_register(91, "planned", lambda: gettext("预定开案"), "web.planned")


@web.get("/timers/planned", endpoint="planned")
def planned_openings() -> Any:
    return _show()


def _show(faults: tuple[FieldError, ...] = (), typed: Row | None = None, status: int = 200) -> Any:
    if is_entity():
        raise NotFound(what_zh="这一页", what_en="such page")
    view = planned_page(reading(), faults, typed or {})
    return page("planned.html", view, at="timers", status=status)


def planned_page(unit: Unit, faults: tuple[FieldError, ...], typed: Row) -> PlannedPage:
    reach, number = reach_of(person()), page_number()
    failed, _ = planned.planned_page(unit.connection, reach, failed=True, limit=MANY)
    again, _ = planned.planned_page(unit.connection, reach, recurring=True, limit=MANY)
    once, total = planned.planned_page(
        unit.connection, reach, recurring=False, limit=PAGE, offset=(number - 1) * PAGE
    )
    lead = ngettext("%(num)d 件到日开立", "%(num)d 件到日开立", total)
    if again:
        lead += pick("，", ", ") + ngettext("%(num)d 项定期计划", "%(num)d 项定期计划", len(again))
    if failed:
        lead += pick("，", ", ") + ngettext("%(num)d 件没有开成", "%(num)d 件没有开成", len(failed))
    plans, places = _choices(unit)
    return PlannedPage(
        lead=lead + pick("。", "."),
        failed=tuple(_row(unit, row) for row in failed),
        recurring=tuple(_row(unit, row) for row in again),
        rows=tuple(_row(unit, row) for row in once),
        pager=pager(number, PAGE, total, lambda n: url_for("web.planned", page=n)),
        plans=plans if places else (), places=places,
        token=new_token(), today=unit.today.isoformat(), typed=typed,
        errors={f.field: pick(f.zh, f.en) for f in faults},
        registers=register_links("planned"),
    )  # fmt: skip


def _choices(unit: Unit) -> tuple[tuple[PlanChoice, ...], tuple[PlanChoice, ...]]:
    """The plans and places that the reader may set; nothing for those who may set none."""
    plans = tuple(PlanChoice(p.key, pick(p.zh, p.en)) for p in PLANNABLE.values())
    places: dict[str, str] = {}
    for plan in PLANNABLE.values():
        for row in people.organisations(unit.connection, KINDS[plan.level.value]):
            fits = plan.level is not Level.CENTER or row["center_kind"] == "protection"
            if fits and may_plan_at(person(), plan, row):
                places[row["code"]] = pick(row["short_zh"], row["name_en"])
    return plans, tuple(PlanChoice(code, words) for code, words in places.items())


def _row(unit: Unit, row: Row) -> PlannedRow:
    plan = plan_of(row["key"])
    key, address = row["id"], {"planned_id": row["id"]}
    parent = row["parent_number"]
    may_stop = plan is not None and _may_stop(unit, plan, row)
    return PlannedRow(
        what=pick(plan.zh, plan.en) if plan else process_words(unit, row["process_key"]),
        about=who_of(row), place=org_words(row["center_code"] or row["province"]),
        due=instant(row["due_at"], unit.today), due_iso=row["due_at"].isoformat(),
        tag=_tag(unit, row),
        interval=_interval(unit, row),
        interval_href=rule_href(row["interval_key"] or ""),
        error=row["error"].strip().splitlines()[-1][:200] if row["error"].strip() else "",
        tries=ngettext("试过 %(num)d 次", "试过 %(num)d 次", row["attempts"]),
        retry=url_for("web.retry_planned", planned_id=key) if row["error"] else "",
        stop=url_for("web.stop_planned", **address) if may_stop else "",
        parent=Link(parent, url_for("web.case", number=parent)) if parent else None,
    )  # fmt: skip


def _interval(unit: Unit, row: Row) -> str:
    """How long until it comes again, where it comes again."""
    if not row["interval_key"]:
        return ""
    place = row["province"], row["center_code"]
    return parameter_words(unit.rules.parameter(row["interval_key"], unit.today, *place))


def _may_stop(unit: Unit, plan: Plannable, row: Row) -> bool:
    place = people.organisation_by_code(unit.connection, row["key"].rpartition(":")[2])
    return place is not None and may_plan_at(person(), plan, place)


def _tag(unit: Unit, row: Row) -> Tag:
    if row["error"]:
        return Tag("danger", gettext("没有开成"), "over")
    if row["due_at"] <= unit.now:
        return Tag("warn", gettext("已到日，待开立"), "clock")
    return Tag("wait", gettext("在等"), "wait")


@web.post("/timers/planned/<key:planned_id>/retry")
def retry_planned(planned_id: int) -> Any:
    act(retry_planned_opening, planned_id=planned_id)
    flash(gettext("马上再试一次。"), "ok")
    return redirect(url_for("web.planned"), code=303)


@web.post("/timers/planned/<key:planned_id>/stop")
def stop_planned(planned_id: int) -> Any:
    try:
        act(stop_plan, planned_id=planned_id, reason=request.form.get("reason", ""))
    except InvalidForm as refusal:
        faults = tuple(FieldError(field=f"stop-{planned_id}", zh=f.zh, en=f.en)
                       for f in refusal.fields)  # fmt: skip
        return _show(faults, {}, 422)
    flash(gettext("计划已停止，不再开立。"), "ok")
    return redirect(url_for("web.planned"), code=303)


@web.post("/timers/plans")
def start_planned() -> Any:
    typed = {name: request.form.get(name, "")[:80] for name in ("plan", "place", "first_day")}
    try:
        day = _day(typed["first_day"])
        act(start_plan, plan=typed["plan"], place=typed["place"], first_day=day)
    except InvalidForm as refusal:
        return _show(refusal.fields, typed, 422)
    flash(gettext("计划已设定。"), "ok")
    return redirect(url_for("web.planned"), code=303)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        wrong = FieldError(field="first_day", zh="请选一个日期。", en="Choose a day.")
        raise InvalidForm(fields=(wrong,)) from None
