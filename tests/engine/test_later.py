"""A service task that is left for later: a step, and a transaction, of its own."""

from dataclasses import replace

import pytest

from service.engine import Step, complete, fire, start, way_of
from tests.engine.drawing import (
    NOW,
    done,
    end,
    extended,
    findings,
    flow,
    later,
    node,
    open_at,
    process,
    user,
)  # fmt: skip
from tests.engine.drawing import start as entry


class Refused(Exception):
    pass


def left(value: str = "true") -> str:
    operator = (
        '<spiffworkflow:serviceTaskOperator id="do" resultVariable="given">'
        '<spiffworkflow:parameters><spiffworkflow:parameter id="what" type="any" value="a.x"/>'
        "</spiffworkflow:parameters></spiffworkflow:serviceTaskOperator>"
    )
    pairs = f'<spiffworkflow:property name="later" value="{value}"/>'
    inside = extended(f"{operator}<spiffworkflow:properties>{pairs}</spiffworkflow:properties>")
    return node("serviceTask", "work", inside)


PARTS = (entry(), user("a"), left(), user("b"), end(), flow("s > a > work > b > e"))


def test_it_waits_due_at_once_and_is_done_when_it_is_fired():
    model, called = process(*PARTS), []
    step = Step(NOW, operations=lambda name, inputs: called.append((name, inputs)) or {"n": 7})
    at = done(model, start(model, {}, step), "a", x=3)
    (armed,) = at.timers
    assert (armed.element, armed.due_at, open_at(at), called) == ("work", NOW, [], [])
    after = fire(model, at.state, [armed.id], replace(step, now=later(minutes=1).now))
    assert called == [("do", {"what": 3})]
    assert (open_at(after), after.data["given"], after.timers) == (["b"], {"n": 7}, ())


def test_the_way_to_it_is_taken_though_it_is_not_done_yet():
    model = process(*PARTS)
    begun = start(model, {}, Step(NOW))
    at = done(model, begun, "a", x=3)
    after = fire(model, at.state, [at.timers[0].id], Step(NOW, operations=lambda name, inputs: 1))
    ways = [
        [(f.source, f.target) for f in model.flows if f.id in way_of(model, *pair)["flows"]]
        for pair in ((begun, at), (at, after))
    ]
    assert ways == [[("a", "work")], [("work", "b")]]


def test_it_keeps_who_set_it_off():
    model = process(*PARTS)
    begun = start(model, {}, Step(NOW))
    by = {"person_id": 5, "name": "甲"}
    at = done_by(model, begun, by)
    assert at.timers[0].basis == {"by": by}


def test_what_it_would_refuse_is_refused_to_whoever_sets_it_off():
    model = process(*PARTS)
    begun = start(model, {}, Step(NOW))

    def checks(name, inputs):
        raise Refused(name, inputs)

    with pytest.raises(Refused) as refused:
        done_by(model, begun, {}, checks=checks)
    assert refused.value.args == ("do", {"what": 3})


def done_by(model, at, by, **more):
    return complete(model, at.state, at.task("a").id, {"x": 3}, Step(NOW, by=by, **more))


def test_later_is_true_or_not_written():
    found = findings(entry(), left("soon"), end(), flow("s > work > e"))
    assert [finding.code for finding in found] == ["bad_later"]
