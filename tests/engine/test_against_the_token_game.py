"""Random walks over diagrams with joins in loops, which the stock library gets wrong."""

from collections import Counter
from random import Random

import pytest

from service.engine import complete, fire, send
from tests.engine.generated import Generator
from tests.engine.test_against_stock import FAR_STEP, STEP, OurCase
from tests.engine.token_game import Game

WALKS_EACH = 8
LONGEST = 60
SEEDS = [range(first, first + 25) for first in range(10_000, 10_500, 25)]


def open_in(ours):
    return Counter(key for _, _, _, key in named_moves(ours))


def named_moves(ours):
    for kind, key, element, item in ours.moves():
        yield kind, key, element, element if item is None else f"{element} {item}"


def walk(drawn, seed):
    random = Random(seed)
    ours, game = OurCase(drawn.raw, drawn), Game(drawn.raw)
    trail, latest = [], {}
    while True:
        assert open_in(ours) == game.open(), trail
        assert ours.now.ended is (not game.open()), trail
        if ours.now.ended or len(trail) == LONGEST:
            break
        kind, key, element, named = random.choice(list(named_moves(ours)))
        trail.append(named)
        if kind == "complete":
            values = {"go": random.randint(0, 2), "n": len(trail)}
            game.answers[element] = values["go"]
            latest[named] = values
            ours.now = complete(ours.model, ours.now.state, key, values, STEP)
        elif kind == "fire":
            ours.now = fire(ours.model, ours.now.state, [key], FAR_STEP)
        else:
            ours.now = send(ours.model, ours.now.state, key, {}, STEP)
        game.move(named)
    written = {key: value for key, value in latest.items() if " " not in key}
    assert {key: ours.now.data[key] for key in written} == written, trail
    assert len(ours.now.state) < 2_500 + 200 * len(ours.now.data)
    return ours.now.ended


@pytest.mark.slow
@pytest.mark.parametrize("seeds", SEEDS, ids=lambda seeds: f"{seeds.start}-{seeds.stop - 1}")
def test_every_walk_goes_as_the_token_game_says(seeds):
    ended = 0
    for seed in seeds:
        drawn = Generator(seed, joins_in_loops=True).draw()
        for number in range(WALKS_EACH):
            ended += walk(drawn, seed * 1_000 + number)
    assert ended > len(seeds) * WALKS_EACH // 2
