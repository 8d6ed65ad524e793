"""Copies of a whole database: a prepared one is cloned for each use (stories, tests)."""

from __future__ import annotations

import shutil
from pathlib import Path

import sqlalchemy as sa

from service.store.database import Database

SQLITE = "sqlite:///"


def create_copy(url: str, name: str, template: str | None = None) -> str:
    """A new database beside `url`, empty or cloned from the one at `template`; its address.

    Nobody may be connected to the template. On PostgreSQL the user of `url` must be allowed to
    create databases.
    """
    if url.startswith(SQLITE):
        path = Path(url.removeprefix(SQLITE)).with_name(f"{name}.db")
        if template is None:
            path.touch()
        else:
            shutil.copyfile(template.removeprefix(SQLITE), path)
        return f"{SQLITE}{path}"
    source = _name_of(template) if template else "template0"
    _run(url, "CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'", name, source)
    return _address(url, name)


def drop_copy(url: str, copy: str) -> None:
    """Remove a database that `create_copy` made."""
    if copy.startswith(SQLITE):
        path = Path(copy.removeprefix(SQLITE))
        for tail in ("", "-wal", "-shm"):
            path.with_name(path.name + tail).unlink(missing_ok=True)
        return
    _run(url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", _name_of(copy))


def _name_of(url: str) -> str:
    return str(sa.make_url(url).database)


def _address(url: str, name: str) -> str:
    return sa.make_url(url).set(database=name).render_as_string(hide_password=False)


def _run(url: str, words: str, *names: str) -> None:
    database = Database(url)
    quote = database.engine.dialect.identifier_preparer.quote_identifier
    try:
        with database.engine.connect() as connection:
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            alone.exec_driver_sql(words.format(*map(quote, names)))
    finally:
        database.dispose()
