"""What every test of an action may ask: is the whole database as it was?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from service.store.tables import metadata
from tests.support.town import Town


@pytest.fixture
def unchanged(town: Town) -> Callable[[], AbstractContextManager[None]]:
    """`with unchanged():` fails when any row of any table is different afterwards."""

    def rows() -> dict[str, list[str]]:
        with town.office.read() as unit:
            return {
                table.name: sorted(repr(row) for row in unit.connection.execute(table.select()))
                for table in metadata.sorted_tables
            }

    @contextmanager
    def block() -> Iterator[None]:
        before = rows()
        yield
        assert rows() == before

    return block
