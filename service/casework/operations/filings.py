"""Filings: into force, closed without one, cancelled at every center."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

from service.casework.homes import home_moved
from service.casework.on_record import alone, changed, decision_of, on_record
from service.casework.operations.registry import operation
from service.casework.work import Work
from service.domain.bans import banned_until
from service.domain.filings import FILED, FilingState, check_move
from service.store import filings, sanctions

# A state that is only reached from another one, which the filing passes through on the same day.
_BY_WAY_OF = {
    (FilingState.SUBMITTED, FilingState.REFUSED): FilingState.UNDER_REVIEW,
    (FilingState.CORRECTION, FilingState.NOT_ACCEPTED): FilingState.SUBMITTED,
}


def move(work: Work, state: FilingState, *, on: date | None = None) -> None:
    """The case's filing becomes `state` on a day (today).

    Raises WrongState for a step the states do not allow.
    """
    left = filings.leave_period(work.connection, work.case.id, state, now=work.now)
    if left is None:
        held = filings.filing_of_case(work.connection, work.case.id)
        assert held is not None, "the gate opens a filing before anything else"
        assert held["state"] is state, f"the filing of case {work.case.number} is in no state"
        return
    before = FilingState(left["state"])
    between = _BY_WAY_OF.get((before, state))
    states = [between, state] if between else [state]
    for one, next_one in pairwise([before, *states]):
        check_move(one, next_one)
    filings.enter_states(
        work.connection,
        left,
        states,
        on=on or work.unit.today,
        now=work.now,
        case_id=work.case.id,
    )
    changed(work, "filings")


@operation(
    "filing.activate",
    "备案生效",
    "The filing takes effect",
    "M13; domain.md C1",
    outputs=("active",),
)
def activate(work: Work) -> dict[str, Any]:
    """Puts the filing in force, unless a ban has begun since the decision (E3 29)."""
    alone(work)
    wanted = (work.data.get("national_recheck") or {}).get("effective_on")
    on = max(work.unit.today, date.fromisoformat(wanted)) if wanted else work.unit.today
    until = banned_until(sanctions.bans_of(work.connection, work.entity_id), on)
    if until is not None:
        said = {
            "zh": f"禁期至 {until} 止，备案不生效。",
            "en": f"A ban holds until {until}; the filing does not take effect.",
        }
        return {"active": False, "said": said}
    move(work, FilingState.ACTIVE, on=on)
    home_moved(work, work.entity_id)
    work.tell(str(work.case.entity_org), "filed", center=work.case.center_code)
    return {"active": True, "said": {"zh": "备案生效。", "en": "The filing is in force."}}


@operation(
    "filing.close", "结束申请", "Close the application", "M13; domain.md C1", inputs=("state",)
)
def close(work: Work, state: str) -> dict[str, Any]:
    """The application ends without a filing, in the state named; the entity is told."""
    wanted = FilingState(state)
    move(work, wanted)
    work.tell(str(work.case.entity_org), f"application_{state}", center=work.case.center_code)
    said = {"zh": f"申请结束：{wanted.zh}。", "en": f"The application ends: {wanted.en}."}
    return {"said": said}


@operation(
    "filing.cancel_all",
    "在全部中心取消备案",
    "Cancel the filing at every center",
    "M27",
    outputs=("centers",),
)
def cancel_all(work: Work) -> dict[str, Any]:
    """Cancels every filing of the entity on the decision's effective day; the centers told.

    The entity is locked: a filing that takes effect at this moment is either cancelled here or
    finds the ban (E3 28). An application still under way ends by the ban, in its own case.
    """
    decision = decision_of(work)
    alone(work)
    held = [row for row in on_record(work, "filings") if row["state"] in FILED]
    filings.move_filings(
        work.connection,
        held,
        FilingState.CANCELLED,
        on=decision["effective_on"],
        now=work.now,
        case_id=work.case.id,
        reason=decision["number"],
    )
    changed(work, "filings")
    centers = sorted({row["center_code"] for row in held})
    for center in centers:
        work.tell(center, "cancellation_ordered", decision=decision["number"])
    said = {
        "zh": f"在 {len(centers)} 个中心取消备案。",
        "en": f"The filing is cancelled at {len(centers)} centers.",
    }
    return {"centers": centers, "said": said}
