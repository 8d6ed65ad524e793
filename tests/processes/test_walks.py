"""Whatever people answer and whenever time runs out: every case ends, every element is met."""

import random
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from service.casework.operations import OPERATIONS
from service.domain.errors import NotWaiting
from service.engine import Step, complete, fire, send, start
from tests.processes.drawn import KEYS, PROCESSES
from tests.processes.test_shipped import FORMS, compiled

NOON = datetime(2027, 3, 1, 4, tzinfo=UTC)
WALKS = 1_000
STEPS = 400
CASE = {
    "id": 1, "number": "A33-2027-00001", "process": "x", "entity_id": 7, "entity_code": "9133",
    "entity_name": "某公司", "entity_org": "E7", "center": "zhejiang", "province": "330000",
    "opened_at": "2027-03-01T04:00:00Z",
}  # fmt: skip
COUNTS = ("accepted", "returned", "rejected", "turn", "outstanding")
TRUTHS = ("passed", "active", "escalates", "still_banned", "in_force", "silent", "national")
TRUTHS += ("by_province", "external", "remind", "listed", "accepted", "over_cap", "is_call")
COUNTED = {"list_compilation", "information_sharing"}  # where these are numbers, not truths
CHOICES = {
    "way": ["nation", "province"],
    "who": ["first", "again", "province"],
    "level": ["center", "province", "nation", "minor", "serious"],
}


class Walk:
    """One case, with everything in it left to chance."""

    def __init__(self, key, seed):
        self.chance = random.Random(f"{key} {seed}")
        self.counts = COUNTS if key in COUNTED else ()
        self.now = NOON
        self.process = compiled(key)
        self.met = set()
        self.rules = {
            "consultation_required": self.chance.random() < 0.8,
            "second_review_required": self.chance.random() < 0.3,
            "many_applications": self.chance.choice([0, 5]),
        }
        begun = next(e for e in self.process.elements.values() if e.kind == "startEvent")
        opening = self.answers(self.process.start_form) if self.process.start_form else {}
        about = CASE | {"entity_id": self.chance.choice([7, 7, None])}
        self.note(start(self.process, {"case": about, begun.id: opening}, self.step()))

    def step(self):
        functions = {
            "limit": lambda key: self.now + timedelta(days=10),
            "rule": self.rules.__getitem__,
            "at": lambda day: datetime.fromisoformat(f"{day}T00:00:00+08:00"),
            "consultee": lambda subject: f"330000-{subject}",
        }
        return Step(now=self.now, functions=functions, operations=self.operation)

    def operation(self, name, inputs):
        assert set(inputs) <= set(OPERATIONS[name].inputs)
        return {output: self.output(output) for output in OPERATIONS[name].outputs}

    def output(self, name):
        if name in self.counts:
            return self.chance.choice([0, 2])
        if name in TRUTHS:
            return self.chance.random() < 0.6
        if name == "centers":
            return self.chance.choice([[], ["zhejiang"], ["zhejiang", "hangzhou"]])
        if name.endswith("_on"):
            return str((self.now + timedelta(days=40)).date())
        if name in CHOICES:
            return self.chance.choice(CHOICES[name])
        return "zhejiang"

    def answers(self, form):
        schema = FORMS[form].schema
        needed = set(schema.get("required", []))
        return {
            name: self.value(rule)
            for name, rule in schema["properties"].items()
            if name in needed or self.chance.random() < 0.5
        }

    def value(self, rule):
        if "enum" in rule:
            return self.chance.choice(rule["enum"])
        some = {"boolean": self.chance.random() < 0.5, "integer": 3, "array": [], "object": {}}
        return some.get(rule.get("type"), "文字")

    def note(self, outcome):
        """Where it stands, once what was left for later is done: that follows at once."""
        self.now_at = outcome
        self.met |= {h.element for h in outcome.happened if h.how == "completed"}
        left = [t.id for t in outcome.timers if self.process.elements[t.element].is_later]
        if left:
            self.note(fire(self.process, outcome.state, left, self.step()))

    def go(self):
        """One thing that can happen: a message, a timer or a task."""
        here = self.now_at
        if self.process.messages and self.chance.random() < 0.03:
            message = self.chance.choice(sorted(self.process.messages))
            payload = {"reason": "数据有误", "of": "V33-2026-00001", "by_case": "V33-2026-00002"}
            with suppress(NotWaiting):  # it may come at any time; not every step waits for it
                self.note(send(self.process, here.state, message, payload, self.step()))
        elif here.timers and (not here.tasks or self.chance.random() < 0.3):
            self.now = max([self.now, *(timer.due_at for timer in here.timers)])
            keys = [timer.id for timer in here.timers]
            self.note(fire(self.process, here.state, keys, self.step()))
        else:
            task = self.chance.choice(here.tasks)
            values = self.answers(task.form)
            self.note(complete(self.process, here.state, task.id, values, self.step()))


@pytest.mark.parametrize("key", KEYS)
def test_every_case_ends_and_between_them_they_meet_every_element(key):
    met = set()
    for seed in range(WALKS):
        walk = Walk(key, seed)
        for _ in range(STEPS):
            if walk.now_at.ended:
                break
            walk.go()
        assert walk.now_at.ended, f"walk {seed} goes on at {walk.now_at.tasks}"
        assert walk.now_at.end_event is not None
        met |= walk.met
    elements = {e.id for e in compiled(key).elements.values()}
    assert elements - met == set()


def test_every_process_has_its_folder():
    assert sorted(path.name for path in PROCESSES.iterdir() if path.is_dir()) == KEYS
