"""A database for each test, as a copy of one that was made once a session.

A kind of database ("sqlite", "postgresql") and a template's name give a fresh copy: a file copied,
or a database cloned. Building a template is the work of a function in `TEMPLATES`; what it needs
is imported there, so that tests of pure rules load none of it.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.support.postgres import OTHER_SERVER, Postgres
from tests.support.session import Session, locked

KINDS = ("sqlite", "postgresql")


def _nothing(url: str) -> None:
    """An empty database, as one finds it before the first migration."""


def _migrated(url: str) -> None:
    from service.store.database import Database
    from service.store.schema import upgrade

    database = Database(url)
    upgrade(database)
    database.dispose()


def _town(url: str) -> None:
    from tests.support.town import build

    build(url)


TEMPLATES: dict[str, Callable[[str], None]] = {
    "empty": _nothing,
    "migrated": _migrated,
    "town": _town,
}


def kinds() -> tuple[str, ...]:
    """The kinds this run tests: both, unless MINGDAN_TEST_ENGINES names some of them."""
    named = os.environ.get("MINGDAN_TEST_ENGINES", "")
    chosen = tuple(filter(None, (kind.strip() for kind in named.split(",")))) or KINDS
    unknown = set(chosen) - set(KINDS)
    if unknown:
        raise ValueError(f"MINGDAN_TEST_ENGINES knows {KINDS}, not {sorted(unknown)}")
    return chosen


class Databases:
    """Where the tests of this process get their databases."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._numbers = itertools.count(1)
        self._postgres: Postgres | None = None

    @property
    def postgres(self) -> Postgres:
        if self._postgres is None:
            self._postgres = Postgres(self.session)
        return self._postgres

    def fresh(self, kind: str, template: str, folder: Path) -> str:
        """The address of a new database; `folder` is where a file may lie."""
        if kind == "sqlite":
            path = folder / f"mingdan-{next(self._numbers)}.db"
            shutil.copyfile(self._sqlite_template(template), path)
            return f"sqlite:///{path}"
        source = self._postgres_template(template)
        return self.postgres.create(self._name(f"{os.getpid()}_{next(self._numbers)}"), source)

    def drop(self, url: str) -> None:
        """Files go with their folder; a database is dropped."""
        if url.startswith("postgresql"):
            self.postgres.drop(url.partition("?")[0].rpartition("/")[2])

    def drop_all(self) -> None:
        """At the session's end: what it left on a server that outlives it."""
        if os.environ.get(OTHER_SERVER) and list(self.session.folder.glob("*.postgresql")):
            self.postgres.drop_all(f"{self.session.name}_")

    def _sqlite_template(self, template: str) -> Path:
        path = self.session.folder / f"{template}.db"
        with locked(path.with_suffix(".lock")):
            if not path.exists():
                made = path.with_suffix(".new")
                made.touch()
                TEMPLATES[template](f"sqlite:///{made}")
                made.rename(path)
        return path

    def _postgres_template(self, template: str) -> str:
        done = self.session.folder / f"{template}.postgresql"
        with locked(done.with_suffix(".lock")):
            if not done.exists():
                TEMPLATES[template](self.postgres.create(self._name(template)))
                done.touch()
        return self._name(template)

    def _name(self, tail: str) -> str:
        return f"{self.session.name}_{tail}"
