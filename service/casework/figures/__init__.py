"""The figures of the regions: `ls` of this folder is the list by subject; each enters itself."""

from importlib import import_module
from pkgutil import iter_modules

from service.casework.figures.registry import FIGURES, figure, figures_of

__all__ = ["FIGURES", "figure", "figures_of"]

for _module in sorted(found.name for found in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")
