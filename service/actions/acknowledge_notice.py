"""An office or center that was told says that it read it, and what it does about it."""

from __future__ import annotations

from dataclasses import dataclass

from service.casework import moves
from service.casework.retry import repeated
from service.casework.settle import save
from service.casework.work import Work
from service.domain.errors import FieldError, InvalidForm, NotFound, NotWaiting, WrongState
from service.domain.roles import Actor, Level
from service.domain.sharing import ACTIONS
from service.office import Office, Unit
from service.store import cases, sharing

NOTE_MOST = 1000


@dataclass(frozen=True, kw_only=True)
class NoticeAcknowledged:
    """`left` is how many have not answered yet."""

    receipt_id: int
    item_id: int
    left: int


def acknowledge_notice(
    office: Office, *, actor: Actor, receipt_id: int, measure: str, note: str = ""
) -> NoticeAcknowledged:
    """Acknowledge one receipt for one's own organisation; what was found is not decided again.

    measure  none, watching, checked, stopped or restored; the last two need a note
    The number of statements does not grow with the number of addressees; only the last answer
    moves the case. Raises NotFound, NotAllowed, WrongState (answered, or a newer revision came),
    InvalidForm.
    """

    def once(unit: Unit) -> NoticeAcknowledged:
        return _acknowledge(unit, actor, receipt_id, measure.strip(), note.strip())

    return repeated(office, once)


def _acknowledge(
    unit: Unit, actor: Actor, receipt_id: int, action: str, note: str
) -> NoticeAcknowledged:
    row = sharing.receipt_by_id(unit.connection, receipt_id)
    if row is None or not _is_of(actor, row["org_code"]):
        raise NotFound(what_zh="这份通报", what_en="such notice")
    _check_words(action, note)
    case_id = sharing.lock_case_of(unit.connection, row["item_id"])
    item = sharing.item_by_id(unit.connection, row["item_id"])
    assert item is not None
    if row["revision"] != item["revision"]:
        raise WrongState(
            reason_zh="这份通报已有新的版本，请在新版本上反馈。",
            reason_en="a newer revision of this notice was sent; answer that one.",
        )
    answer = {"acknowledged_at": unit.now, "acknowledged_by": actor.person_id}
    if not sharing.acknowledge(unit.connection, receipt_id, action=action, note=note, **answer):
        raise WrongState(
            reason_zh="本单位已经反馈过。", reason_en="your organisation has answered already."
        )
    left = sharing.count_silent(unit.connection, item["id"], item["revision"])
    _note(unit, actor, case_id, row, action, left)
    return unit.done(NoticeAcknowledged(receipt_id=receipt_id, item_id=item["id"], left=left))


def _is_of(actor: Actor, org_code: str) -> bool:
    """Whether the person works there at cases; who keeps the service answers for nobody."""
    return any(
        post.org_code == org_code and post.role.level in (Level.CENTER, Level.PROVINCE)
        for post in actor.posts
    )


def _check_words(action: str, note: str) -> None:
    wrong = []
    if action not in ACTIONS:
        wrong.append(
            FieldError(field="measure", zh="请选一种处置。", en="Choose what you do about it.")
        )
    if action in ("stopped", "restored") and not note:
        wrong.append(
            FieldError(
                field="note",
                zh="停止或恢复服务的，请写明对谁、从何日起。",
                en="Say for whom and from which day service stops or comes back.",
            )
        )
    if len(note) > NOTE_MOST:
        wrong.append(
            FieldError(field="note", zh=f"最多 {NOTE_MOST} 字。", en=f"At most {NOTE_MOST}.")
        )
    if wrong:
        raise InvalidForm(fields=tuple(wrong))


def _note(
    unit: Unit, actor: Actor, case_id: int, receipt: dict[str, object], action: str, left: int
) -> None:
    """A line in the record; the last answer lets the case go on, if that is what it waits for."""
    case = cases.case_by_id(unit.connection, case_id)
    assert case is not None
    said = {"org": receipt["org_code"], "action": action, "left": left}
    work = moves.load(unit, case, actor)
    if left == 0 and case.status == "open" and _moved_on(work, said):
        return
    work = moves.load(unit, case, actor)
    work.note("notice.acknowledged", "", said)
    save(work)


def _moved_on(work: Work, said: dict[str, object]) -> bool:
    work.note("notice.acknowledged", "", said)
    try:
        moves.send(work, "all_acknowledged", {})
    except NotWaiting:
        return False  # the nation has not decided yet: it will find that all have answered
    return True
