"""Every element can be reached and every case can end; a deadlock is shown as a path."""

from tests.engine.check.sketch import Sketch, codes, findings, only


def test_one_way_chosen_can_not_meet_at_a_join():
    sketch = Sketch().start().user("look").xor("which", "which_to_two").user("one").user("two")
    sketch.both("join").end().line("begun", "look", "which")
    sketch.flow("which", "one", "look.urgent", name="加急").flow("which", "two", name="一般")
    sketch.line("one", "join", "done").line("two", "join")
    found = {f.code: f for f in findings(sketch)}
    deadlock = found["deadlock"]
    assert deadlock.element == "join"
    assert "做begun → 做look → 做which → 做one" in deadlock.zh
    assert "begun → look → which → one" in deadlock.en
    assert "two" in deadlock.en
    assert found["unreachable"].element in ("join", "done")


def test_a_branch_that_ends_leaves_the_join_waiting():
    sketch = Sketch().start().both("fork").user("one").user("two").both("join").end()
    sketch.xor("which", "which_to_join").end("gone")
    sketch.line("begun", "fork", "one", "which").line("fork", "two", "join", "done")
    sketch.flow("which", "gone", "one.urgent", name="撤回").flow("which", "join", name="继续")
    finding = only(sketch, "deadlock")
    assert finding.element == "join"
    assert "which" in finding.en


def test_branches_that_meet_at_a_choice_run_the_rest_twice():
    sketch = Sketch().start().both("fork").user("one").user("two").xor("met").user("after").end()
    sketch.line("begun", "fork", "one", "met", "after", "done").line("fork", "two", "met")
    assert only(sketch, "unsafe").element == "after"


def test_going_back_out_of_a_branch_before_its_fork_is_unsafe():
    sketch = Sketch().start().xor("again").both("fork").user("one").user("two").both("join").end()
    sketch.xor("which", "which_to_join")
    sketch.line("begun", "again", "fork", "one", "which").line("fork", "two", "join", "done")
    sketch.flow("which", "again", "one.urgent", name="重来").flow("which", "join", name="继续")
    assert only(sketch, "unsafe").zh.count("→") >= 4


def test_going_back_after_the_join_is_sound():
    sketch = Sketch().start().xor("again").both("fork").user("one").user("two").both("join")
    sketch.user("look").xor("which", "which_to_done").end()
    sketch.line("begun", "again", "fork", "one", "join", "look", "which")
    sketch.line("fork", "two", "join")
    sketch.flow("which", "again", "look.urgent", name="重来").flow("which", "done", name="继续")
    assert codes(sketch) == []


def test_a_round_without_a_way_out_is_found():
    sketch = Sketch().start().user("look").xor("which", "which_to_done").end()
    sketch.xor("round").user("ever").line("begun", "look", "which").line("round", "ever", "round")
    sketch.flow("which", "round", "look.urgent", name="兜圈").flow("which", "done", name="结束")
    finding = only(sketch, "never_ends")
    assert "做which" in finding.zh


def test_a_reminder_beside_a_task_is_sound():
    sketch = Sketch().start().user("look").end().end("reminded")
    sketch.timer("late", "limit('correction')", on="look", attrs='cancelActivity="false"')
    sketch.service("remind", "filing.activate").line("late", "remind", "reminded")
    assert codes(sketch.line("begun", "look", "done")) == []


def test_a_reminder_that_flows_back_into_the_case_is_unsafe():
    sketch = Sketch().start().user("look").xor("met").user("after").end()
    sketch.timer("late", "limit('correction')", on="look", attrs='cancelActivity="false"')
    sketch.line("begun", "look", "met", "after", "done").line("late", "met")
    assert only(sketch, "unsafe").element == "after"


def test_an_overdue_task_goes_another_way_and_both_end():
    sketch = Sketch().start().user("look").end().end("lapsed")
    sketch.timer("late", "limit('correction')", on="look").line("late", "lapsed")
    assert codes(sketch.line("begun", "look", "done")) == []


def test_the_inside_of_an_event_subprocess_is_proved_too():
    sketch = Sketch().start().user("look").end().line("begun", "look", "done")
    sketch.anytime("anytime", "withdrawn")
    assert codes(sketch) == []


def test_a_deadlock_inside_an_event_subprocess_is_found():
    sketch = Sketch().start().user("look").end().line("begun", "look", "done")
    sketch.add("subProcess", "anytime", attrs='triggeredByEvent="true"')
    sketch.message("told", "withdrawn", "startEvent", into="anytime")
    for key in ("fork", "join"):
        sketch.add("parallelGateway", key, into="anytime")
    sketch.add("exclusiveGateway", "which", attrs='default="which_to_join"', into="anytime")
    sketch.service("act", "filing.activate", "answer", into="anytime")
    sketch.end("gone", into="anytime").end("over", into="anytime")
    sketch.line("told", "fork", "act", "which", into="anytime")
    sketch.line("fork", "join", "over", into="anytime")
    sketch.flow("which", "gone", "answer.active", name="生效", into="anytime")
    sketch.flow("which", "join", name="未生效", into="anytime")
    assert only(sketch, "deadlock").element == "join"


def test_many_parallel_branches_are_given_up_on_honestly():
    sketch = Sketch().start().both("fork").both("join").end()
    for n in range(17):
        sketch.user(f"task_{n}").line("fork", f"task_{n}", "join")
    assert codes(sketch.line("begun", "fork").line("join", "done")) == ["too_complex"]


def test_two_hundred_elements_in_a_row_are_proved_quickly():
    keys = [f"task_{n}" for n in range(200)]
    sketch = Sketch().start().end()
    for key in keys:
        sketch.user(key)
    assert codes(sketch.line("begun", *keys, "done")) == []
