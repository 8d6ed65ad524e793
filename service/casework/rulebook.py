"""The rulebook of the house: a value is put in force as a new version of the rules."""

from __future__ import annotations

from typing import Any

from service.domain.errors import FieldError, InvalidForm
from service.domain.roles import OrgKind
from service.domain.rule_proposals import RuleProposal, checked
from service.domain.rules import RuleParameter, Scope
from service.office import Unit
from service.store import house, people

PLACES = {Scope.PROVINCE: OrgKind.OFFICE, Scope.CENTER: OrgKind.CENTER}


def check(unit: Unit, wanted: RuleProposal) -> RuleParameter:
    """The parameter proposed, held against the rules in force. Raises InvalidForm."""
    found = checked(wanted, unit.rules)
    kind = PLACES.get(wanted.scope)
    if kind is None:
        return found
    row = people.organisation_by_code(unit.connection, wanted.scope_code or "")
    if row is None or row["kind"] != kind.value:
        zh, en = (
            f"没有这个单位：{wanted.scope_code}。",
            f"No such organisation: {wanted.scope_code}.",
        )
        raise InvalidForm(fields=(FieldError(field="scope_code", zh=zh, en=en),))
    return found


def put_in_force(
    unit: Unit, parameter: RuleParameter, *, entered_by: int | None, approved_by: int | None
) -> int:
    """New cases begin with it from now on, running ones keep theirs; the rules version."""
    row: dict[str, Any] = {
        "key": parameter.key,
        "value": parameter.text,
        "unit": parameter.unit,
        "scope": parameter.scope.value,
        "scope_code": parameter.scope_code,
        "document": parameter.document,
        "article": parameter.article,
        "valid_from": parameter.valid_from,
        "valid_to": parameter.valid_to,
        "ends": parameter.ends,
        "entered_by": entered_by,
        "approved_by": approved_by,
    }
    return house.add_rules(unit.connection, [row], now=unit.now)


def proposal_of(row: dict[str, Any]) -> RuleProposal:
    """A stored proposal, to be checked again before it is put in force."""
    return RuleProposal(
        key=row["key"],
        value=row["value"],
        ends=row["ends"],
        scope=Scope(row["scope"]),
        scope_code=row["scope_code"] or None,
        document=row["document"],
        article=row["article"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        reason=row["reason"],
    )
