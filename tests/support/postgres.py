"""A throw-away PostgreSQL cluster for one test session, shared by all its workers.

The first test that asks starts it, under a file lock; a keeper process stops it and removes its
files when the session's own process ends, however it ends. `MINGDAN_TEST_POSTGRES_URL` names a
server to use instead: its user must be allowed to create databases.
"""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from tests.support.needs import INSTALL, postgres_programs
from tests.support.session import Session, locked

OTHER_SERVER = "MINGDAN_TEST_POSTGRES_URL"
SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "autovacuum": "off",
    # Nobody's zone: what depends on the server's zone is wrong, and shows here.
    "timezone": "'America/St_Johns'",
}


class Postgres:
    """The server of this session, as one makes and drops databases on it."""

    def __init__(self, session: Session) -> None:
        self.url = os.environ.get(OTHER_SERVER) or _own_cluster(session)

    def url_of(self, database: str) -> str:
        parts = urlsplit(self.url)
        query = f"?{parts.query}" if parts.query else ""
        return f"postgresql://{parts.netloc}/{database}{query}"

    def create(self, database: str, template: str = "template0") -> str:
        """A new database, a copy of `template`; its address."""
        self._run("CREATE DATABASE {} TEMPLATE {} ENCODING 'UTF8'", database, template)
        return self.url_of(database)

    def drop(self, database: str) -> None:
        """Gone, also where a connection is still open."""
        self._run("DROP DATABASE IF EXISTS {} WITH (FORCE)", database)

    def drop_all(self, prefix: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            rows = connection.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [prefix]
            ).fetchall()
        for (database,) in rows:
            self.drop(database)

    def _run(self, words: str, *names: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(sql.SQL(words).format(*map(sql.Identifier, names)))


def _own_cluster(session: Session) -> str:
    folder = session.folder / "postgres"
    with locked(session.folder / "postgres.lock"):
        if not (folder / "started").exists():
            _start(folder, session)
            (folder / "started").touch()
    return f"postgresql://mingdan@/postgres?host={folder}"


def _start(folder: Path, session: Session) -> None:
    programs = postgres_programs()
    if programs is None:
        raise RuntimeError(f"the tests need PostgreSQL. {INSTALL}")
    user = _server_user()
    folder.mkdir(mode=0o700)
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
    data = folder / "data"
    _run_as(
        user,
        folder,
        programs / "initdb",
        "-D",
        data,
        "-U",
        "mingdan",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
        "--no-instructions",
    )
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(f"unix_socket_directories = '{folder}'\n")
        settings.writelines(f"{key} = {value}\n" for key, value in SETTINGS.items())
    _run_as(
        user, folder, programs / "pg_ctl", "-D", data, "-l", folder / "log", "-s", "-w", "start"
    )
    _leave_keeper(session, programs / "pg_ctl", data, user)


def _server_user() -> str | None:
    """The server refuses to run as root: whom root lends it to. None: it runs as we do."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def _run_as(user: str | None, folder: Path, *command: str | Path) -> None:
    other: dict[str, Any] = {}
    if user:
        other = {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}
    # The server inherits what it writes to, so this is a file: a pipe would never end.
    said = folder / "said"
    with said.open("w") as out:
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            check=False,
            **other,
        )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{said.read_text()}")


def _leave_keeper(session: Session, pg_ctl: Path, data: Path, user: str | None) -> None:
    keeper = Path(__file__).with_name("keeper.py")
    subprocess.run(
        [
            sys.executable,
            keeper,
            session.pipe,
            pg_ctl,
            data,
            session.folder,
            *([user] * bool(user)),
        ],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
