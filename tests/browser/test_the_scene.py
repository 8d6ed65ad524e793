"""The main job end to end, played as people play it: by clicking what they see."""

import pytest

from tests.browser import admission_scene as admission
from tests.browser import violation_scene as violation

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_an_entity_is_filed_removed_for_two_minors_and_free_again_a_year_later(house):
    entity = house.town.enter_entity(1, filed_at=("hangzhou",))
    admission.settle_reviewer_and_head(house)
    admission.admitted(house, entity)
    violation.first_violation(house, entity)
    number = violation.second_violation(house, entity)
    violation.is_removed(house, entity, number)
    violation.is_banned_on_the_pages(house, entity)
    violation.is_acknowledged(house, number)
    violation.the_year_passes(house, entity)
    violation.applies_again(house, entity)
