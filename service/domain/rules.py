"""The rule parameters in force: dated, scoped, versioned, with the defaults of this service.

Every limit and every open question of the notice is one; none is a constant in code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from service.domain import (
    catalogue_appeal,
    catalogue_identity,
    catalogue_lists,
    catalogue_review,
    catalogue_services,
    catalogue_sharing,
    catalogue_tracking,
)
from service.domain.catalogue_limits import LIMITS
from service.domain.catalogue_questions import QUESTIONS
from service.domain.catalogue_questions import RULES as _RULES
from service.domain.errors import UnknownRule
from service.domain.limits import Limit, Roll
from service.domain.periods import Unit
from service.domain.rule_types import (
    Definition,
    RuleParameter,
    Scope,
    Value,
)

__all__ = [
    "CATALOGUE",
    "DEFINITIONS",
    "FIRST_DAY",
    "QUESTIONS",
    "Definition",
    "RuleParameter",
    "Rules",
    "Scope",
    "Value",
]

FIRST_DAY = date(2016, 1, 1)  # no filing is older: defaults must answer for any past day

_ENTRIES = (
    *LIMITS,
    *_RULES,
    *catalogue_appeal.RULES,
    *catalogue_lists.RULES,
    *catalogue_services.RULES,
    *catalogue_tracking.RULES,
    *catalogue_review.RULES,
    *catalogue_sharing.RULES,
    *catalogue_identity.RULES,
)

DEFINITIONS: Mapping[str, Definition] = {
    entry.definition.key: entry.definition for entry in _ENTRIES
}

CATALOGUE: tuple[RuleParameter, ...] = tuple(
    RuleParameter(
        key=entry.definition.key,
        value=entry.default,
        unit=entry.definition.unit,
        document=entry.document,
        article=entry.article,
        valid_from=FIRST_DAY,
        question=entry.definition.question,
    )
    for entry in _ENTRIES
)

_NARROWNESS = {Scope.NATION: 0, Scope.PROVINCE: 1, Scope.CENTER: 2}


class Rules:
    """All rule parameters known to a case, asked by key and day."""

    def __init__(self, parameters: Iterable[RuleParameter] = CATALOGUE) -> None:
        self._by_key: dict[str, list[RuleParameter]] = {}
        for parameter in parameters:
            self._by_key.setdefault(parameter.key, []).append(parameter)

    @property
    def version(self) -> int:
        return max((p.version for ps in self._by_key.values() for p in ps), default=0)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self._by_key)

    def up_to(self, version: int) -> Rules:
        """The rules as a case of that version began with them."""
        known = (p for ps in self._by_key.values() for p in ps if p.version <= version)
        return Rules(known)

    def candidates(
        self, key: str, on: date, province: str | None = None, center: str | None = None
    ) -> tuple[RuleParameter, ...]:
        """Every value that reaches this place that day, the narrowest and newest first."""
        reaching = [
            p for p in self._by_key.get(key, ()) if p.valid_on(on) and p.reaches(province, center)
        ]
        ended: dict[tuple[Scope, str | None], int] = {}
        for p in (p for p in reaching if p.ends):
            place = p.scope, p.scope_code
            ended[place] = max(p.version, ended.get(place, 0))
        found = [
            p for p in reaching if not p.ends and p.version > ended.get((p.scope, p.scope_code), 0)
        ]
        return tuple(
            sorted(
                found,
                key=lambda p: (_NARROWNESS[p.scope], p.version, p.valid_from),
                reverse=True,
            )
        )

    def parameter(
        self, key: str, on: date, province: str | None = None, center: str | None = None
    ) -> RuleParameter:
        """The value in force. Raises UnknownRule.

        The narrower scope wins. A rule whose effect reaches every center (the ban) keeps to
        its widest value, unless its owner lets the stricter win.
        """
        found = self.candidates(key, on, province, center)
        if not found:
            raise UnknownRule(f"no rule {key!r} on {on} for {province or '-'}/{center or '-'}")
        owner_says = DEFINITIONS[key].stricter if key in DEFINITIONS else None
        if owner_says is None:
            return found[0]
        current = _newest_of_each_scope(found)
        if self.flag(owner_says, on):
            return max(current, key=lambda p: Decimal(p.value))
        return current[-1]

    def every(self, key: str) -> tuple[RuleParameter, ...]:
        """All that was ever said of a rule, in the order in which it was said."""
        return tuple(self._by_key.get(key, ()))

    def said_at(
        self, key: str, on: date, scope: Scope, scope_code: str | None = None
    ) -> RuleParameter | None:
        """The value of exactly this place that day; None where a wider one holds."""
        province = scope_code if scope is Scope.PROVINCE else None
        center = scope_code if scope is Scope.CENTER else None
        found = self.candidates(key, on, province, center)
        return next((p for p in found if p.scope is scope), None)

    def value(
        self, key: str, on: date, province: str | None = None, center: str | None = None
    ) -> Value:
        """The typed value in force: int, bool, str or Decimal."""
        return self.parameter(key, on, province, center).value

    def number(
        self, key: str, on: date, province: str | None = None, center: str | None = None
    ) -> int:
        return int(self.value(key, on, province, center))

    def flag(
        self, key: str, on: date, province: str | None = None, center: str | None = None
    ) -> bool:
        return self.value(key, on, province, center) is True

    def choice(
        self, key: str, on: date, province: str | None = None, center: str | None = None
    ) -> str:
        return str(self.value(key, on, province, center))

    def limit(
        self, key: str, on: date, province: str | None = None, center: str | None = None
    ) -> Limit:
        """The limit in force; a party's deadline rolls as the rule `deadline_roll` says."""
        parameter = self.parameter(key, on, province, center)
        definition = DEFINITIONS.get(key)
        roll = Roll.NONE
        if definition is not None and definition.party:
            roll = Roll(self.choice("deadline_roll", on, province, center))
        return Limit(
            key=key,
            value=int(parameter.value),
            unit=Unit(parameter.unit),
            roll=roll,
            rule_version=parameter.version,
            document=parameter.document,
            article=parameter.article,
        )


def _newest_of_each_scope(found: tuple[RuleParameter, ...]) -> list[RuleParameter]:
    """One value a scope, narrowest first."""
    newest: dict[Scope, RuleParameter] = {}
    for parameter in found:
        newest.setdefault(parameter.scope, parameter)
    return list(newest.values())
