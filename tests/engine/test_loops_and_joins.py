"""Cases that go round for years, and joins that wait again in every round.

The library as it is: blind at depth 1,000, 3^k tasks for k joins, early joins in loops.
"""

import orjson
import pytest

from service.engine import Step, StepFailed, complete, start, view
from tests.engine.drawing import (
    NOW,
    bpmn,
    done,
    end,
    flow,
    fork,
    node,
    open_at,
    process,
    script,
    user,
    xor,
)
from tests.engine.drawing import start as entry

STEP = Step(NOW)
TURNS = 1_500


def consultation():
    """Ask two at once, assess, and perhaps ask both again."""
    return process(
        entry(), xor("m"), fork("f"), user("industry"), user("development"), fork("j"),
        user("assess"), xor("again", "e"), end(),
        flow("s > m > f > industry > j > assess > again > e"),
        flow("f > development > j"), flow("again > m", "assess.outcome == 'again'"),
    )  # fmt: skip


def test_a_correction_loop_of_1500_turns_stays_correct_and_small():
    model = process(
        entry(), user("check"), user("correct"), xor("ok", "check"), end(),
        flow("s > check > correct > ok > check"), flow("ok > e", "correct.n == 1499"),
    )  # fmt: skip
    now = start(model, {}, STEP)
    sizes = set()
    for turn in range(TURNS):
        assert open_at(now) == ["check"]
        now = done(model, now, "check")
        assert open_at(now) == ["correct"]
        assert not now.ended
        now = done(model, now, "correct", n=turn)
        sizes.add(len(now.state) - len(orjson.dumps(now.data)))
    assert now.ended
    assert now.data["correct"] == {"n": TURNS - 1}
    assert max(sizes) < 200


def test_a_returned_consultation_waits_for_every_branch_again_in_the_second_turn():
    model = consultation()
    now = start(model, {}, STEP)
    for turn in range(5):
        assert open_at(now) == ["development", "industry"]
        first, second = ("industry", "development") if turn % 2 else ("development", "industry")
        now = done(model, now, first, turn=turn)
        assert open_at(now) == [second], "the join must not fire while a branch is open"
        now = done(model, now, second, turn=turn)
        assert open_at(now) == ["assess"]
        now = done(model, now, "assess", outcome="again" if turn < 4 else "approve")
    assert now.ended
    assert now.data["industry"] == now.data["development"] == {"turn": 4}


def test_nine_serial_forks_of_three_never_hold_more_than_a_few_tokens():
    parts = [entry(), end()]
    path = ["s"]
    for k in range(9):
        names = [f"u{k}_{b}" for b in range(3)]
        parts += [fork(f"f{k}"), fork(f"j{k}"), *[user(name) for name in names]]
        parts += [flow(f"f{k} > {name} > j{k}") for name in names]
        path += [f"f{k}", f"j{k}"]
    parts += [flow(f"{a} > {b}") for a, b in zip(path[::2], path[1::2], strict=False)]
    model = process(*parts, flow("j8 > e"))
    now = start(model, {}, STEP)
    while not now.ended:
        assert len(orjson.loads(now.state)[3]) <= 8
        now = done(model, now, now.tasks[0].element)
    assert sorted(now.data) == sorted(f"u{k}_{b}" for k in range(9) for b in range(3))


def test_a_thousand_scripts_and_more_run_in_one_step():
    names = [f"t{k}" for k in range(2_000)]
    model = process(
        entry(), *[script(name, "x = x + 1") for name in names], end(),
        flow(" > ".join(["s", *names, "e"])),
    )  # fmt: skip
    ended = start(model, {"x": 0}, STEP)
    assert (ended.ended, ended.data["x"]) == (True, 2_000)


def test_five_thousand_tasks_in_a_row_and_in_one_loop_compile():
    names = [f"t{k}" for k in range(5_000)]
    model = process(
        entry(), *[user(name) for name in names], xor("g", "e"), end(),
        flow(" > ".join(["s", *names, "g", "e"])), flow("g > t0", "t0.again"),
    )  # fmt: skip
    now = start(model, {}, STEP)
    assert open_at(done(model, now, "t0")) == ["t1"]


def test_automatic_steps_without_end_stop_at_the_budget_and_change_nothing():
    inner = bpmn(entry("cs"), script("a", "x = x + 1"), end("ce"), flow("cs > a > ce"), key="inner")
    model = process(
        entry(), user("u"), node("callActivity", "call", calledElement="inner"), xor("g", "call"),
        end(), flow("s > u > call > g > call"), flow("g > e", "x > limit"), inner=inner,
    )  # fmt: skip
    opened = start(model, {"x": 0, "limit": 1_000}, STEP)
    assert done(model, opened, "u").data["x"] == 1_001
    endless = start(model, {"x": 0, "limit": 10**9}, STEP)
    with pytest.raises(StepFailed, match="without end"):
        done(model, endless, "u")
    assert open_at(view(model, endless.state)) == ["u"]


def test_two_tokens_on_one_side_of_a_join_do_not_stand_for_both():
    model = process(
        entry(), fork("f"), user("a"), user("b"), user("c"), xor("m"), fork("j"), user("after"),
        end(), flow("s > f > a > m > j > after > e"), flow("f > b > m"), flow("f > c > j"),
    )  # fmt: skip
    now = start(model, {}, STEP)
    now = done(model, done(model, now, "a"), "b")
    assert open_at(now) == ["c"]
    now = done(model, now, "c")
    assert open_at(now) == ["after"]
    assert not now.ended


def test_the_case_goes_on_while_any_token_is_alive():
    model = process(
        entry(), fork("f"), user("a"), user("b"), end(), end("e2"), flow("s > f > a > e"),
        flow("f > b > e2"),
    )  # fmt: skip
    now = done(model, start(model, {}, STEP), "a")
    assert (now.ended, now.end_event, open_at(now)) == (False, None, ["b"])
    ended = done(model, now, "b")
    assert (ended.ended, ended.end_event) == (True, "e2")
    assert view(model, ended.state).ended


def test_two_officers_finishing_different_tasks_commute():
    model = consultation()
    opened = start(model, {}, STEP)
    one, two = opened.task("industry").id, opened.task("development").id
    ab = complete(model, complete(model, opened.state, one, {"v": 1}, STEP).state, two, {}, STEP)
    ba = complete(model, complete(model, opened.state, two, {}, STEP).state, one, {"v": 1}, STEP)
    assert ab.data == ba.data
    assert open_at(ab) == open_at(ba) == ["assess"]


def test_the_same_steps_give_the_same_bytes():
    model = consultation()
    opened = start(model, {"x": 1}, STEP)
    assert opened.state == start(model, {"x": 1}, STEP).state
    assert done(model, opened, "industry").state == done(model, opened, "industry").state
