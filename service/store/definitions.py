"""Published versions of diagrams and forms; a version is written once and never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from service.store.database import dumps
from service.store.tables.house import form_version, process_version


@dataclass(frozen=True, kw_only=True)
class ProcessVersion:
    id: int
    key: str
    version: int
    files: Mapping[str, str]  # file name → text


@dataclass(frozen=True, kw_only=True)
class FormVersion:
    id: int
    key: str
    version: int
    definition: str


def _process(row: sa.Row[Any]) -> ProcessVersion:
    return ProcessVersion(id=row.id, key=row.key, version=row.version, files=row.files)


def _form(row: sa.Row[Any]) -> FormVersion:
    return FormVersion(id=row.id, key=row.key, version=row.version, definition=row.definition)


_PROCESS = sa.select(process_version).where(process_version.c.id == sa.bindparam("id"))
_FORM = sa.select(form_version).where(form_version.c.id == sa.bindparam("id"))


def process_by_id(connection: Connection, version_id: int) -> ProcessVersion:
    return _process(connection.execute(_PROCESS, {"id": version_id}).one())


def form_by_id(connection: Connection, form_id: int) -> FormVersion:
    return _form(connection.execute(_FORM, {"id": form_id}).one())


def newest_processes(connection: Connection) -> dict[str, ProcessVersion]:
    """The version new cases start on, by process key."""
    rows = connection.execute(sa.select(process_version).order_by(process_version.c.version))
    return {row.key: _process(row) for row in rows}


def newest_forms(connection: Connection) -> dict[str, FormVersion]:
    """The version new tasks are given, by form key."""
    rows = connection.execute(sa.select(form_version).order_by(form_version.c.version))
    return {row.key: _form(row) for row in rows}


def add_process(
    connection: Connection, key: str, files: Mapping[str, str], *, now: datetime
) -> ProcessVersion | None:
    """Keep these files as the next version of `key`; None if the newest already is these files."""
    sha = hashlib.sha256(dumps(dict(files)).encode()).hexdigest()
    version = _next(connection, process_version, key, sha)
    if version is None:
        return None
    connection.execute(
        process_version.insert().values(
            key=key, version=version, files=dict(files), sha256=sha, published_at=now
        )
    )
    return newest_processes(connection)[key]


def add_form(
    connection: Connection, key: str, definition: str, *, now: datetime
) -> FormVersion | None:
    """Keep this definition as the next version of `key`; None if the newest already is it."""
    sha = hashlib.sha256(definition.encode()).hexdigest()
    version = _next(connection, form_version, key, sha)
    if version is None:
        return None
    connection.execute(
        form_version.insert().values(
            key=key, version=version, definition=definition, sha256=sha, published_at=now
        )
    )
    return newest_forms(connection)[key]


def _next(connection: Connection, table: sa.Table, key: str, sha: str) -> int | None:
    newest = connection.execute(
        sa.select(table.c.version, table.c.sha256)
        .where(table.c.key == key)
        .order_by(table.c.version.desc())
        .limit(1)
    ).first()
    if newest is None:
        return 1
    return None if newest.sha256 == sha else newest.version + 1
