"""How a re-review ends by decision (M20): the filing passes, or it is cleared."""

from __future__ import annotations

from datetime import date
from typing import Any

from service.casework.list_publishing import begin_version
from service.casework.listed import no_longer_listed
from service.casework.on_record import alone, changed, on_record
from service.casework.operations.registry import before, operation
from service.casework.operations.reviews import in_force_or_refuse, own_entry
from service.casework.operations.violations import answers_of
from service.casework.refusals import one_wrong
from service.casework.work import Work
from service.domain.errors import InvalidForm
from service.domain.filings import FILED, FilingState, check_move
from service.domain.reviews import ReviewState
from service.store import entities, filings, list_versions, listings, reviews, sanctions

Row = dict[str, Any]
LEGAL_BASIS = "国知办函保字〔2025〕442号"
NOT_IN_PROFILE = {
    "registered_address": "address",
    "legal_representative": "legal_representative",
    "contact_phone": "contact_phone",
}


@before("review.pass")
def _check_in_force(work: Work, decided_at: str) -> None:
    in_force_or_refuse(work)


@operation("review.pass", "记为复核通过", "The re-review is passed", "M20", inputs=("decided_at",))
def pass_review(work: Work, decided_at: str) -> dict[str, Any]:
    """The filing stays; the register takes over what was handed in; the next year begins."""
    alone(work)
    in_force_or_refuse(work)
    _take_over(work)
    _settle(work, ReviewState.PASSED, work.unit.today, answers_of(work, decided_at))
    work.tell(str(work.case.entity_org), "review_passed", center=work.case.center_code)
    return {"said": {"zh": "复核通过。", "en": "The re-review is passed."}}


def _settle(work: Work, state: ReviewState, on: date, decided: Row) -> None:
    reviews.change_entry(
        work.connection,
        own_entry(work)["id"],
        state=state.value,
        result_day=on,
        result_at=work.now,
        reasons=decided.get("reasons") or "",
    )


def _take_over(work: Work) -> None:
    """The newest of what was handed in, where the entity handed anything in."""
    said = answers_of(work, "correct_review") or {}
    if "insured_count" not in said:
        said = answers_of(work, "submit_review")
    if not said:
        return
    profile = entities.entity_row(work.connection, work.entity_id)["profile"] or {}
    figures = {n: said[n] for n in ("insured_count", "rd_staff_count") if n in said}
    plain = {column: said[n] for n, column in NOT_IN_PROFILE.items() if said.get(n)}
    entities.change_entity(work.connection, work.entity_id, profile=profile | figures, **plain)


@operation(
    "review.clear", "清理备案", "Clear the filing", "M20; domain.md C1; E3 38", outputs=("on",)
)
def clear(work: Work) -> dict[str, Any]:
    """The filing is cleared from the day decided on. No ban: the entity may apply at once.

    Category 3 of the list goes with the last filing, by the same day (Q14).
    """
    alone(work)
    row = in_force_or_refuse(work)
    said = answers_of(work, "decide_clearing")
    on = date.fromisoformat(said["effective_on"])
    check_move(row["state"], FilingState.CLEARED)
    number = _record_decision(work, said, on)
    filings.move_filing(
        work.connection, row, FilingState.CLEARED, on=on, now=work.now,
        case_id=work.case.id, reason=number,
    )  # fmt: skip
    _settle(work, ReviewState.CLEARED, on, said)
    _leave_the_list(work, on)
    work.tell(str(work.case.entity_org), "review_cleared", center=work.case.center_code, on=str(on))
    line = {
        "zh": f"自 {on} 起清理备案，不设禁期，可以重新申报。",
        "en": f"The filing is cleared from {on}; no ban, it may apply again.",
    }
    return {"on": str(on), "said": line}


@before("review.clear")
def _check_clearing(work: Work) -> None:
    """The filing is in force, the day lies ahead, the number is free."""
    in_force_or_refuse(work)
    said = answers_of(work, "decide_clearing")
    if date.fromisoformat(said["effective_on"]) < work.unit.today:
        zh = "清理不能从过去的日子起。"
        raise one_wrong("effective_on", zh, "A filing can not be cleared from a day in the past.")
    if sanctions.decision_by_number(work.connection, _number(work, said)) is not None:
        raise _taken(_number(work, said))


def _number(work: Work, said: Row) -> str:
    return (said.get("decision_no") or "").strip() or work.case.number


def _taken(number: str) -> InvalidForm:
    return one_wrong("decision_no", f"文号 {number} 已用于另一决定。", f"{number} is taken.")


def _record_decision(work: Work, said: Row, on: date) -> str:
    number = _number(work, said)
    deciders = work.case.participants.get("decide_clearing") or [0]
    silent = own_entry(work)["was_silent"]
    work.decision = sanctions.add_decision(
        work.connection,
        {
            "entity_id": work.entity_id,
            "case_id": work.case.id,
            "kind": "clearing",
            "number": number,
            "ground": "review_not_submitted" if silent else "review_failed",
            "decided_on": work.unit.today,
            "effective_on": on,
            "served_on": None,
            "reasons": said["reasons"],
            "legal_basis": said.get("legal_basis") or LEGAL_BASIS,
            "grounds": [],
            "decided_by": deciders[-1] or None,
            "recorded_at": work.now,
        },
    )
    if work.decision is None:
        raise _taken(number)
    return number


def _leave_the_list(work: Work, on: date) -> None:
    """A listing of category 3 rests on a filing: without one it ends with the clearing."""
    if work.rule("third_category_leaves_with_filing") is not True:
        return
    if filings.filings_in(work.connection, work.entity_id, FILED):
        return
    held = on_record(work, "listings")
    if not held or any(row["category"] != 3 for row in held):
        return
    version = begin_version(work, kind="clearing", on=on)
    listings.end_listings(
        work.connection, held, on=on, ended_for="removed_other",
        case_id=work.case.id, now=work.now, version=version,
    )  # fmt: skip
    list_versions.finish_version(work.connection, version, removed=len(held))
    changed(work, "listings")
    no_longer_listed(work, work.entity_id)
