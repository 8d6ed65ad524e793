"""What a notice says, by its kind, in the reader's language; one module a subject."""

from importlib import import_module
from pkgutil import iter_modules

from service.web.notice_words.registry import notice_line, said

__all__ = ["notice_line", "said"]

for _module in sorted(found.name for found in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")
