"""What a demonstration shows of each further subject, on the day people look; one module each."""

from importlib import import_module
from pkgutil import iter_modules

from service.demonstration.areas.registry import demonstrate_areas, plan_areas

__all__ = ["demonstrate_areas", "plan_areas"]

for _module in sorted(found.name for found in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")
