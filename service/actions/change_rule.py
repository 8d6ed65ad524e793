"""A rule parameter gets another value from a day on; one person enters it, another approves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.domain.errors import FieldError, InvalidForm, NotAllowed, SeparationOfDuties
from service.domain.roles import Actor, OrgKind, Role
from service.domain.rules import DEFINITIONS, Definition, RuleParameter, Scope
from service.office import Office, Unit
from service.store import house, people
from service.store.record import Entry, append_to_house

PLACES = {Scope.PROVINCE: OrgKind.OFFICE, Scope.CENTER: OrgKind.CENTER}


@dataclass(frozen=True, kw_only=True)
class RuleChanged:
    """`version` is the rules version from which new cases use the value."""

    key: str
    value: str
    version: int


def change_rule(
    office: Office,
    *,
    actor: Actor | None,
    approver: Actor | None,
    key: str,
    value: str,
    document: str,
    article: str = "",
    valid_from: date | None = None,
    scope: Scope = Scope.NATION,
    scope_code: str | None = None,
) -> RuleChanged:
    """Put a value in force for cases opened from now on; running ones keep theirs.

    actor, approver  two administrators; both None from the command line of whoever runs the house
    valid_from       its first civil day; today for None
    Raises NotAllowed, SeparationOfDuties, InvalidForm, BadRuleValue.
    """
    _check_two(actor, approver)
    definition = _definition(key)
    typed = definition.read(value)
    with office.begin() as unit:
        _check_place(unit, scope, scope_code)
        fresh = RuleParameter(
            key=key,
            value=typed,
            unit=definition.unit,
            scope=scope,
            scope_code=scope_code,
            document=document,
            article=article,
            valid_from=valid_from or unit.today,
        )
        by = (actor.person_id, actor.name) if actor else (None, "系统")
        version = house.add_rules(unit.connection, [_row(fresh, actor, approver)])
        said = {"key": key, "value": fresh.text, "scope": scope.value, "version": version}
        line = Entry(at=unit.now, person_id=by[0], actor=by[1], verb="rule.changed", detail=said)
        append_to_house(unit.connection, line)
        return unit.done(RuleChanged(key=key, value=fresh.text, version=version))


def _definition(key: str) -> Definition:
    found = DEFINITIONS.get(key)
    if found is None:
        raise _invalid("key", f"没有规则“{key}”。", f"There is no rule {key}.")
    return found


def _check_two(actor: Actor | None, approver: Actor | None) -> None:
    for person in (actor, approver):
        if person is not None and not person.holds(Role.ADMINISTRATOR):
            raise NotAllowed(
                reason_zh="规则由管理员登记、另一名管理员批准。",
                reason_en="an administrator enters a rule, another one approves it.",
            )
    if (actor is None) is not (approver is None) or (
        actor is not None and approver is not None and actor.person_id == approver.person_id
    ):
        raise SeparationOfDuties(earlier=("登记规则", "Enter the rule"), source="domain.md b")


def _check_place(unit: Unit, scope: Scope, code: str | None) -> None:
    wanted = PLACES.get(scope)
    if wanted is None:
        if code is not None:
            raise _invalid("scope_code", "全国的规则不写地方。", "A national rule has no place.")
        return
    found = people.organisation_by_code(unit.connection, code or "")
    if found is None or found["kind"] != wanted.value:
        raise _invalid("scope_code", f"没有这个单位：{code}。", f"No such organisation: {code}.")


def _row(rule: RuleParameter, actor: Actor | None, approver: Actor | None) -> dict[str, object]:
    return {
        "entered_by": actor.person_id if actor else None,
        "approved_by": approver.person_id if approver else None,
        "key": rule.key,
        "value": rule.text,
        "unit": rule.unit,
        "scope": rule.scope.value,
        "scope_code": rule.scope_code,
        "document": rule.document,
        "article": rule.article,
        "valid_from": rule.valid_from,
        "valid_to": rule.valid_to,
    }


def _invalid(field: str, zh: str, en: str) -> InvalidForm:
    return InvalidForm(fields=(FieldError(field=field, zh=zh, en=en),))
