"""An officer proposes that one entity succeeds another, with evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.casework import changes as rules_of_changes
from service.casework import successions
from service.casework.retry import repeated
from service.domain.errors import FieldError, InvalidForm
from service.domain.hints import SuccessionKind
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import entities


@dataclass(frozen=True, kw_only=True)
class SuccessionProposed:
    """It waits for the leader of a province or of the nation; nothing follows before that."""

    succession_id: int
    number: str


def propose_succession(
    office: Office,
    *,
    actor: Actor,
    predecessor: str,
    successor: str,
    kind: str,
    day: date | None,
    explanation: str,
    ban_follows: bool,
    evidence: tuple[int, ...] = (),
) -> SuccessionProposed:
    """Keep the proposal; the successor is told where a ban shall follow. Source: E4 42, 53.

    Raises NotAllowed, InvalidForm by field, WrongState when the two are linked already.
    """
    org = successions.proposer_org(actor)

    def once(unit: Unit) -> SuccessionProposed:
        ids = _check(unit, predecessor, successor, kind, day)
        said = rules_of_changes.read_words(explanation, "explanation")
        papers = rules_of_changes.check_evidence(unit, actor, evidence, needed=True)
        one, other = (entities.entity_row(unit.connection, n) for n in ids)
        assert day is not None
        link_id = successions.propose(
            unit, actor, one, other, kind=kind, day=day, explanation=said, evidence=papers,
            org=org, ban_follows=ban_follows,
        )  # fmt: skip
        number = successions.number_of({"id": link_id})
        return unit.done(SuccessionProposed(succession_id=link_id, number=number))

    return repeated(office, once)


def _check(
    unit: Unit, predecessor: str, successor: str, kind: str, day: date | None
) -> tuple[int, int]:
    wrong = []
    found = {}
    for field, code in (("predecessor", predecessor), ("successor", successor)):
        known = entities.entity_id_of(unit.connection, code.strip().upper())
        if known is None:
            wrong.append(FieldError(field=field, zh="名册里没有这个代码。", en="Not on file."))
        else:
            found[field] = known
    if len(set(found.values())) == 1 and len(found) > 1:
        zh, en = "不能承继自己。", "An entity does not succeed itself."
        wrong.append(FieldError(field="successor", zh=zh, en=en))
    if kind not in set(SuccessionKind):
        wrong.append(FieldError(field="kind", zh="请选择承继方式。", en="Choose the kind."))
    if day is None or day > unit.today:
        zh, en = "请填写承继发生的日期，不晚于今天。", "Give the day, not after today."
        wrong.append(FieldError(field="day", zh=zh, en=en))
    if wrong:
        raise InvalidForm(fields=tuple(wrong))
    return found["predecessor"], found["successor"]
