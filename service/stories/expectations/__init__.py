"""What a story may expect, and how the house is asked; one file a subject."""

from importlib import import_module
from pkgutil import iter_modules

from service.stories.expectations.registry import EXPECTATIONS, Look
from service.stories.expectations.waiting import places

__all__ = ["EXPECTATIONS", "Look", "places"]

for _module in sorted(found.name for found in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")
