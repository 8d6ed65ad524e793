"""An office says what it finds of its figures, and reports its innovation of mechanism."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.casework import moves
from service.casework.retry import repeated
from service.casework.settle import save
from service.domain.errors import FieldError, InvalidForm, NotFound, NotWaiting, OutOfTime
from service.domain.roles import Actor, Role, may_do
from service.office import Office, Unit
from service.store import assessments, cases, documents

MOST = 4000


@dataclass(frozen=True, kw_only=True)
class RegionStated:
    """`left` is how many offices have not stated yet."""

    assessment_id: int
    province: str
    left: int


def state_on_assessment(
    office: Office,
    *,
    actor: Actor,
    assessment_id: int,
    province: str,
    statement: str,
    innovation: str = "",
    evidence: tuple[int, ...] = (),
) -> RegionStated:
    """State, or state again until the last day; the case goes on when all have (M35).

    evidence  documents that the actor uploaded, for the innovation
    Raises NotFound (also for another region's), OutOfTime, InvalidForm.
    """

    def once(unit: Unit) -> RegionStated:
        words = (statement.strip(), innovation.strip())
        return _state(unit, actor, assessment_id, province, words, evidence)

    return repeated(office, once)


def _state(
    unit: Unit,
    actor: Actor,
    assessment_id: int,
    province: str,
    words: tuple[str, str],
    evidence: tuple[int, ...],
) -> RegionStated:
    about = assessments.assessment_by_id(unit.connection, assessment_id)
    own = any(may_do(actor, role, province) for role in (Role.PROVINCIAL_OFFICER,
                                                          Role.PROVINCIAL_LEADER))  # fmt: skip
    region = assessments.region(unit.connection, assessment_id, province, lock=True)
    if about is None or region is None or not own:
        raise NotFound(what_zh="本省的评估", what_en="such assessment of yours")
    if about["state"] != "stating":
        raise _too_late(about["statement_due_day"])
    _check(unit, actor, words, evidence)
    statement, innovation = words
    assessments.change_region(
        unit.connection,
        region["id"],
        statement=statement,
        innovation=innovation,
        evidence=[str(number) for number in evidence] or region["evidence"],
        stated_at=unit.now,
        stated_by=actor.person_id,
    )
    documents.attach_documents(unit.connection, list(evidence), about["case_id"])
    left = assessments.count_unstated(unit.connection, assessment_id)
    case = cases.case_by_id(unit.connection, about["case_id"])
    assert case is not None
    work = moves.load(unit, case, actor)
    work.note("assessment.stated", "", {"province": province, "left": left})
    save(work)
    if left == 0:
        _go_on(unit, about["case_id"], actor)
    answer = RegionStated(assessment_id=assessment_id, province=province, left=left)
    return unit.done(answer)


def _go_on(unit: Unit, case_id: int, actor: Actor) -> None:
    case = cases.case_by_id(unit.connection, case_id)
    assert case is not None
    try:
        moves.send(moves.load(unit, case, actor), "all_stated", {})
    except NotWaiting:
        return  # the time had run out meanwhile


def _too_late(last: date) -> OutOfTime:
    return OutOfTime(
        last_day=last.isoformat(),
        next_zh="需要更正的，请联系国家局经办。",
        next_en="Ask the national officer for a correction.",
    )


def _check(unit: Unit, actor: Actor, words: tuple[str, str], evidence: tuple[int, ...]) -> None:
    wrong = []
    if not words[0]:
        wrong.append(
            FieldError(
                field="statement",
                zh="请写明核对意见；没有意见写“无”。",
                en="Say what you found; “none” if nothing.",
            )
        )
    for field, text in zip(("statement", "innovation"), words, strict=True):
        if len(text) > MOST:
            wrong.append(FieldError(field=field, zh=f"最多 {MOST} 字。", en=f"At most {MOST}."))
    for number in evidence:
        row = documents.document_by_id(unit.connection, number)
        if row is None or row["uploaded_by"] != actor.person_id or row["case_id"] is not None:
            wrong.append(
                FieldError(field="evidence", zh="没有这份文件。", en="There is no such document.")
            )
    if wrong:
        raise InvalidForm(fields=tuple(wrong))
