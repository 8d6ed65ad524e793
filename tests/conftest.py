"""What every test stands on: a scrubbed environment, one session folder, a fresh database."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from service.office import Office
    from tests.support.town import Town

KEPT = ("MINGDAN_TEST_",)
for name in list(os.environ):
    if name.startswith(("MINGDAN_", "FLASK_")) and not name.startswith(KEPT):
        del os.environ[name]
# Nobody's zone: what takes the machine's zone for the law's shows here.
os.environ["TZ"] = "America/St_Johns"
time.tzset()

from tests.support.databases import Databases, kinds  # noqa: E402
from tests.support.session import hold, join_session, leave  # noqa: E402

settings.register_profile("mingdan", deadline=None, print_blob=True)
settings.load_profile("mingdan")

SESSION = join_session()


def pytest_configure(config: pytest.Config) -> None:
    if SESSION.owner:
        held = hold(SESSION)
        config.add_cleanup(lambda: leave(SESSION, held))
        config.add_cleanup(Databases(SESSION).drop_all)


@pytest.fixture(params=kinds())
def engine_kind(request: pytest.FixtureRequest) -> str:
    """ "sqlite", then "postgresql"; a test that uses it runs on both."""
    return request.param


@pytest.fixture(scope="session")
def databases() -> Databases:
    return Databases(SESSION)


@pytest.fixture
def database_url(databases: Databases, engine_kind: str, tmp_path: Path) -> Iterator[str]:
    """A database of the current schema with nothing in it, on each kind."""
    url = databases.fresh(engine_kind, "migrated", tmp_path)
    yield url
    databases.drop(url)


@pytest.fixture
def empty_database_url(databases: Databases, engine_kind: str, tmp_path: Path) -> Iterator[str]:
    """A database without a table, on each kind: for the migrations."""
    url = databases.fresh(engine_kind, "empty", tmp_path)
    yield url
    databases.drop(url)


@pytest.fixture
def town(databases: Databases, engine_kind: str, tmp_path: Path) -> Iterator[Town]:
    """A founded house with its people, processes and forms, on each kind; time stands still."""
    from tests.support.town import Town

    url = databases.fresh(engine_kind, "town", tmp_path)
    found = Town(url, tmp_path)
    yield found
    found.close()
    databases.drop(url)


@pytest.fixture
def office(town: Town) -> Office:
    """The office of a town, for tests that need nobody in it."""
    return town.office
