"""An entity, or an officer for it, reports what changed; another officer decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.casework import changes as rules_of_changes
from service.casework.four_eyes import note
from service.casework.retry import repeated
from service.domain.changes import ChangeKind, ChangeState, read_change
from service.domain.errors import FieldError, InvalidForm, NotAllowed, NotFound, WrongState
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import changes, entities, identity, people, violations

Row = dict[str, Any]
_HISTORY = {
    ChangeKind.RENAME: identity.NAMES,
    ChangeKind.CODE_CHANGE: identity.CODES,
    ChangeKind.MOVE: identity.HOMES,
    ChangeKind.LEGAL_REPRESENTATIVE: identity.PEOPLE,
}
_SHOWN = ("name", "code", "legal_representative", *identity.HOME)


@dataclass(frozen=True, kw_only=True)
class ChangeReported:
    """It waits for a decision by `org_code`; the entity is as it was."""

    report_id: int
    number: str
    org_code: str


@dataclass(frozen=True, kw_only=True)
class _Asked:
    code: str
    kind: ChangeKind
    values: Mapping[str, Any]
    effective_on: date | None
    explanation: str
    evidence: tuple[int, ...]
    again: int | None


def report_change(
    office: Office,
    *,
    actor: Actor,
    code: str,
    kind: str,
    values: Mapping[str, Any],
    effective_on: date | None,
    explanation: str,
    evidence: tuple[int, ...] = (),
    again: int | None = None,
) -> ChangeReported:
    """Keep the report and tell whoever decides. Source: domain.md D9.

    values  by kind: name; code; province, city, district_code, address; legal_representative;
            into; parts and goes_on; until; nothing for a dissolution
    again   a report of one's own that was returned: this takes its place
    Raises NotFound, NotAllowed, WrongState (one of this kind waits), InvalidForm by field.
    """
    if kind not in set(ChangeKind):
        zh, en = "没有这种变更。", "There is no such kind of change."
        raise InvalidForm(fields=(FieldError(field="kind", zh=zh, en=en),))
    asked = _Asked(
        code=code.strip().upper(), kind=ChangeKind(kind), values=values,
        effective_on=effective_on, explanation=explanation, evidence=evidence, again=again,
    )  # fmt: skip
    return repeated(office, lambda unit: _report(unit, actor, asked))


def _report(unit: Unit, actor: Actor, asked: _Asked) -> ChangeReported:
    entity_id = entities.entity_id_of(unit.connection, asked.code)
    if entity_id is None or (actor.entity_id is not None and actor.entity_id != entity_id):
        raise NotFound(what_zh="这个主体", what_en="such entity")
    violations.lock_entity(unit.connection, entity_id)
    about = entities.entity_row(unit.connection, entity_id)
    org = rules_of_changes.reporter_org(unit, actor, about)
    _check_free(unit, actor, asked, entity_id)
    kept = _kept(unit, actor, asked, about)
    kept |= {"reported_org": org, "org_code": rules_of_changes.deciding_org(unit, about, org)}
    report_id = _keep(unit, asked, kept | {"entity_id": entity_id})
    number = rules_of_changes.number_of({"id": report_id})
    note(unit, actor, "change.reported", number=number, kind=asked.kind.value,
         entity=about["code"], on=str(kept["effective_on"]))  # fmt: skip
    told = [kept["org_code"], f"E{entity_id}"]
    rules_of_changes.tell(
        unit, told, "change_reported", number=number, what=asked.kind.value, entity=about["name"]
    )
    return unit.done(ChangeReported(report_id=report_id, number=number, org_code=kept["org_code"]))


def _check_free(unit: Unit, actor: Actor, asked: _Asked, entity_id: int) -> None:
    """Nothing of this kind waits; what is sent again is one's own and was returned."""
    other = changes.open_report(unit.connection, entity_id, asked.kind.value)
    if asked.again is None:
        if other is not None:
            raise WrongState(
                reason_zh="已有一件同类变更在办，等它办结或先撤回。",
                reason_en="a report of this kind is open; wait for it or withdraw it.",
            )
        return
    mine = changes.report_by_id(unit.connection, asked.again)
    if mine is None or mine["entity_id"] != entity_id or mine["kind"] != asked.kind.value:
        raise NotFound(what_zh="这件变更报告", what_en="such report of a change")
    if mine["reported_by"] != actor.person_id:
        raise NotAllowed(
            reason_zh="退回的报告由原报告人补充。",
            reason_en="whoever reported it completes a returned report.",
        )
    rules_of_changes.check_state(mine, ChangeState.RETURNED)


def _kept(unit: Unit, actor: Actor, asked: _Asked, about: Row) -> Row:
    history = _HISTORY.get(asked.kind)
    last = (
        identity.last_change(unit.connection, history, about["id"]) if history is not None else None
    )
    after = read_change(
        asked.kind, asked.values, about, asked.effective_on, today=unit.today, not_before=last
    )
    _check_against_register(unit, asked.kind, after, about)
    said = rules_of_changes.read_words(asked.explanation, "explanation")
    needed = unit.rules.flag("change_evidence", unit.today)
    papers = rules_of_changes.check_evidence(unit, actor, asked.evidence, needed=needed)
    return {
        "kind": asked.kind.value,
        "state": ChangeState.PENDING.value,
        "before": {name: about[name] for name in _SHOWN},
        "after": after,
        "effective_on": asked.effective_on,
        "explanation": said,
        "evidence": papers,
        "reported_by": actor.person_id,
        "reported_as": actor.name[:80],
        "reported_at": unit.now,
    }


def _check_against_register(unit: Unit, kind: ChangeKind, after: Row, about: Row) -> None:
    """A new code is nobody else's; who takes over is on file; the province is one."""
    wrong: list[FieldError] = []
    if kind is ChangeKind.CODE_CHANGE:
        owner = entities.entity_id_of(unit.connection, after["code"])
        if owner not in (None, about["id"]):
            zh, en = "这是另一个主体的代码。", "It is the code of another entity."
            wrong.append(FieldError(field="code", zh=zh, en=en))
    if kind is ChangeKind.MOVE:
        place = people.organisation_by_code(unit.connection, after["province"])
        if place is None or place["kind"] != "office":
            wrong.append(FieldError(field="province", zh="没有这个省。", en="No such province."))
    named = [after["into"]] if kind is ChangeKind.MERGER else after.get("parts", [])
    for code in named:
        if entities.entity_id_of(unit.connection, code) is None:
            field = "into" if kind is ChangeKind.MERGER else "parts"
            zh, en = f"{code} 不在名册里，请先登记。", f"{code} is not on file; enter it first."
            wrong.append(FieldError(field=field, zh=zh, en=en))
    if wrong:
        raise InvalidForm(fields=tuple(wrong))


def _keep(unit: Unit, asked: _Asked, kept: Row) -> int:
    if asked.again is None:
        return changes.add_report(unit.connection, kept | {"ends": {}, "reason": ""})
    done = changes.change_row(unit.connection, asked.again, ChangeState.RETURNED.value, **kept)
    assert done, "the entity is locked: nobody else changes its reports"
    return asked.again
