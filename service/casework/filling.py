"""What a procedure adds to its own tasks: answers to begin with, checks no form can state.

A form knows only its own fields. What stands on the register, or at another center, is brought
and held against the answers here, by process and element.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from service.office import Unit
from service.store.cases import Case

Answers = dict[str, Any]
Item = dict[str, Any]
Begin = Callable[[Unit, Case, Item], Answers]
Check = Callable[[Unit, Case, Item, Answers], None]
_BEGINNING: dict[tuple[str, str], Begin] = {}
_CHECKING: dict[tuple[str, str], Check] = {}


def begins(process_key: str, element: str) -> Callable[[Begin], Begin]:
    """Enter a function as what the form of a task begins with."""

    def enter(begin: Begin) -> Begin:
        _BEGINNING[process_key, element] = begin
        return begin

    return enter


def checks(process_key: str, element: str) -> Callable[[Check], Check]:
    """Enter a function that refuses answers to a task (InvalidForm)."""

    def enter(check: Check) -> Check:
        _CHECKING[process_key, element] = check
        return check

    return enter


def begun(unit: Unit, case: Case, item: Item) -> Answers:
    """What the procedure puts into the form of this task before anybody types."""
    begin = _BEGINNING.get((case.process_key, item["element"]))
    return begin(unit, case, item) if begin else {}


def check_filled(unit: Unit, case: Case, item: Item, answers: Answers) -> None:
    """Raises InvalidForm for what the procedure does not take."""
    check = _CHECKING.get((case.process_key, item["element"]))
    if check is not None:
        check(unit, case, item, answers)
