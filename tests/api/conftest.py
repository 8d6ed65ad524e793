"""The API over a town, and people at its desks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from service import api
from service.actions.enter_demonstration import enter_demonstration
from service.store.tables import metadata
from tests.support.statements import listening

Answer = Any


@dataclass
class Desk:
    """Somebody with a token; every answer is JSON."""

    client: Any
    token: str

    def ask(self, path: str, **query: Any) -> Answer:
        return self.send("GET", path, query_string=query or None)

    def tell(self, path: str, body: Any = None, key: str = "", **options: Any) -> Answer:
        more = {"Idempotency-Key": key} if key else {}
        return self.send("POST", path, json=body, headers=more, **options)

    def send(
        self, method: str, path: str, headers: dict[str, str] | None = None, **options: Any
    ) -> Answer:
        said = {"Authorization": f"Bearer {self.token}"} | (headers or {})
        where = {"path": f"/api{path}", "method": method, "headers": said, "buffered": True}
        return self.client.open(**where | options)


@pytest.fixture
def app(town) -> Flask:
    made = Flask("service")
    made.config["MAX_CONTENT_LENGTH"] = 25 * 1024 * 1024
    api.register(made, town.office)
    return made


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def desk(town, client) -> Callable[[str], Desk]:
    """The desk of an account, signed in without a password as in a demonstration."""

    def of(login: str) -> Desk:
        return Desk(client, enter_demonstration(town.office, login=login).token)

    return of


@pytest.fixture
def statements(town) -> Callable[[], Any]:
    """`with statements() as said`: the SQL of the block, without BEGIN and its like."""
    return lambda: listening(town.office.database.engine)


@pytest.fixture
def unchanged(town) -> Callable[[], Any]:
    """`with unchanged():` fails when any table has other rows, or other content, afterwards."""

    @contextmanager
    def block() -> Iterator[None]:
        before = _content(town)
        yield
        assert _content(town) == before

    return block


def _content(town: Any) -> dict[str, list[str]]:
    with town.office.read() as unit:
        return {
            table.name: sorted(repr(tuple(row)) for row in unit.connection.execute(table.select()))
            for table in metadata.sorted_tables
            if table.name not in ("session", "sign_in_failure")
        }
