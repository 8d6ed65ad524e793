"""The tables, one module a subject. Migrations are compared with this in the tests."""

from importlib import import_module
from pkgutil import iter_modules

from service.store.database import metadata

__all__ = ["metadata"]

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")
