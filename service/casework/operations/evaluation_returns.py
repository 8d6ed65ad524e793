"""The form in which a center returns its figures: what it begins with, what must be explained."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from service.casework.evaluating import asked, computed, evaluation_of
from service.casework.filling import begins, checks
from service.domain.errors import FieldError, InvalidForm
from service.domain.evaluations import GROUPS
from service.domain.indicators import IndicatorGroup
from service.office import Unit
from service.store.cases import Case

PROCESS = "effectiveness_evaluation"


@begins(PROCESS, "return_figures")
def prefill(unit: Unit, case: Case, item: dict[str, Any]) -> dict[str, Any]:
    """The groups asked, and each figure as the imported facts have it."""
    about = evaluation_of(unit, case)
    assert about is not None, "registered before anybody is asked"
    facts = computed(unit, case.rules_version, about, str(case.province), item["org_code"])
    values: dict[str, Any] = {"groups": [group.value for group in about.groups]}
    for figure in asked(about.groups):
        money = figure in ("turnover", "tax")
        values[figure] = f"{facts[figure]:.2f}" if money else int(facts[figure])
    return values


@checks(PROCESS, "return_figures")
def check_return(unit: Unit, case: Case, item: dict[str, Any], answers: dict[str, Any]) -> None:
    """Everything asked is there, and what differs from the facts is explained."""
    about = evaluation_of(unit, case)
    assert about is not None, "registered before anybody is asked"
    given = {IndicatorGroup(group) for group in answers["groups"]}
    lacking = [group for group in about.groups if group not in given]
    if lacking:
        zh = f"调取要求报送：{'、'.join(group.zh for group in lacking)}。"
        en = f"The call asks for: {', '.join(group.en for group in lacking)}."
        raise InvalidForm(fields=(FieldError(field="groups", zh=zh, en=en),))
    facts = computed(unit, case.rules_version, about, str(case.province), item["org_code"])
    wrong = [
        _unexplained(group, facts) for group in about.groups if _differs(group, answers, facts)
    ]
    if wrong:
        raise InvalidForm(fields=tuple(wrong))


def _differs(group: IndicatorGroup, answers: dict[str, Any], facts: dict[str, Decimal]) -> bool:
    explained = str(answers.get(f"explain_{group.value}") or "").strip()
    return not explained and any(
        Decimal(str(answers[figure])) != facts[figure] for figure in GROUPS[group]
    )


def _unexplained(group: IndicatorGroup, facts: dict[str, Decimal]) -> FieldError:
    told = "、".join(f"{facts[figure]:f}" for figure in GROUPS[group])
    told_en = told.replace("、", ", ")
    return FieldError(
        field=f"explain_{group.value}",
        zh=f"与登记的数据不同（依次为 {told}）。写明原因，或改回登记的数。",
        en=f"It differs from the facts on file (in order: {told_en}). Say why, or take those.",
    )
