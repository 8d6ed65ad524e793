"""Timers, messages, boundary events, event subprocesses, event gateways, multi-instance tasks."""

from datetime import date, timedelta

import pytest

from service.domain.calendar import WorkCalendar
from service.domain.errors import NotWaiting
from service.domain.limits import Limit, due
from service.domain.periods import Unit, day_start
from service.engine import Step, StepFailed, aim, fire, send, start, view
from tests.engine.drawing import (
    NOW,
    done,
    edge,
    end,
    event_subprocess,
    findings,
    first_of,
    flow,
    fork,
    hear,
    later,
    node,
    open_at,
    process,
    script,
    timed,
    told,
    user,
    wait,
    xor,
)  # fmt: skip
from tests.engine.drawing import start as entry

STEP = Step(NOW)
MESSAGE_SUBPROCESS = event_subprocess(
    "stop", told("stop"), user("tidy"), flow("stop_s > tidy > stop_e")
)


def armed(outcome):
    return [timer.id for timer in outcome.timers]


def test_only_what_is_due_fires_and_each_timer_only_once():
    model = process(
        entry(), fork("f"), wait("one", "PT1H", "timeDuration"), wait("two", "PT2H"), end(),
        end("e2"), flow("s > f > one > e"), flow("f > two > e2"),
    )  # fmt: skip
    opened = start(model, {}, STEP)
    nothing = fire(model, opened.state, armed(opened), later(minutes=59))
    assert (nothing.happened, len(nothing.timers)) == ((), 2)
    first = fire(model, opened.state, armed(opened), later(minutes=60))
    assert [t.element for t in first.timers] == ["two"]
    again = fire(model, first.state, armed(opened), later(minutes=61))
    assert again.happened == ()
    assert fire(model, first.state, armed(opened), later(hours=2)).ended


def test_a_named_limit_gives_the_instant_and_keeps_its_basis():
    calendar = WorkCalendar(1, {})
    limit = Limit("correction", 3, Unit.DAY, rule_version=7)
    functions = {"limit": lambda key: due(limit, date(2027, 6, 10), calendar)}
    model = process(
        entry(), user("u"), edge("late", "u", timed("limit('correction')")), end(), end("e2"),
        flow("s > u > e"), flow("late > e2"),
    )  # fmt: skip
    opened = start(model, {}, Step(NOW, functions))
    timer = opened.timer("late")
    assert timer.due_at == day_start(date(2027, 6, 14))
    assert timer.task_id == opened.task("u").id
    assert (timer.basis["key"], timer.basis["last_day"]) == ("correction", "2027-06-13")
    assert timer.basis["rule_version"] == 7
    assert fire(model, opened.state, [timer.id], Step(timer.due_at)).end_event == "e2"


def test_a_timer_is_aimed_anew_and_keeps_its_new_basis():
    model = process(entry(), wait("w", "PT1H"), end(), flow("s > w > e"))
    opened = start(model, {}, STEP)
    new = NOW + timedelta(days=400)
    moved = aim(model, opened.state, armed(opened)[0], new, {"key": "ban"}, STEP)
    assert (moved.timers[0].due_at, moved.timers[0].basis) == (new, {"key": "ban"})
    assert view(model, moved.state).timers == moved.timers
    assert not fire(model, moved.state, armed(moved), later(days=399)).ended
    ended = fire(model, moved.state, armed(moved), later(days=400))
    assert ended.ended
    with pytest.raises(NotWaiting):
        aim(model, ended.state, armed(opened)[0], new, {}, STEP)


def test_an_instant_is_needed_where_an_expression_gives_a_day_or_nothing():
    for value in ("2027-06-10", "2027-06-10T09:00", None, 5, "soon", "P", "1D"):
        model = process(entry(), wait("w", "x"), end(), flow("s > w > e"))
        with pytest.raises(StepFailed) as failed:
            start(model, {"x": value}, STEP)
        assert failed.value.element == "w"


def test_a_finished_task_takes_its_timer_away():
    model = process(
        entry(), user("u"), edge("late", "u", timed("PT1H")), user("v"), end(), end("e2"),
        flow("s > u > v > e"), flow("late > e2"),
    )  # fmt: skip
    moved = done(model, start(model, {}, STEP), "u")
    assert (moved.timers, open_at(moved)) == ((), ["v"])


def test_a_timer_that_does_not_interrupt_leaves_the_task_open():
    model = process(
        entry(), user("u"), edge("late", "u", timed("PT1H"), interrupting=False),
        script("note", "noted = true"), end(), end("e2"), flow("s > u > e"),
        flow("late > note > e2"),
    )  # fmt: skip
    opened = start(model, {}, STEP)
    noted = fire(model, opened.state, armed(opened), later(hours=1))
    assert (noted.data, open_at(noted), noted.timers, noted.ended) == (
        {"noted": True}, ["u"], (), False,
    )  # fmt: skip
    ended = done(model, noted, "u")
    assert (ended.ended, ended.end_event) == (True, "e")


def test_an_outage_of_a_day_gives_one_hourly_reminder_not_twenty_four():
    model = process(
        entry(), user("u"), edge("tick", "u", timed("R/PT1H", "timeCycle"), interrupting=False),
        script("count", "n = n + 1"), end(), end("e2"), flow("s > u > e"),
        flow("tick > count > e2"),
    )  # fmt: skip
    now = start(model, {"n": 0}, STEP)
    after = fire(model, now.state, armed(now), later(hours=24, minutes=5))
    assert after.data["n"] == 1
    assert after.timers[0].due_at == NOW + timedelta(hours=25)
    assert armed(after) != armed(now)
    assert fire(model, after.state, armed(now), later(hours=30)).happened == ()
    assert fire(model, after.state, armed(after), later(hours=24, minutes=50)).happened == ()
    for hour in range(25, 1_025):
        after = fire(model, after.state, armed(after), later(hours=hour))
    assert after.data["n"] == 1_001
    assert len(after.state) < 300
    assert done(model, after, "u").ended


def test_a_cycle_that_is_used_up_fires_its_last_round_and_no_more():
    model = process(
        entry(), user("u"), edge("tick", "u", timed("R3/P1D", "timeCycle"), interrupting=False),
        script("count", "n = n + 1"), end(), end("e2"), flow("s > u > e"),
        flow("tick > count > e2"),
    )  # fmt: skip
    now = start(model, {"n": 0}, STEP)
    days = []
    while now.timers:
        days.append(now.timers[0].due_at)
        now = fire(model, now.state, armed(now), Step(days[-1]))
    assert days == [day_start(date(2027, 6, day)) for day in (12, 13, 14)]
    assert (now.data["n"], open_at(now)) == (3, ["u"])


def test_two_timers_behind_one_gateway_each_have_their_own_due_time():
    model = process(
        entry(), first_of("g"), wait("long", "PT2H"), wait("short", "PT1H"), hear("m", "go"),
        end(), end("e2"), end("e3"), flow("s > g > long > e"), flow("g > short > e2"),
        flow("g > m > e3"), messages=("go",),
    )  # fmt: skip
    opened = start(model, {}, STEP)
    assert {t.element: t.due_at - NOW for t in opened.timers} == {
        "long": timedelta(hours=2), "short": timedelta(hours=1),
    }  # fmt: skip
    assert fire(model, opened.state, armed(opened), later(hours=1)).end_event == "e2"
    assert fire(model, opened.state, armed(opened), later(hours=5)).end_event == "e2"
    told_so = send(model, opened.state, "go", {"x": 1}, STEP)
    assert (told_so.end_event, told_so.timers, told_so.data["go"]) == ("e3", (), {"x": 1})


def test_an_event_gateway_in_a_loop_listens_anew_each_time():
    model = process(
        entry(), xor("m"), first_of("g"), hear("change", "changed"), wait("free", "until"), end(),
        flow("s > m > g > free > e"), flow("g > change > m"), messages=("changed",),
    )  # fmt: skip
    now = start(model, {"until": "2027-07-01T00:00:00+08:00"}, STEP)
    for _ in range(50):
        now = send(model, now.state, "changed", {}, STEP)
    assert (len(now.timers), now.ended) == (1, False)
    assert len(now.state) < 400
    assert fire(model, now.state, armed(now), later(days=40)).ended


def test_an_interrupting_event_subprocess_interrupts():
    model = process(
        entry(), fork("f"), user("a"), user("b"), edge("late", "a", timed("PT1H")), end(),
        end("e2"), end("e3"), flow("s > f > a > e"), flow("f > b > e2"), flow("late > e3"),
        MESSAGE_SUBPROCESS, messages=("stop",),
    )  # fmt: skip
    stopped = send(model, start(model, {}, STEP).state, "stop", {"by": "law"}, STEP)
    assert (open_at(stopped), stopped.timers, stopped.ended) == (["tidy"], (), False)
    cancelled = {h.element for h in stopped.happened if h.how == "cancelled"}
    assert cancelled == {"a", "b"}
    with pytest.raises(NotWaiting):
        send(model, stopped.state, "stop", {}, STEP)
    ended = done(model, stopped, "tidy")
    assert (ended.ended, ended.end_event, ended.data["stop"]) == (True, "stop_e", {"by": "law"})


def test_one_case_that_was_interrupted_leaves_the_next_one_alone():
    model = process(
        entry(), user("a"), end(), flow("s > a > e"), MESSAGE_SUBPROCESS, messages=("stop",)
    )
    for _ in range(2):
        opened = start(model, {}, STEP)
        assert open_at(opened) == ["a"]
        assert open_at(send(model, opened.state, "stop", {}, STEP)) == ["tidy"]
        assert done(model, opened, "a").ended


def test_an_event_subprocess_that_does_not_interrupt_runs_beside_and_again():
    beside = event_subprocess(
        "ask", told("stop"), user("answer"), flow("ask_s > answer > ask_e"), interrupting=False
    )
    model = process(entry(), user("a"), end(), flow("s > a > e"), beside, messages=("stop",))
    now = start(model, {}, STEP)
    now = send(model, send(model, now.state, "stop", {}, STEP).state, "stop", {}, STEP)
    assert open_at(now) == ["a", "answer", "answer"]
    now = done(model, done(model, now, "answer"), "a")
    assert (open_at(now), now.ended) == (["answer"], False)
    assert done(model, now, "answer").ended


@pytest.mark.parametrize("interrupting", [True, False])
def test_an_event_subprocess_on_a_timer_fires_or_lets_the_case_end_without_it(interrupting):
    late = event_subprocess(
        "late", timed("PT1H"), user("hurry"), flow("late_s > hurry > late_e"),
        interrupting=interrupting,
    )  # fmt: skip
    model = process(entry(), user("a"), end(), flow("s > a > e"), late)
    opened = start(model, {}, STEP)
    assert [t.element for t in opened.timers] == ["late_s"]
    ended = done(model, opened, "a")
    assert (ended.ended, ended.end_event, ended.timers) == (True, "e", ())
    fired = fire(model, opened.state, armed(opened), later(hours=1))
    assert open_at(fired) == (["hurry"] if interrupting else ["a", "hurry"])
    for element in open_at(fired):
        fired = done(model, fired, element)
    assert fired.ended


def test_message_events_inside_a_subprocess_hear_too():
    inside = entry("is") + hear("m", "go") + end("ie") + flow("is > m > ie")
    model = process(
        entry(), node("subProcess", "sub", inside), end(), flow("s > sub > e"), messages=("go",)
    )
    assert send(model, start(model, {}, STEP).state, "go", {}, STEP).ended


def test_misspelt_unbounded_and_naive_times_are_refused_when_published():
    for text in ("P", "1D", "P99999999Y", "P101Y", "2027-06-10T09:00", "2027-06-10", "PT", "P1YT",
                 "2027-13-01T00:00Z", "P1DT2H", "P0.5Y", "2027-W10-1", "20270610"):  # fmt: skip
        found = findings(entry(), wait("w", text), end(), flow("s > w > e"))
        assert [f.element for f in found] == ["w"], text
