"""`mingdan demo`: made once, whole after an interruption, and a year in it passes at a word."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from service.demonstration import SMALLEST_SIZE, is_complete, seed
from service.office import Office
from service.store.database import Database
from service.store.schema import upgrade

pytestmark = pytest.mark.slow
SMALL = ("demo", "--no-serve", "--size", str(SMALLEST_SIZE))


class Interrupted(Exception):
    """Somebody pulls the plug."""


def facts(path: str) -> list[tuple[str, ...]]:
    statement = """SELECT c.number, c.process_key, c.status, c.outcome, e.name, c.opened_at
                   FROM "case" c JOIN entity e ON e.id = c.entity_id ORDER BY c.id"""
    with sqlite3.connect(path) as connection:
        return connection.execute(statement).fetchall()


@pytest.fixture
def database(settings) -> str:
    return settings["MINGDAN_DATABASE_URL"].removeprefix("sqlite:///")


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A demonstration, to be copied."""
    path = tmp_path_factory.mktemp("demo") / "made.db"
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    seed(Office(database=database, documents=path.parent), size=SMALLEST_SIZE)
    database.dispose()
    return path


def test_a_seeding_cut_short_leaves_a_usable_house_and_the_next_call_begins_anew(
    mingdan, database, tmp_path, made
):
    def tell(share: float) -> None:
        if share > 0.4:
            raise Interrupted

    office = Office(database=Database(f"sqlite:///{database}"), documents=tmp_path)
    upgrade(office.database)
    with pytest.raises(Interrupted):
        seed(office, size=SMALLEST_SIZE, tell=tell)
    assert not is_complete(office)
    office.database.dispose()
    assert mingdan("record", "verify").exit_code == 0
    assert "zj-intake" in mingdan("user", "list").output

    said = mingdan(*SMALL)
    assert said.exit_code == 0
    assert "beginning anew" in said.output
    assert "zj-review-a" in said.output
    # Made again, of the same day and size: the same cases.
    assert facts(database) == facts(str(made))
    assert mingdan("record", "verify").exit_code == 0

    again = mingdan("demo", "--no-serve")
    assert "inventing" not in again.output
    assert facts(database) == facts(str(made))


def test_a_year_on_every_ban_is_lifted_by_the_clock(mingdan, database, made):
    shutil.copyfile(made, database)
    with sqlite3.connect(database) as connection:
        statement = """SELECT e.code FROM ban b JOIN entity e ON e.id = b.entity_id
                       ORDER BY b.id DESC LIMIT 1"""
        (code,) = connection.execute(statement).fetchone()
    assert "不可以" in mingdan("standing", code).output
    assert "May it apply?  No" in mingdan("standing", code, "--lang", "en").output
    said = mingdan("clock", "advance", "1y")
    assert said.exit_code == 0
    assert "May it apply?  Yes" in mingdan("standing", code, "--lang", "en").output
    with sqlite3.connect(database) as connection:
        left = connection.execute("SELECT count(*) FROM ban WHERE lifted_at IS NULL").fetchone()
        number = connection.execute(
            "SELECT number FROM \"case\" WHERE process_key = 'reapplication_cooling' "
            "ORDER BY id DESC LIMIT 1"
        ).fetchone()[0]
    assert left == (0,)
    record = mingdan("record", "show", number).output
    assert "系统" in record
    assert "系统自动解除禁期" in record
    assert mingdan("record", "verify").exit_code == 0


def test_a_real_house_is_never_touched(mingdan, database):
    mingdan("db", "upgrade")
    mingdan("db", "found")
    said = mingdan("demo", "--no-serve", "--reset")
    assert said.exit_code == 1
    assert "no demonstration" in said.output
    assert mingdan("db", "found").output.startswith("founded before")


def test_a_demonstration_keeps_a_secret_key_of_its_own(mingdan, tmp_path, database, made):
    shutil.copyfile(made, database)
    mingdan("demo", "--no-serve")
    key = tmp_path / "demo-key"
    first = key.read_text()
    assert len(first) == 64
    assert key.stat().st_mode & 0o077 == 0
    mingdan("demo", "--no-serve")
    assert key.read_text() == first
