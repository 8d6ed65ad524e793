"""Which module brings the panels of which procedure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from service.office import Unit
from service.store.cases import Case
from service.web.desk import is_entity
from service.web.views_task import Panel

Item = dict[str, Any]
Bring = Callable[[Unit, Case, Item], tuple[Panel, ...]]
_BRINGING: dict[str, Bring] = {}


def panels(process_key: str) -> Callable[[Bring], Bring]:
    """Enter a function as what brings the panels of a procedure: (unit, case, work item)."""

    def enter(bring: Bring) -> Bring:
        _BRINGING[process_key] = bring
        return bring

    return enter


def panels_of(unit: Unit, case: Case, item: Item) -> tuple[Panel, ...]:
    """The panels for officers; an entity gets none but what `Evidence` shows it anyway."""
    bring = _BRINGING.get(case.process_key)
    return bring(unit, case, item) if bring and not is_entity() else ()


Said = dict[str, dict[str, Any]]
Begin = Callable[[Unit, int], Said]
_BEGINNING: dict[str, Begin] = {}


def begins(process_key: str) -> Callable[[Begin], Begin]:
    """Enter a function (unit, case id) as what a procedure's forms begin with, by element: facts
    that stand in the register, over what was answered once."""

    def enter(begin: Begin) -> Begin:
        _BEGINNING[process_key] = begin
        return begin

    return enter


def begun_with(unit: Unit, process_key: str, case_id: int) -> Said:
    begin = _BEGINNING.get(process_key)
    return begin(unit, case_id) if begin else {}
