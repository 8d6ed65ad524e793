"""One step of a case: what opens, what is armed, what lands in the data, what is refused."""

from datetime import UTC, date, timedelta
from decimal import Decimal

import pytest

from service.domain.errors import NotWaiting, WrongState
from service.engine import BadState, Step, StepFailed, complete, fire, send, start, view
from tests.engine.drawing import (
    NOW,
    bpmn,
    decision,
    done,
    edge,
    end,
    flow,
    fork,
    hear,
    later,
    node,
    open_at,
    process,
    script,
    service,
    timed,
    told,
    user,
    wait,
    xor,
)  # fmt: skip
from tests.engine.drawing import start as entry

STEP = Step(NOW)
DMN = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d"
 namespace="d"><decision id="rank" name="判定"><decisionTable id="t" hitPolicy="{policy}">
<input id="i1"><inputExpression id="ie" typeRef="number"><text>check.points</text></inputExpression>
</input><output id="o1" name="level" typeRef="string"/>
<rule id="r1"><inputEntry id="a1"><text>&gt;= 80</text></inputEntry>
<outputEntry id="b1"><text>'高'</text></outputEntry></rule>
<rule id="r2"><inputEntry id="a2"><text>{second}</text></inputEntry>
<outputEntry id="b2"><text>'低'</text></outputEntry></rule>
</decisionTable></decision></definitions>"""


def test_a_task_shows_who_does_it_and_its_values_land_under_its_id():
    model = process(
        entry(formJsonSchemaFilename="p/open.json"),
        user("check", office="case.center", formJsonSchemaFilename="p/check.json", limit="x"),
        end(), flow("s > check > e"),
    )  # fmt: skip
    opened = start(model, {"case": {"center": "zhejiang"}}, STEP)
    task = opened.task("check")
    assert (model.start_form, task.form, task.office) == ("p/open.json", "p/check.json", "zhejiang")
    assert task.properties["limit"] == "x"
    assert task.data == {"case": {"center": "zhejiang"}}
    ended = done(model, opened, "check", outcome="complete")
    assert ended.ended
    assert ended.end_event == "e"
    assert ended.data["check"] == {"outcome": "complete"}
    assert [h.element for h in ended.happened] == ["check", "e"]


def test_the_property_result_names_where_values_land():
    model = process(entry(), user("check", result="复核"), end(), flow("s > check > e"))
    assert done(model, start(model, {}, STEP), "check", a=1).data == {"复核": {"a": 1}}


def test_a_task_that_is_not_open_any_more_is_refused():
    model = process(entry(), user("a"), user("b"), end(), flow("s > a > b > e"))
    opened = start(model, {}, STEP)
    moved = done(model, opened, "a")
    for key in (opened.tasks[0].id, "999", "x", "-1", "²"):
        with pytest.raises(NotWaiting):
            complete(model, moved.state, key, {}, STEP)
    assert issubclass(NotWaiting, WrongState)


def test_viewing_runs_nothing_and_answers_the_same():
    model = process(
        entry(), user("a", office="who()"), edge("late", "a", timed("PT2H")), end(), end("e2"),
        flow("s > a > e"), flow("late > e2"),
    )  # fmt: skip
    opened = start(model, {}, Step(NOW, {"who": lambda: "zhejiang"}))
    seen = view(model, opened.state)
    assert (seen.tasks, seen.timers, seen.state) == (opened.tasks, opened.timers, opened.state)
    assert seen.happened == ()


def test_a_service_task_calls_its_operation_and_keeps_the_answer():
    calls = []

    def operations(name, parameters):
        calls.append((name, parameters))
        return {"on": date(2027, 6, 10), "at": NOW, "fee": Decimal("3")}

    model = process(
        entry(), service("op", "filing.close", result="x", state="'refused'", of="case.id"), end(),
        flow("s > op > e"),
    )  # fmt: skip
    ended = start(model, {"case": {"id": 7}}, Step(NOW, {}, operations))
    assert calls == [("filing.close", {"state": "refused", "of": 7})]
    assert ended.data["x"] == {"on": "2027-06-10", "at": "2027-06-10T01:00:00Z", "fee": 3}


def test_what_an_operation_refuses_passes_through_unchanged():
    class Sorry(Exception):
        pass

    def operations(name, parameters):
        raise Sorry

    model = process(entry(), service("op", "x.y"), end(), flow("s > op > e"))
    with pytest.raises(Sorry):
        start(model, {}, Step(NOW, {}, operations))


def test_without_operations_a_service_task_fails_by_name():
    model = process(entry(), service("op", "x.y"), end(), flow("s > op > e"))
    with pytest.raises(StepFailed, match=r"x\.y"):
        start(model, {}, STEP)


def test_a_script_assigns_line_by_line():
    model = process(entry(), script("a", "甲 = 1\n乙 = 甲 + 1"), end(), flow("s > a > e"))
    assert start(model, {}, STEP).data == {"甲": 1, "乙": 2}


def test_a_failing_expression_names_the_element_in_both_languages():
    model = process(entry(), script("a", "x = nobody.name"), end(), flow("s > a > e"))
    with pytest.raises(StepFailed) as failed:
        start(model, {}, STEP)
    assert failed.value.element == "a"
    assert "nobody" in failed.value.zh
    assert "nobody" in failed.value.en


@pytest.mark.parametrize(("points", "level"), [(90, "高"), (10, "低"), (60, None)])
def test_a_decision_lands_under_the_property_result(points, level):
    model = process(
        entry(), user("check"), decision("rate", "rank", result="priority"), end(),
        flow("s > check > rate > e"), dmn=DMN.format(policy="UNIQUE", second="&lt; 50").encode(),
    )  # fmt: skip
    ended = done(model, start(model, {}, STEP), "check", points=points)
    assert ended.data["priority"] == {"level": level}


def test_two_rules_of_a_unique_table_are_an_error_and_the_first_of_first_wins():
    parts = (entry(), user("check"), decision("rate", "rank"), end(), flow("s > check > rate > e"))
    unique = process(*parts, dmn=DMN.format(policy="UNIQUE", second="-").encode())
    with pytest.raises(StepFailed, match="r1"):
        done(unique, start(unique, {}, STEP), "check", points=90)
    first = process(*parts, dmn=DMN.format(policy="FIRST", second="").encode())
    assert done(first, start(first, {}, STEP), "check", points=90).data["rate"] == {"level": "高"}
    every = process(*parts, dmn=DMN.format(policy="COLLECT", second="").encode())
    rows = done(every, start(every, {}, STEP), "check", points=90).data["rate"]
    assert rows == [{"level": "高"}, {"level": "低"}]


def test_a_message_reaches_who_waits_and_nobody_else():
    model = process(
        entry(), hear("m", "go"), end(), flow("s > m > e"), messages=("go", "other"),
    )  # fmt: skip
    opened = start(model, {}, STEP)
    assert model.messages == {"go"}
    with pytest.raises(NotWaiting):
        send(model, opened.state, "other", {}, STEP)
    ended = send(model, opened.state, "go", {"why": "because"}, STEP)
    assert ended.data["go"] == {"why": "because"}
    with pytest.raises(NotWaiting):
        send(model, ended.state, "go", {}, STEP)


def test_a_message_on_the_edge_of_a_task_takes_the_task_away():
    model = process(
        entry(), user("a"), edge("m", "a", told("go")), end(), end("e2"), flow("s > a > e"),
        flow("m > e2"), messages=("go",),
    )  # fmt: skip
    ended = send(model, start(model, {}, STEP).state, "go", {}, STEP)
    assert (ended.ended, ended.end_event) == (True, "e2")
    assert ("a", "cancelled") in [(h.element, h.how) for h in ended.happened]


def test_the_first_condition_that_holds_wins_and_the_default_takes_the_rest():
    model = process(
        entry(), user("a"), xor("g", "e"), user("b"), user("c"), end(),
        flow("s > a > g > e"), flow("g > b", "a.x > 1"), flow("g > c", "a.x > 0"),
        flow("b > e"), flow("c > e"),
    )  # fmt: skip
    for x, where in ((2, ["b"]), (1, ["c"]), (0, [])):
        assert open_at(done(model, start(model, {}, STEP), "a", x=x)) == where


def test_parallel_branches_share_one_document_of_data():
    model = process(
        entry(), fork("f"), user("a"), user("b"), fork("j"), script("sum", "x = a.v + b.v"), end(),
        flow("s > f > a > j > sum > e"), flow("f > b > j"),
    )  # fmt: skip
    one = done(model, start(model, {}, STEP), "b", v=2)
    assert one.task("a").data["b"] == {"v": 2}
    assert done(model, one, "a", v=1).data["x"] == 3


def test_a_terminating_end_takes_every_token_with_it():
    model = process(
        entry(), fork("f"), user("a"), user("b"), end(), end("t", terminate=True),
        flow("s > f > a > e"), flow("f > b > t"),
    )  # fmt: skip
    ended = done(model, start(model, {}, STEP), "b")
    assert (ended.ended, ended.end_event, ended.tasks) == (True, "t", ())


def test_a_call_activity_shares_the_data_and_ends_with_its_process():
    inner = bpmn(entry("cs"), user("ask"), end("ce"), flow("cs > ask > ce"), key="called")
    call = node("callActivity", "call", calledElement="called")
    model = process(entry(), call, script("x", "y = ask.v"), end(), flow("s > call > x > e"),
                    called=inner)  # fmt: skip
    opened = start(model, {"k": 1}, STEP)
    assert opened.task("ask").data == {"k": 1}
    assert done(model, opened, "ask", v=5).data["y"] == 5


def test_a_timer_on_a_subprocess_takes_what_is_inside_away():
    inside = entry("is") + user("u") + end("ie") + flow("is > u > ie")
    model = process(
        entry(), node("subProcess", "sub", inside), edge("late", "sub", timed("PT1H")), end(),
        end("e2"), flow("s > sub > e"), flow("late > e2"),
    )  # fmt: skip
    opened = start(model, {}, STEP)
    assert open_at(opened) == ["u"]
    ended = fire(model, opened.state, [t.id for t in opened.timers], later(hours=1))
    assert (ended.end_event, ended.tasks) == ("e2", ())
    assert done(model, opened, "u").end_event == "e"


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), {1: 2}, {"a": {1, 2}}, 2**70, "\ud800", object(), b"x",
              NOW.replace(tzinfo=None)],
)  # fmt: skip
def test_what_is_not_json_is_refused_at_the_border(value):
    model = process(entry(), user("a"), end(), flow("s > a > e"))
    with pytest.raises(StepFailed):
        start(model, {"x": value}, STEP)
    with pytest.raises(StepFailed):
        done(model, start(model, {}, STEP), "a", x=value)


def test_the_engine_keeps_a_copy_of_what_it_was_given():
    given = {"list": [1]}
    model = process(entry(), user("a"), end(), flow("s > a > e"))
    opened = start(model, given, STEP)
    given["list"].append(2)
    assert opened.data == {"list": [1]}


def test_a_step_without_now_or_with_a_naive_one_is_refused():
    with pytest.raises(ValueError, match="aware"):
        Step(NOW.replace(tzinfo=None))
    with pytest.raises(ValueError, match="aware"):
        Step(None)
    with pytest.raises(TypeError):
        Step()


def test_a_broken_state_or_one_of_another_process_is_said_so():
    model = process(entry(), user("a"), end(), flow("s > a > e"))
    other = process(entry(), user("b"), end(), flow("s > b > e"))
    opened = start(model, {}, STEP)
    with pytest.raises(BadState, match="a"):
        view(other, opened.state)
    for state in (b"", b"{}", b"[9,1,2,3,4]", b"null", opened.state[:-3]):
        with pytest.raises(BadState):
            view(model, state)


def test_timers_in_the_past_wait_to_be_fired_like_all_others():
    model = process(entry(), wait("w", "at"), end(), flow("s > w > e"))
    past = (NOW - timedelta(days=1)).astimezone(UTC).isoformat()
    opened = start(model, {"at": past}, STEP)
    assert opened.timers[0].due_at == NOW - timedelta(days=1)
    assert fire(model, opened.state, ["2", *[t.id for t in opened.timers]], STEP).ended
