"""Everything needed to decide, beside the form: deadline, changes, standing, opinions, gate."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import url_for

from service import engine
from service.domain.catalogue_limits import HOUSE
from service.domain.errors import NoCalendar
from service.domain.periods import Unit as LengthUnit
from service.domain.standing import standing
from service.domain.standing_answers import Answer
from service.office import Unit
from service.store import violations
from service.store.cases import Case
from service.store.standing import entity_by_id, facts_of
from service.web import earlier
from service.web.desk import is_entity, org_words, role_words
from service.web.entity import ICONS, TONES
from service.web.entity_lists import filing_lines
from service.web.labels import kind_words, rule_href, rule_words
from service.web.panels import panels_of
from service.web.past_violations import past_violations, what_a_minor_brings
from service.web.record_words import readable
from service.web.tongue import gettext, ngettext, pick
from service.web.views import Check, Fact, Link
from service.web.views_task import Evidence, PastFiling
from service.web.words import day_long, day_short, instant, last_day_before, ruler_days

Item = dict[str, Any]
STANDING = ("may_apply", "minor_count", "listed", "screening", "filed")


def evidence(
    unit: Unit, case: Case, item: Item, items: list[Item], protected: earlier.Protected
) -> Evidence:
    """What the reader decides on; an entity sees what it was told and what it handed in."""
    mine = is_entity()
    changed, same = earlier.changes(unit, items)
    told = earlier.told(unit, item, items) if mine else ()
    opening = items[0] if items and items[0]["element"] in earlier.OPENINGS else None
    return Evidence(
        **_deadline(unit, case, item),
        case_facts=() if mine else _case_facts(unit, case),
        submitted=_submitted(unit, opening, protected) if not mine or _own(opening) else (),
        changes=changed,
        changes_note=_changes_note(changed, same),
        rounds=earlier.rounds(unit, items),
        standing=() if mine else _standing(unit, case),
        standing_day=day_long(unit.today),
        entity=_entity(case),
        filings=() if mine else _filings(unit, case),
        violations=() if mine else past_violations(unit, case),
        violations_note="" if mine else what_a_minor_brings(unit, case, item, items),
        told=told,
        opinions=() if mine else earlier.opinions(unit, items),
        gate=() if mine else _gate(unit, case),
        panels=panels_of(unit, case, item),
    )


def _own(opening: Item | None) -> bool:
    return opening is not None and opening["element"] == "application_submitted"


def _changes_note(changed: tuple[Any, ...], same: int) -> str:
    if not changed:
        return ""
    return ngettext(
        "%(num)d 项改动，%(same)s 项不变",
        "%(num)d 项改动，%(same)s 项不变",
        len(changed),
        same=same,
    )


def _submitted(unit: Unit, opening: Item | None, protected: earlier.Protected) -> earlier.Sections:
    return earlier.reading(unit, opening, protected) if opening else ()


def _entity(case: Case) -> Link | None:
    if case.entity_code is None:
        return None
    return Link(case.entity_code, url_for("web.entity", code=case.entity_code))


def _deadline(unit: Unit, case: Case, item: Item) -> dict[str, Any]:
    basis = item["due_basis"]
    if not basis or item["due_day"] is None:
        return {}
    start, last = date.fromisoformat(basis["start_day"]), item["due_day"]
    counted = basis["unit"] == "working_day"  # the ruler numbers the working days
    ruler = ruler_days(start, last, today=unit.today, calendar=unit.calendar) if counted else ()
    label = gettext("%(a)s 至 %(b)s 的工作日", a=day_long(start), b=day_long(last))
    return {
        "due_note": _used(unit, start, last) if counted else "",
        "ruler": ruler,
        "ruler_label": label,
        "due_facts": _due_facts(unit, case, item, basis, start),
    }


def _used(unit: Unit, start: date, last: date) -> str:
    try:
        used = unit.calendar.working_days_between(start, min(unit.today, last))
        total = unit.calendar.working_days_between(start, last)
    except NoCalendar:
        return ""
    return gettext("已用 %(used)s / %(total)s 个工作日", used=max(used, 0), total=total)


def _due_facts(
    unit: Unit, case: Case, item: Item, basis: dict[str, Any], start: date
) -> tuple[Fact, ...]:
    if basis.get("is_set"):
        last = gettext("%(day)s 24:00", day=day_long(item["due_day"]))
        set_by = Fact(gettext("规则"), gettext("由编报轮次定的日期，不另计算"))
        return (set_by, Fact(gettext("最后一日"), last, strong=True))
    length = LengthUnit(basis["unit"])
    words = pick(f"{basis['value']} {length.zh}", f"{basis['value']} {length.en(basis['value'])}")
    name, version = rule_words(basis["key"]), basis["rule_version"]
    rule = gettext("%(words)s，规则“%(rule)s”第 %(version)s 版",
                   words=words, rule=name, version=version)  # fmt: skip
    last = gettext("%(day)s 24:00", day=day_long(item["due_day"]))
    made = [
        Fact(gettext("规则"), rule, rule_href(basis["key"])),
        Fact(gettext("出处"), _where_written(basis)),
        Fact(gettext("起算"), gettext("%(day)s 起，次日起算（民法典 201）", day=day_long(start))),
        Fact(gettext("最后一日"), last, strong=True),
    ]
    if item["is_provisional"]:
        made.append(Fact(gettext("暂定"), gettext("工作日历还没有到这一天，载入后自动重算")))
    if item["reminded_at"]:
        made.append(Fact(gettext("提醒"), instant(item["reminded_at"], unit.today)))
    if item["escalate_to"]:
        made.append(Fact(gettext("逾期"), _escalation(unit, item)))
    if case.due_at:
        made.append(Fact(gettext("全案"), day_long(last_day_before(case.due_at)) + " 24:00"))
    return tuple(made)


def _where_written(basis: Mapping[str, Any]) -> str:
    document, article = basis.get("document") or "", readable(basis.get("article") or "")
    if document in ("", HOUSE):
        default = gettext("本系统的默认值")
        return f"{default}{pick('，', ', ')}{article}" if article else default
    return f"{document} {article}".strip()


def _escalation(unit: Unit, item: Item) -> str:
    who = role_words(item["escalate_to"])
    if item["escalated_at"]:
        return gettext("已于 %(when)s 报%(who)s", when=instant(item["escalated_at"], unit.today),
                       who=who)  # fmt: skip
    return gettext("自动报%(who)s", who=who)


def _case_facts(unit: Unit, case: Case) -> tuple[Fact, ...]:
    row = violations.violation_of_case(unit.connection, case.id)
    if row is None:
        return ()
    days = (
        (gettext("行为日"), row["act_day"]), (gettext("发现日"), row["found_day"]),
        (gettext("查实日"), row["verified_day"]), (gettext("认定日"), row["final_day"]),
    )  # fmt: skip
    made = [Fact(gettext("类型"), kind_words(unit, row["kind"]))]
    made.append(Fact(gettext("中心"), org_words(row["center_code"]) or "—"))
    made += [Fact(words, day_long(day)) for words, day in days if day]
    return tuple(made)


def _standing(unit: Unit, case: Case) -> tuple[Check, ...]:
    about = entity_by_id(unit.connection, case.entity_id) if case.entity_id else None
    if about is None:
        return ()
    said = standing(facts_of(unit.connection, about), unit.today, unit.rules_of(case.rules_version))
    return tuple(standing_check(answer) for answer in said.answers if answer.key in STANDING)


def standing_check(answer: Answer) -> Check:
    """One answer of a standing as a line of a list."""
    words = pick("：", ": ").join(
        (pick(answer.question.zh, answer.question.en), pick(answer.answer.zh, answer.answer.en))
    )
    detail = pick(answer.detail.zh, answer.detail.en)
    return Check(TONES[answer.tone] or "muted", ICONS[answer.tone], words, detail)


def _filings(unit: Unit, case: Case) -> tuple[PastFiling, ...]:
    about = entity_by_id(unit.connection, case.entity_id) if case.entity_id else None
    if about is None:
        return ()
    facts = facts_of(unit.connection, about)
    return tuple(
        PastFiling(line.center, f"{line.start} – {line.end}", line.tag, line.note)
        for line in filing_lines(unit, facts)
        if line.number != case.number
    )


def _gate(unit: Unit, case: Case) -> tuple[Check, ...]:
    data = engine.view(unit.process(case.version_id), case.state).data
    held = data.get("gate_again") or data.get("gate")
    if not isinstance(held, Mapping):
        return ()
    at = day_short(date.fromisoformat(held["day"]), unit.today) if held.get("day") else ""
    return tuple(_gate_check(check, at) for check in held.get("checks", ()))


def _gate_check(check: Mapping[str, Any], at: str) -> Check:
    words = pick(check["zh"], check["en"])
    source = readable(check.get("source") or "")
    if not check["passed"]:
        return Check("danger", "over", words, source, at)
    if check["warning"]:
        return Check("warn", "warn", words, source, at)
    return Check("ok", "ok", words, source, at)
