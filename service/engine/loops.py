"""Loops in which nothing ever waits: they would run until the step's budget stops them."""

from __future__ import annotations

from collections.abc import Iterator

from service.domain.errors import Finding
from service.engine.diagram import Diagram, Node

RESTS = frozenset(("userTask", "intermediateCatchEvent", "callActivity"))


def loops_without_rest(diagram: Diagram) -> Iterator[Finding]:
    """One finding a loop of gateways, scripts, services and decisions without a waiting point."""
    bodies = [diagram, *(n.body for _, n in diagram.everywhere() if n.body is not None)]
    for inside in bodies:
        for node in _on_loops(inside):
            name = node.label or node.id
            yield Finding(
                code="loop_without_rest",
                zh=f"“{name}”：在一个没有等待点的循环里，会自动转个不停",
                en=f"{node.id}: it is in a loop where nothing waits",
                element=node.id,
                line=node.line,
            )


def _on_loops(diagram: Diagram) -> list[Node]:
    """The first node of each automatic loop, found by peeling off what is not on one."""
    restless = {key for key, node in diagram.nodes.items() if not _rests(node)}
    after = {k: [] for k in restless}  # type: dict[str, list[str]]
    before = {k: [] for k in restless}  # type: dict[str, list[str]]
    for flow in diagram.flows:
        if flow.source in restless and flow.target in restless:
            after[flow.source].append(flow.target)
            before[flow.target].append(flow.source)
    left = _peel(_peel(restless, after, before), before, after)
    found, seen = [], set[str]()
    for key in diagram.nodes:
        if key in left and key not in seen:
            found.append(diagram.nodes[key])
            todo = [key]
            while todo:
                one = todo.pop()
                if one in left and one not in seen:
                    seen.add(one)
                    todo.extend(after[one] + before[one])
    return found


def _rests(node: Node) -> bool:
    """Whether a case may wait here; of a called process that is taken for granted."""
    inside = [] if node.body is None else [n for _, n in node.body.everywhere()]
    return any(n.kind in RESTS for n in (node, *inside))


def _peel(keys: set[str], after: dict[str, list[str]], before: dict[str, list[str]]) -> set[str]:
    """Takes away, again and again, what nothing in `keys` follows."""
    left = set(keys)
    count = {key: sum(n in left for n in after[key]) for key in left}
    todo = [key for key in left if count[key] == 0]
    while todo:
        key = todo.pop()
        left.discard(key)
        for earlier in before[key]:
            if earlier in left:
                count[earlier] -= 1
                if count[earlier] == 0:
                    todo.append(earlier)
    return left
