"""Where a case stands, in a sentence and step by step; the text that equals the diagram."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from service.casework.access import check_may_do
from service.casework.answers import labels_of
from service.domain.errors import NoCalendar, Refusal
from service.domain.periods import civil_day
from service.domain.roles import by_title
from service.engine import Process
from service.office import Unit
from service.store.cases import Case
from service.web.desk import is_entity, org_words, person, post_words, role_words
from service.web.labels import element_words
from service.web.tongue import gettext, lang, ngettext, pick
from service.web.views import Deadline
from service.web.views_case import Allowed, Step
from service.web.words import day_long, day_short, deadline, instant, last_day_before

Item = dict[str, Any]


@dataclass(frozen=True)
class Sentence:
    strong: str
    words: str = ""
    due: Deadline | None = None
    after: str = ""


def sentence(
    unit: Unit, case: Case, process: Process, items: list[Item], armed: list[Item]
) -> Sentence:
    """Where it stands, who is at it, until when."""
    if case.status != "open":
        outcome = element_words(process, case.outcome or "") or gettext("已结束")
        when = day_long(civil_day(case.ended_at)) if case.ended_at else ""
        return Sentence(
            gettext("已结束：%(how)s。", how=outcome), gettext("%(day)s 结束。", day=when)
        )
    open_items = [item for item in items if item["state"] == "open"]
    if open_items:
        return _at_work(unit, case, open_items)
    waiting = [row for row in armed if row["kind"] == "engine"]
    if waiting:
        what = element_words(process, waiting[0]["element"])
        when = instant(waiting[0]["due_at"], unit.today)
        return Sentence(
            gettext("在等：%(what)s。", what=what),
            gettext("%(when)s 自动往下走，不需要任何人操作。", when=when),
        )
    return Sentence(gettext("在等外面的消息。"))


def _at_work(unit: Unit, case: Case, open_items: list[Item]) -> Sentence:
    names = pick("、", ", ").join(
        dict.fromkeys(pick(i["label"], i["label_en"]) for i in open_items)
    )
    first = min(open_items, key=lambda i: i["due_day"] or date.max)
    who = post_words(first["org_code"], first["role"])
    if len(open_items) > 1:
        who = gettext("%(who)s等", who=who)
    due = deadline(first["due_day"], today=unit.today, calendar=unit.calendar,
                   provisional=first["is_provisional"])  # fmt: skip
    words = gettext("由%(who)s办理", who=who) + (pick("，", ", ") if due else pick("。", "."))
    return Sentence(gettext("正在%(what)s。", what=names), words, due, _whole(unit, case))


def _whole(unit: Unit, case: Case) -> str:
    if case.due_at is None:
        return ""
    last = last_day_before(case.due_at)
    if last < unit.today:
        return gettext("全案期限 %(day)s 已过。", day=day_short(last, unit.today))
    return gettext("全案最后一日 %(day)s。", day=day_short(last, unit.today))


def steps(
    unit: Unit, case: Case, process: Process, items: list[Item], armed: list[Item]
) -> tuple[Step, ...]:
    """Done, now and not reached yet, in that order."""
    done = [_done(unit, item) for item in items if item["state"] != "open" and not _hidden(item)]
    now = [_now(unit, item) for item in items if item["state"] == "open"]
    if case.status == "open" and not now:
        waiting = [row for row in armed if row["kind"] == "engine"]
        now = [
            Step("now", element_words(process, row["element"]),
                 instant(row["due_at"], unit.today), gettext("系统"), "clock", row["element"])
            for row in waiting
        ]  # fmt: skip
    if case.status != "open":
        end = element_words(process, case.outcome or "")
        at = day_short(civil_day(case.ended_at), unit.today) if case.ended_at else ""
        return (*done, Step("done", end or gettext("已结束"), at, icon="flag"))
    seen = {item["element"] for item in items}
    return (*done, *now, *_todo(process, seen))


def _hidden(item: Item) -> bool:
    """Where and when a clue came in tells an entity who may have informed (E7 80)."""
    return is_entity() and item["element"] == "clue_received"


def _round(item: Item) -> str:
    label = pick(item["label"], item["label_en"])
    if item["round"] > 1:
        return gettext("%(label)s（第 %(n)s 轮）", label=label, n=item["round"])
    return label


def _who(item: Item) -> str:
    if is_entity() and item["role"] != "entity_contact":
        return org_words(item["org_code"])
    return post_words(item["org_code"], item["role"])


def _done(unit: Unit, item: Item) -> Step:
    day = day_short(civil_day(item["ended_at"]), unit.today)
    if item["state"] == "cancelled":
        return Step(
            "done", _round(item), day, gettext("到期或由程序收回"), "clock", item["element"]
        )
    sub = _who(item)
    used = _used(unit, item)
    return Step("done", _round(item), day, pick("，", ", ").join(filter(None, (sub, used))), "ok",
                item["element"])  # fmt: skip


def _used(unit: Unit, item: Item) -> str:
    """How much of its working days a step took."""
    basis = item["due_basis"]
    if not basis or basis["unit"] != "working_day":
        return ""
    try:
        start = date.fromisoformat(basis["start_day"])
        used = max(0, unit.calendar.working_days_between(start, civil_day(item["ended_at"])))
    except NoCalendar:
        return ""
    return ngettext(
        "用 %(used)s / %(num)d 个工作日",
        "用 %(used)s / %(num)d 个工作日",
        basis["value"],
        used=used,
    )


def _now(unit: Unit, item: Item) -> Step:
    due = deadline(item["due_day"], today=unit.today, calendar=unit.calendar,
                   provisional=item["is_provisional"])  # fmt: skip
    sub = _who(item)
    if item["holder"] and not is_entity():
        sub += pick("，", ", ") + gettext("%(who)s 在办", who=item["holder"])
    return Step("now", _round(item), due.words if due else "", sub, "new", item["element"])


def _todo(process: Process, seen: set[str]) -> list[Step]:
    found = []
    for element in process.elements.values():
        if element.kind == "userTask" and element.id not in seen:
            words = pick(element.label, element.properties.get("name_en", ""))
            lane = element.lane or ""
            found.append(Step("todo", words, gettext("如需要"), _lane(lane), "none", element.id))
    return found


def _lane(title: str) -> str:
    try:
        return role_words(by_title(title))
    except KeyError:
        return title


def allowed(unit: Unit, case: Case, process: Process, items: list[Item]) -> tuple[Allowed, ...]:
    """Each open task: whether the reader may do it, and why not."""
    made = []
    for item in (i for i in items if i["state"] == "open"):
        words = gettext("办理：%(what)s", what=pick(item["label"], item["label_en"]))
        href = url_for("web.task", item_id=item["id"])
        why = _why_not(case, process, item)
        made.append(Allowed(words, why or gettext("由你办理"), href, not why))
    if case.status != "open":
        made.append(Allowed(gettext("办理"), gettext("本案已结束"), "", False))
    elif not made:
        made.append(Allowed(gettext("办理"), gettext("在等时间，到时自动往下走"), "", False))
    return tuple(made)


def _why_not(case: Case, process: Process, item: Item) -> str:
    try:
        check_may_do(person(), case, item, labels_of(process))
    except Refusal as refusal:
        return refusal.message(lang())
    if item["claimed_by"] not in (None, person().person_id):
        return gettext("%(who)s 已领取", who=item["holder"] or "")
    return ""
