"""The engine beside the stock library, in one run: `python -m tests.benchmarks.engine`.

Ratios say more than milliseconds: both sides run in this process, one after the other.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import orjson
from SpiffWorkflow.bpmn import BpmnWorkflow

from service.engine import Step, compile_process, complete, start, view
from tests.engine.drawing import NOW, bpmn, edge, end, flow, fork, timed, user, xor
from tests.engine.drawing import start as entry
from tests.engine.stock import stock_spec

STEP = Step(NOW)
DATA = {f"field_{k}": "一二三四五六七八九十一二三四五六七八九十" for k in range(40)}
TARGETS = {
    "load + step + save, 202 elements (ms)": 1.0,
    "loop: last step / tenth step": 1.3,
    "loop: own bytes of the state": 1_000,
    "nine forks of three: start (ms)": 5.0,
    "5,000 tasks in a row: compile (s)": 1.5,
}


def timed_run(work: Callable[[], Any]) -> tuple[float, Any]:
    """Milliseconds and result."""
    begun = time.perf_counter()
    result = work()
    return (time.perf_counter() - begun) * 1_000, result


def chain(count: int) -> bytes:
    """Review steps in a row, each with a timer on its edge."""
    names = [f"u{k}" for k in range(count)]
    edges = [edge(f"t{k}", f"u{k}", timed("PT100H"), interrupting=False) for k in range(count)]
    ends = [end(f"e{k}") for k in range(count)]
    asides = [flow(f"t{k} > e{k}") for k in range(count)]
    parts = [*[user(name) for name in names], *edges, *ends, *asides]
    return bpmn(entry(), *parts, end(), flow(" > ".join(["s", *names, "e"])))


def loop() -> bytes:
    return bpmn(
        entry(), user("check"), user("correct"), xor("ok", "check"), end(),
        flow("s > check > correct > ok > check"), flow("ok > e", "correct['over']"),
    )  # fmt: skip


def forks(count: int) -> bytes:
    parts, path = [entry(), end()], ["s"]
    for k in range(count):
        names = [f"u{k}_{b}" for b in range(3)]
        parts += [fork(f"f{k}"), fork(f"j{k}"), *[user(name) for name in names]]
        parts += [flow(f"f{k} > {name} > j{k}") for name in names]
        path += [f"f{k}", f"j{k}"]
    parts += [flow(f"{a} > {b}") for a, b in zip(path[::2], [*path[1::2], "e"], strict=True)]
    return bpmn(*parts)


def loop_figures(turns: int) -> dict[str, float]:
    model = compile_process({"p.bpmn": loop()})
    now = start(model, DATA, STEP)
    spent = []
    for _ in range(turns):
        both = 0.0
        for element in ("check", "correct"):
            task, state = now.task(element).id, now.state
            took, now = timed_run(lambda t=task, s=state: complete(model, s, t, {"over": 0}, STEP))
            both += took / 2
        spent.append(both)
    early, late = statistics.median(spent[5:105]), statistics.median(spent[-100:])
    assert not view(model, now.state).ended
    return {
        "loop: step around the tenth turn (ms)": early,
        f"loop: step at turn {turns:,} (ms)": late,
        "loop: last step / tenth step": late / early,
        "loop: own bytes of the state": len(now.state) - len(orjson.dumps(now.data)),
    }


def stock_loop(turns: int) -> float:
    """How much slower the library's own step is after some turns than in the tenth."""
    workflow = BpmnWorkflow(*stock_spec(loop()))
    workflow.get_next_task(spec_name="Start").data.update(DATA)
    workflow.do_engine_steps()
    spent = []
    for _ in range(turns):
        took = 0.0
        for element in ("check", "correct"):
            task = workflow.get_next_task(state=16, spec_name=element)
            task.data[element] = {"over": 0}
            took += timed_run(lambda t=task: (t.run(), workflow.do_engine_steps()))[0] / 2
        spent.append(took)
    return statistics.median(spent[-20:]) / statistics.median(spent[5:15])


def step_figures() -> dict[str, float]:
    model = compile_process({"p.bpmn": chain(67)})
    now, spent = start(model, DATA, STEP), []
    while not now.ended:
        task, state = now.tasks[0].id, now.state
        took, now = timed_run(lambda t=task, s=state: complete(model, s, t, {"ok": True}, STEP))
        spent.append(took)
    return {"load + step + save, 202 elements (ms)": statistics.median(spent)}


def fork_figures(stock_forks: int) -> dict[str, float]:
    model = compile_process({"p.bpmn": forks(9)})
    ours = statistics.median(timed_run(lambda: start(model, {}, STEP))[0] for _ in range(20))
    spec = stock_spec(forks(stock_forks))
    theirs, workflow = timed_run(lambda: BpmnWorkflow(*spec))
    return {
        "nine forks of three: start (ms)": ours,
        f"{stock_forks} forks of three, stock library: start (ms)": theirs,
        f"{stock_forks} forks of three, stock library: tasks": len(workflow.tasks),
    }


def main() -> int:
    names = [f"t{k}" for k in range(5_000)]
    row = bpmn(entry(), *[user(n) for n in names], end(), flow(" > ".join(["s", *names, "e"])))
    compiled, _ = timed_run(lambda: compile_process({"p.bpmn": row}))
    figures = {
        **step_figures(),
        **loop_figures(5_000),
        "loop, stock library: step at turn 200 / tenth": stock_loop(200),
        **fork_figures(7),
        "5,000 tasks in a row: compile (s)": compiled / 1_000,
    }
    missed = 0
    for name, value in figures.items():
        target = TARGETS.get(name)
        missed += target is not None and value > target
        said = "" if target is None else f"   (at most {target:g}){' MISSED' * (value > target)}"
        print(f"{value:12,.3f}  {name}{said}")  # noqa: T201
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
