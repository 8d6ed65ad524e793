"""What is kept for a while only is forgotten, by the database's own clock."""

from __future__ import annotations

from datetime import timedelta

import pytest

from service.actions.sign_in import sign_in
from service.actions.tidy_up import tidy_up
from service.casework.actors import actor_by_token
from service.domain.errors import WrongPassword
from service.store import people, requests
from tests.support.town import PASSWORD, Town

LOGIN = "zhejiang.reviewer"


def clock(town: Town, **ago: int):
    with town.office.read() as unit:
        return unit.house.clock_at - timedelta(**ago)


def test_an_answer_is_kept_for_a_week_and_then_forgotten(town: Town) -> None:
    with town.office.begin() as unit:
        for key, days in (("old", 8), ("young", 6)):
            requests.keep_answer(unit.connection, key, "f", None, now=clock(town, days=days))
    assert tidy_up(town.office).request_keys == 1
    with town.office.read() as unit:
        assert requests.answered(unit.connection, "old") is None
        assert requests.answered(unit.connection, "young") is not None


def test_old_failures_to_sign_in_go_and_a_session_in_use_stays(town: Town) -> None:
    with pytest.raises(WrongPassword):
        sign_in(town.office, login=LOGIN, password="not it")
    token = sign_in(town.office, login=LOGIN, password=PASSWORD).token
    with town.office.begin() as unit:
        people.add_failure(unit.connection, "somebody", clock(town, days=31))
    assert tidy_up(town.office).sessions == 1
    with town.office.read() as unit:
        assert actor_by_token(unit, token)


def test_moving_the_clock_of_a_demonstration_forgets_nothing(town: Town) -> None:
    with town.office.begin() as unit:
        requests.keep_answer(unit.connection, "key", "f", None, now=unit.house.clock_at)
    town.advance("2027-06-01T00:00")
    assert tidy_up(town.office).request_keys == 0
