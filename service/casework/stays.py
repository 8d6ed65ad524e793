"""Stays of execution: an appeal does not stop a decision, a decision to stop it does (C6).

A stay suspends the ban and the restrictions from its day; their days run on meanwhile, and their
last day stays. Filings and listing that ended do not come back by it.
"""

from __future__ import annotations

from datetime import date

from service.casework.work import SendMessage, Work
from service.domain.bans import banned_until
from service.domain.filings import FILED
from service.store import appeals, cases, filings, sanctions


def end_stays(work: Work, *, upheld: bool) -> None:
    """The appeal is over: execution goes on, unless what was stayed falls anyway."""
    for stay in appeals.stays_of_case(work.connection, work.case.id):
        if stay["to_day"] is None or stay["to_day"] > work.unit.today:
            to_day = max(work.unit.today, stay["from_day"])
            appeals.end_stay(work.connection, stay["id"], to_day=to_day, ended_at=work.now)
            if not upheld:
                _go_on(work, stay["from_day"], stay["decision_no"])


def _go_on(work: Work, since: date, decision_no: str) -> None:
    """The ban holds again: it ends applications made meanwhile, and filings are looked at."""
    held = sanctions.bans_of(work.connection, work.entity_id)
    if banned_until(held, work.unit.today) is None:
        return
    told = {"by_case": work.case.number}
    for case_id in cases.live_cases(work.connection, work.entity_id, "admission_review"):
        work.effects.append(SendMessage(case_id=case_id, message="ban_started", payload=told))
    made = [
        row["center_code"]
        for row in filings.filings_in(work.connection, work.entity_id, FILED)
        if row["from_day"] >= since
    ]
    orgs = (work.case.entity_org, work.case.center_code, work.case.province, "CNIPA", *made)
    for org in dict.fromkeys(filter(None, orgs)):
        work.tell(str(org), "stay_ended", decision=decision_no, centers=made,
                  entity=work.case.entity_name)  # fmt: skip
