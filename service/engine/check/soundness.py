"""Every element can be reached and every case can end: proved by playing all games of tokens."""

from __future__ import annotations

from service.engine.check.net import Exploration, Way, explore
from service.engine.check.report import Report
from service.engine.check.subject import Subject
from service.engine.diagram import Diagram, Node

SHOWN = 12


def every_case_can_end(subject: Subject, report: Report) -> None:
    for diagram in subject.diagrams():
        found = explore(diagram)
        if found.doubled is not None:
            _say_doubled(diagram, found, report)
        elif not found.complete:
            zh = f"“{diagram.label}”并行的分支太多，无法证明每个案件都能结束；请简化。"
            en = f"{diagram.id}: too many parallel branches to prove that every case can end."
            report.add("too_complex", zh, en, diagram.id)
        else:
            _say_stuck(diagram, found, report)
            _say_unreached(diagram, found, report)


def _say_doubled(diagram: Diagram, found: Exploration, report: Report) -> None:
    assert found.doubled is not None
    position, move, flow = found.doubled
    way = (*found.way(position), move.node)
    target = _target(diagram, flow)
    zh = (
        f"不安全：同一条路上会同时走两遍，汇合对不上。走法：{_shown(diagram, way, 'zh')}。"
        "并行的分支要先汇合，再往回走。"
    )
    en = f"unsafe, two tokens on one flow: {_shown(diagram, way, 'en')}. Join before going back."
    report.at("unsafe", target, zh, en)


def _say_stuck(diagram: Diagram, found: Exploration, report: Report) -> None:
    stuck = next(found.stuck(), None)
    if stuck is not None:
        way = found.way(stuck)
        waiting = [_target(diagram, flow) for flow in sorted(stuck)]
        joins = [n for n in waiting if n.kind == "parallelGateway"] or waiting
        lacking = [f.source for f in joins[0].incoming if f.id not in stuck]
        waits_zh = "、".join(_label(diagram, key) for key in lacking)
        zh = f"死锁：走法 {_shown(diagram, way, 'zh')} 之后，这里再也等不到从“{waits_zh}”来的分支。"
        en = (
            f"deadlock: after {_shown(diagram, way, 'en')} it waits for ever for the branch "
            f"from {', '.join(lacking)}."
        )
        report.at("deadlock", joins[0], zh, en)
        return
    lost = next(found.hopeless(), None)
    if lost is not None:
        way = found.way(lost)
        node = _target(diagram, sorted(lost)[0])
        zh = f"：走法 {_shown(diagram, way, 'zh')} 之后，案件再也走不到结束。"
        en = f"after {_shown(diagram, way, 'en')} the case can never end."
        report.at("never_ends", node, zh, en)


def _say_unreached(diagram: Diagram, found: Exploration, report: Report) -> None:
    for node in diagram.nodes.values():
        if node.id not in found.fired and not node.is_event_subprocess:
            report.at("unreachable", node, "永远走不到。", "can never be reached.")


def _target(diagram: Diagram, flow: str) -> Node:
    for node in diagram.nodes.values():
        if any(f.id == flow for f in node.incoming):
            return node
    return diagram.starts()[0]


def _label(diagram: Diagram, key: str) -> str:
    node = diagram.nodes.get(key)
    return node.label or key if node is not None else key


def _shown(diagram: Diagram, way: Way, lang: str) -> str:
    """The last steps of a way, by label or by id."""
    steps = [_label(diagram, key) if lang == "zh" else key for key in way]
    return " → ".join(["…", *steps[-SHOWN:]] if len(steps) > SHOWN else steps)
