"""Every element says what it is, in both languages; ids stay plain."""

import pytest

from tests.engine.check.sketch import Sketch, choice, codes, only, small


def test_a_small_diagram_has_nothing_wrong():
    assert codes(small()) == []


def test_a_choice_with_conditions_and_a_default_has_nothing_wrong():
    assert codes(choice()) == []


def test_the_process_is_called_like_its_folder():
    xml = small().xml().replace('id="small"', 'id="big"').replace('"small"', '"big"')
    finding = only(xml, "process_id")
    assert "small" in finding.zh
    assert "big" in finding.en


def test_a_process_must_be_executable():
    xml = small().xml().replace('isExecutable="true"', 'isExecutable="false"')
    assert codes(xml) == ["not_executable"]


def test_a_process_stands_in_one_pool():
    assert codes(small().xml().replace('processRef="small"', "")) == ["pool"]


def test_a_task_without_a_chinese_name_is_named_by_its_id():
    finding = only(small().xml().replace('name="做look"', 'name="Look"'), "label_zh")
    assert finding.element == "look"
    assert finding.line is not None


def test_a_task_without_an_english_name_is_found():
    finding = only(small().xml().replace('"The look"', '""'), "label_en")
    assert "“做look”" in finding.zh
    assert "look" in finding.en


def test_an_english_name_in_chinese_is_none():
    assert codes(small().xml().replace('"The look"', '"看"')) == ["label_en"]


def test_a_lane_and_a_pool_have_an_english_name_too():
    assert codes(small().xml().replace('"A lane"', '""')) == ["label_en", "label_en"]
    assert codes(small().xml().replace('"A small process"', '""')) == ["label_en", "label_en"]


def test_a_way_out_of_a_choice_says_which_it_is():
    unsaid = choice().xml().replace(' name="补正"', "")
    assert codes(unsaid) == ["label_zh"]
    assert only(unsaid, "label_zh").element == "which_to_returned"


def test_a_plain_flow_needs_no_label_but_a_label_needs_both_languages():
    plain = '<bpmn:sequenceFlow id="look_to_done" '
    assert codes(small().xml().replace(plain, plain + 'name="走" ')) == ["label_en"]


@pytest.mark.parametrize("key", ["Look", "看一看", "look-at", "9look"])
def test_ids_are_snake_case(key):
    sketch = Sketch().start().user(key).end().line("begun", key, "done")
    found = codes(sketch)
    assert "id_form" in found


def test_an_id_is_used_once():
    doubled = small().xml().replace('id="pool"', 'id="look"')
    assert codes(doubled) == ["doubled_id"]


def test_what_is_not_drawn_is_found():
    hidden = small().xml().replace('bpmnElement="look"', 'bpmnElement="elsewhere"')
    assert only(hidden, "not_drawn").element == "look"
