"""One case: a sentence, the diagram and its text, the record, what may be done now and why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for

from service.actions.call_off_case import call_off_case
from service.actions.withdraw_application import withdraw_application
from service.casework.access import check_may_see, may_see_document, visible_to
from service.casework.calling_off import may_call_off
from service.casework.contacts import is_contact
from service.casework.withdrawing import may_withdraw
from service.domain.errors import InvalidForm, NotFound
from service.domain.periods import civil_day
from service.office import Unit
from service.store import cases, documents, record, registers, timers, work_items
from service.store.cases import Case
from service.web import earlier
from service.web.appeal_doings import Typed, appeals_of
from service.web.blueprint import web
from service.web.case_acts import act_of
from service.web.case_steps import allowed, sentence, steps
from service.web.desk import act, is_entity, org_words, person, reading
from service.web.ended import why_ended
from service.web.labels import (
    case_tag,
    element_words,
    name_of,
    newest,
    process_words,
    title_of,
)
from service.web.page import new_token, page
from service.web.record_words import entries
from service.web.security import allow_diagram
from service.web.tongue import gettext, pick
from service.web.views import Fact, Link
from service.web.views_case import CasePage, DocumentLine
from service.web.words import day_long, instant, instant_long

Item = dict[str, Any]
NOTHING = Typed()


def found_case(unit: Unit, number: str) -> Case:
    """The case of a number; raises NotFound for one the reader may not see."""
    found = cases.case_by_number(unit.connection, number)
    if found is None:
        raise NotFound(what_zh="这件案件", what_en="such case")
    check_may_see(unit.connection, person(), found)
    return found


@web.get("/cases/<number>")
def case(number: str) -> Any:
    allow_diagram()
    unit = reading()
    return show_case(unit, found_case(unit, number))


def show_case(unit: Unit, found: Case, typed: Typed = NOTHING, status: int = 200) -> Any:
    """The page of a case; `typed` is what did not pass of one of its small forms."""
    at = "portal" if is_entity() else "cases"
    return page("case.html", case_page(unit, found, typed), at=at, status=status)


@web.post("/cases/<number>/withdraw")
def withdraw(number: str) -> Any:
    return _end(withdraw_application, number)


@web.post("/cases/<number>/call-off")
def call_off(number: str) -> Any:
    return _end(call_off_case, number)


def _end(action: Callable[..., Any], number: str) -> Any:
    """End a case at somebody's wish; the reason comes back when it is not enough."""
    try:
        reason = request.form.get("reason", "")
        act(action, case_number=number, reason=reason)
    except InvalidForm as refusal:
        allow_diagram()
        errors = {f.field: pick(f.zh, f.en) for f in refusal.fields}
        unit = reading()
        return show_case(unit, found_case(unit, number), Typed("application", errors), 422)
    flash(gettext("已登记撤回，本案结束。"), "ok")
    return redirect(url_for("web.case", number=number), code=303)


def case_page(unit: Unit, found: Case, typed: Typed) -> CasePage:
    process = unit.process(found.version_id)
    items = work_items.items_of_case(unit.connection, found.id)
    armed = timers.timers_of_case(unit.connection, found.id)
    rows = record.entries_of(unit.connection, found.chain)
    _, breaks = record.verify(unit.connection, found.chain)
    said = sentence(unit, found, process, items, armed)
    may = allowed(unit, found, process, items)
    return CasePage(
        number=found.number,
        process=title_of(process),
        entity=_entity(found),
        sub=_sub(unit, found),
        crumbs=_crumbs(title_of(process), found.number),
        strong=said.strong, sentence=said.words,
        due=said.due,
        after=said.after,
        diagram="" if is_entity() else url_for("web.diagram", number=found.number),
        steps=steps(unit, found, process, items, armed),
        any_time=_any_time(process),
        record=() if is_entity() else entries(unit, process, rows),
        record_note=_record_note(len(rows), bool(breaks)),
        record_ok=not breaks,
        allowed=may,
        related=_related(unit, found),
        documents=_documents(unit, found),
        submitted=_submitted(unit, found, items),
        tasks=(*(Link(a.words, a.href) for a in may if a.allowed and a.href), *_list_of(found))[:2],
        why=why_ended(unit, found, items),
        timers=() if is_entity() else _timers(unit, process, armed),
        withdraw=_withdraw(unit, found), withdraw_help=_withdraw_help(found),
        withdraw_token=new_token(),
        withdraw_errors=typed.errors if typed.key == "application" else {},
        act=act_of(found),
        act_errors=typed.errors if typed.key == "act" else {},
        appeals=appeals_of(unit, found, typed),
        incident=_incident(unit, found),
        **_printed(unit, found),
    )  # fmt: skip


def _list_of(found: Case) -> tuple[Link, ...]:
    """The page of the rows, where the case is about a province's list."""
    if found.process_key != "list_compilation":
        return ()
    return (Link(gettext("打开名单"), url_for("web.list_page", number=found.number)),)


def _printed(unit: Unit, found: Case) -> dict[str, str]:
    """Head and foot of the page on paper."""
    printed = gettext(
        "%(number)s　打印于 %(when)s，%(who)s",
        number=found.number, when=instant_long(unit.now), who=person().name,
    )  # fmt: skip
    foot = gettext(
        "办理记录共 %(n)s 条，末条校验值 %(hash)s。内部资料，按规定保管。",
        n=found.record_count, hash=f"{found.record_hash[:4]}…{found.record_hash[-4:]}",
    )  # fmt: skip
    return {"printed": printed, "print_foot": foot}


def _entity(found: Case) -> Link:
    href = url_for("web.entity", code=found.entity_code) if found.entity_code else ""
    return Link(name_of(found) or found.number, href)


def _sub(unit: Unit, found: Case) -> str:
    opened = gettext("%(day)s 开始", day=day_long(civil_day(found.opened_at)))
    rules = gettext("规则第 %(n)s 版", n=found.rules_version)
    parts = [found.number, org_words(found.center_code), opened, rules]
    return " · ".join(filter(None, parts))


def _crumbs(process: str, number: str) -> tuple[Link, ...]:
    if is_entity():
        return (Link(gettext("我的备案"), url_for("web.portal")), Link(number, ""))
    return (Link(gettext("案件"), url_for("web.cases")), Link(process, ""), Link(number, ""))


def _any_time(process: Any) -> str:
    names = [element_words(process, key) for key in sorted(process.messages)]
    known = [name for name in names if name not in process.messages]
    if not known:
        return ""
    return gettext("随时可能改变本案：%(what)s。", what=pick("、", ", ").join(dict.fromkeys(known)))


def _record_note(lines: int, broken: bool) -> str:
    if broken:
        return gettext("链校验不通过，共 %(n)s 条", n=lines)
    return gettext("链校验通过，共 %(n)s 条", n=lines)


def _related(unit: Unit, found: Case) -> tuple[Link, ...]:
    if found.entity_id is None:
        return ()
    rows, _ = registers.cases_page(
        unit.connection, visible_to(person()), entity_id=found.entity_id, limit=20
    )
    made = []
    for row in rows:
        process = newest(unit, row["process_key"])
        if row["id"] == found.id or process is None:
            continue
        words = f"{row['number']} {process_words(unit, row['process_key'])}"
        href = url_for("web.case", number=row["number"])
        made.append(Link(words, href, title=case_tag(process, row).words))
    return tuple(made)


def _documents(unit: Unit, found: Case) -> tuple[DocumentLine, ...]:
    return tuple(
        DocumentLine(
            row["name"],
            f"{day_long(civil_day(row['uploaded_at']))} · {max(1, row['size'] // 1024)} kB",
            url_for("web.document", number=found.number, document_id=row["id"]),
        )
        for row in documents.documents_of_case(unit.connection, found.id)
        if may_see_document(unit.connection, person(), found, row)
    )


def _submitted(unit: Unit, found: Case, items: list[Item]) -> Any:
    """Every finished form of the case in full, the newest first; the entity sees its own."""
    protected = earlier.protected_answers(unit, found)
    made = []
    for item in reversed(items):
        if item["state"] != "done" or (is_entity() and item["org_code"] != found.entity_org):
            continue
        lines = [f for _, facts in earlier.reading(unit, item, protected) for f in facts]
        if lines:
            label = pick(item["label"], item["label_en"])
            words = (
                f"{label} {gettext('第 %(n)s 轮', n=item['round'])}" if item["round"] > 1 else label
            )
            made.append((words, tuple(lines)))
    return tuple(made)


def _timers(unit: Unit, process: Any, armed: list[Item]) -> tuple[Fact, ...]:
    names = {"reminder": gettext("提醒"), "overdue": gettext("逾期上报")}
    return tuple(
        Fact(
            instant(row["due_at"], unit.today),
            f"{names[row['kind']]}{pick('：', ': ')}{element_words(process, row['element'])}"
            if row["kind"] in names
            else element_words(process, row["element"]),
        )
        for row in armed
    )


def _incident(unit: Unit, found: Case) -> str:
    rows = timers.open_incidents(unit.connection, visible_to(person()))
    mine = [row for row in rows if row["case_id"] == found.id]
    if not mine or is_entity():
        return ""
    return gettext("有一个定时器没有触发成功，案件停在原处。在“定时器”页可以再试。")


def _withdraw(unit: Unit, found: Case) -> str:
    """Where the reader may end this case before its time; "" where they may not."""
    if may_call_off(person(), found):
        return url_for("web.call_off", number=found.number)
    may = found.status == "open" and may_withdraw(person(), found) and not is_contact(unit, found)
    return url_for("web.withdraw", number=found.number) if may else ""


def _withdraw_help(found: Case) -> str:
    """What ending it means, where that is not what withdrawing an application means."""
    if found.process_key == "admission_review":
        return ""
    return gettext("撤回后本案结束，不能恢复；全国调取的，各省的案件一并结束。")
