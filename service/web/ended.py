"""Why a case ended as it did: the conditions not met, or the reasons of whoever decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service import engine
from service.casework.answers import context_of
from service.forms import text_of
from service.office import Unit
from service.store.cases import Case
from service.web.tongue import gettext, lang, pick
from service.web.views import Fact

Item = dict[str, Any]
# The gate that may have ended it, and the tasks: the latest that was done decided.
GATES = {"not_accepted": "gate", "terminated_by_ban": "gate_again"}
DECIDERS = {
    "not_accepted": ("check_completeness",),
    "refused": ("decide_admission", "national_recheck"),
    "minor_closed": ("conclude_finding",),
    "removed": ("decide_removal",),
    "appeal_not_admitted": ("admit_at_province", "admit_at_nation"),
    "appeal_upheld": ("decide_at_province", "decide_at_nation"),
    "appeal_rejected": ("decide_at_province", "decide_at_nation"),
    "passed": ("decide_review",),
    "passed_after_statement": ("decide_clearing",),
    "cleared": ("decide_clearing",),
    "campaign_dropped": ("approve_campaign",),
}
SAID = ("relief", "ground", "reasons", "answer_to_defence", "answer_to_statement", "decision_no",
        "legal_basis")  # fmt: skip


def why_ended(unit: Unit, case: Case, items: list[Item]) -> tuple[Fact, ...]:
    """Empty while it is open, and where the end itself says why."""
    if case.status == "open":
        return ()
    failed = _conditions(unit, case)
    return failed or _reasons(unit, case, items)


def _conditions(unit: Unit, case: Case) -> tuple[Fact, ...]:
    name = GATES.get(case.outcome or "")
    if name is None:
        return ()
    held = engine.view(unit.process(case.version_id), case.state).data.get(name)
    if not isinstance(held, Mapping):
        return ()
    return tuple(
        Fact(gettext("不符合的条件"), pick(check["zh"], check["en"]))
        for check in held.get("checks", ())
        if not check["passed"]
    )


def _reasons(unit: Unit, case: Case, items: list[Item]) -> tuple[Fact, ...]:
    deciders = DECIDERS.get(case.outcome or "", ())
    found = [i for i in items if i["element"] in deciders and i["state"] == "done"]
    if not found or not found[-1]["form_id"]:
        return ()
    form, answers = unit.form(found[-1]["form_id"]), found[-1]["answers"] or {}
    context = context_of(unit, form, case_id=case.id)
    asked = [field for field in form.fields if field.name in SAID and not field.protected]
    return tuple(
        Fact(field.title(lang()), text_of(field, answers[field.name], lang(), context))
        for field in asked
        if answers.get(field.name) not in (None, "", [])
    )
