"""All rule parameters: what holds on a day at a place, where it is written, what is proposed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import request, url_for

from service.domain.errors import NotFound
from service.domain.rule_history import places
from service.domain.rule_reach import TOPICS, topic_of
from service.domain.rules import DEFINITIONS, QUESTIONS, Definition, RuleParameter, Scope
from service.office import Unit
from service.store import people, proposals
from service.web.blueprint import web
from service.web.desk import is_entity, reading
from service.web.page import page
from service.web.proposals import pending_counts, rule_card
from service.web.reach import day_in_address
from service.web.register_links import add_register, register_links
from service.web.rule_words import (
    DEFAULTS,
    days_words,
    parameter_words,
    place_groups,
    place_value,
    place_words,
    read_place,
    source_words,
)
from service.web.tongue import gettext, ngettext, pgettext, pick
from service.web.views import Tag
from service.web.views_rules import Option, RuleRow, RuleSection, RulesPage
from service.web.words import day_long

OPEN_QUESTIONS = "questions"
Place = tuple[Scope, str | None]


add_register(
    100,
    "rules",
    lambda: pgettext("many", "规则"),
    "web.rules",
    count=lambda: pending_counts().get("rules"),
)


@web.get("/rules")
def rules() -> Any:
    officers_only()
    return page("rules.html", rules_page(reading()), at="rules")


def officers_only() -> None:
    if is_entity():
        raise NotFound(what_zh="这一页", what_en="such page")


def rules_page(unit: Unit) -> RulesPage:
    q = request.args.get("q", "").strip()[:80]
    topic = request.args.get("topic", "")
    topic = topic if topic in (*TOPICS, OPEN_QUESTIONS) else ""
    day, place = day_in_address("on", unit.today), _place_asked(unit)
    waiting = set(proposals.pending_keys(unit.connection))
    rows = [
        (definition, _row(unit, definition, day, place, waiting))
        for definition in DEFINITIONS.values()
        if _known(unit, definition, day) and _matches(definition, q)
    ]
    sections = _questions(rows) if topic == OPEN_QUESTIONS else _topics(rows, topic)
    shown = sum(len(section.rows) for section in sections)
    pending = proposals.proposals(unit.connection, proposals.RULES, state="pending")
    return RulesPage(
        lead=_lead(unit, shown),
        sections=sections,
        pending=tuple(rule_card(unit, row, named=True) for row in pending),
        day=day.isoformat(),
        day_words=day_long(day),
        registers=register_links("rules"),
        q=q,
        topics=_topic_options(topic),
        places=place_groups(place_value(*place)),
        place_words=place_words(*place),
    )


def _lead(unit: Unit, shown: int) -> str:
    return ngettext(
        "%(num)d 项规则参数，规则第 %(version)s 版。在办案件沿用开立时的版本。",
        "%(num)d 项规则参数，规则第 %(version)s 版。在办案件沿用开立时的版本。",
        shown,
        version=unit.house.rules_version,
    )


def _place_asked(unit: Unit) -> Place:
    """The place in the address; the nation where there is no such place."""
    scope, code = read_place(request.args.get("place", ""))
    row = people.organisation_by_code(unit.connection, code) if code else None
    kind = {Scope.PROVINCE: "office", Scope.CENTER: "center"}.get(scope)
    return (scope, code) if row is not None and row["kind"] == kind else (Scope.NATION, None)


def reaching(unit: Unit, place: Place) -> tuple[str | None, str | None]:
    """(province, center) as a rule is asked for them."""
    scope, code = place
    if scope is Scope.CENTER:
        row = people.organisation_by_code(unit.connection, code or "")
        return (row["province"] if row else None), code
    return (code if scope is Scope.PROVINCE else None), None


def _topic_options(topic: str) -> tuple[Option, ...]:
    made = [Option("", gettext("全部"), not topic)]
    made += [Option(key, pick(zh, en), key == topic) for key, (zh, en) in TOPICS.items()]
    questions = gettext("开放问题 Q1–Q16")
    return (*made, Option(OPEN_QUESTIONS, questions, topic == OPEN_QUESTIONS))


def _known(unit: Unit, definition: Definition, day: date) -> bool:
    return bool(unit.rules.candidates(definition.key, day))


def _matches(definition: Definition, q: str) -> bool:
    default = DEFAULTS[definition.key]
    said: Iterable[str] = (
        definition.key, definition.zh, definition.en, definition.question_zh,
        definition.question_en, default.article, default.document,
    )  # fmt: skip
    wanted = q.casefold()
    if wanted == (definition.question or "").casefold():
        return True
    return any(wanted in text.casefold() for text in said)


def _row(unit: Unit, definition: Definition, day: date, place: Place, waiting: set[str]) -> RuleRow:
    key = definition.key
    held = unit.rules.parameter(key, day, *reaching(unit, place))
    default = DEFAULTS[key]
    scope = None
    if held.scope is not Scope.NATION:
        scope = Tag("info", place_words(held.scope, held.scope_code), "flag")
    return RuleRow(
        name=pick(definition.zh, definition.en),
        href=url_for("web.rule", key=key),
        key=key,
        value=parameter_words(held),
        source=source_words(held.document, held.article),
        since=_since(held),
        scope=scope,
        question=definition.question or "",
        default="" if held.value == default.value else parameter_words(default),
        elsewhere=_elsewhere(unit, key, day),
        pending=key in waiting,
    )


def _since(held: RuleParameter) -> str:
    first = DEFAULTS[held.key].valid_from
    if held.valid_from == first and held.valid_to is None:
        return gettext("一直")
    return days_words(held.valid_from, held.valid_to)


def _elsewhere(unit: Unit, key: str, day: date) -> str:
    own = [p for p in places(unit.rules, key) if p[0] is not Scope.NATION]
    number = sum(unit.rules.said_at(key, day, *place) is not None for place in own)
    if not number:
        return ""
    return ngettext("%(num)d 处另有规定", "%(num)d 处另有规定", number)


def _topics(rows: list[tuple[Definition, RuleRow]], topic: str) -> tuple[RuleSection, ...]:
    made = []
    for key, (zh, en) in TOPICS.items():
        mine = tuple(
            row
            for definition, row in rows
            if topic_of(definition.key, DEFAULTS[definition.key].article) == key
        )
        if mine and topic in ("", key):
            made.append(RuleSection(f"topic-{key}", pick(zh, en), mine))
    return tuple(made)


def _questions(rows: list[tuple[Definition, RuleRow]]) -> tuple[RuleSection, ...]:
    made = []
    for code, (zh, en) in QUESTIONS.items():
        mine = tuple(row for definition, row in rows if definition.question == code)
        if mine:
            made.append(RuleSection(f"topic-{code}", f"{code}　{pick(zh, en)}", mine))
    return tuple(made)
