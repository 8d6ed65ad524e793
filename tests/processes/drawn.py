"""The shipped diagrams as drawn: boxes, lines and labels with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).resolve().parents[2]
PROCESSES = ROOT / "processes"
KEYS = sorted(path.parent.name for path in PROCESSES.glob("*/*.bpmn"))
NS = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
}
Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    of: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box, margin: float = 0) -> bool:
        return (
            self.left < other.right - margin
            and other.left < self.right - margin
            and self.top < other.bottom - margin
            and other.top < self.bottom - margin
        )

    def holds(self, other: Box) -> bool:
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom

    def shrunk(self, by: float) -> Box:
        return Box(self.of, self.left + by, self.top + by, self.right - by, self.bottom - by)


@dataclass(frozen=True)
class Line:
    of: str
    source: str
    target: str
    points: tuple[Point, ...]

    def pieces(self) -> Iterator[Box]:
        """The straight pieces, as boxes without breadth."""
        for (x1, y1), (x2, y2) in pairwise(self.points):
            yield Box(self.of, min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


class Drawing:
    """One diagram's file, read for its looks."""

    def __init__(self, key: str) -> None:
        self.root = etree.parse(PROCESSES / key / f"{key}.bpmn").getroot()
        self.kinds = {
            node.get("id"): etree.QName(node).localname
            for node in self.root.find("bpmn:process", NS).iter(etree.Element)
            if node.get("id")
        }
        self.shapes = {
            shape.get("bpmnElement"): _box(shape.find("dc:Bounds", NS), shape.get("bpmnElement"))
            for shape in self.root.iter(f"{{{NS['bpmndi']}}}BPMNShape")
        }
        self.labels = [
            _box(bounds, label.getparent().get("bpmnElement"))
            for label in self.root.iter(f"{{{NS['bpmndi']}}}BPMNLabel")
            for bounds in label.iterfind("dc:Bounds", NS)
        ]
        self.lines = [self._line(e) for e in self.root.iter(f"{{{NS['bpmndi']}}}BPMNEdge")]

    def _line(self, edge: etree._Element) -> Line:
        key = edge.get("bpmnElement")
        flow = self.root.find(f".//bpmn:sequenceFlow[@id='{key}']", NS)
        points = tuple(
            (float(p.get("x")), float(p.get("y"))) for p in edge.iterfind("di:waypoint", NS)
        )
        return Line(key, flow.get("sourceRef"), flow.get("targetRef"), points)

    def nodes(self) -> dict[str, Box]:
        """What is drawn without pool, lanes and the frames of subprocesses."""
        frames = ("lane", "subProcess")
        return {
            key: box
            for key, box in self.shapes.items()
            if key in self.kinds and self.kinds[key] not in frames
        }

    def lanes(self) -> dict[str, list[str]]:
        return {
            lane.get("id"): [ref.text for ref in lane.iterfind("bpmn:flowNodeRef", NS)]
            for lane in self.root.iter(f"{{{NS['bpmn']}}}lane")
        }


def _box(bounds: etree._Element, of: str) -> Box:
    x, y, width, height = (float(bounds.get(n)) for n in ("x", "y", "width", "height"))
    return Box(of, x, y, x + width, y + height)
