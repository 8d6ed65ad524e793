"""From the register of bans to an entity: today follows the clock, another day is kept."""

from __future__ import annotations

from typing import Any

OFFICER = "cnipa.national_officer"
LINKS = "//tbody//a[contains(@href, '/entities/')]/@href"


def test_a_page_opened_from_today_follows_the_clock(browser: Any) -> None:
    found = browser(OFFICER).get("/registers/bans?state=every").all(LINKS)
    assert found
    assert not any("on=" in href for href in found)


def test_a_page_opened_from_another_day_keeps_that_day(browser: Any) -> None:
    found = browser(OFFICER).get("/registers/bans?state=every&on=2025-01-02").all(LINKS)
    assert found
    assert all("on=2025-01-02" in href for href in found)
