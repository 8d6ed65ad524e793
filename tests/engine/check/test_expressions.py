"""A slip in an expression is found before any case meets it."""

import pytest

from tests.engine.check.sketch import Sketch, choice, codes, only

GOOD = [
    "look.outcome == 'correction'",
    "look.outcome != 'complete' and look.urgent",
    "look.outcome in ['complete', 'correction']",
    "'patent' in (look.kinds or [])",
    "any([kind == 'design' for kind in look.kinds or []])",
    "len(look.kinds or []) > 1 or (look.count or 0) >= 3",
    "look.outcome is None",
    "rule('consultation_required')",
    "case.province == '330000'",
]


@pytest.mark.parametrize("condition", GOOD)
def test_what_can_be_computed_passes(condition):
    assert codes(choice(condition)) == []


def test_an_answer_the_form_does_not_offer_is_found():
    finding = only(choice("look.outcome == 'complet'"), "unknown_value")
    assert finding.element == "which_to_returned"
    assert "是不是“complete”" in finding.zh
    assert "did you mean complete" in finding.en


def test_an_answer_far_from_any_other_is_shown_with_the_answers_there_are():
    assert "complete、correction" in only(choice("look.outcome == 'x'"), "unknown_value").zh


def test_a_field_the_form_does_not_have_is_found():
    assert "outcome" in only(choice("look.outcom == 'complete'"), "unknown_field").zh


def test_a_name_that_no_step_makes_is_found():
    assert "是不是“look”" in only(choice("lok.outcome == 'complete'"), "unknown_name").zh


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("look.kinds == 'patent' or look.outcome in ['complete', 'done']", "unknown_value"),
        ("'patents' in (look.kinds or [])", "unknown_value"),
        ("any([kind == 'designs' for kind in look.kinds or []])", "unknown_value"),
        ("look.urgent == 'yes'", "unknown_value"),
        ("'complet' == look.outcome", "unknown_value"),
        ("limits('correction')", "unknown_function"),
        ("rule('consultation_require')", "unknown_rule"),
        ("rule(look.outcome)", "rule_not_named"),
        ("look.outcome = 'complete'", "bad_expression"),
        ("look.outcome == “complete”", "bad_expression"),
        ("look.__class__", "bad_expression"),
        ("open('/etc/passwd')", "unknown_function"),
        ("case.centre == 'zhejiang'", "unknown_field"),
    ],
)
def test_what_can_not_be_meant_is_found(condition, code):
    assert code in codes(choice(condition))


def test_a_name_made_later_is_not_there_yet():
    sketch = Sketch().start().xor("early", "early_to_look").user("look").end().end("out")
    sketch.line("begun", "early").flow("early", "look", name="继续")
    sketch.flow("early", "out", "look.outcome == 'complete'", name="结束").line("look", "done")
    assert only(sketch, "not_yet_known").element == "early_to_out"


def test_a_name_made_on_one_way_only_may_be_missing():
    sketch = Sketch().start().user("look").xor("which", "which_to_met").user("more").xor("met")
    sketch.service("act", "filing.close", state="more.outcome").end()
    sketch.line("begun", "look", "which").line("more", "met", "act", "done")
    sketch.flow("which", "more", "look.urgent", name="加急").flow("which", "met", name="一般")
    assert only(sketch, "maybe_missing").element == "act"


def test_a_name_made_on_both_ways_is_there():
    sketch = Sketch().start().user("look").xor("which", "which_to_none").user("more").xor("met")
    sketch.script("none", "more = {'outcome': 'not_asked'}")
    sketch.xor("asked", "asked_to_done").end().end("out")
    sketch.line("begun", "look", "which").line("more", "met").line("none", "met", "asked")
    sketch.flow("which", "more", "look.urgent", name="加急").flow("which", "none", name="一般")
    sketch.flow("asked", "out", "more.outcome == 'not_asked'", name="未问")
    sketch.flow("asked", "done", name="问过")
    assert codes(sketch) == []


def test_what_every_branch_before_a_join_made_is_there():
    sketch = Sketch().start().both("fork").user("one").user("two").both("join")
    sketch.service("act", "filing.close", state="one.outcome + two.outcome").end()
    sketch.line("begun", "fork", "one", "join", "act", "done").line("fork", "two", "join")
    assert codes(sketch) == []


def test_after_an_overdue_task_its_answer_is_missing():
    sketch = Sketch().start().user("look").timer("late", "limit('correction')", on="look").end()
    sketch.service("act", "filing.close", state="look.outcome").end("lapsed")
    sketch.line("begun", "look", "done").line("late", "act", "lapsed")
    assert only(sketch, "not_yet_known").element == "act"


def test_the_answer_of_an_operation_has_the_fields_it_declares():
    sketch = Sketch().start().service("act", "filing.activate", "answer").xor("which", "which_to_b")
    sketch.end("a").end("b").line("begun", "act", "which")
    good = "answer.active"
    sketch.flow("which", "a", good, name="生效").flow("which", "b", name="未生效")
    assert codes(sketch) == []
    assert codes(sketch.xml().replace(good, "answer.activ")) == ["unknown_field"]


def test_one_of_many_tasks_sees_its_item_and_nothing_else_does():
    sketch = Sketch().start(formJsonSchemaFilename="small/apply.json").user("look").end()
    sketch.line("begun", "look", "done")
    many = (
        "<bpmn:multiInstanceLoopCharacteristics>"
        "<bpmn:loopDataInputRef>begun.kinds</bpmn:loopDataInputRef>"
        "<bpmn:loopDataOutputRef>answers</bpmn:loopDataOutputRef>"
        '<bpmn:inputDataItem id="kind" /></bpmn:multiInstanceLoopCharacteristics></bpmn:userTask>'
    )
    xml = sketch.xml().replace("</bpmn:userTask>", many)
    assert codes(xml.replace('value="case.center"', 'value="kind"')) == []
    assert codes(xml.replace('value="case.center"', 'value="kinds"')) == ["unknown_name"]
    assert "unknown_field" in codes(xml.replace("begun.kinds", "begun.kind"))


def test_a_script_assigns_and_nothing_else():
    def with_script(text: str) -> Sketch:
        return Sketch().start().script("note", text).end().line("begun", "note", "done")

    assert codes(with_script("a = 1\nb = a + 1")) == []
    assert codes(with_script("import os")) == ["bad_expression"]
    assert codes(with_script("b = a")) == ["unknown_name"]
    assert "unknown_function" in codes(with_script("a = exec('x')"))


def test_what_comes_with_a_message_can_be_read_where_it_is_caught():
    sketch = Sketch().start().user("look").end().line("begun", "look", "done")
    sketch.service("act", "filing.close", state="withdrawn.reason", into="anytime")
    sketch.anytime("anytime", "withdrawn", "act")
    assert codes(sketch) == []
    late = sketch.xml().replace("withdrawn.reason", "look.outcome")
    assert only(late, "maybe_missing").element == "act"
