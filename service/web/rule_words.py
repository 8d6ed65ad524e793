"""Rules in words: a value with its unit, a place, where it is written, from when to when."""

from __future__ import annotations

from datetime import date
from typing import Any

from service.domain.catalogue_limits import HOUSE
from service.domain.periods import Unit as Length
from service.domain.rule_types import CHOICE, PERCENT, TEXT, YES_NO, Value
from service.domain.rules import CATALOGUE, DEFINITIONS, Definition, RuleParameter, Scope
from service.domain.standing_answers import ENTITLEMENTS
from service.store import people
from service.web.desk import org_words, reading, short_en
from service.web.record_words import readable
from service.web.tongue import gettext, pick
from service.web.views_rules import Option, OptionGroup
from service.web.words import day_long

DEFAULTS = {parameter.key: parameter for parameter in CATALOGUE}
KINDS = {Scope.PROVINCE: "office", Scope.CENTER: "center"}


def value_words(definition: Definition, value: Value) -> str:
    """5个工作日 · 5 working days; the option's own words; 是 · yes."""
    if definition.unit == YES_NO:
        return gettext("是") if value is True else gettext("否")
    if definition.unit == CHOICE:
        zh, en = (definition.options or {}).get(str(value), (str(value), str(value)))
        return pick(zh, en)
    if definition.unit == TEXT:
        return pick("、", ", ").join(_name(word) for word in str(value).split())
    if definition.unit == PERCENT:
        return f"{value}%"
    if definition.is_period:
        unit = Length(definition.unit)
        return pick(f"{value} {unit.zh}", f"{value} {unit.en(int(value))}")
    return f"{value:,}" if isinstance(value, int) else str(value)


def _name(word: str) -> str:
    known = ENTITLEMENTS.get(word)
    return pick(known.zh, known.en) if known else word


def parameter_words(parameter: RuleParameter) -> str:
    return value_words(DEFINITIONS[parameter.key], parameter.value)


def place_words(scope: Scope | str, code: str | None) -> str:
    return gettext("全国") if Scope(scope) is Scope.NATION else org_words(code)


def source_words(document: str, article: str) -> str:
    """Where a value is written; the service's own default says so."""
    rows = readable(article)
    if document in ("", HOUSE):
        default = gettext("本系统的默认值")
        return f"{default}{pick('，', ', ')}{rows}" if rows else default
    return f"{document} {article if document != HOUSE else rows}".strip()


def days_words(first: date, last: date | None) -> str:
    if last is None:
        return gettext("%(day)s 起", day=day_long(first))
    return gettext("%(first)s 至 %(last)s", first=day_long(first), last=day_long(last))


def unit_words(definition: Definition) -> str:
    if definition.is_period:
        unit = Length(definition.unit)
        return pick(unit.zh, unit.en(2))
    return "%" if definition.unit == PERCENT else ""


def place_groups(chosen: str, *, narrower: bool = True) -> tuple[OptionGroup, ...]:
    """Every place a value can be for: "nation", "province:330000", "center:zhejiang"."""
    nation = Option("nation", gettext("全国"), chosen in ("", "nation"))
    groups = [OptionGroup("", (nation,))]
    if narrower:
        names = {Scope.PROVINCE: gettext("省（区、市）"), Scope.CENTER: gettext("保护中心")}
        groups += [OptionGroup(names[scope], _places(scope, chosen)) for scope in KINDS]
    return tuple(groups)


def _places(scope: Scope, chosen: str) -> tuple[Option, ...]:
    rows = people.organisations(reading().connection, KINDS[scope])
    return tuple(_place(scope, row, chosen) for row in rows)


def _place(scope: Scope, row: dict[str, Any], chosen: str) -> Option:
    value = f"{scope.value}:{row['code']}"
    return Option(value, pick(row["short_zh"], short_en(row["name_en"])), value == chosen)


def read_place(text: str) -> tuple[Scope, str | None]:
    """What `place_groups` offers, as scope and code; the nation for anything else."""
    scope, _, code = text.partition(":")
    if scope in ("province", "center") and code:
        return Scope(scope), code[:40]
    return Scope.NATION, None


def place_value(scope: Scope, code: str | None) -> str:
    return "nation" if scope is Scope.NATION else f"{scope.value}:{code}"
