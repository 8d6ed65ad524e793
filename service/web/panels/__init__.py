"""The evidence that each procedure brings beside its forms; one module a procedure."""

from importlib import import_module
from pkgutil import iter_modules

from service.web.panels.registry import begun_with, panels_of

__all__ = ["begun_with", "panels_of"]

for _module in sorted(found.name for found in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")
