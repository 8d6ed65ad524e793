"""Whoever reported a change takes the report back."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework import changes as rules_of_changes
from service.casework.four_eyes import note
from service.casework.retry import repeated
from service.domain.changes import ChangeState
from service.domain.errors import NotAllowed
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import changes, violations


@dataclass(frozen=True, kw_only=True)
class ChangeWithdrawn:
    report_id: int
    number: str


def withdraw_change(
    office: Office, *, actor: Actor, report_id: int, reason: str
) -> ChangeWithdrawn:
    """End a report that nobody decided yet; the entity is as it was.

    Raises NotFound, NotAllowed, WrongState (decided already), InvalidForm (no reason).
    """

    def once(unit: Unit) -> ChangeWithdrawn:
        report = rules_of_changes.report_seen(unit, actor, report_id)
        violations.lock_entity(unit.connection, report["entity_id"])
        report = rules_of_changes.report_seen(unit, actor, report_id)
        own = actor.entity_id is not None and actor.entity_id == report["entity_id"]
        if report["reported_by"] != actor.person_id and not (
            own and report["reported_org"] == f"E{actor.entity_id}"
        ):
            raise NotAllowed(
                reason_zh="变更报告由报告的一方撤回。",
                reason_en="whoever reported a change withdraws it.",
            )
        rules_of_changes.check_state(report, ChangeState.PENDING, ChangeState.RETURNED)
        said = rules_of_changes.read_words(reason, "reason")
        changes.change_row(
            unit.connection, report_id, report["state"],
            state=ChangeState.WITHDRAWN.value, reason=said, decided_at=unit.now,
        )  # fmt: skip
        number = rules_of_changes.number_of(report)
        note(unit, actor, "change.withdrawn", number=number, reason=said)
        rules_of_changes.tell(
            unit, [report["org_code"]], "change_withdrawn",
            number=number, what=report["kind"], entity=report["entity_name"],
        )  # fmt: skip
        return unit.done(ChangeWithdrawn(report_id=report_id, number=number))

    return repeated(office, once)
