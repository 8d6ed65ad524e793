"""What the clock may open again and again (预定开案): one module a subject enters its own."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from service.casework.plans.registry import (
    PLANNABLE,
    Plannable,
    check_may_plan,
    may_plan_at,
    plan_of,
    plannable,
    reach_of,
)

__all__ = [
    "PLANNABLE",
    "Plannable",
    "check_may_plan",
    "may_plan_at",
    "plan_of",
    "plannable",
    "reach_of",
]

for _module in sorted(found.name for found in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")
