"""A demonstration of the smallest size, made once a session; each test has a copy of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.demonstration import SMALLEST_SIZE, seed
from service.office import Office
from service.store.database import Database
from service.store.schema import upgrade


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demonstration") / "seeded.db"
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    seed(Office(database=database, documents=path.parent), size=SMALLEST_SIZE)
    database.dispose()
    return path


@pytest.fixture
def office(seeded: Path, tmp_path: Path) -> Iterator[Office]:
    copy = tmp_path / "demonstration.db"
    shutil.copyfile(seeded, copy)
    database = Database(f"sqlite:///{copy}")
    yield Office(database=database, documents=tmp_path)
    database.dispose()
