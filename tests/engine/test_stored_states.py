"""States of every format ever stored must load: each format keeps a state here, written then."""

import orjson
import pytest

from service.engine import BadState, Step, complete, fire, send, start, view
from service.engine.codec import FORMAT
from tests.engine.drawing import (
    NOW,
    edge,
    end,
    event_subprocess,
    flow,
    fork,
    hear,
    later,
    node,
    open_at,
    process,
    timed,
    user,
    wait,
)  # fmt: skip
from tests.engine.drawing import start as entry

STEP = Step(NOW)
FORMAT_1 = (
    b'[1,[17,null,false],{"centers":["a","b"],"ack":[null,null]},[[1,null,"(start)",64],'
    b'[3,1,"q",32],[5,1,"f",64],[7,5,"ack (edge)",64],[8,5,"m",8],[9,5,"sub",32],[10,5,"j",8],'
    b'[12,7,"ack",32,{"left":[],"next":2}],[13,7,"late",8,{"due":"2027-06-10T02:00:00Z"}],'
    b'[14,12,"ack (item)",16,{"item":{"one":"a"},"index":0,"office":"a"}],'
    b'[15,12,"ack (item)",16,{"item":{"one":"b"},"index":1,"office":"b"}]],'
    b'[[3,"q",[[4,null,"(start)",64],[6,4,"q_s",8,{"due":"2027-06-11T01:00:00Z"}]]],'
    b'[9,"sub",[[11,null,"(start)",64],[16,11,"is",64],[17,16,"deep",16]]]]]'
)


def everything():
    """A case with a waiting join, a message, items, a timer, a subprocess, an event subprocess."""
    inside = entry("is") + user("deep") + end("ie") + flow("is > deep > ie")
    return process(
        entry(), fork("f"), user("ack", many="centers", office="one"), fork("j"), hear("m", "go"),
        edge("late", "ack", timed("PT1H"), interrupting=False), node("subProcess", "sub", inside),
        end(), end("e2"), flow("s > f > ack > j > e"), flow("f > m > j"), flow("f > sub > j"),
        flow("late > e2"), flow("f > j"), event_subprocess("q", timed("PT24H"), flow("q_s > q_e")),
        messages=("go",),
    )  # fmt: skip


def finished(model, state):
    now = view(model, state)
    for task in now.tasks:
        now = complete(model, now.state, task.id, {"by": task.office}, STEP)
    return send(model, now.state, "go", {}, STEP)


def test_a_state_of_format_1_goes_on():
    model = everything()
    assert open_at(view(model, FORMAT_1)) == ["ack", "ack", "deep"]
    assert {t.element for t in view(model, FORMAT_1).timers} == {"late", "q_s"}
    ended = finished(model, FORMAT_1)
    assert ended.ended
    assert ended.data["ack"] == [{"by": "a"}, {"by": "b"}]
    assert fire(model, FORMAT_1, ["6"], later(hours=24)).end_event == "q_e"


def test_loading_and_saving_changes_no_byte():
    model = everything()
    opened = start(model, {"centers": ["a", "b"]}, STEP)
    assert view(model, opened.state).state == opened.state
    assert finished(model, opened.state).ended


def test_the_format_number_comes_first_and_an_unknown_one_is_refused():
    model = everything()
    state = start(model, {"centers": []}, STEP).state
    assert orjson.loads(state)[0] == FORMAT == 1
    with pytest.raises(BadState, match="format 2"):
        view(model, b"[2" + state[2:])


def test_chinese_is_stored_as_it_is_and_the_process_is_not():
    model = process(entry(), wait("w", "PT1H"), end(), flow("s > w > e"))
    state = start(model, {"名称": "海宁" * 10}, STEP).state
    assert "海宁海宁".encode() in state
    assert "名w".encode() not in state


def test_the_engines_own_part_of_a_state_stays_below_a_kilobyte():
    model = everything()
    opened = start(model, {"centers": ["a", "b"]}, STEP)
    own = len(opened.state) - len(orjson.dumps(opened.data))
    assert own < 1_000
