"""A stage for each kind of database, entered once for all stories, that counts what tasks cost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.stories import Stage
from tests.support.databases import Databases, kinds
from tests.support.statements import CountingStage


@pytest.fixture(scope="package", params=kinds())
def stage(request: pytest.FixtureRequest, databases: Databases) -> Iterator[CountingStage]:
    url = databases.postgres.url if request.param == "postgresql" else None
    with CountingStage(url) as entered:
        yield entered


@pytest.fixture(scope="package")
def quick_stage() -> Iterator[Stage]:
    """SQLite only: for what concerns the player and not the house."""
    with Stage() as entered:
        yield entered
