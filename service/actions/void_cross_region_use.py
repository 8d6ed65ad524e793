"""A request counted under a grant was withdrawn, or is later found abnormal (E6 64)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.casework import moves
from service.casework.ledger import check_serves, said_of_use
from service.casework.refusals import one_wrong
from service.casework.retry import repeated
from service.casework.settle import save
from service.domain.errors import NotFound, WrongState
from service.domain.roles import Actor
from service.office import Office, Unit
from service.store import cases, cross_region

WORDS = {"withdrawn": ("撤回", "withdrawn"), "abnormal": ("认定非正常", "found abnormal")}


@dataclass(frozen=True, kw_only=True)
class CrossRegionUseVoided:
    """From `voided_on` it no longer counts, where the rule says so; grants stay as they are."""

    use_id: int
    voided_on: date


def void_cross_region_use(
    office: Office, *, actor: Actor, use_id: int, why: str, on: date, note: str = ""
) -> CrossRegionUseVoided:
    """Note what became of requests that were counted; the ledger recounts by the rules.

    why  withdrawn | abnormal
    Approvals made below the limit are not undone by a recount, nor are earlier days changed.
    Raises NotFound, NotAllowed, WrongState (noted already), InvalidForm.
    """
    return repeated(office, lambda unit: _void(unit, actor, use_id, why, on, note.strip()))


def _void(
    unit: Unit, actor: Actor, use_id: int, why: str, on: date, note: str
) -> CrossRegionUseVoided:
    use = cross_region.use_by_id(unit.connection, use_id)
    grant = cross_region.hold_grant(unit.connection, use["grant_id"]) if use else None
    if use is None or grant is None:
        raise NotFound(what_zh="这次使用", what_en="such use")
    check_serves(actor, grant, guided=True)
    use = cross_region.use_by_id(unit.connection, use_id) or use  # as it is under the lock
    if use["voided_on"] is not None:
        raise WrongState(reason_zh="这次使用已经注销。", reason_en="it was noted already.")
    if why not in WORDS:
        raise one_wrong("why", "选择撤回或认定非正常。", "Choose withdrawn or abnormal.")
    if not use["used_on"] <= on <= unit.today:
        raise one_wrong("on", "在使用日和今天之间。", "Between the day of use and today.")
    if len(note) > 500:
        raise one_wrong("note", "最多 500 字。", "At most 500 characters.")
    cross_region.void_use(
        unit.connection, use_id, voided_on=on, voided_for=why, void_note=note, voided_at=unit.now
    )
    case = cases.case_by_id(unit.connection, grant["case_id"])
    assert case is not None
    work = moves.load(unit, case, actor)
    zh, en = WORDS[why]
    said = said_of_use(
        f"{use['used_on']} 使用的 {use['units']} 件{zh}（{on}），按规则重新计数。",
        f"noted that {use['units']} used on {use['used_on']} were {en} on {on}; recounted.",
        use_id,
        note,
    )
    work.note("operation.cross_region.void", "", said)
    save(work)
    return unit.done(CrossRegionUseVoided(use_id=use_id, voided_on=on))
