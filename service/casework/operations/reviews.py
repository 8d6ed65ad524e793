"""The re-review of one entity (M20): told, handed in, checked, passed or cleared.

Clearing ends the filing at this center on a day and bars nobody (E3 38). Nobody is cleared
without a person's decision.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from service.casework.on_record import alone
from service.casework.operations.registry import operation
from service.casework.operations.violations import answers_of
from service.casework.work import Work
from service.domain.errors import FieldError, InvalidForm, OutOfTime, WrongState
from service.domain.filings import FILED, FilingState, check_move
from service.domain.limits import due
from service.domain.periods import ONE_DAY, Unit, civil_day
from service.domain.reviews import ReviewState, differing
from service.store import entities, filings, reviews

Row = dict[str, Any]


def own_entry(work: Work) -> Row:
    """This entity's line in the campaign that opened the case."""
    found = reviews.entry_of(work.connection, int(work.case.parent_id or 0), work.entity_id)
    assert found is not None, "a campaign plans its cases"
    return found


def own_filing(work: Work) -> Row | None:
    """The filing under re-review, if it is in force."""
    held = filings.filings_in(work.connection, work.entity_id, FILED)
    return next((row for row in held if row["center_code"] == work.case.center_code), None)


@operation(
    "review.begin",
    "开始主体复核",
    "The re-review of an entity begins",
    "M20",
    outputs=("in_force", "silent_decided_on"),
)
def begin(work: Work) -> dict[str, Any]:
    """The entity is told and its window runs, unless its filing ended or rests meanwhile.

    A case that is opened after its window closed (an outage) gets the rule's own window from
    today: nobody is called silent who was never asked.
    """
    entry = own_entry(work)
    row = own_filing(work)
    covers = work.rule("review_covers_suspended") is True
    in_force = row is not None and (covers or row["state"] is FilingState.ACTIVE)
    from_day = entry["first_batch"] + ONE_DAY
    answer = {"in_force": in_force, "silent_decided_on": str(from_day)}
    if not in_force:
        _end(work, entry, "备案已经不在有效状态。")
        said = {
            "zh": "备案已不在有效状态，不复核。",
            "en": "No filing in force; nothing to review.",
        }
        return answer | {"said": said}
    closes = _fix_window(work, entry)
    reviews.change_entry(
        work.connection,
        entry["id"],
        state=ReviewState.TOLD.value,
        case_id=work.case.id,
        closes_at=closes.at,
    )
    last = str(closes.last_day)
    center = work.case.center_code
    work.tell(str(work.case.entity_org), "review_begun", center=center, last_day=last)
    said = {
        "zh": f"通知主体提交复核材料，最后一日 {closes.last_day}。",
        "en": f"The entity was told; its last day is {closes.last_day}.",
    }
    return answer | {"said": said}


def _fix_window(work: Work, entry: Row) -> Any:
    """The campaign's window holds for this case, rolled off days off as the rule says."""
    limit = work.rules.limit(
        "review_window", work.unit.today, work.case.province, work.case.center_code
    )
    first, last = entry["window_from"], entry["window_last"]
    fixed = replace(limit, value=(last - first).days, unit=Unit.DAY)
    asked = due(fixed, first, work.unit.calendar)
    if asked.at <= work.now:
        return due(limit, work.unit.today, work.unit.calendar)
    work.fixed["review_window"] = (fixed, first)
    return asked


@operation(
    "review.take_in",
    "收到复核材料",
    "The materials are in",
    "M20; domain.md D10",
    inputs=("stage",),
)
def take_in(work: Work, stage: str) -> dict[str, Any]:
    """What was handed in is with the center; it agrees with the register or says why not.

    stage  submission | correction
    Raises OutOfTime after the window, also while no clock ran; InvalidForm naming what differs.
    """
    entry = own_entry(work)
    element = "submit_review" if stage == "submission" else "correct_review"
    if stage == "submission" and entry["closes_at"] and work.now >= entry["closes_at"]:
        raise OutOfTime(
            last_day=_last(entry["closes_at"]),
            next_zh="未提交的情况可以在陈述时说明。",
            next_en="You may explain this in your statement.",
            source="M20; 民法典 203",
        )
    said = answers_of(work, element)
    _check_agrees(work, said)
    reviews.change_entry(
        work.connection, entry["id"], state=ReviewState.IN_CHECK.value, submitted_at=work.now
    )
    center = str(work.case.center_code)
    work.tell(center, "review_submitted", role="intake_officer", entity=work.case.entity_name)
    return {"said": {"zh": "收到复核材料。", "en": "The materials were received."}}


def _last(at: Any) -> date:
    return civil_day(at - timedelta(seconds=1))


def register_of(about: Row) -> Row:
    """What the register says of an entity, under the names of the form."""
    profile = about["profile"] or {}
    return {
        "registered_address": about["address"],
        "legal_representative": about["legal_representative"],
        "contact_phone": about["contact_phone"],
        "insured_count": profile.get("insured_count"),
        "rd_staff_count": profile.get("rd_staff_count"),
    }


def _check_agrees(work: Work, said: Row) -> None:
    register = register_of(entities.entity_row(work.connection, work.entity_id))
    found = differing(register, said)
    if not found or said.get("agreement") != "same":
        return
    raise InvalidForm(
        fields=tuple(
            FieldError(
                field=name,
                zh=f"名册登记为“{register[name]}”。请改正，或在“与名册是否一致”中说明差异。",
                en=f"The register says “{register[name]}”. Correct it, or explain the difference.",
            )
            for name in found
        )
    )


@operation(
    "review.request_correction",
    "通知复核补正",
    "Ask for correction in the re-review, once",
    "M20; 行政许可法 32",
)
def request_correction(work: Work) -> dict[str, Any]:
    """The entity is told everything to put right, once. Raises WrongState a second time."""
    if work.case.participants.get("correct_review"):
        raise WrongState(
            reason_zh="复核补正已经通知过一次，不能再通知第二次。请改选其他结果。",
            reason_en="correction was asked once; it may not be asked again. Choose another.",
            source="M20; 行政许可法 32",
        )
    reviews.change_entry(
        work.connection, own_entry(work)["id"], state=ReviewState.PUTTING_RIGHT.value
    )
    work.tell(
        str(work.case.entity_org), "review_correction_requested", center=work.case.center_code
    )
    return {"said": {"zh": "一次告知需要补正的事项。", "en": "The entity was told, once."}}


@operation("review.note_silence", "记为未提交", "Note that nothing was handed in", "M20")
def note_silence(work: Work) -> dict[str, Any]:
    """The window is over without a submission; a person decides what follows."""
    reviews.change_entry(
        work.connection,
        own_entry(work)["id"],
        state=ReviewState.UNANSWERED.value,
        was_silent=True,
    )
    said = {"zh": "窗口届满未提交。", "en": "The window ended without a submission."}
    return {"said": said}


@operation(
    "review.propose_clearing", "告知拟清理", "Tell of the proposed clearing", "M20; M36",
    outputs=("silent",),
)  # fmt: skip
def propose_clearing(work: Work) -> dict[str, Any]:
    """The entity learns that its filing may be cleared, and that it may state its case."""
    silent = bool(own_entry(work)["was_silent"])
    reasons = answers_of(work, "decide_review").get("reasons") or ""
    kind = "review_clearing_silent" if silent else "review_clearing_proposed"
    work.tell(str(work.case.entity_org), kind, center=work.case.center_code, reasons=reasons[:500])
    said = {"zh": "告知拟清理，可以陈述。", "en": "Told of the proposed clearing; it may be heard."}
    return {"silent": silent, "said": said}


def in_force_or_refuse(work: Work) -> Row:
    """The filing under re-review. Raises WrongState when it is no longer in force."""
    row = own_filing(work)
    if row is None:
        raise WrongState(
            reason_zh="这项备案已经不在有效状态，复核不再作决定。",
            reason_en="this filing is no longer in force; nothing is decided here.",
            source="M20",
        )
    return row


def _end(work: Work, entry: Row, why: str) -> None:
    reviews.change_entry(
        work.connection,
        entry["id"],
        state=ReviewState.BROKEN_OFF.value,
        case_id=work.case.id,
        reasons=why,
    )


LOST = {
    "removed": ("移出取消", "removed for cause"),
    "cancelled": ("备案被取消", "the filing was cancelled"),
    "ended": ("备案已终止", "the filing ended"),
    "dissolved": ("主体已注销", "the entity was dissolved"),
    "suspended": ("备案已暂停", "the filing was suspended"),
    "moved": ("主体已迁出", "the entity moved away"),
}


@operation(
    "review.break_off", "终止复核", "Break off the re-review", "M20, M28; E3 31", inputs=("why",)
)
def break_off(work: Work, why: str | None) -> dict[str, Any]:
    """The filing ended or rests for another reason: the re-review ends with it, and says why."""
    zh, en = LOST.get(why or "removed", LOST["removed"])
    _end(work, own_entry(work), zh)
    work.tell(str(work.case.entity_org), "review_broken_off", center=work.case.center_code)
    work.tell(str(work.case.center_code), "review_broken_off", entity=work.case.entity_name)
    return {"said": {"zh": f"复核终止：{zh}。", "en": f"The re-review ends: {en}."}}


@operation("filing.give_up", "放弃备案", "The filing is given up", "M20; domain.md C1")
def give_up(work: Work) -> dict[str, Any]:
    """The entity gives its filing up: it ends today, without fault, and the re-review with it."""
    alone(work)
    row = in_force_or_refuse(work)
    check_move(row["state"], FilingState.ENDED)
    filings.move_filing(
        work.connection, row, FilingState.ENDED, on=work.unit.today, now=work.now,
        case_id=work.case.id, reason="given_up",
    )  # fmt: skip
    _end(work, own_entry(work), "主体放弃备案。")
    work.tell(str(work.case.center_code), "filing_given_up", entity=work.case.entity_name)
    return {"said": {"zh": "主体放弃备案，备案终止。", "en": "The filing was given up and ends."}}
