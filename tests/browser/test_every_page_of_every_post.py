"""Whoever one is: every page one's links lead to opens, says no error, and can be used."""

import pytest

from tests.browser import busy
from tests.browser.house import opened
from tests.browser.walk import Walk, kind_of
from tests.support.town import ELSEWHERE, Town

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AT_THE_CENTER = (
    "intake_officer",
    "reviewer",
    "second_reviewer",
    "center_head",
    "violation_officer",
)
POSTS = [f"zhejiang.{role}" for role in AT_THE_CENTER] + [post.lower() for post in ELSEWHERE]
ENTITIES = ["e1.entity_contact", "e2.entity_contact", "e7.entity_contact"]
IN_ENGLISH = [
    "zhejiang.intake_officer",
    "zhejiang.center_head",
    "zhejiang.violation_officer",
    "330000.provincial_officer",
    "330000-industry.consultee",
    "cnipa.national_leader",
    "cnipa.administrator",
    *ENTITIES,
]
FEWEST = 6


@pytest.fixture(scope="module")
def busy_house(chromium, databases, tmp_path_factory):
    """One town for all: nobody changes anything on a walk."""
    folder = tmp_path_factory.mktemp("busy")
    town = Town(databases.fresh("sqlite", busy.NAME, folder), folder)
    with opened(chromium, town) as house:
        yield house
    town.close()


@pytest.fixture(scope="module")
def checked():
    """Kinds of pages whose access was checked already, for any post."""
    return set()


def walked(house, login, lang):
    desk = house.desk()
    desk.page.context.add_cookies([{"name": "lang", "value": lang, "url": house.address}])
    desk.come_in(login)
    return Walk(desk)


@pytest.mark.parametrize("login", POSTS + ENTITIES)
def test_every_page_opens_and_can_be_used_at_both_sizes(busy_house, checked, login):
    walk = walked(busy_house, login, "zh")
    for path in walk.pages():
        looks = (kind_of(path), *walk.page.title().split("：")[:-1])
        walk.look_at_both_sizes(check_access=looks not in checked)
        checked.add(looks)
    assert walk.faults == []
    assert len(walk.walked) >= FEWEST
    walk.page.context.close()


@pytest.mark.parametrize("login", IN_ENGLISH)
def test_every_page_is_english_in_english(busy_house, english, login):
    walk = walked(busy_house, login, "en")
    for _ in walk.pages():
        walk.look_at_english()
        walk.look_at_both_sizes(check_access=False)
    assert walk.faults == []
    walk.page.context.close()
