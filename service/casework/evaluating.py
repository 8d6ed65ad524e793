"""An evaluation of effect as its cases know it: the period, who returns, what the facts say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from service import engine
from service.casework.scanning import years_of
from service.domain.evaluations import GROUPS, figures_of
from service.domain.indicators import IndicatorGroup, Span
from service.office import Unit
from service.store import people
from service.store.cases import Case
from service.store.tallies import Whose, tally

CALL = "call"  # where the case's data holds the evaluation, once it is registered


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """What is evaluated, as registered. `call_id` is the case that all returns belong to."""

    level: str
    title: str
    first: date
    last: date
    groups: tuple[IndicatorGroup, ...]
    due_on: date
    call_id: int

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> Evaluation:
        return cls(
            level=said["level"],
            title=said["title"],
            first=date.fromisoformat(said["period_first"]),
            last=date.fromisoformat(said["period_last"]),
            groups=tuple(IndicatorGroup(group) for group in said["groups"]),
            due_on=date.fromisoformat(said["due_on"]),
            call_id=said["call_id"],
        )

    def span(self, as_of: date) -> Span:
        return Span(first=self.first, last=self.last, as_of=as_of)


def evaluation_of(unit: Unit, case: Case) -> Evaluation | None:
    """The evaluation of a case, None before it is registered."""
    said = engine.view(unit.process(case.version_id), case.state).data.get(CALL)
    return Evaluation.of(said) if said else None


def computed(
    unit: Unit, rules_version: int, about: Evaluation, province: str, center: str
) -> dict[str, Decimal]:
    """What the imported facts say for a center, as of today."""
    rules = unit.rules_of(rules_version)
    years = years_of(rules, unit.today, province, center)
    found = tally(unit.connection, Whose(center=center), about.span(unit.today), years)
    return figures_of(found)


def asked(groups: Iterable[IndicatorGroup]) -> list[str]:
    """The figures that these groups ask for."""
    return [figure for group in groups for figure in GROUPS[group]]


def centers_in(unit: Unit, province: str) -> list[str]:
    """The protection centers of a province, by code."""
    rows = people.organisations(unit.connection, "center")
    return sorted(
        row["code"]
        for row in rows
        if row["province"] == province and row["center_kind"] == "protection"
    )
