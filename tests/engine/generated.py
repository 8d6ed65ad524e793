"""Random block-structured diagrams, in BPMN that both the engine and the stock library read."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from random import Random

from tests.engine.drawing import (
    bpmn,
    edge,
    end,
    first_of,
    flow,
    fork,
    hear,
    node,
    script,
    start,
    timed,
    told,
    wait,
    xor,
)  # fmt: skip

LEAVES = ("user", "user", "user", "script", "wait", "hear", "many")
BLOCKS = (
    "choice", "loop", "loop", "parallel", "parallel", "late", "aside", "race", "inner", "sequence",
)  # fmt: skip
LOOP = (
    "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopDataInputRef>{0}_in</bpmn:loopDataInputRef>"
    "<bpmn:loopDataOutputRef>{0}</bpmn:loopDataOutputRef>"
    '<bpmn:inputDataItem id="one" name="one"/><bpmn:outputDataItem id="answer" name="answer"/>'
    "</bpmn:multiInstanceLoopCharacteristics>"
)


@dataclass
class Drawn:
    """A diagram and what a walker must know of it."""

    raw: bytes = b""
    joins: set[str] = field(default_factory=set)
    races: dict[str, str] = field(default_factory=dict)  # event behind a gateway -> gateway
    messages: dict[str, str] = field(default_factory=dict)  # element -> message
    perishable: set[str] = field(default_factory=set)  # written where a subprocess can be cut off
    asides: bool = False  # a path beside the main one, whose copies of the data go stale


class Generator:
    """`joins_in_loops`: whether parallel blocks may stand in loops, where the library is wrong."""

    def __init__(self, seed: int, joins_in_loops: bool = False) -> None:
        self.random = Random(seed)
        self.joins_in_loops = joins_in_loops
        self.most = 40 if joins_in_loops else 20
        self.drawn = Drawn()
        self.parts: list[str] = []
        self.count = 0

    def draw(self) -> Drawn:
        first, last = self.draw_sequence(self.random.randint(1, 3), in_loop=False)
        self.add(start(), end(), flow(f"s > {first}"), flow(f"{last} > e"))
        messages = tuple(self.drawn.messages.values())
        self.drawn.raw = bpmn(*self.parts, messages=messages)
        return self.drawn

    def add(self, *parts: str) -> None:
        self.parts.extend(parts)

    def name(self, letter: str) -> str:
        self.count += 1
        return f"{letter}{self.count}"

    def block(self, depth: int, in_loop: bool) -> tuple[str, str]:
        """Draws a block; gives the node it begins with and the one it ends with."""
        kinds = LEAVES if depth <= 0 or self.count > self.most else BLOCKS + LEAVES[:2]
        kind = self.random.choice(kinds)
        if kind == "parallel" and in_loop and not self.joins_in_loops:
            kind = "choice"
        make = getattr(self, f"draw_{kind}")
        return make() if kind in LEAVES else make(depth - 1, in_loop)

    def draw_user(self) -> tuple[str, str]:
        key = self.name("u")
        self.add(node("userTask", key))
        return key, key

    def draw_script(self) -> tuple[str, str]:
        key = self.name("a")
        self.add(script(key, f"v_{key} = 1"))
        return key, key

    def draw_wait(self) -> tuple[str, str]:
        key = self.name("w")
        self.add(wait(key, "far"))
        return key, key

    def draw_hear(self) -> tuple[str, str]:
        key = self.name("h")
        self.drawn.messages[key] = f"msg_{key}"
        self.add(hear(key, f"msg_{key}"))
        return key, key

    def draw_many(self) -> tuple[str, str]:
        before, key = self.name("a"), self.name("k")
        items = ["x", "y", "z"][: self.random.randint(0, 3)]
        self.add(script(before, f"{key}_in = {items}\n{key} = []"))
        self.add(node("userTask", key, LOOP.format(key)), flow(f"{before} > {key}"))
        return before, key

    def draw_sequence(self, depth: int, in_loop: bool) -> tuple[str, str]:
        blocks = [self.block(depth, in_loop) for _ in range(self.random.randint(2, 3))]
        for (_, last), (first, _) in pairwise(blocks):
            self.add(flow(f"{last} > {first}"))
        return blocks[0][0], blocks[-1][1]

    def draw_choice(self, depth: int, in_loop: bool) -> tuple[str, str]:
        ask, gate, merge = self.name("c"), self.name("g"), self.name("m")
        first, last = self.block(depth, in_loop)
        self.add(node("userTask", ask), xor(gate, first), xor(merge), flow(f"{ask} > {gate}"))
        self.add(flow(f"{gate} > {first}"), flow(f"{last} > {merge}"))
        for go in range(self.random.randint(1, 2)):
            first, last = self.block(depth, in_loop)
            self.add(flow(f"{gate} > {first}", f"{ask}['go'] == {go}"), flow(f"{last} > {merge}"))
        return ask, merge

    def draw_loop(self, depth: int, in_loop: bool) -> tuple[str, str]:
        merge, ask, gate, out = (self.name(letter) for letter in "mcgm")
        first, last = self.block(depth, in_loop=True)
        self.add(xor(merge), node("userTask", ask), xor(gate, out), xor(out))
        self.add(flow(f"{merge} > {first}"), flow(f"{last} > {ask} > {gate} > {out}"))
        self.add(flow(f"{gate} > {merge}", f"{ask}['go'] == 0"))
        return merge, out

    def draw_parallel(self, depth: int, in_loop: bool) -> tuple[str, str]:
        split, join = self.name("f"), self.name("j")
        self.drawn.joins.add(join)
        self.add(fork(split), fork(join))
        for _ in range(self.random.randint(2, 3)):
            first, last = self.block(depth, in_loop)
            self.add(flow(f"{split} > {first}"), flow(f"{last} > {join}"))
        if self.random.random() < 0.2:
            self.add(flow(f"{split} > {join}"))
        return split, join

    def hosted(self, depth: int, in_loop: bool) -> str:
        """An activity that can carry events on its edge."""
        if depth <= 0 or self.random.random() < 0.7:
            return self.draw_user()[0]
        return self.draw_inner(depth, in_loop)[0]

    def draw_late(self, depth: int, in_loop: bool) -> tuple[str, str]:
        """An activity that a timer or a message takes away, to another way on."""
        before = self.count
        host, event, merge = self.hosted(depth, in_loop), self.name("t"), self.name("m")
        self.drawn.perishable |= {str(n) for n in range(before + 1, self.count) if host[0] == "p"}
        first, last = self.block(depth - 1, in_loop)
        trigger = timed("far")
        if self.random.random() < 0.3:
            self.drawn.messages[event] = f"msg_{event}"
            trigger = told(f"msg_{event}")
        self.add(edge(event, host, trigger), xor(merge), flow(f"{host} > {merge}"))
        self.add(flow(f"{event} > {first}"), flow(f"{last} > {merge}"))
        return host, merge

    def draw_aside(self, depth: int, in_loop: bool) -> tuple[str, str]:
        """An activity with a timer that does not interrupt and has an end of its own."""
        self.drawn.asides = True
        host, event, stop = self.hosted(depth, in_loop), self.name("t"), self.name("e")
        first, last = self.draw_user() if self.random.random() < 0.5 else self.draw_script()
        self.add(edge(event, host, timed("far"), interrupting=False), end(stop))
        self.add(flow(f"{event} > {first}"), flow(f"{last} > {stop}"))
        return host, host

    def draw_race(self, depth: int, in_loop: bool) -> tuple[str, str]:
        """Whichever event comes first; one timer, since the library lets two share a due time."""
        gate, merge = self.name("r"), self.name("m")
        self.add(first_of(gate), xor(merge))
        events = [self.draw_wait()[0]] + [self.draw_hear()[0] for _ in range(2)]
        for event in events:
            first, last = self.block(depth - 1, in_loop)
            self.drawn.races[event] = gate
            self.add(flow(f"{gate} > {event} > {first}"), flow(f"{last} > {merge}"))
        return gate, merge

    def draw_inner(self, depth: int, in_loop: bool) -> tuple[str, str]:
        """A subprocess."""
        key, outer = self.name("p"), self.parts
        self.parts = []
        first, last = self.block(depth, in_loop)
        self.add(start(f"{key}s"), end(f"{key}e"), flow(f"{key}s > {first}"))
        self.add(flow(f"{last} > {key}e"))
        inside, self.parts = "".join(self.parts), outer
        self.add(node("subProcess", key, inside))
        return key, key
