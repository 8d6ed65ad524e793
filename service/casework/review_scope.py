"""Who is in the scope of a re-review campaign at a center, as of today: for preview and plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from service.domain.errors import BadCode, FieldError, InvalidForm
from service.domain.filings import FilingState
from service.domain.identity import normalise_code
from service.domain.periods import ONE_DAY
from service.domain.reviews import CampaignScope, Candidate, ScopeRule
from service.office import Unit
from service.store import entities, people, review_scope, reviews

MONTHS = 12


def scope_of(unit: Unit, said: dict[str, Any]) -> CampaignScope:
    """The scope as drafted, or as kept. Raises InvalidForm naming a code nobody knows."""
    return CampaignScope(
        rule=ScopeRule(said["scope"]),
        number=said.get("insured_below") or said.get("idle_months"),
        day=_day(said.get("filed_before")),
        codes=_codes(unit, said.get("entities") or []),
        signals=frozenset(said.get("signals") or ()),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _codes(unit: Unit, rows: list[dict[str, Any]]) -> frozenset[str]:
    """The codes in use today of the entities named, by whatever identifier."""
    found, wrong = set(), []
    for number, row in enumerate(rows):
        text = row.get("code") or ""
        try:
            value = normalise_code(text)
        except BadCode:
            value = text.strip().upper()
        entity_id = entities.entity_id_of(unit.connection, value)
        if entity_id is None:
            zh, en = f"没有代码为 {text} 的主体。", f"No entity has the code {text}."
            wrong.append(FieldError(field=f"entities.{number}.code", zh=zh, en=en))
        else:
            found.add(entities.entity_row(unit.connection, entity_id)["code"])
    if wrong:
        raise InvalidForm(fields=tuple(wrong))
    return frozenset(found)


def in_scope(unit: Unit, center: str, scope: CampaignScope) -> list[Candidate]:
    """Those filed at the center whom the scope takes, without those already under re-review."""
    found = people.organisation_by_code(unit.connection, center) or {}
    covers = unit.rules.flag("review_covers_suspended", unit.today, found.get("province"), center)
    states = {FilingState.ACTIVE, FilingState.SUSPENDED} if covers else {FilingState.ACTIVE}
    months = scope.number if scope.rule is ScopeRule.IDLE and scope.number else MONTHS
    every = review_scope.candidates(
        unit.connection, center, states=frozenset(states), since=_months_back(unit.today, months)
    )
    busy = reviews.under_review_at(unit.connection, center)
    return [one for one in every if one.entity_id not in busy and scope.takes(one)]


def _months_back(day: date, months: int) -> date:
    """The first day of the month that many months before, in civil months."""
    first = day.replace(day=1)
    for _ in range(months):
        first = (first - ONE_DAY).replace(day=1)
    return first
