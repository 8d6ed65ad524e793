"""One task for each item of a collection, and what comes of their answers."""

import pytest

from service.engine import Step, StepFailed, complete, fire, start
from tests.engine.drawing import NOW, done, edge, end, flow, later, process, script, timed, user
from tests.engine.drawing import start as entry

STEP = Step(NOW)


def armed(outcome):
    return [timer.id for timer in outcome.timers]


def many(sequential="false", **given):
    return process(
        entry(), user("ack", many="centers", output="acks", sequential=sequential, **given),
        edge("late", "ack", timed("PT1H"), interrupting=False), script("note", "noted = true"),
        end(), end("e2"), flow("s > ack > e"), flow("late > note > e2"),
    )  # fmt: skip


def test_every_item_gets_its_own_task_office_and_place_in_the_results():
    model = many(office="one")
    opened = start(model, {"centers": ["a", "b", "c"]}, STEP)
    assert [(t.element, t.office, t.data["one"]) for t in opened.tasks] == [
        ("ack", "a", "a"), ("ack", "b", "b"), ("ack", "c", "c"),
    ]  # fmt: skip
    assert len(opened.timers) == 1
    late = fire(model, opened.state, armed(opened), later(hours=1))
    assert (late.data["noted"], len(late.tasks)) == (True, 3)
    now = late
    for office in ("c", "a", "b"):
        task = next(t for t in now.tasks if t.office == office)
        assert not now.ended
        now = complete(model, now.state, task.id, {"by": office}, STEP)
    assert now.ended
    assert now.data["acks"] == [{"by": "a"}, {"by": "b"}, {"by": "c"}]
    assert "one" not in now.data


def test_no_item_at_all_completes_at_once():
    ended = start(many(), {"centers": []}, STEP)
    assert (ended.ended, ended.data["acks"], ended.timers) == (True, [], ())


def test_one_after_another_opens_the_next_item_when_the_last_is_done():
    model = many(sequential="true")
    now = start(model, {"centers": ["a", "b"]}, STEP)
    for office in ("a", "b"):
        assert [t.data["one"] for t in now.tasks] == [office]
        now = done(model, now, "ack", by=office)
    assert (now.ended, now.data["acks"]) == (True, [{"by": "a"}, {"by": "b"}])


def test_the_collection_is_an_expression_and_must_be_a_list():
    model = process(
        entry(), user("ack", many="[c for c in x.centers if c != 'b']"), end(), flow("s > ack > e")
    )
    assert len(start(model, {"x": {"centers": ["a", "b", "c"]}}, STEP).tasks) == 2
    for wrong in (5, "abc", None, {"a": 1}, ["x"] * 1_001):
        with pytest.raises(StepFailed):
            start(many(), {"centers": wrong}, STEP)


def test_an_interrupting_timer_takes_every_item_away():
    model = process(
        entry(), user("ack", many="centers"), edge("late", "ack", timed("PT1H")), end(),
        end("e2"), flow("s > ack > e"), flow("late > e2"),
    )  # fmt: skip
    opened = start(model, {"centers": ["a", "b"]}, STEP)
    opened = done(model, opened, "ack", v=1)
    ended = fire(model, opened.state, armed(opened), later(hours=1))
    assert (ended.ended, ended.end_event, ended.tasks) == (True, "e2", ())
    assert ended.data["ack"] == [{"v": 1}, None]
