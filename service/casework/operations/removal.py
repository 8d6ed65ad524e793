"""Carrying out a removal: the decision, the restrictions that go with the ban."""

from __future__ import annotations

from datetime import date
from typing import Any

from service.casework.on_record import alone, decision_of, on_record
from service.casework.operations.registry import operation
from service.casework.operations.violations import answers_of
from service.casework.shared import share_violation
from service.casework.work import SendMessage, Work
from service.domain.errors import FieldError, InvalidForm
from service.store import sanctions

LEGAL_BASIS = "国知办发保字〔2023〕49号；国知办发办字〔2023〕25号"


@operation(
    "decision.record",
    "登记决定",
    "Record the decision",
    "M26, M27, M36",
    outputs=("id", "number", "effective_on"),
)
def record(work: Work) -> dict[str, Any]:
    """Keeps the decision with all three dates, its grounds and its legal basis."""
    said_by = answers_of(work, "decide_removal")
    number = said_by["decision_no"].strip()
    alone(work)
    deciders = work.case.participants.get("decide_removal") or [0]
    values = {
        "entity_id": work.entity_id,
        "case_id": work.case.id,
        "kind": "removal",
        "number": number,
        "ground": said_by["ground"],
        "decided_on": date.fromisoformat(said_by.get("decided_on") or str(work.unit.today)),
        "effective_on": date.fromisoformat(said_by["effective_on"]),
        "served_on": _day(said_by.get("served_on")),
        "reasons": said_by["reasons"],
        "legal_basis": said_by.get("legal_basis") or LEGAL_BASIS,
        "grounds": _grounds(work),
        "decided_by": deciders[-1] or None,
        "recorded_at": work.now,
    }
    work.decision = sanctions.add_decision(work.connection, values)
    if work.decision is None:
        wrong = FieldError(
            field="decision_no", zh=f"文号 {number} 已用于另一决定。", en=f"{number} is taken."
        )
        raise InvalidForm(fields=(wrong,))
    work.tell(str(work.case.entity_org), "removal_decided", decision=number)
    said = {
        "zh": f"决定 {number}，{values['effective_on']} 生效。",
        "en": f"Decision {number}, effective {values['effective_on']}.",
    }
    return {
        "id": work.decision["id"],
        "number": number,
        "effective_on": str(values["effective_on"]),
        "said": said,
    }


def _grounds(work: Work) -> list[int]:
    """The violations used up by this case's escalation, or else its own."""
    every = on_record(work, "violations")
    used = [row["id"] for row in every if row["consumed_by"] == work.case.id]
    return used or [row["id"] for row in every if row["case_id"] == work.case.id]


@operation(
    "restriction.start",
    "加大排查、限制优先",
    "Intensify screening, limit priority",
    "M29, M30",
    outputs=("last_day",),
)
def start(work: Work) -> dict[str, Any]:
    """Screening is intensified and priority policies are limited for as long as the ban. The ban
    reaches the entity's other cases, and the finding is shared."""
    decision = decision_of(work)
    ban = next(b for b in on_record(work, "bans") if b["decision_id"] == decision["id"])
    sanctions.add_restrictions(
        work.connection,
        [
            {
                "entity_id": work.entity_id,
                "ban_id": ban["id"],
                "kind": kind,
                "from_day": decision["effective_on"],
                "last_day": ban["last_day"],
                "recorded_at": work.now,
            }
            for kind in ("screening", "priority")
        ],
    )
    _reach_other_cases(work)
    share_violation(work, level="serious", decision_no=decision["number"])
    said = {
        "zh": f"加大非正常排查、限制优先政策，至 {ban['last_day']}。",
        "en": f"Screening intensified and priority limited until {ban['last_day']}.",
    }
    return {"last_day": str(ban["last_day"]), "said": said}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _reach_other_cases(work: Work) -> None:
    """A ban ends live applications and re-reviews anywhere and joins the bans that already run."""
    told = {"by_case": work.case.number}
    for process, message in (
        ("admission_review", "ban_started"),
        ("periodic_review", "filing_lost"),
        ("reapplication_cooling", "ban_changed"),
    ):
        for case in on_record(work, "cases"):
            if case["process_key"] == process:
                work.effects.append(SendMessage(case_id=case["id"], message=message, payload=told))
