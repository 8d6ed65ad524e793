"""The clock's door: due things happen once, an outage is outlived, an end is clean."""

import threading
from pathlib import Path

import pytest
import structlog

from service.office import Office
from service.store import timers
from service.store.database import Database
from service.store.record import entries_of
from service.timers import Tick, start_beside
from tests.support.programs import Ticker, until
from tests.support.violations import removed

BANS = 6
FREE = "2027-03-03T00:00"


@pytest.fixture
def bans_over(town) -> list[int]:
    """Cooling cases whose ban ended this instant; nobody has lifted them yet."""
    for number in range(1, BANS + 1):
        removed(town, town.enter_entity(number, filed_at=("zhejiang",)))
    town.advance("2027-03-02T12:00")
    town.stand(FREE)
    with town.office.read() as unit:
        return timers.due_cases(unit.connection, now=unit.now, limit=100)


def lifts(town, case_id: int) -> int:
    with town.office.read() as unit:
        lines = entries_of(unit.connection, f"case:{case_id}")
    return sum(line["verb"] == "operation.ban.lift" for line in lines)


def second_office(town) -> Office:
    return Office(database=Database(town.url), documents=town.documents)


def waiting(town) -> int:
    with town.office.read() as unit:
        return len(timers.due_cases(unit.connection, now=unit.now, limit=100))


def test_two_tickers_at_the_same_moment_do_each_thing_once(town, bans_over):
    other = second_office(town)
    threads = [threading.Thread(target=Tick(office)) for office in (town.office, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    Tick(town.office)()  # what one skipped because the other held it
    other.database.dispose()
    assert len(bans_over) == BANS
    assert [lifts(town, case) for case in bans_over] == [1] * BANS


def test_a_tick_says_in_one_line_what_it_did_and_nothing_when_there_was_nothing(town, bans_over):
    with structlog.testing.capture_logs() as said:
        Tick(town.office)()
        Tick(town.office)()
    assert [(line["event"], line["fired"], line["incidents"]) for line in said] == [
        ("timers.fired", BANS, 0)
    ]


def test_beside_a_server_the_first_tick_comes_at_once_and_the_end_is_clean(town, bans_over):
    beside = start_beside(town.office, 3600)
    until(lambda: waiting(town) == 0)
    beside.stop()
    beside.stop()
    assert [lifts(town, case) for case in bans_over] == [1] * BANS


def test_a_database_that_is_away_is_reported_once_and_waited_for(tmp_path: Path):
    folder = tmp_path / "away"
    office = Office(database=Database(f"sqlite:///{folder}/m.db"), documents=tmp_path)
    tick = Tick(office)
    with structlog.testing.capture_logs() as said:
        tick()
        tick()
    assert [line["event"] for line in said] == ["timers.failed"]


def test_a_database_that_comes_back_is_reported_and_served(town, bans_over):
    tick = Tick(Office(database=Database("sqlite:////nowhere/m.db"), documents=town.documents))
    with structlog.testing.capture_logs() as said:
        tick()
        tick.office = town.office
        tick()
    assert [line["event"] for line in said] == ["timers.failed", "timers.back", "timers.fired"]
    assert waiting(town) == 0


def test_sigterm_ends_the_process_of_the_timers_cleanly(town, tmp_path: Path):
    ticker = Ticker(town.url, tmp_path)
    until(lambda: "timers.started" in ticker.said.read_text(), ticker)
    assert ticker.stop() == 0
    assert "timers.stopped" in ticker.said.read_text()
