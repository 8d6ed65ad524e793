"""What the engine can not run reaches the designer with all other findings."""

import pytest

from tests.engine.check.sketch import Sketch, choice, codes, small


@pytest.mark.parametrize(
    "kind",
    ["inclusiveGateway", "complexGateway", "task", "sendTask", "manualTask", "adHocSubProcess"],
)
def test_kinds_that_do_not_run_are_refused(kind):
    sketch = Sketch().start().add(kind, "odd").end().line("begun", "odd", "done")
    assert codes(sketch) == ["unsupported_element"]


@pytest.mark.parametrize("event", ["signal", "link", "escalation", "conditional"])
def test_events_that_do_not_run_are_refused(event):
    sketch = Sketch().start().end()
    sketch.add("intermediateCatchEvent", "odd", f"<bpmn:{event}EventDefinition />")
    assert codes(sketch.line("begun", "odd", "done")) == ["unsupported_event"]


def test_a_choice_without_a_default_is_refused():
    assert "no_default" in codes(choice().xml().replace('default="which_to_done"', ""))


def test_a_choice_without_a_condition_is_refused():
    sketch = choice()
    text = sketch.xml()
    start = text.index("<bpmn:conditionExpression>")
    stop = text.index("</bpmn:conditionExpression>") + len("</bpmn:conditionExpression>")
    assert codes(text[:start] + text[stop:]) == ["no_condition"]


def test_a_task_with_two_ways_out_is_refused():
    sketch = small().end("other").flow("look", "other")
    assert codes(sketch) == ["implicit_fork"]


def test_a_task_that_leads_nowhere_or_is_never_entered_is_refused():
    assert "no_way_out" in codes(Sketch().start().user("look").end().line("begun", "look"))
    assert "no_way_in" in codes(small().user("lost").line("lost", "done"))


def test_a_round_of_automatic_steps_is_refused():
    sketch = Sketch().start().xor("again").service("act", "filing.activate", "answer")
    sketch.xor("which", "which_to_done").end().line("begun", "again", "act", "which")
    sketch.flow("which", "again", "answer.active", name="再来").flow("which", "done", name="完")
    assert "loop_without_rest" in codes(sketch)


def test_a_hidden_script_is_refused():
    sketch = Sketch().start().end().line("begun", "look", "done")
    sketch.add(
        "userTask",
        "look",
        extra="<spiffworkflow:preScript>a = 1</spiffworkflow:preScript>",
        formJsonSchemaFilename="small/look.json",
        office="case.center",
        limit="none",
    )
    assert "hidden_script" in codes(sketch)


def test_two_start_events_are_refused():
    assert "one_start" in codes(small().start("other").user("more").line("other", "more", "done"))


def test_a_call_of_another_process_is_refused_while_no_process_stands_beside_it():
    sketch = Sketch().start().add("callActivity", "call", attrs='calledElement="other"').end()
    assert codes(sketch.line("begun", "call", "done")) == ["missing_process"]
