"""A fresh house for each story: one is founded and published, the others are copies of it."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType

from service.actions.found_house import found_house
from service.actions.publish_definitions import publish_definitions
from service.domain.periods import SHANGHAI
from service.engine import Process
from service.office import Office
from service.shipped import shipped_forms, shipped_processes
from service.store.copies import create_copy, drop_copy
from service.store.database import Database
from service.store.schema import upgrade

FOUNDED_AT = datetime(2018, 1, 2, 9, tzinfo=SHANGHAI)  # before any story begins
Files = Mapping[str, str]


class Stage:
    """Entered once for many stories.

    url        a database beside which copies are made; SQLite in a temporary folder for None
    processes, forms   what is played; what comes with this version for None
    """

    def __init__(
        self,
        url: str | None = None,
        *,
        processes: Mapping[str, Files] | None = None,
        forms: Files | None = None,
    ) -> None:
        self.shown = (
            shipped_processes() if processes is None else processes,
            shipped_forms() if forms is None else forms,
        )
        self._url = url
        self._made: list[str] = []

    def __enter__(self) -> Stage:
        self._folder = tempfile.TemporaryDirectory(prefix="mingdan-stories-")
        self.folder = Path(self._folder.name)
        self.url = self._url or f"sqlite:///{self.folder / 'base.db'}"
        if self.url.startswith("sqlite"):
            self.url = f"sqlite:///{self.folder / 'base.db'}"
        try:
            self._template()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for url in self._made:
            drop_copy(self.url, url)
        self._folder.cleanup()

    def _copy(self, template: str | None) -> str:
        url = create_copy(self.url, f"mingdan_story_{secrets.token_hex(6)}", template)
        self._made.append(url)
        return url

    def _template(self) -> None:
        self.template = self._copy(None)
        office = Office(database=Database(self.template), documents=self.folder)
        try:
            upgrade(office.database)
            found_house(office, is_demonstration=True, clock_at=FOUNDED_AT)
            processes, forms = self.shown
            publish_definitions(office, processes=processes, forms=forms)
            with office.read() as unit:
                found = ((key, unit.newest_process(key)) for key in processes)
                self.processes: dict[str, Process] = {
                    key: unit.process(version) for key, version in found if version is not None
                }
                for key in forms:
                    unit.form(unit.newest_form(key))
            self._shelf = office.shelf
        finally:
            office.database.dispose()

    @contextmanager
    def fresh(self) -> Iterator[Office]:
        """An office on a database of its own, gone afterwards."""
        url = self._copy(self.template)
        database = Database(url)
        try:
            yield Office(database=database, documents=self.folder, shelf=self._shelf.copy())
        finally:
            database.dispose()
            drop_copy(self.url, url)
            self._made.remove(url)
