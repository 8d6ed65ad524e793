"""Two thousand random walks, each side by side with the stock library, compared after every move.

Ours is saved and loaded before each move. What differs on purpose is in docs/engine.md and is kept
out by the generator: joins in loops, event subprocesses, two timers behind one gateway.
"""

import re
from collections import Counter
from random import Random

import orjson
import pytest
from SpiffWorkflow.exceptions import WorkflowException

from service.engine import Step, compile_process, complete, fire, send, start
from tests.engine.drawing import later
from tests.engine.generated import Generator
from tests.engine.stock import CHILD, FAR, StockCase, stock_spec

WALKS_EACH = 8
SEEDS = [range(first, first + 25) for first in range(0, 275, 25)]
LONGEST = 40
# What stock says to a multi-instance task two steps behind a boundary event: it can not start it.
STOCK_CAN_NOT = "Attempt to add non-predicted child to predicted task"
STEP = later()
FAR_STEP = Step(later(days=365 * 80).now)


class OurCase:
    def __init__(self, raw, drawn):
        self.drawn = drawn
        self.model = compile_process({"p.bpmn": raw})
        self.now = start(self.model, {"far": FAR}, STEP)

    def rows(self):
        """[element, state] of every live task, wherever it stands."""
        _, _, _, rows, inner = orjson.loads(self.now.state)
        for row in (*rows, *(row for _, _, found in inner for row in found)):
            if row[3] in (8, 16, 32):
                yield row[2], row[3]

    def moves(self):
        for task in self.now.tasks:
            yield "complete", task.id, task.element, task.data.get("one")
        for timer in self.now.timers:
            yield "fire", timer.id, timer.element, None
        for element, _ in self.rows():
            if element in self.drawn.messages:
                yield "send", self.drawn.messages[element], element, None

    def alive(self):
        """As the library names them: events behind a gateway are the gateway's, a join is one."""
        found = Counter(name.replace(" (item)", CHILD) for name, _ in self.rows())
        races = {gate for event, gate in self.drawn.races.items() if found.pop(event, 0)}
        ones = {join: 1 for join in self.drawn.joins if join in found}
        return Counter({**found, **ones, **dict.fromkeys(races, 1)})


def move(ours, stock, random, number):
    kind, key, element, item = random.choice(list(ours.moves()))
    state = ours.now.state
    if kind == "complete":
        values = {"go": random.randint(0, 2), "n": number}
        ours.now = complete(ours.model, state, key, values, STEP)
        stock.complete(element, item, values)
    elif kind == "fire":
        ours.now = fire(ours.model, state, [key], FAR_STEP)
        stock.fire(ours.drawn.races.get(element, element))
    else:
        ours.now = send(ours.model, state, key, {}, STEP)
        stock.send(key)
    return kind, element, item


def comparable(data, drawn):
    """Without what stock forgets when a subprocess is cut off, and the payloads of messages.

    The order of a multi-instance result is the items' with us, that of completion in stock.
    """
    left_out = set(drawn.messages.values())
    found = {
        key: value
        for key, value in data.items()
        if key not in left_out and not drawn.perishable & set(re.findall(r"\d+", key))
    }
    return {
        key: sorted(map(orjson.dumps, value)) if key.startswith("k") else value
        for key, value in found.items()
    }


def walk(raw, drawn, spec, seed):
    random = Random(seed)
    ours, stock = OurCase(raw, drawn), StockCase(spec)
    trail = []
    while True:
        assert ours.alive() == stock.alive(), trail
        assert ours.now.ended is stock.completed, trail
        if ours.now.ended or len(trail) == LONGEST:
            break
        try:
            trail.append(move(ours, stock, random, len(trail)))
        except WorkflowException as error:
            if STOCK_CAN_NOT not in str(error):
                raise
            return True
    if ours.now.ended:
        mine, theirs = comparable(ours.now.data, drawn), comparable(stock.data, drawn)
        assert mine.keys() == theirs.keys(), trail
        if not drawn.asides:
            assert mine == theirs, trail
    return ours.now.ended


@pytest.mark.slow
@pytest.mark.parametrize("seeds", SEEDS, ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}")
def test_every_walk_goes_as_in_the_stock_library(seeds):
    ended = 0
    for seed in seeds:
        drawn = Generator(seed).draw()
        spec = stock_spec(drawn.raw)
        for number in range(WALKS_EACH):
            ended += walk(drawn.raw, drawn, spec, seed * 1_000 + number)
    assert ended > len(seeds) * WALKS_EACH // 2
