"""What may be proposed for a rule: a value of its kind, for a place it can reach, from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from service.domain.errors import BadRuleValue, FieldError, InvalidForm
from service.domain.rule_history import RuleStretch, stretches
from service.domain.rule_reach import scopes_of
from service.domain.rule_types import CHOICE, COUNT, PERCENT, TEXT, YES_NO
from service.domain.rules import (
    DEFINITIONS,
    FIRST_DAY,
    Definition,
    RuleParameter,
    Rules,
    Scope,
    Value,
)

LAST_DAY = date(2099, 12, 31)
# How much a number may be; a period longer than this would leave the calendar.
MOST = {"working_day": 1000, "day": 3660, "month": 240, "year": 50, COUNT: 1_000_000, PERCENT: 100}
# A period of nothing makes no sense, but a notice may come on the very day.
MAY_BE_ZERO = frozenset({"ban_notice_lead", "reminder_lead"})
LONGEST = {"value": 200, "document": 200, "article": 100, "reason": 300}


@dataclass(frozen=True, kw_only=True)
class RuleProposal:
    """A value proposed for a rule, as typed.

    `ends`: from `valid_from` on the place has no value of its own any more; `value` is then
    not looked at.
    """

    key: str
    value: str = ""
    ends: bool = False
    scope: Scope = Scope.NATION
    scope_code: str | None = None
    document: str = ""
    article: str = ""
    valid_from: date
    valid_to: date | None = None
    reason: str = ""


def checked(wanted: RuleProposal, rules: Rules) -> RuleParameter:
    """The parameter as it would be put in force. Raises InvalidForm, naming every field."""
    definition = DEFINITIONS.get(wanted.key)
    if definition is None:
        zh, en = f"没有规则“{wanted.key}”。", f"There is no rule {wanted.key}."
        raise InvalidForm(fields=(FieldError(field="key", zh=zh, en=en),))
    wrong = [*_texts(wanted), *_reach(wanted), *_days(wanted)]
    value: Value = ""
    try:
        value = _value(wanted, definition, rules)
    except BadRuleValue as refusal:
        said = refusal.gaps
        wrong.append(FieldError(field="value", zh=said["reason_zh"], en=said["reason_en"]))
    if not wrong and wanted.ends:
        wrong += _ending(wanted, rules)
    made = RuleParameter(
        key=wanted.key,
        value=value,
        unit=definition.unit,
        scope=wanted.scope,
        scope_code=wanted.scope_code,
        document=wanted.document.strip(),
        article=wanted.article.strip(),
        valid_from=wanted.valid_from,
        valid_to=wanted.valid_to,
        question=definition.question,
        ends=wanted.ends,
    )
    if not wrong and not wanted.ends:
        wrong += _change(made, rules)
    if wrong:
        raise InvalidForm(fields=tuple(wrong))
    return made


def covered(parameter: RuleParameter, rules: Rules) -> tuple[RuleStretch, ...]:
    """Values already arranged for later days at the same place, which this one would replace."""
    found = stretches(rules, parameter.key, (parameter.scope, parameter.scope_code))
    return tuple(
        stretch
        for stretch in found
        if stretch.parameter is not None
        and parameter.valid_from < stretch.first_day
        and (parameter.valid_to is None or stretch.first_day <= parameter.valid_to)
    )


def _value(wanted: RuleProposal, definition: Definition, rules: Rules) -> Value:
    """Raises BadRuleValue."""
    if wanted.ends:
        held = rules.said_at(wanted.key, wanted.valid_from, wanted.scope, wanted.scope_code)
        return held.value if held else ""
    found = definition.read(wanted.value)
    if definition.unit == TEXT and not str(found).strip():
        raise _bad(definition, wanted.value, "没有填。", "It is missing.")
    if definition.unit not in (YES_NO, CHOICE, TEXT):
        _check_size(definition, Decimal(str(found)))
    return found


def _check_size(definition: Definition, number: Decimal) -> None:
    least = 1 if definition.is_period and definition.key not in MAY_BE_ZERO else 0
    most = MOST.get(definition.unit, 1_000_000)
    if not least <= number <= most:
        zh, en = f"应在 {least} 和 {most} 之间。", f"It must be from {least} to {most}."
        raise _bad(definition, str(number), zh, en)


def _bad(definition: Definition, value: str, zh: str, en: str) -> BadRuleValue:
    return BadRuleValue(
        label_zh=definition.zh, label_en=definition.en, value=value, reason_zh=zh, reason_en=en
    )


def _texts(wanted: RuleProposal) -> list[FieldError]:
    wrong = []
    for field, most in LONGEST.items():
        text = str(getattr(wanted, field)).strip()
        if field in ("document", "reason") and not text:
            wrong.append(FieldError(field=field, zh="没有填。", en="It is missing."))
        if len(text) > most:
            zh, en = f"最多 {most} 个字。", f"At most {most} signs."
            wrong.append(FieldError(field=field, zh=zh, en=en))
    return wrong


def _reach(wanted: RuleProposal) -> list[FieldError]:
    if wanted.scope not in scopes_of(wanted.key):
        zh = "这个规则的后果及于全国，不能只对一个省或一个中心定。"
        en = "What follows from this rule reaches the whole nation; it has no narrower value."
        return [FieldError(field="scope", zh=zh, en=en)]
    if wanted.scope is Scope.NATION and wanted.scope_code is not None:
        zh, en = "全国的规则不写地方。", "A national rule has no place."
        return [FieldError(field="scope_code", zh=zh, en=en)]
    if wanted.scope is not Scope.NATION and not wanted.scope_code:
        zh, en = "写明哪个省或哪个中心。", "Name the province or the center."
        return [FieldError(field="scope_code", zh=zh, en=en)]
    if wanted.ends and wanted.scope is Scope.NATION:
        zh = "全国的值不能只终止；提一个新的值来代替它。"
        en = "A national value is not ended; propose another one in its place."
        return [FieldError(field="scope", zh=zh, en=en)]
    return []


def _days(wanted: RuleProposal) -> list[FieldError]:
    wrong = []
    if not FIRST_DAY <= wanted.valid_from <= LAST_DAY:
        zh = f"应在 {FIRST_DAY} 和 {LAST_DAY} 之间。"
        en = f"It must be from {FIRST_DAY} to {LAST_DAY}."
        wrong.append(FieldError(field="valid_from", zh=zh, en=en))
    if wanted.valid_to is None:
        return wrong
    if wanted.ends:
        zh, en = "终止没有截止日。", "The end of a value has no last day."
        wrong.append(FieldError(field="valid_to", zh=zh, en=en))
    elif wanted.valid_to < wanted.valid_from:
        zh, en = "不能早于起始日。", "It may not be before the first day."
        wrong.append(FieldError(field="valid_to", zh=zh, en=en))
    elif wanted.valid_to > LAST_DAY:
        zh, en = f"不能晚于 {LAST_DAY}。", f"It may not be after {LAST_DAY}."
        wrong.append(FieldError(field="valid_to", zh=zh, en=en))
    return wrong


def _ending(wanted: RuleProposal, rules: Rules) -> list[FieldError]:
    held = rules.said_at(wanted.key, wanted.valid_from, wanted.scope, wanted.scope_code)
    if held is not None:
        return []
    zh = "这一天这个地方没有自己的值，没有可终止的。"
    en = "That day this place has no value of its own; there is nothing to end."
    return [FieldError(field="valid_from", zh=zh, en=en)]


def _change(made: RuleParameter, rules: Rules) -> list[FieldError]:
    held = rules.said_at(made.key, made.valid_from, made.scope, made.scope_code)
    same = held is not None and (
        (held.value, held.document, held.article, held.valid_to)
        == (made.value, made.document, made.article, made.valid_to)
    )
    if not same or covered(made, rules):
        return []
    zh, en = "与这一天已定的值和依据完全相同。", "It is what holds that day already."
    return [FieldError(field="value", zh=zh, en=en)]
