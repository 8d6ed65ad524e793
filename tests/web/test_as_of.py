"""An entity and the registers for a day, as known on another. Source: domain.md part c5."""

from __future__ import annotations

import pytest

from tests.support.town import code_of
from tests.web import life as story


def test_an_entity_is_shown_as_it_was_known_then(browser):
    """Banned on 2 March 2026 by a decision recorded that day."""
    desk = browser("zhejiang.reviewer")
    path = f"/entities/{code_of(story.BANNED)}"
    page = desk.get(f"{path}?on=2026-06-01&known=2026-03-01")
    note = page.words("//section[contains(@class,'as-of')]")
    assert "按 2026年3月1日 所知" in note
    assert "当时所知：可以；现在所知：不可以" in note
    assert page.all("//input[@name='known']/@value") == ["2026-03-01"]
    assert "禁期中" not in page.words("//div[contains(@class,'standing')]")
    later = desk.get(f"{path}?on=2026-06-01&known=2026-03-05")
    assert "禁期中" in later.words("//div[contains(@class,'standing')]")
    now = desk.get(f"{path}?on=2026-06-01")
    assert now.all("//section[contains(@class,'as-of')]") == []
    assert (
        desk.get(f"{path}?on=2026-06-01&known=2099-01-01").all("//*[contains(@class,'as-of')]")
        == []
    )


def test_the_registers_answer_for_a_day_as_known_then(browser):
    desk = browser("zhejiang.reviewer")

    def names(path: str) -> list[str]:
        found = desk.get(path).all("//table//a[@class='row-link']")
        return [a.text_content() for a in found]

    held = names("/registers/bans?on=2026-06-01")
    assert len(held) == 1
    assert names("/registers/bans?on=2026-06-01&known=2026-03-01") == []
    then = desk.get("/registers/bans?on=2026-06-01&known=2026-03-01").words()
    assert "现在所知：共 1 条，其中 1 条在这一天有效" in then
    assert names("/entities?state=banned&on=2026-06-01") == held
    assert names("/entities?state=banned&on=2026-06-01&known=2026-03-01") == []
    assert names("/entities?state=banned&on=2027-03-03") == []
    assert names("/entities?state=filed&on=2026-03-02") == []
    assert (
        "现在所知：1 个"
        in desk.get("/entities?state=banned&on=2026-06-01&known=2026-03-01").words()
    )
    links = desk.get("/entities?on=2026-06-01&known=2026-03-02").all("//a[@class='row-link']/@href")
    assert all("on=2026-06-01&known=2026-03-02" in link for link in links)


@pytest.mark.parametrize("known", ["x", "2026-02-30", "", "1800-01-01", "2026-10-09", "9999-99-99"])
def test_a_known_day_that_is_none_is_now(browser, known):
    desk = browser("zhejiang.reviewer")
    for path in (f"/entities/{code_of(story.BANNED)}", "/registers/bans", "/entities"):
        page = desk.get(f"{path}?known={known}")
        assert page.status == 200
        assert page.all("//*[contains(@class,'as-of')]") == []
