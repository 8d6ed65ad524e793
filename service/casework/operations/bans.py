"""The ban (M28): begun by a decision, ended by the calendar alone, undone by an appeal."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from service.casework.on_record import added, alone, changed, decision_of, on_record
from service.casework.operations.registry import operation
from service.casework.work import Work
from service.domain.bans import (
    Ban,
    ban_from,
    ban_start,
    banned_run,
    banned_until,
    first_free_day,
    without_stays,
)
from service.domain.filings import FILED
from service.domain.limits import Roll
from service.domain.periods import ONE_DAY
from service.store import filings, sanctions


@operation(
    "ban.start",
    "开始禁期",
    "The ban begins",
    "M28; 民法典 201, 202",
    outputs=("id", "from_day", "last_day", "first_free_on"),
)
def start(work: Work) -> dict[str, Any]:
    """Bars the entity from applying anywhere for the years the rule names, from the very
    transaction in which the decision is recorded; other cases are reached by what follows."""
    decision = decision_of(work)
    alone(work)
    first = ban_start(
        work.rule("ban_start"),
        decided=decision["decided_on"],
        effective=decision["effective_on"],
        served=decision["served_on"],
    )
    last = ban_from(first, int(work.rule("ban_years")), _roll(work), work.unit.calendar)
    ban = sanctions.add_ban(
        work.connection,
        {
            "entity_id": work.entity_id,
            "decision_id": decision["id"],
            "case_id": work.case.id,
            "from_day": first,
            "last_day": last,
            "rules_version": work.case.rules_version,
            "recorded_at": work.now,
        },
    )
    added(work, "bans", ban)
    work.tell(str(work.case.entity_org), "ban_begun", last_day=str(last))
    said = {
        "zh": f"禁期自 {first} 起，最后一日 {last}，{last + ONE_DAY} 00:00 起可以重新申报。",
        "en": f"The ban runs from {first}; its last day is {last}; "
        f"the entity may apply from {last + ONE_DAY} 00:00.",
    }
    return {
        "id": ban["id"],
        "from_day": str(first),
        "last_day": str(last),
        "first_free_on": str(last + ONE_DAY),
        "said": said,
    }


def _roll(work: Work) -> Roll:
    return Roll(work.rule("ban_roll"))


@operation(
    "ban.read",
    "读取禁期",
    "Read the ban",
    "M28",
    outputs=("id", "from_day", "last_day", "first_free_on", "notice_on"),
)
def read(work: Work) -> dict[str, Any]:
    """The ban as joined with others of the entity: first free day, and the day of the notice."""
    ban = _own_ban(work)
    reach = max(work.unit.today, ban["from_day"])  # today, or the ban's start if later
    first_free = first_free_day(without_stays(_bans(work)), reach)
    notice = first_free - timedelta(days=int(work.rule("ban_notice_lead")))
    return {
        "id": ban["id"],
        "from_day": str(ban["from_day"]),
        "last_day": str(ban["last_day"]),
        "first_free_on": str(first_free),
        "notice_on": str(notice),
        "said": {
            "zh": f"到 {first_free} 00:00 自动解除。",
            "en": f"Lifts by itself on {first_free} at 00:00.",
        },
    }


def _bans(work: Work) -> list[Ban]:
    return sanctions.with_stays(on_record(work, "bans"), on_record(work, "stays"))


def _own_ban(work: Work) -> dict[str, Any]:
    """The ban this case waits for: the one its parent began."""
    parent = work.case.parent_id
    own = next((row for row in on_record(work, "bans") if row["case_id"] == parent), None)
    assert own is not None, f"case {work.case.number} waits for no ban"
    return own


@operation(
    "ban.lift",
    "自动解除禁期",
    "The ban lifts by itself",
    "M28; domain.md 5.3",
    outputs=("still_banned", "first_free_on"),
)
def lift(work: Work) -> dict[str, Any]:
    """Notes that the ban is over by the calendar; decides nothing: the dates do.

    When another ban of the entity still runs, says so, and the case waits on.
    """
    until = banned_until(without_stays(_bans(work)), work.unit.today)
    if until is not None:
        said = {"zh": f"另有禁期至 {until}，继续等待。", "en": f"Another ban runs until {until}."}
        return {"still_banned": True, "first_free_on": str(until + ONE_DAY), "said": said}
    ban = _own_ban(work)
    sanctions.change_ban(work.connection, ban["id"], lifted_at=work.now)
    changed(work, "bans")
    said = {
        "zh": f"禁期最后一日 {ban['last_day']} 已过，系统自动解除禁期、加大排查和优先限制。",
        "en": f"The last day, {ban['last_day']}, has passed: ban, screening and limits end "
        "by themselves.",
    }
    return {"still_banned": False, "first_free_on": str(work.unit.today), "said": said}


@operation("ban.close_revoked", "撤销禁期", "The ban is revoked", "domain.md C4, C6")
def close_revoked(work: Work) -> dict[str, Any]:
    """Ends the waiting because an appeal revoked the ban; the entity and its centers are told."""
    work.tell(str(work.case.entity_org), "ban_revoked")
    for center in centers_to_tell(work):
        work.tell(center, "ban_revoked")
    return {"said": {"zh": "禁期因申诉成立撤销。", "en": "The ban is revoked on appeal."}}


def is_last_to_end(work: Work) -> bool:
    """Whether the ban this case waits for is the last of its run: of those it joins with.

    A ban that begins after a free day is another run, with an end of its own.
    """
    own = _own_ban(work)
    every = without_stays(_bans(work))
    run = banned_run(every, own["last_day"])
    together = [(b.held_until, b.id) for b in every if run and run[0] <= b.held_until <= run[1]]
    return not together or max(together)[1] == int(own["id"])


def centers_to_tell(work: Work) -> list[str]:
    """Every center where the entity was ever filed."""
    periods = filings.filing_periods(work.connection, work.entity_id)
    return sorted({p.center for p in periods if p.state in FILED})
