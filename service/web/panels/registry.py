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
