"""The actions that a story may name in `act`, with what it gives them; one file a subject."""

from importlib import import_module
from pkgutil import iter_modules

from service.stories.acts.registry import ACTS

__all__ = ["ACTS"]

for _module in sorted(found.name for found in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")
