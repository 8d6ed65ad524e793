"""The picture of a case says what happened, and nothing that did not."""

import pytest

from tests.support.violations import removed

pytestmark = pytest.mark.browser
FILLS = "found => [...new Set(found.map(path => getComputedStyle(path).fill))]"


@pytest.fixture
def drawn(light_house):
    """The case of a ban that time alone has lifted."""
    town = light_house.town
    removed(town, town.enter_entity(1, ("zhejiang",)))
    town.advance("2027-03-04T09:00")
    desk = light_house.at("cnipa.national_officer")
    desk.go("/cases/R33-2026-00001")
    desk.page.wait_for_selector("[data-diagram][data-state=ready]")
    return desk.page


def marked(page, mark):
    shapes = page.locator(f".bp-canvas .djs-shape.{mark}[data-element-id]")
    names = shapes.evaluate_all("found => found.map(e => e.dataset.elementId)")
    return {name for name in names if not name.endswith("_label")}


def test_what_the_case_passed_is_done_and_what_did_not_happen_is_not(drawn):
    done = marked(drawn, "done")
    assert {"ban_begun", "wait_for_notice", "wait_until_free", "lift_ban", "lifted"} <= done
    untouched = {"ban_changed_before_notice", "ban_changed", "reread_ban", "ban_revoked", "revoked"}
    assert untouched <= marked(drawn, "todo")
    assert not untouched & done


def test_flows_are_lines_without_a_filling(drawn):
    flows = drawn.locator(".bp-canvas .djs-connection .djs-visual > path")
    assert flows.evaluate_all(FILLS) == ["none"]
