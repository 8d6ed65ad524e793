"""BPMN's token game over the XML alone: a second oracle, without data, trees or SpiffWorkflow."""

from __future__ import annotations

import ast
import re
from collections import Counter
from itertools import count

from lxml import etree

from tests.engine.drawing import BPMN

WAITS = ("userTask", "intermediateCatchEvent")


def local(xml):
    return etree.QName(xml).localname


class Scope:
    """The tokens of one process or subprocess: where they wait, and what has reached a join."""

    def __init__(self, game, xml, owner=None):
        self.game, self.owner = game, owner
        self.nodes = {c.get("id"): c for c in xml if c.get("id") and local(c) != "sequenceFlow"}
        self.flows = [c for c in xml if local(c) == "sequenceFlow"]
        self.waiting = {}  # token -> node id
        self.arrived = Counter()
        self.inner = {}  # token of a subprocess -> its scope
        self.edges = {}  # token of a boundary or race event -> tokens that end with it
        start = next(k for k, n in self.nodes.items() if local(n) == "startEvent")
        self.leave(start)

    def leave(self, key, go=None):
        gate = self.nodes[key]
        out = [f for f in self.flows if f.get("sourceRef") == key]
        if local(gate) == "exclusiveGateway" and len(out) > 1:
            out = [self.chosen(gate, out)]
        for flow in out:
            self.enter(flow)

    def chosen(self, gate, out):
        for flow in out:
            said = re.search(r"(\w+)\['go'\] == (\d+)", "".join(flow.itertext()))
            if said and self.game.answers[said[1]] == int(said[2]):
                return flow
        return next(f for f in out if f.get("id") == gate.get("default"))

    def enter(self, flow):
        key = flow.get("targetRef")
        kind = local(self.nodes[key])
        if kind == "parallelGateway":
            self.join(key, flow)
        elif kind == "eventBasedGateway":
            events = [f.get("targetRef") for f in self.flows if f.get("sourceRef") == key]
            tokens = [self.wait(event) for event in events]
            for token in tokens:
                self.edges[token] = [t for t in tokens if t != token]
        elif kind == "endEvent":
            pass
        elif kind in (*WAITS, "subProcess"):
            self.activity(key, kind)
        else:
            self.game.note(self.nodes[key])
            self.leave(key)

    def join(self, key, flow):
        inputs = [f.get("id") for f in self.flows if f.get("targetRef") == key]
        self.arrived[key, flow.get("id")] += 1
        if all(self.arrived[key, name] for name in inputs):
            for name in inputs:
                self.arrived[key, name] -= 1
            self.leave(key)

    def wait(self, key):
        token = next(self.game.numbers)
        self.waiting[token] = key
        return token

    def activity(self, key, kind):
        if key.startswith("k"):
            for item in self.game.items[key]:
                self.waiting[next(self.game.numbers)] = f"{key} {item}"
            if not self.game.items[key]:
                self.leave(key)
            return
        token = self.wait(key)
        events = [k for k, n in self.nodes.items() if n.get("attachedToRef") == key]
        edge = {event: self.wait(event) for event in events}
        self.edges[token] = list(edge.values())
        for event, on_edge in edge.items():
            cuts = self.nodes[event].get("cancelActivity") == "true"
            self.edges[on_edge] = [token, *(t for t in edge.values() if t != on_edge)] * cuts
        if kind == "subProcess":
            self.inner[token] = None
            self.inner[token] = Scope(self.game, self.nodes[key], (self, token))
            self.inner[token].settle()

    def done(self, token):
        """The token's task is finished, or its event has happened."""
        key = self.waiting.pop(token)
        for other in self.edges.pop(token, []):
            self.waiting.pop(other, None)
            self.inner.pop(other, None)
        self.inner.pop(token, None)
        if " " not in key:
            self.leave(key)
        elif not any(k.startswith(key.split()[0] + " ") for k in self.waiting.values()):
            self.leave(key.split()[0])
        self.settle()

    def settle(self):
        """A subprocess without tokens ends."""
        if self.owner and not self.waiting and not +self.arrived:
            scope, token = self.owner
            if scope.inner.get(token) is self:
                scope.done(token)

    def open(self):
        for token, key in self.waiting.items():
            if token in self.inner:
                yield from self.inner[token].open()
            else:
                yield self, token, key


class Game:
    def __init__(self, raw):
        self.numbers = count()
        self.answers, self.items = {}, {}
        root = etree.fromstring(raw).find(f"{{{BPMN}}}process")
        self.top = Scope(self, root)

    def note(self, node):
        """A script before a multi-instance task gives its items."""
        for name, items in re.findall(r"(\w+)_in = (\[.*\])", "".join(node.itertext())):
            self.items[name] = ast.literal_eval(items)

    def open(self):
        return Counter(key for _, _, key in self.top.open())

    def move(self, key):
        scope, token, _ = next(found for found in self.top.open() if found[2] == key)
        scope.done(token)
