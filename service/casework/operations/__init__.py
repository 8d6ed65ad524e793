"""What a diagram may do to the world; `ls` of this folder is the list by subject."""

from importlib import import_module
from pkgutil import iter_modules

from service.casework.operations.registry import OPERATIONS, Operation, call, check_before

__all__ = ["OPERATIONS", "Operation", "call", "check_before"]

for _module in sorted(found.name for found in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")
