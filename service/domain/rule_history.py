"""A rule over time: which value holds at a place from which day to which."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from service.domain.periods import ONE_DAY
from service.domain.rules import RuleParameter, Rules, Scope

Place = tuple[Scope, str | None]


@dataclass(frozen=True)
class RuleStretch:
    """Days on which one value holds at a place; `last_day` is None while open.

    `parameter` is None where the place has no value of its own: the next wider one holds.
    """

    first_day: date
    last_day: date | None
    parameter: RuleParameter | None

    def covers(self, day: date) -> bool:
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)


def places(rules: Rules, key: str) -> tuple[Place, ...]:
    """Where the rule was ever given a value of its own: the nation first, then by code."""
    order = {Scope.NATION: 0, Scope.PROVINCE: 1, Scope.CENTER: 2}
    found = {(p.scope, p.scope_code) for p in rules.every(key)}
    return tuple(sorted(found, key=lambda place: (order[place[0]], place[1] or "")))


def stretches(rules: Rules, key: str, place: Place) -> tuple[RuleStretch, ...]:
    """What held, holds and will hold at exactly this place, from its first value on."""
    mine = [p for p in rules.every(key) if (p.scope, p.scope_code) == place]
    days = sorted(_turning_days(mine))
    made: list[RuleStretch] = []
    for index, day in enumerate(days):
        following = days[index + 1] if index + 1 < len(days) else None
        last = following - ONE_DAY if following else None
        held = rules.said_at(key, day, *place)
        if made and made[-1].parameter == held:
            made[-1] = RuleStretch(made[-1].first_day, last, held)
        else:
            made.append(RuleStretch(day, last, held))
    return tuple(made)


def _turning_days(parameters: Iterable[RuleParameter]) -> set[date]:
    days: set[date] = set()
    for parameter in parameters:
        days.add(parameter.valid_from)
        if parameter.valid_to is not None and parameter.valid_to < date.max:
            days.add(parameter.valid_to + ONE_DAY)
    return days


def with_also(rules: Rules, parameter: RuleParameter) -> Rules:
    """The rules as they would be with this parameter put in force as the next version."""
    fresh = replace(parameter, version=rules.version + 1)
    every = [p for key in rules.keys for p in rules.every(key)]
    return Rules([*every, fresh])
