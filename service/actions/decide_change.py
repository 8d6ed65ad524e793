"""Another officer decides a reported change: accepted, refused with reasons, or returned once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.casework import changes as rules_of_changes
from service.casework.carry_out_change import carry_out_change
from service.casework.four_eyes import note
from service.casework.retry import repeated
from service.domain.changes import ChangeKind, ChangeState
from service.domain.errors import FieldError, InvalidForm, WrongState
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import changes, entities, violations

Row = dict[str, Any]
DECISIONS = {
    "accept": ChangeState.ACCEPTED,
    "refuse": ChangeState.REFUSED,
    "return": ChangeState.RETURNED,
}


@dataclass(frozen=True, kw_only=True)
class ChangeDecided:
    report_id: int
    number: str
    state: str


def decide_change(
    office: Office,
    *,
    actor: Actor,
    report_id: int,
    decision: str,
    reason: str = "",
    ends: Mapping[str, bool] | None = None,
) -> ChangeDecided:
    """Decide; what an acceptance does is done in this same transaction. Source: domain.md D9.

    decision  accept, refuse or return; the last two need a reason
    ends      of a move: for each center that does not serve the new place, whether the filing
              there ends
    Raises NotFound, NotAllowed, SeparationOfDuties, WrongState, InvalidForm.
    """
    if decision not in DECISIONS:
        zh, en = "请选择核准、不核准或退回。", "Accept, refuse or return."
        raise InvalidForm(fields=(FieldError(field="decision", zh=zh, en=en),))
    state = DECISIONS[decision]
    chosen = dict(ends or {})
    return repeated(office, lambda unit: _decide(unit, actor, report_id, state, reason, chosen))


def _decide(
    unit: Unit,
    actor: Actor,
    report_id: int,
    state: ChangeState,
    reason: str,
    ends: dict[str, bool],
) -> ChangeDecided:
    report = rules_of_changes.report_seen(unit, actor, report_id)
    rules_of_changes.check_may_decide(actor, report)
    violations.lock_entity(unit.connection, report["entity_id"])
    report = rules_of_changes.report_seen(unit, actor, report_id)
    rules_of_changes.check_state(report, ChangeState.PENDING)
    if state is ChangeState.RETURNED and report["returned"]:
        raise WrongState(
            reason_zh="已经退回过一次，请核准或不核准。",
            reason_en="it was returned once; accept or refuse it.",
        )
    needed = state is not ChangeState.ACCEPTED
    said = rules_of_changes.read_words(reason, "reason", least=2 if needed else 0)
    told = rules_of_changes.concerned(unit, report)
    number = rules_of_changes.number_of(report)
    kept = _answers(unit, report, ends) if state is ChangeState.ACCEPTED else {}
    changes.change_row(
        unit.connection, report_id, ChangeState.PENDING.value,
        state=state.value, reason=said, ends=kept,
        returned=report["returned"] + (state is ChangeState.RETURNED),
        decided_by=actor.person_id, decided_as=actor.name[:80], decided_at=unit.now,
    )  # fmt: skip
    if state is ChangeState.ACCEPTED:
        carry_out_change(unit, actor, report | {"ends": kept})
    note(unit, actor, f"change.{state.value}", number=number, kind=report["kind"],
         entity=report["entity_code"], on=str(report["effective_on"]), reason=said)  # fmt: skip
    if state is ChangeState.RETURNED:
        told = [report["reported_org"]]
    gaps = {"number": number, "what": report["kind"], "entity": report["entity_name"]}
    rules_of_changes.tell(unit, told, f"change_{state.value}", **gaps, reason=said)
    return unit.done(ChangeDecided(report_id=report_id, number=number, state=state.value))


def _answers(unit: Unit, report: Row, ends: dict[str, bool]) -> dict[str, bool]:
    """For each center that the entity moves away from, whether its filing ends."""
    about = entities.entity_row(unit.connection, report["entity_id"])
    kind = ChangeKind(report["kind"])
    left = rules_of_changes.leaving_centers(unit, about, kind, report["after"])
    wrong = tuple(
        FieldError(
            field=f"ends.{code}",
            zh="写明这个中心的备案终止还是保留。",
            en="Say whether the filing at this center ends or stays.",
        )
        for code in left
        if not isinstance(ends.get(code), bool)
    )
    if wrong:
        raise InvalidForm(fields=wrong)
    return {code: ends[code] for code in left}
