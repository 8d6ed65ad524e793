"""The leader of a province or of the nation decides whether one entity succeeds another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.casework import changes as rules_of_changes
from service.casework import successions
from service.casework.errands import carry_out, errand
from service.casework.four_eyes import note
from service.casework.retry import repeated
from service.casework.work import SendMessage
from service.domain.errors import FieldError, InvalidForm
from service.domain.hints import SuccessionState
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import cases, changes, entities, violations


@dataclass(frozen=True, kw_only=True)
class SuccessionDecided:
    """`effective_day`: from then a ban that follows holds for the successor."""

    succession_id: int
    number: str
    state: str
    effective_day: date


def decide_succession(
    office: Office,
    *,
    actor: Actor,
    succession_id: int,
    confirm: bool,
    ban_follows: bool = False,
    reason: str,
) -> SuccessionDecided:
    """Confirm or reject a proposed link, with reasons; a ban follows from today on.

    The ban itself is not copied: it is derived through the link, for as long as both hold.
    Raises NotFound, NotAllowed, SeparationOfDuties, WrongState (also while the successor may
    still state its case), InvalidForm.
    """

    def once(unit: Unit) -> SuccessionDecided:
        return _decide(unit, actor, succession_id, confirm, confirm and ban_follows, reason)

    return repeated(office, once)


def _decide(
    unit: Unit, actor: Actor, link_id: int, confirm: bool, follows: bool, reason: str
) -> SuccessionDecided:
    link = successions.link_seen(unit, actor, link_id)
    successions.check_may_decide(actor, link)
    violations.lock_entity(unit.connection, link["to_id"])
    link = successions.link_seen(unit, actor, link_id)
    successions.check_state(link, SuccessionState.PROPOSED)
    successions.check_heard(unit, link, follows)
    said = rules_of_changes.read_words(reason, "reason")
    state = SuccessionState.CONFIRMED if confirm else SuccessionState.REJECTED
    done = changes.change_succession(
        unit.connection, link_id, SuccessionState.PROPOSED.value,
        state=state.value, ban_follows=follows, reason=said, effective_day=unit.today,
        decided_by=actor.person_id, decided_as=actor.name[:80], decided_at=unit.now,
    )  # fmt: skip
    if not done:
        zh, en = "刚刚有人决定了。", "Somebody has just decided it."
        raise InvalidForm(fields=(FieldError(field="confirm", zh=zh, en=en),))
    number = successions.number_of(link)
    note(unit, actor, f"succession.{state.value}", number=number, predecessor=link["from_code"],
         successor=link["to_code"], ban_follows=follows, reason=said)  # fmt: skip
    gaps = {"number": number, "predecessor": link["from_name"], "successor": link["to_name"]}
    told = [link["proposed_org"], link["from_province"], link["to_province"]]
    rules_of_changes.tell(unit, told, f"succession_{state.value}", **gaps)
    if link["ban_follows"]:
        kind = "ban_follows" if follows else "ban_does_not_follow"
        rules_of_changes.tell(unit, [f"E{link['to_id']}"], kind, **gaps, reason=said)
    if follows:
        _reach_cases(unit, actor, link["to_id"], number)
    return unit.done(
        SuccessionDecided(
            succession_id=link_id, number=number, state=state.value, effective_day=unit.today
        )
    )


def _reach_cases(unit: Unit, actor: Actor, entity_id: int, number: str) -> None:
    """A ban that arrives ends the successor's live applications, as any ban does."""
    work = errand(unit, actor, number, entities.entity_row(unit.connection, entity_id), None)
    for process, message in (
        ("admission_review", "ban_started"),
        ("reapplication_cooling", "ban_changed"),
    ):
        for case_id in cases.live_cases(unit.connection, entity_id, process):
            told = {"by_case": number}
            work.effects.append(SendMessage(case_id=case_id, message=message, payload=told))
    carry_out(work)
