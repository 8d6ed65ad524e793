"""The page of one rule, put together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import request, url_for

from service.domain.errors import Refusal
from service.domain.rule_history import Place, RuleStretch, places, stretches
from service.domain.rule_reach import TOPICS, scopes_of, topic_of
from service.domain.rule_types import CHOICE, YES_NO
from service.domain.rules import DEFINITIONS, Definition, Scope
from service.office import Unit
from service.store import inbox, proposals
from service.web.proposals import may_change, rule_card
from service.web.register_links import register_links
from service.web.rule_words import (
    DEFAULTS,
    days_words,
    parameter_words,
    place_groups,
    place_value,
    place_words,
    source_words,
    unit_words,
    value_words,
)
from service.web.tongue import gettext, lang, ngettext, pgettext, pick
from service.web.views import Fact, Link, Tag
from service.web.views_rules import EntryLine, Option, RulePage, StretchLine, TypedForm
from service.web.words import instant

FIELDS = (
    "what", "place", "value", "document", "article", "valid_from", "valid_to", "reason",
)  # fmt: skip
ANCHORS = {"scope": "place", "scope_code": "place", "key": "value"}
Row = dict[str, Any]


def rule_page(unit: Unit, definition: Definition, refusal: Refusal | None) -> RulePage:
    key = definition.key
    name = pick(definition.zh, definition.en)
    every = proposals.proposals(unit.connection, proposals.RULES, key=key)
    return RulePage(
        name=name,
        sub=_sub(definition),
        crumbs=(Link(pgettext("many", "规则"), url_for("web.rules")), Link(name, "")),
        registers=register_links("rules"),
        facts=_facts(unit, definition),
        question=pick(definition.question_zh, definition.question_en),
        question_code=definition.question or "",
        notes=_notes(definition),
        stretches=_stretches(unit, key),
        pending=tuple(rule_card(unit, row) for row in every if row["state"] == "pending"),
        past=tuple(rule_card(unit, row) for row in every if row["state"] != "pending"),
        entries=tuple(
            _entry(unit, definition, row) for row in proposals.rule_entries(unit.connection, key)
        ),
        form=_form(unit, definition, refusal) if may_change() else None,
        running=_running(unit),
    )


def _sub(definition: Definition) -> str:
    topic = TOPICS[topic_of(definition.key, DEFAULTS[definition.key].article)]
    return " · ".join((pick(*topic), definition.key))


def _facts(unit: Unit, definition: Definition) -> tuple[Fact, ...]:
    key, default = definition.key, DEFAULTS[definition.key]
    held = unit.rules.parameter(key, unit.today)
    made = [
        Fact(gettext("今天的值"), parameter_words(held), strong=True),
        Fact(gettext("依据"), source_words(held.document, held.article)),
        Fact(gettext("有效"), days_words(held.valid_from, held.valid_to)),
        Fact(gettext("规则版本"), gettext("第 %(n)s 版", n=held.version)),
        Fact(gettext("默认值"), parameter_words(default)),
    ]
    if definition.options:
        words = (value_words(definition, option) for option in definition.options)
        made.append(Fact(gettext("可选的值"), pick("；", "; ").join(words)))
    reach = gettext("只能全国统一")
    if len(scopes_of(key)) > 1:
        reach = gettext("全国、省、中心；窄的优先")
    made.append(Fact(gettext("可定的范围"), reach))
    return tuple(made)


def _notes(definition: Definition) -> tuple[str, ...]:
    made = []
    if definition.stricter:
        other = DEFINITIONS[definition.stricter]
        made.append(
            gettext("后果及于全国各中心：省或中心的值，只有在“%(rule)s”为是时，才取最长的。",
                    rule=pick(other.zh, other.en))
        )  # fmt: skip
    if definition.party:
        roll = DEFINITIONS["deadline_roll"]
        made.append(
            gettext("这是当事人的期限：末日遇节假日，按“%(rule)s”顺延。",
                    rule=pick(roll.zh, roll.en))
        )  # fmt: skip
    return tuple(made)


def _stretches(unit: Unit, key: str) -> tuple[StretchLine, ...]:
    made: list[StretchLine] = []
    for place in places(unit.rules, key):
        for stretch in reversed(stretches(unit.rules, key, place)):
            made.append(_stretch(unit, key, place, stretch))
    return tuple(made)


def _stretch(unit: Unit, key: str, place: Place, stretch: RuleStretch) -> StretchLine:
    held = stretch.parameter
    value = parameter_words(held) if held else gettext("没有自己的值，用上一级的")
    may_end = held is not None and place[0] is not Scope.NATION and may_change()
    over = stretch.last_day is not None and stretch.last_day < unit.today
    href = url_for("web.rule", key=key, end=place_value(*place)) + "#propose"
    first = DEFAULTS[key].valid_from
    return StretchLine(
        place=place_words(*place),
        value=value,
        start=gettext("一直") if stretch.first_day == first else stretch.first_day.isoformat(),
        last=stretch.last_day.isoformat() if stretch.last_day else "",
        source=source_words(held.document, held.article) if held else "",
        version=str(held.version) if held else "",
        tag=_when(stretch, unit.today),
        end_href=href if may_end and not over and stretch.last_day is None else "",
    )


def _when(stretch: RuleStretch, today: date) -> Tag:
    if stretch.covers(today):
        return Tag("ok", gettext("现行"), "ok")
    if stretch.first_day > today:
        return Tag("info", gettext("将来"), "clock")
    return Tag("plain", gettext("已过"), "none")


def _entry(unit: Unit, definition: Definition, row: Row) -> EntryLine:
    value = value_words(definition, definition.read(row["value"]))
    if row["ends"]:
        value = gettext("终止自己的值（%(value)s）", value=value)
    system = gettext("开办时的默认值") if row["version"] == 1 else gettext("命令行")
    return EntryLine(
        version=str(row["version"]),
        value=value,
        place=place_words(row["scope"], row["scope_code"]),
        days=days_words(row["valid_from"], row["valid_to"]),
        source=source_words(row["document"], row["article"]),
        entered=row["entered_as"] or system,
        approved=row["approved_as"] or "—",
        when=instant(row["recorded_at"], unit.today) if row["recorded_at"] else "—",
        reason=row["reason"] or "",
    )


def _running(unit: Unit) -> str:
    number = inbox.count_open_cases(unit.connection)
    return ngettext(
        "现有 %(num)d 件在办案件，沿用各自开立时的版本；批准后开立的案件才用新值。",
        "现有 %(num)d 件在办案件，沿用各自开立时的版本；批准后开立的案件才用新值。",
        number,
    )


def _form(unit: Unit, definition: Definition, refusal: Refusal | None) -> TypedForm:
    values = _values(unit, definition)
    errors = _errors(refusal)
    names = _names()
    summary = [
        (f"p-{at}", f"{names[at]}{pick('：', ': ')}{words}")
        for at, words in ((ANCHORS.get(name, name), words) for name, words in errors.items())
    ]
    if refusal is not None and not errors:
        summary = [("p-value", refusal.message(lang()))]
    return TypedForm(
        action=url_for("web.propose", key=definition.key),
        values=values,
        errors={ANCHORS.get(name, name): words for name, words in errors.items()},
        summary=tuple(summary),
        options=_options(definition, values["value"]),
        places=place_groups(values["place"], narrower=len(scopes_of(definition.key)) > 1),
        unit=unit_words(definition),
        numeric=definition.unit not in (YES_NO, CHOICE, "text"),
    )


def _names() -> dict[str, str]:
    return {
        "place": gettext("范围"), "value": gettext("值"), "document": gettext("依据的文件"),
        "article": gettext("条款"), "valid_from": gettext("从哪一天起"),
        "valid_to": gettext("最后一日"), "reason": gettext("理由"),
    }  # fmt: skip


def _values(unit: Unit, definition: Definition) -> Mapping[str, str]:
    if request.method == "POST":
        return {name: request.form.get(name, "") for name in FIELDS}
    ending = request.args.get("end", "")
    blank = dict.fromkeys(FIELDS, "")
    return blank | {
        "what": "end" if ending else "set",
        "place": ending or "nation",
        "valid_from": unit.today.isoformat(),
    }


def _errors(refusal: Refusal | None) -> dict[str, str]:
    return {fault.field: pick(fault.zh, fault.en) for fault in refusal.fields} if refusal else {}


def _options(definition: Definition, chosen: str) -> tuple[Option, ...]:
    if definition.unit == YES_NO:
        known = {"true": gettext("是"), "false": gettext("否")}
    elif definition.unit == CHOICE:
        known = {name: value_words(definition, name) for name in definition.options or {}}
    else:
        return ()
    return tuple(Option(value, words, value == chosen) for value, words in known.items())
