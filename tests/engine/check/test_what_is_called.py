"""Service tasks, decision tables, timers and messages refer to what exists."""

import pytest

from tests.engine.check.sketch import Op, Sketch, codes, only, small

TABLE = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="表" namespace="x">
<decision id="weigh" name="权衡"><decisionTable id="t" hitPolicy="UNIQUE">
<input id="i" label="结果">
<inputExpression id="e"><text>look.outcome</text></inputExpression></input>
<output id="o" label="标记" name="mark" />
<rule id="r1"><inputEntry id="c1"><text>'complete'</text></inputEntry>
<outputEntry id="v1"><text>'good'</text></outputEntry></rule>
<rule id="r2"><inputEntry id="c2"><text>-</text></inputEntry>
<outputEntry id="v2"><text>'bad'</text></outputEntry></rule>
</decisionTable></decision></definitions>"""


def with_service(operation: str, result: str = "", **parameters: str) -> Sketch:
    sketch = Sketch().start().service("act", operation, result, **parameters).end()
    return sketch.line("begun", "act", "done")


def test_a_service_task_calls_a_listed_operation():
    assert codes(with_service("filing.close", state="'refused'")) == []
    assert "filing.shut" in only(with_service("filing.shut"), "operation_unknown").zh


def test_a_service_task_calls_something():
    without = with_service("filing.activate").xml().replace("serviceTaskOperator", "properties")
    assert "no_operation" in codes(without)


def test_an_operation_gets_only_the_parameters_it_declares():
    sketch = with_service("filing.close", state="'refused'", reason="'x'")
    assert "reason" in only(sketch, "parameter_unknown").zh


def test_an_operation_gets_the_parameters_it_needs():
    assert "state" in only(with_service("filing.close"), "parameter_missing").zh


def test_a_parameter_with_a_default_may_be_left_out():
    class Closing(Op):
        @staticmethod
        def run(work, state, note=None):
            """What the registry holds."""

    operations = {"filing.close": Closing(inputs=("state", "note"))}
    assert codes(with_service("filing.close", state="'x'"), operations=operations) == []
    assert codes(with_service("filing.close", note="'x'"), operations=operations) == [
        "parameter_missing"
    ]


def with_table(decision: str = "weigh", table: str = TABLE, name: str = "weigh.dmn") -> Sketch:
    sketch = Sketch().start().user("look").rule("weighed", decision).end()
    sketch.files[name] = table.encode()
    return sketch.line("begun", "look", "weighed", "done")


def test_a_rule_task_calls_a_table_of_its_folder():
    assert codes(with_table()) == []
    found = codes(with_table("wiegh"))
    assert "decision_unknown" in found
    assert "decision_unused" in found


def test_a_table_is_called_like_its_file():
    assert codes(with_table(name="scales.dmn")) == ["decision_file"]


def test_a_table_that_nobody_calls_is_found():
    sketch = small()
    sketch.files["weigh.dmn"] = TABLE.encode()
    assert codes(sketch) == ["decision_unused"]


def test_a_slip_in_the_input_of_a_table_is_found():
    finding = only(with_table(table=TABLE.replace("look.outcome", "look.outcom")), "unknown_field")
    assert "outcome" in finding.zh


def test_a_cell_with_an_answer_that_never_comes_is_found():
    finding = only(with_table(table=TABLE.replace("'complete'", "'complet'")), "unknown_value")
    assert "第 1 行" in finding.zh
    assert "complete" in finding.zh


def test_a_cell_that_is_no_expression_is_found():
    assert codes(with_table(table=TABLE.replace("'complete'", "'complete"))) == ["bad_expression"]


def waiting(text: str, kind: str = "timeDate") -> Sketch:
    sketch = Sketch().start().user("look").timer("late", text, on="look", kind=kind).end()
    return sketch.end("lapsed").line("begun", "look", "done").line("late", "lapsed")


def test_a_timer_names_a_rule():
    assert codes(waiting("limit('correction')")) == []
    assert only(waiting("limit('corection')"), "unknown_rule").zh.endswith(
        "（是不是“correction”？）。"
    )


@pytest.mark.parametrize("text", ["P20D", "'P20D'", "P1M", "PT2H", "P1Y"])
def test_a_legal_period_is_never_typed_into_a_diagram(text):
    assert text.strip("'") in only(waiting(text), "typed_period").zh


def test_a_period_typed_as_a_duration_or_a_cycle_is_found():
    assert codes(waiting("P20D", "timeDuration")) == ["typed_period"]


def test_a_period_hidden_in_an_expression_is_found():
    assert "typed_period" in codes(waiting("at('P20D')"))


@pytest.mark.parametrize("text", ["2027-06-10", "2027-06-10T09:00", "2027-13-40T09:00+08:00"])
def test_a_date_without_a_zone_or_that_does_not_exist_is_refused(text):
    assert codes(waiting(text)) == ["bad_expression"]


def test_an_instant_with_its_zone_may_be_typed():
    assert codes(waiting("2027-06-10T09:00+08:00")) == []


def test_a_message_that_is_not_declared_is_found():
    sketch = Sketch().start().message("told", "told_so").end().line("begun", "told", "done")
    assert codes(sketch) == []
    assert codes(sketch.xml().replace('messageRef="message_told_so"', "")) == ["no_message"]


def test_a_message_is_declared_once():
    sketch = Sketch().start().message("told", "told_so").end().line("begun", "told", "done")
    sketch.messages += '<bpmn:message id="message_again" name="told_so" />'
    assert codes(sketch) == ["doubled_message"]
