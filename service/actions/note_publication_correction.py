"""A note is put beside a published result of a re-review; what was published stays."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework import moves
from service.casework.access import check_may_see
from service.casework.retry import repeated
from service.casework.settle import save
from service.domain.errors import FieldError, InvalidForm, NotAllowed, NotFound
from service.domain.roles import Actor, Role, may_do
from service.office import Office, Unit
from service.store import cases, publications


@dataclass(frozen=True, kw_only=True)
class CorrectionNoted:
    case_number: str
    line_id: int


def note_publication_correction(
    office: Office, *, actor: Actor, case_number: str, line_id: int, note: str
) -> CorrectionNoted:
    """The head says what is to be read beside a line, after an appeal or an error.

    case_number  of the campaign
    Raises NotFound, NotAllowed, InvalidForm (no note).
    """
    return repeated(office, lambda unit: _note(unit, actor, case_number, line_id, note.strip()))


def _note(unit: Unit, actor: Actor, case_number: str, line_id: int, note: str) -> CorrectionNoted:
    case = cases.case_by_number(unit.connection, case_number)
    line = publications.line_by_id(unit.connection, line_id)
    if case is None or line is None or line["campaign_id"] != case.id:
        raise NotFound(what_zh="这条公布", what_en="such published line")
    check_may_see(unit.connection, actor, case)
    if not may_do(actor, Role.CENTER_HEAD, str(case.center_code)):
        raise NotAllowed(
            reason_zh="更正由本中心负责人加注。", reason_en="the head of the center notes it."
        )
    if not 2 <= len(note) <= 500:
        wrong = FieldError(
            field="note", zh="请写明更正，2 至 500 字。", en="Say what is corrected (2 to 500)."
        )
        raise InvalidForm(fields=(wrong,))
    work = moves.load(unit, case, actor)
    said = {"note": note, "by": actor.person_id}
    publications.correct_line(unit.connection, line_id, note=note, by=actor.person_id, at=unit.now)
    work.note("review.corrected", "", {"line": line_id, "code": line["code"]} | said)
    save(work)
    return unit.done(CorrectionNoted(case_number=case_number, line_id=line_id))
