"""One entity: how it stands on any day, and how that came about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from flask import url_for

from service.domain.errors import NotFound
from service.domain.facts import Facts
from service.domain.periods import ONE_DAY, civil_day
from service.domain.roles import Role
from service.domain.standing import Standing
from service.domain.standing import standing as standing_of
from service.office import Unit
from service.store import entities, registers
from service.store.standing import entity_by_code, facts_of
from service.web.as_of import AsOf, as_of
from service.web.bands import picture
from service.web.blueprint import web
from service.web.desk import is_entity, person, reading
from service.web.entity_lists import (
    case_links,
    filing_lines,
    listing_lines,
    name_facts,
    violation_lines,
)
from service.web.entity_services import entity_services, service_actions
from service.web.identity_history import hint_links, history_facts, identity_links, report_link
from service.web.indicators import tracking_of
from service.web.labels import entity_kind_words, ground_words
from service.web.page import page
from service.web.tongue import gettext, pgettext, pick
from service.web.views import Fact, Link, Tag
from service.web.views_register import Answer, Countdown, Difference, EntityPage
from service.web.words import day_long

ICONS = {"good": "ok", "bad": "ban", "warn": "warn", "none": "none"}
TONES = {"good": "ok", "bad": "danger", "warn": "warn", "none": ""}


@web.get("/entities/<code>")
def entity(code: str) -> Any:
    unit = reading()
    facts = known_facts(unit, code)
    return page("entity.html", entity_page(unit, facts, as_of(unit)), at="entities")


def known_facts(unit: Unit, code: str) -> Facts:
    """Everything on record of an entity the reader may look at; raises NotFound."""
    about = entity_by_code(unit.connection, code.strip().upper())
    actor = person()
    if about is None or (actor.entity_id is not None and actor.entity_id != about.id):
        raise NotFound(what_zh="这个主体", what_en="such entity")
    return facts_of(unit.connection, about)


def answer_of(answer: Any) -> Answer:
    return Answer(
        question=pick(answer.question.zh, answer.question.en),
        words=pick(answer.answer.zh, answer.answer.en),
        sub=pick(answer.detail.zh, answer.detail.en),
        icon=ICONS[answer.tone],
        tone=TONES[answer.tone],
        no=answer.tone == "bad",
    )


def entity_page(unit: Unit, every: Facts, asked: AsOf) -> EntityPage:
    """How the entity stands that day, as known then; `every` holds what is known now."""
    day, then = asked.day, asked.known_at
    facts = every.known_at(then)
    said = standing_of(facts, day, unit.rules_at(then), then)
    row = entities.entity_row(unit.connection, facts.entity.id)
    path = url_for("web.entity", code=facts.entity.code)
    free = said.first_free_day or _latest_free(facts)
    return EntityPage(
        name=facts.entity.name,
        code=facts.entity.code,
        sub=" · ".join(
            filter(None, (facts.entity.code, entity_kind_words(unit, row["kind"]), row["city"]))
        ),
        crumbs=_crumbs(facts),
        day=day.isoformat(),
        day_words=day_long(day),
        is_today=day == unit.today,
        answers=tuple(answer_of(answer) for answer in said.answers),
        countdown=_countdown(unit, facts, said, day),
        days=_days(unit, facts, asked),
        bands=picture(facts, day, unit.today, facts.entity.name, free),
        violations=violation_lines(unit, facts.entity.id, then),
        filings=filing_lines(unit, facts),
        listings=listing_lines(facts),
        names=name_facts(unit, facts.entity.id, then),
        cases=case_links(unit, facts.entity.id, then),
        actions=(*_actions(facts), *report_link(row)),
        history=history_facts(unit, row, then),
        identity=identity_links(unit, facts.entity.id),
        hints=hint_links(unit, row),
        path=path,
        today=unit.today.isoformat(),
        known=asked.known_value,
        known_words=asked.known_words,
        differences=_differences(unit, every, said) if then else (),
        unknown_then=_unknown(row, then),
        services=entity_services(unit, facts, said),
        tracking=tracking_of(unit, facts.entity.id),
    )


def _differences(unit: Unit, every: Facts, said: Standing) -> tuple[Difference, ...]:
    """The answers that are others by what is known now."""
    now = standing_of(every, said.day, unit.rules)
    return tuple(
        Difference(pick(a.question.zh, a.question.en), _told(a, b), _told(b, a))
        for a, b in zip(said.answers, now.answers, strict=True)
        if (a.answer, a.detail) != (b.answer, b.detail)
    )


def _told(answer: Any, other: Any) -> str:
    """The answer; with its detail where both answer alike."""
    words = pick(answer.answer.zh, answer.answer.en)
    detail = pick(answer.detail.zh, answer.detail.en)
    if answer.answer != other.answer or not detail:
        return words
    return f"{words}{pick('（', ' (')}{detail}{pick('）', ')')}"


def _unknown(row: dict[str, Any], then: datetime | None) -> str:
    if then is None or row["registered_at"] <= then:
        return ""
    return gettext("当时还没有登记这个主体；它是 %(day)s 登记的。",
                   day=day_long(civil_day(row["registered_at"])))  # fmt: skip


def _crumbs(facts: Facts) -> tuple[Link, ...]:
    if is_entity():
        return (Link(gettext("我的备案"), url_for("web.portal")), Link(facts.entity.code, ""))
    return (Link(pgettext("many", "主体"), url_for("web.entities")), Link(facts.entity.code, ""))


def _actions(facts: Facts) -> tuple[Link, ...]:
    return _clue(facts) + service_actions(facts.entity.code)


def _clue(facts: Facts) -> tuple[Link, ...]:
    makes = (Role.VIOLATION_OFFICER, Role.PROVINCIAL_OFFICER, Role.NATIONAL_OFFICER)
    if not person().holds(*makes):
        return ()
    href = url_for("web.start_case", key="violation_handling", entity=facts.entity.code)
    return (Link(gettext("登记线索"), href, icon="plus"),)


def _latest_free(facts: Facts) -> date | None:
    held = [ban.held_until for ban in facts.bans if ban.held_until >= ban.from_day]
    return max(held) + ONE_DAY if held else None


def _days(unit: Unit, facts: Facts, asked: AsOf) -> tuple[Link, ...]:
    links = [_day_link(gettext("今天"), unit.today, facts, asked)]
    bans = [ban for ban in facts.bans if ban.held_until >= ban.from_day]
    if not bans:
        return tuple(links)
    before, free = bans[-1].from_day - ONE_DAY, _latest_free(facts)
    links.append(_day_link(gettext("移出前一天"), before, facts, asked))
    if free is not None:
        links.append(_day_link(gettext("解禁日"), free, facts, asked))
    return tuple(links)


def _day_link(words: str, target: date, facts: Facts, asked: AsOf) -> Link:
    """Another day, as known at the same time."""
    at = replace(asked, day=target)
    href = url_for("web.entity", code=facts.entity.code, **at.query)
    said = words if target == asked.today else f"{words} {target.isoformat()}"
    return Link(said, href, target == asked.day)


def _countdown(unit: Unit, facts: Facts, said: Standing, day: date) -> Countdown | None:
    """How long the ban still runs, counted from the day looked at."""
    if said.banned_from is None or said.banned_until is None or said.first_free_day is None:
        return None
    length = (said.banned_until - said.banned_from).days
    return Countdown(
        days=(said.first_free_day - day).days,
        passed=(day - said.banned_from).days,
        length=length,
        facts=_ban_facts(unit, facts, said),
        tag=Tag("danger", gettext("禁期中"), "ban"),
    )


def _ban_facts(unit: Unit, facts: Facts, said: Standing) -> tuple[Fact, ...]:
    assert said.banned_from
    assert said.banned_until
    assert said.first_free_day
    rows = registers.bans_with_grounds(unit.connection, facts.entity.id)
    known = {ban.id for ban in facts.bans}
    mine = [
        r
        for r in rows
        if r["id"] in known and said.banned_from <= r["from_day"] <= said.banned_until
    ]
    made = [
        Fact(gettext("起"), day_long(said.banned_from)),
        Fact(gettext("最后一日"), day_long(said.banned_until)),
        Fact(gettext("可以申报"), f"{day_long(said.first_free_day)} 00:00", strong=True),
    ]
    for row in mine:
        href = url_for("web.case", number=row["case_number"]) if row["case_number"] else ""
        words = f"{ground_words(unit, row['ground'])} · {row['number']}"
        made.append(Fact(gettext("依据"), words, "" if is_entity() else href))
    made.append(
        Fact(
            gettext("算法"), gettext("起日不算，次年对应日为止（民法典 201、202）；遇节假日不顺延")
        )
    )
    return tuple(made)
