"""The clock's own housekeeping: what is kept for a while only is forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from service.office import Office
from service.store import people, requests

ANSWERS_KEPT = timedelta(days=7)
SESSIONS_KEPT = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class TidiedUp:
    """How many rows were forgotten."""

    request_keys: int
    sessions: int


def tidy_up(office: Office) -> TidiedUp:
    """Forget answers kept for repeated requests after a week, ended sessions after a month.

    By the database's own clock: moving a demonstration's time forgets nothing.
    """
    with office.begin() as unit:
        now = unit.house.clock_at
        keys = requests.forget_answers(unit.connection, now - ANSWERS_KEPT)
        sessions = people.forget_ended_sessions(unit.connection, now - SESSIONS_KEPT)
        return unit.done(TidiedUp(request_keys=keys, sessions=sessions))
