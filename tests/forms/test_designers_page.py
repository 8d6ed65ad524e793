"""What forms/README.md tells designers is so, and is all there is."""

import re

from service.forms import load_form
from service.forms.definition import FIELD
from service.forms.definition_conditions import PARTS, TESTS
from service.forms.definition_values import LONGEST_PATTERN, LONGEST_PATTERNED, LONGEST_TEXT
from service.forms.widgets import WIDGETS
from tests.forms.desk import FOLDER

TEXT = (FOLDER / "README.md").read_text()


def test_the_small_form_of_the_page_can_be_used_as_it_stands():
    [written] = re.findall(r"```json\n(.*?)```", TEXT, re.S)
    assert load_form(written.encode(), "small").title("zh") == "会商意见"


def test_every_widget_and_every_hint_is_explained():
    told = set(re.findall(r"`([\w-]+)`", TEXT))
    assert set(WIDGETS) <= told
    assert {keyword for keyword in FIELD if keyword.startswith("x-")} - told == set()


def test_every_part_of_a_condition_is_explained():
    told = set(re.findall(r"`([\w-]+)`", TEXT.partition("## Conditions")[2]))
    assert told >= TESTS | PARTS


def test_the_limits_named_are_the_limits_held():
    for limit in (f"{LONGEST_TEXT:,}", f"at most {LONGEST_PATTERN}", f"up to {LONGEST_PATTERNED}"):
        assert limit in TEXT
