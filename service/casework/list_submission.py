"""The submission of a list case, as this turn has it, and the days it sets."""

from __future__ import annotations

from datetime import date
from typing import Any

from service.casework.set_days import sets_day
from service.casework.work import Work
from service.domain.limits import due
from service.store import lists

Row = dict[str, Any]


def submission_of(work: Work) -> Row:
    found = _submission(work)
    assert found is not None, "a draft is opened before anything is done to it"
    return found


def _submission(work: Work) -> Row | None:
    """As this turn has it; read once, since every limit of a list asks for it."""
    key = ("list_submission", work.case.id)
    if work.turn.kept.get(key) is None:
        work.turn.kept[key] = lists.submission_of_case(work.connection, work.case.id)
    return work.turn.kept[key]


def change(work: Work, found: Row, **values: Any) -> None:
    lists.change_submission(work.connection, found["id"], **values)
    work.turn.kept["list_submission", work.case.id] = found | values


@sets_day("list_submission")
def _submission_day(work: Work) -> date | None:
    """A round's own day, for its first submission."""
    found = _submission(work)
    return found["due_day"] if found else None


@sets_day("list_approval")
def _approval_day(work: Work) -> date | None:
    """The leader has no longer than the round has, while it is not over."""
    day, found = _submission_day(work), _submission(work)
    if day is None or day < work.unit.today or (found and found["turn"]):
        return None
    limit = work.rules.limit("list_approval", work.unit.today, work.case.province)
    counted = due(limit, work.unit.today, work.unit.calendar).last_day
    return day if day < counted else None
