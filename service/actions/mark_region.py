"""A national officer marks one group of one region by judgement, with reasons."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework import moves
from service.casework.access import note_hand
from service.casework.retry import repeated
from service.casework.settle import save
from service.domain.assessment import FigureGroup
from service.domain.errors import FieldError, InvalidForm, NotAllowed, NotFound, WrongState
from service.domain.roles import NATION_CODE, Actor, Role, may_do
from service.office import Office, Unit
from service.store import assessments, cases, work_items

MOST = 2000


@dataclass(frozen=True, kw_only=True)
class RegionMarked:
    assessment_id: int
    province: str
    group: str
    mark: int


def mark_region(
    office: Office,
    *,
    actor: Actor,
    assessment_id: int,
    province: str,
    group: str,
    mark: int | None,
    reasons: str,
) -> RegionMarked:
    """Innovation is always a judgement; of the other groups a mark takes the figures' place (M35).

    Only while the marking is open. Raises NotFound, NotAllowed, WrongState, InvalidForm.
    """

    def once(unit: Unit) -> RegionMarked:
        return _mark(unit, actor, (assessment_id, province, group), mark, reasons.strip())

    return repeated(office, once)


def _mark(
    unit: Unit, actor: Actor, at: tuple[int, str, str], mark: int | None, reasons: str
) -> RegionMarked:
    assessment_id, province, group = at
    if not may_do(actor, Role.NATIONAL_OFFICER, NATION_CODE):
        raise NotAllowed(reason_zh="由国家局经办评分。", reason_en="the national officer marks.")
    about = assessments.assessment_by_id(unit.connection, assessment_id)
    region = assessments.region(unit.connection, assessment_id, province, lock=True)
    if about is None or region is None:
        raise NotFound(what_zh="这个地区的评估", what_en="such assessment")
    _check(group, mark, reasons)
    assert mark is not None
    items = work_items.items_of_case(unit.connection, about["case_id"])
    if not any(i["element"] == "mark_regions" and i["state"] == "open" for i in items):
        raise WrongState(
            reason_zh="现在不在评分阶段。", reason_en="the marking is not open at present."
        )
    given = {"mark": mark, "reasons": reasons, "by": actor.person_id, "name": actor.name,
             "at": unit.now.isoformat()}  # fmt: skip
    assessments.change_region(unit.connection, region["id"], marks=region["marks"] | {group: given})
    case = cases.case_by_id(unit.connection, about["case_id"])
    assert case is not None
    work = moves.load(unit, case, actor)
    said = {"province": province, "group": group, "mark": mark, "reasons": reasons}
    note_hand(work.case, "mark_regions", actor.person_id)
    before = region["marks"].get(group)
    work.note("assessment.marked", "", said | ({"before": before["mark"]} if before else {}))
    save(work)
    return unit.done(
        RegionMarked(assessment_id=assessment_id, province=province, group=group, mark=mark)
    )


def _check(group: str, mark: int | None, reasons: str) -> None:
    wrong = []
    if group not in {g.value for g in FigureGroup}:
        wrong.append(FieldError(field="group", zh="没有这一类。", en="There is no such group."))
    if mark is None or not 0 <= mark <= 100:
        wrong.append(FieldError(field="mark", zh="填 0 至 100 的整数。", en="Give 0 to 100."))
    if not 2 <= len(reasons) <= MOST:
        wrong.append(
            FieldError(field="reasons", zh=f"请写明理由，{MOST} 字以内。", en="Give the reasons.")
        )
    if wrong:
        raise InvalidForm(fields=tuple(wrong))
