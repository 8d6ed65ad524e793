"""Lanes are roles; a person's task has a form, an office, a limit and real colleagues."""

import pytest

from tests.engine.check.sketch import Sketch, codes, only, small


def with_task(**properties: str | None) -> Sketch:
    return Sketch().start().user("look", **properties).end().line("begun", "look", "done")


def test_a_lane_is_a_known_role():
    finding = only(small().xml().replace('name="受理员"', 'name="受理人"'), "lane_unknown")
    assert "受理人" in finding.zh
    assert "受理员" in finding.zh


def test_a_person_does_not_work_in_the_systems_lane():
    assert only(with_task(lane="系统"), "person_in_system_lane").element == "look"


def test_the_system_does_not_work_in_a_persons_lane():
    sketch = Sketch().start().end().line("begun", "close", "done")
    sketch.service("close", "filing.close", state="'refused'")
    sketch.lanes["close"] = "受理员"
    assert only(sketch, "system_in_person_lane").element == "close"


def test_a_task_stands_in_a_lane():
    outside = small().xml().replace("<bpmn:flowNodeRef>look</bpmn:flowNodeRef>", "")
    assert only(outside, "lane_missing").element == "look"


def test_a_user_task_names_a_form():
    assert codes(with_task(formJsonSchemaFilename=None)) == ["form_missing"]


def test_a_user_task_names_a_form_that_exists():
    finding = only(with_task(formJsonSchemaFilename="small/lok.json"), "form_unknown")
    assert "small/lok.json" in finding.zh


def test_the_opening_form_exists_too():
    sketch = Sketch().start(formJsonSchemaFilename="small/none.json").user("look").end()
    assert codes(sketch.line("begun", "look", "done")) == ["form_unknown"]


def test_a_user_task_says_whose_it_is():
    assert codes(with_task(office=None)) == ["office_missing"]


def test_an_office_is_an_expression_over_the_case():
    assert codes(with_task(office="case.centre")) == ["unknown_field"]
    assert codes(with_task(office="case.center +")) == ["bad_expression"]
    assert codes(with_task(office="'CNIPA'")) == []


def test_a_user_task_has_a_limit_or_says_that_it_has_none():
    assert codes(with_task(limit=None)) == ["limit_missing"]
    assert codes(with_task(limit="none")) == []


@pytest.mark.parametrize("limit", ["complettness", "P5D", "5"])
def test_a_limit_is_the_name_of_a_rule(limit):
    assert limit in only(with_task(limit=limit), "limit_unknown").zh


def test_escalation_goes_to_a_role():
    assert codes(with_task(escalate_to="中心负责人")) == []
    assert codes(with_task(escalate_to="领导")) == ["escalate_to_unknown"]


def test_who_may_not_do_it_is_named_by_a_task():
    sketch = Sketch().start().user("look").user("decide", not_by="look, begun").end()
    sketch.line("begun", "look", "decide", "done")
    assert codes(sketch) == []


@pytest.mark.parametrize("other", ["lock", "decide", "done"])
def test_a_separation_from_nothing_is_found(other):
    sketch = Sketch().start().user("look").user("decide", not_by=other).end()
    sketch.line("begun", "look", "decide", "done")
    assert other in only(sketch, "not_by_unknown").zh


def test_a_misspelt_property_is_found():
    finding = only(with_task(offcie="case.center"), "unknown_property")
    assert "offcie" in finding.zh
    assert "office" in finding.zh
