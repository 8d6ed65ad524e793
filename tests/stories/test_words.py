"""What a story may say is written down, and every form has its usual answers."""

import pytest

from service.shipped import shipped_forms
from service.stories.acts import ACTS
from service.stories.answers import usual_answers
from service.stories.expectations import EXPECTATIONS
from service.stories.load import ENTITY, GIVEN, STEP
from tests.support.sources import ROOT

PAGE = (ROOT / "processes/README.md").read_text().partition("## How to write a story")[2]


@pytest.mark.parametrize("word", [*ACTS, *EXPECTATIONS, *ENTITY, *GIVEN, *STEP])
def test_the_page_for_designers_knows_the_word(word):
    assert word in PAGE


def test_every_form_has_its_usual_answers():
    assert set(usual_answers()) == set(shipped_forms())
