"""A confirmed succession is undone, because what it stood on fell: from today, never before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.casework import changes as rules_of_changes
from service.casework import successions
from service.casework.errands import carry_out, errand
from service.casework.four_eyes import note
from service.casework.retry import repeated
from service.casework.work import SendMessage
from service.domain.hints import SuccessionState
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import cases, changes, entities, violations


@dataclass(frozen=True, kw_only=True)
class SuccessionRevoked:
    """`revoked_day`: the first day on which a ban does not follow any more."""

    succession_id: int
    number: str
    revoked_day: date


def revoke_succession(
    office: Office, *, actor: Actor, succession_id: int, reason: str
) -> SuccessionRevoked:
    """Undo a confirmed link; the time between stays as it was (domain.md C4, C6).

    Raises NotFound, NotAllowed, SeparationOfDuties, WrongState, InvalidForm.
    """

    def once(unit: Unit) -> SuccessionRevoked:
        link = successions.link_seen(unit, actor, succession_id)
        successions.check_may_decide(actor, link)
        violations.lock_entity(unit.connection, link["to_id"])
        link = successions.link_seen(unit, actor, succession_id)
        successions.check_state(link, SuccessionState.CONFIRMED)
        said = rules_of_changes.read_words(reason, "reason")
        changes.change_succession(
            unit.connection, succession_id, link["state"],
            state=SuccessionState.REVOKED.value, revoked_day=unit.today, revoked_at=unit.now,
            revoked_by=actor.person_id, revoked_as=actor.name[:80], revoked_reason=said,
        )  # fmt: skip
        number = successions.number_of(link)
        note(unit, actor, "succession.revoked", number=number, reason=said)
        gaps = {"number": number, "predecessor": link["from_name"], "successor": link["to_name"]}
        told = [link["proposed_org"], link["from_province"], link["to_province"]]
        if link["ban_follows"]:
            told.append(f"E{link['to_id']}")
            _tell_bans(unit, actor, link["to_id"], number)
        rules_of_changes.tell(unit, told, "succession_revoked", **gaps)
        return unit.done(
            SuccessionRevoked(succession_id=succession_id, number=number, revoked_day=unit.today)
        )

    return repeated(office, once)


def _tell_bans(unit: Unit, actor: Actor, entity_id: int, number: str) -> None:
    """The successor's own bans are read again: they may end earlier now."""
    work = errand(unit, actor, number, entities.entity_row(unit.connection, entity_id), None)
    for case_id in cases.live_cases(unit.connection, entity_id, "reapplication_cooling"):
        told = {"by_case": number}
        work.effects.append(SendMessage(case_id=case_id, message="ban_changed", payload=told))
    carry_out(work)
