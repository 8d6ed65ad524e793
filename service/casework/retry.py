"""Take a turn again when somebody else saved the same case first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from service.casework.turn import Moved
from service.domain.errors import Conflict
from service.office import Office, Unit
from service.store.database import is_serialization_failure

Result = TypeVar("Result")
TURNS = 8


def repeated(office: Office, turn: Callable[[Unit], Result]) -> Result:
    """Run `turn` in a transaction; when the case was saved meanwhile, load and apply again.

    Different tasks of one case commute, so a second turn succeeds; the same task does not: its
    second turn finds the task done and says by whom. Raises Conflict after `TURNS` turns.
    """
    for _ in range(TURNS):
        try:
            with office.begin() as unit:
                return turn(unit)
        except Moved:
            continue
        except Exception as error:
            if not is_serialization_failure(error):
                raise
    raise Conflict
