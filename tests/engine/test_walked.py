"""The way a step took: exactly the flows between what it passed and where the case waits."""

from __future__ import annotations

from service.engine import Process, Step, start, way_of
from tests.engine.drawing import NOW, done, end, flow, fork, process, user, xor
from tests.engine.drawing import start as entry

STEP = Step(NOW)


def ends_of(model: Process, flows: list[str]) -> set[tuple[str, str]]:
    return {(f.source, f.target) for f in model.flows if f.id in flows}


def test_the_way_out_of_a_choice_is_the_one_taken() -> None:
    model = process(
        entry(), user("look"), xor("ok", "later"), user("again"), user("later"), end(),
        flow("s > look > ok > later > e"), flow("ok > again", "look['again']"),
        flow("again > later"),
    )  # fmt: skip
    first = start(model, {}, STEP)
    assert ends_of(model, way_of(model, None, first)["flows"]) == {("s", "look")}
    second = done(model, first, "look", again=True)
    way = way_of(model, first, second)
    assert way["passed"] == ["look", "ok"]
    assert ends_of(model, way["flows"]) == {("look", "ok"), ("ok", "again")}
    third = done(model, second, "again")
    assert ends_of(model, way_of(model, second, third)["flows"]) == {("again", "later")}


def test_a_join_is_reached_from_all_its_sides_by_the_last_of_them() -> None:
    model = process(
        entry(), fork("split"), user("a"), user("b"), fork("join"), user("c"), end(),
        flow("s > split > a > join > c > e"), flow("split > b > join"),
    )  # fmt: skip
    first = start(model, {}, STEP)
    way = ends_of(model, way_of(model, None, first)["flows"])
    assert way == {("s", "split"), ("split", "a"), ("split", "b")}
    second = done(model, first, "a")
    assert way_of(model, first, second)["flows"] == []
    third = done(model, second, "b")
    way = ends_of(model, way_of(model, second, third)["flows"])
    assert way == {("a", "join"), ("b", "join"), ("join", "c")}
