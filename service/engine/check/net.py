"""The diagram as a game of tokens: what can happen at each node, and every position it leads to.

A position is the set of flows that hold a token; a case begins with one at the start and is over
when none is left. A net is safe when no flow ever holds two.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, combinations

from service.engine.diagram import Diagram, Node

MAX_POSITIONS = 10_000
Position = frozenset[str]
Way = tuple[str, ...]


@dataclass(frozen=True)
class Move:
    """`node` takes the tokens of some flows and gives others; an end event may take all."""

    node: str
    takes: frozenset[str]
    gives: tuple[str, ...]
    clears: bool = False

    def can(self, position: Position) -> bool:
        return self.takes <= position

    def made(self, position: Position) -> Position:
        return frozenset() if self.clears else (position - self.takes) | frozenset(self.gives)

    def doubles(self, position: Position) -> str | None:
        """The flow that would hold two tokens, if any."""
        left = position - self.takes
        return next((f for f in self.gives if f in left or self.gives.count(f) > 1), None)


@dataclass
class Exploration:
    """Every position that can come up, and how it was first reached."""

    moves: tuple[Move, ...]
    came: dict[Position, tuple[Position, Move] | None] = field(default_factory=dict)
    next_ones: dict[Position, list[Position]] = field(default_factory=dict)
    fired: set[str] = field(default_factory=set)
    doubled: tuple[Position, Move, str] | None = None
    complete: bool = True

    def way(self, position: Position) -> Way:
        """The nodes passed on the shortest way to a position."""
        passed: list[str] = []
        step = self.came[position]
        while step is not None:
            position, move = step
            passed.append(move.node)
            step = self.came[position]
        return tuple(reversed(passed))

    def stuck(self) -> Iterator[Position]:
        """Positions with tokens left and nothing that can happen, nearest first."""
        return (p for p in self.came if p and not self.next_ones.get(p))

    def hopeless(self) -> Iterator[Position]:
        """Positions from which the case can never be over, nearest first."""
        before: dict[Position, list[Position]] = {}
        for position, following in self.next_ones.items():
            for after in following:
                before.setdefault(after, []).append(position)
        good: set[Position] = set()
        todo = [p for p in self.came if not p]
        while todo:
            position = todo.pop()
            if position not in good:
                good.add(position)
                todo.extend(before.get(position, ()))
        return (p for p in self.came if p not in good)


def explore(diagram: Diagram) -> Exploration:
    """Plays every game, up to a bound; stops at the first flow that would hold two tokens."""
    moves = tuple(chain.from_iterable(_moves(n, diagram) for n in diagram.nodes.values()))
    by_flow: dict[str, list[Move]] = {}
    for move in moves:
        for flow in move.takes:
            by_flow.setdefault(flow, []).append(move)
    start = frozenset(_entry(node) for node in diagram.starts())
    found = Exploration(moves, {start: None})
    todo = deque([start])
    while todo:
        position = todo.popleft()
        able = dict.fromkeys(m for f in sorted(position) for m in by_flow.get(f, ()))
        following = found.next_ones.setdefault(position, [])
        for move in able:
            if not move.can(position):
                continue
            found.fired.add(move.node)
            double = move.doubles(position)
            if double is not None:
                found.doubled = (position, move, double)
                return found
            after = move.made(position)
            following.append(after)
            if after not in found.came:
                found.came[after] = (position, move)
                todo.append(after)
        if len(found.came) > MAX_POSITIONS:
            found.complete = False
            return found
    return found


def _entry(start: Node) -> str:
    return f"(into) {start.id}"


def _moves(node: Node, diagram: Diagram) -> Iterator[Move]:
    outs = tuple(flow.id for flow in node.outgoing)
    ins = [flow.id for flow in node.incoming]
    if node.kind == "startEvent":
        yield Move(node.id, frozenset({_entry(node)}), outs)
    elif node.kind == "endEvent":
        for flow in ins:
            yield Move(node.id, frozenset({flow}), (), node.trigger == "terminate")
    elif node.kind == "parallelGateway" and ins:
        yield Move(node.id, frozenset(ins), outs)
    elif node.kind in ("exclusiveGateway", "eventBasedGateway"):
        for flow in ins:
            for out in outs:
                yield Move(node.id, frozenset({flow}), (out,))
    elif node.kind != "boundaryEvent" and not node.is_event_subprocess:
        for flow in ins:
            yield from _of_activity(node, flow, outs, _edge(node, diagram))


def _edge(node: Node, diagram: Diagram) -> list[Node]:
    return [n for n in diagram.nodes.values() if n.xml.get("attachedToRef") == node.id]


def _of_activity(node: Node, flow: str, outs: Way, edge: list[Node]) -> Iterator[Move]:
    """An activity is done, or interrupted; on its way, events beside it may have set off more."""
    interrupting: list[Node] = []
    beside: list[Node] = []
    for event in edge:
        ends = event.xml.get("cancelActivity", "true") == "true"
        (interrupting if ends else beside).append(event)
    takes = frozenset({flow})
    for extra in _subsets(beside[:4]):
        sides = tuple(f.id for event in extra for f in event.outgoing)
        last = extra[-1].id if extra else node.id
        yield Move(last, takes, outs + sides)
        for event in interrupting:
            yield Move(event.id, takes, tuple(f.id for f in event.outgoing) + sides)


def _subsets(events: list[Node]) -> Iterator[tuple[Node, ...]]:
    return chain.from_iterable(combinations(events, size) for size in range(len(events) + 1))
