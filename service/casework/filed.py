"""What follows when a filing in force ends or rests for another reason than its re-review (M20)."""

from __future__ import annotations

from service.casework.work import SendMessage, Work
from service.store import reviews


def no_longer_filed(work: Work, entity_id: int, center: str | None, why: str) -> None:
    """Break off the re-reviews of an entity, in the case at hand, once it is saved.

    center  where the filing ended; None for everywhere
    why     removed | cancelled | ended | dissolved | suspended | moved
    """
    told = {"by_case": work.case.number, "why": why}
    for case_id in reviews.live_cases_of(work.connection, entity_id, center):
        if case_id != work.case.id:
            work.effects.append(
                SendMessage(case_id=case_id, message="filing_lost", payload=told)
            )  # fmt: skip
