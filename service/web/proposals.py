"""A proposal as a card: what it says, what it would do, and what its reader may do with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import url_for

from service.casework.rulebook import proposal_of
from service.domain.errors import FieldError, InvalidForm
from service.domain.roles import Role
from service.domain.rule_history import places
from service.domain.rule_proposals import checked, covered
from service.domain.rules import DEFINITIONS, Rules, Scope
from service.office import Unit
from service.store import proposals
from service.web.desk import person, reading
from service.web.labels import rule_words
from service.web.rule_words import (
    days_words,
    parameter_words,
    place_words,
    source_words,
    value_words,
)
from service.web.tongue import gettext, pick
from service.web.views import Fact, Tag
from service.web.views_rules import Decisions, ProposalCard
from service.web.words import day_long, instant

Row = dict[str, Any]


def may_change() -> bool:
    return person().holds(Role.ADMINISTRATOR)


def pending_counts() -> dict[str, int]:
    """How many proposals wait, for whoever may decide them; nothing where none do."""
    if not may_change():
        return {}
    tables = {"rules": proposals.RULES, "calendar": proposals.CALENDAR}
    connection = reading().connection
    found = {key: proposals.count_pending(connection, table) for key, table in tables.items()}
    return {key: count for key, count in found.items() if count}


def state_tag(state: str) -> Tag:
    known = {
        "pending": Tag("warn", gettext("待批"), "wait"),
        "approved": Tag("ok", gettext("已批准"), "ok"),
        "rejected": Tag("danger", gettext("已驳回"), "close"),
        "withdrawn": Tag("plain", gettext("已撤回"), "undo"),
    }
    return known[state]


def made_words(unit: Unit, row: Row) -> str:
    return gettext("%(who)s 于 %(when)s 提出", who=row["proposed_as"],
                   when=instant(row["proposed_at"], unit.today))  # fmt: skip


def decided_words(unit: Unit, row: Row) -> str:
    if row["decided_at"] is None:
        return ""
    gaps = {"who": row["decided_as"], "when": instant(row["decided_at"], unit.today)}
    words = {
        "approved": gettext("%(who)s 于 %(when)s 批准", **gaps),
        "rejected": gettext("%(who)s 于 %(when)s 驳回", **gaps),
        "withdrawn": gettext("%(who)s 于 %(when)s 撤回", **gaps),
    }[row["state"]]
    reason = row["decision_reason"]
    return f"{words}{pick('：', ': ')}{reason}" if reason else words


def decisions(row: Row, kind: str) -> Decisions:
    """What the reader may do; `kind` names the addresses: rule or calendar."""
    if row["state"] != "pending" or not may_change():
        return Decisions()

    def to(step: str) -> str:
        return url_for(f"web.decide_{kind}", proposal_id=row["id"], step=step)

    if row["proposed_by"] == person().person_id:
        why = gettext("这是你提出的，要由另一名管理员批准或驳回。")
        return Decisions(withdraw=to("withdraw"), why_not=why)
    return Decisions(approve=to("approve"), reject=to("reject"))


def with_fault(
    cards: tuple[ProposalCard, ...], proposal_id: int, fault: FieldError, said: str
) -> tuple[ProposalCard, ...]:
    """The cards, with what is wrong beside the decision that was sent."""
    words = pick(fault.zh, fault.en)
    return tuple(
        replace(card, fault=words, said=said[:300]) if card.id == proposal_id else card
        for card in cards
    )


def rule_card(unit: Unit, row: Row, *, named: bool = False) -> ProposalCard:
    """A proposed value; `named` where the page is not about this one rule."""
    place = place_words(row["scope"], row["scope_code"] or None)
    words = gettext("终止自己的值") if row["ends"] else _value(row)
    title = f"{place}{pick('：', ': ')}{words}"
    if named:
        title = f"{rule_words(row['key'])}　{title}"
    return ProposalCard(
        id=row["id"],
        title=title,
        tag=state_tag(row["state"]),
        facts=_facts(row),
        made=made_words(unit, row),
        href=url_for("web.rule", key=row["key"]) if named else "",
        decided=decided_words(unit, row),
        warnings=_warnings(unit, row) if row["state"] == "pending" else (),
        decisions=decisions(row, "rule") if not named else Decisions(),
    )


def _value(row: Row) -> str:
    definition = DEFINITIONS.get(row["key"])
    if definition is None:
        return str(row["value"])
    return value_words(definition, definition.read(row["value"]))


def _facts(row: Row) -> tuple[Fact, ...]:
    source = source_words(row["document"], row["article"])
    if row["ends"]:
        days = gettext("%(day)s 起不再适用，用上一级的值", day=day_long(row["valid_from"]))
    else:
        days = days_words(row["valid_from"], row["valid_to"])
    return (
        Fact(gettext("有效"), days, strong=True),
        Fact(gettext("依据"), source),
        Fact(gettext("理由"), row["reason"]),
    )


def _warnings(unit: Unit, row: Row) -> tuple[str, ...]:
    """What an approval would touch beyond what the proposal says."""
    wanted = proposal_of(row)
    try:
        parameter = checked(wanted, unit.rules)
    except InvalidForm as refusal:
        return tuple(pick(fault.zh, fault.en) for fault in refusal.fields)
    made = []
    if parameter.valid_from < unit.today:
        made.append(
            gettext("起始日在今天之前：过去日子的状态按新值推算；“按何时所知”仍答当时所知。")
        )
    for stretch in () if parameter.ends else covered(parameter, unit.rules):
        assert stretch.parameter is not None
        made.append(
            gettext("会取代已排定的值：%(value)s（%(days)s）。",
                    value=parameter_words(stretch.parameter),
                    days=days_words(stretch.first_day, stretch.last_day))
        )  # fmt: skip
    if parameter.scope is Scope.NATION:
        made += _untouched(unit.rules, parameter.key, parameter.valid_from)
    return tuple(made)


def _untouched(rules: Rules, key: str, day: Any) -> list[str]:
    own = [place for place in places(rules, key) if place[0] is not Scope.NATION]
    names = [place_words(*place) for place in own if rules.said_at(key, day, *place)]
    if not names:
        return []
    said = pick("、", ", ").join(names)
    return [gettext("各地自己的值不受影响：%(names)s。", names=said)]
