"""The Office itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from service.engine import Outcome
from service.office.shelf import Shelf
from service.office.unit import RequestKey, Unit
from service.store.database import Database

Watch = Callable[[str, Outcome], None]


@dataclass(frozen=True, kw_only=True)
class Office:
    """What every action takes first.

    documents  folder where uploaded files are kept, named by their SHA-256
    request    the Idempotency-Key of the request being served, if it brought one
    watch      told, by process key, what each step of the engine passed (stories count it);
               a step may still be rolled back after that
    due_now    cases that this office's steps left a step to be done at once: see `carry_on`
    """

    database: Database
    documents: Path
    shelf: Shelf = field(default_factory=Shelf)
    request: RequestKey | None = None
    watch: Watch | None = None
    due_now: set[int] = field(default_factory=set)

    def for_request(self, request: RequestKey | None) -> Office:
        return replace(self, request=request, due_now=set())

    @contextmanager
    def begin(self) -> Iterator[Unit]:
        """One writing transaction; raises AlreadyDone when the request was answered before."""
        with self.database.begin() as connection:
            unit = Unit(self, connection)
            unit.check_not_answered()
            yield unit

    @contextmanager
    def read(self) -> Iterator[Unit]:
        """One reading transaction."""
        with self.database.read() as connection:
            yield Unit(self, connection)
