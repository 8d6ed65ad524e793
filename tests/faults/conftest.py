"""Towns with work in them, for officers and tickers that run as real processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.programs import Officer, Ticker


@pytest.fixture
def hire(town, tmp_path: Path) -> Iterator[Callable[[int], list[Officer]]]:
    """Officers, each a process; dismissed at the end."""
    hired: list[Officer] = []

    def some(count: int) -> list[Officer]:
        hired.extend(Officer(town.url, tmp_path) for _ in range(count))
        return hired[-count:]

    yield some
    for officer in hired:
        officer.leave()


@pytest.fixture
def start_ticker(town, tmp_path: Path) -> Iterator[Callable[[], Ticker]]:
    started: list[Ticker] = []

    def one() -> Ticker:
        started.append(Ticker(town.url, tmp_path))
        return started[-1]

    yield one
    for ticker in started:
        if ticker.runs():
            ticker.kill()
