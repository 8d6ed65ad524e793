"""Whatever is done to a diagram, it compiles and runs, or is refused: nothing else is raised."""

from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from service.domain.errors import BrokenProcess
from service.engine import Step, StepFailed, compile_process, start
from tests.engine.drawing import NOW
from tests.engine.generated import Generator

ROOT = Path(__file__).parents[2] / "processes"
SHIPPED = [folder for folder in sorted(ROOT.iterdir()) if folder.is_dir()]
VALUES = ["", "x", "Start", "(start)", "u1", "s", "p", "1", "a b", "名", "true", "P1D",
          "limit('x')", "x.__class__", "＝", "R/P1D", "for", "None"]  # fmt: skip


def files_of(folder):
    return {f.name: f.read_bytes() for f in folder.iterdir() if f.suffix in (".bpmn", ".dmn")}


def damaged(raw, random):
    """One to four random injuries to elements, attributes and texts."""
    root = etree.fromstring(raw)
    for _ in range(random.randint(1, 4)):
        nodes = [node for node in root.iter(etree.Element) if node.getparent() is not None]
        if not nodes:
            break
        random.choice([drop, double, rename, retext, reattribute, reattribute, move])(
            random.choice(nodes), nodes, random
        )
    return etree.tostring(root)


def drop(node, nodes, random):
    node.getparent().remove(node)


def double(node, nodes, random):
    node.addnext(etree.fromstring(etree.tostring(node)))


def move(node, nodes, random):
    target = random.choice(nodes)
    if node not in target.iterancestors() and target is not node:
        target.append(node)


def rename(node, nodes, random):
    node.tag = random.choice(nodes).tag


def retext(node, nodes, random):
    node.text = random.choice(VALUES)


def reattribute(node, nodes, random):
    if node.attrib:
        name = random.choice(sorted(node.attrib))
        given = [n.get(name) for n in nodes if n.get(name)]
        node.set(name, random.choice([*VALUES, *given]))
        if random.random() < 0.3:
            del node.attrib[name]


def survives(files):
    try:
        model = compile_process(files)
    except BrokenProcess as broken:
        return bool(broken.findings and all(f.zh and f.en for f in broken.findings))
    with suppress(StepFailed):
        start(model, {"far": "2099-01-01T00:00Z"}, Step(NOW))
    return True


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_generated_diagram_is_refused_or_runs(seed):
    random = Random(seed)
    raw = Generator(seed + 50).draw().raw
    for _ in range(60):
        assert survives({"p.bpmn": damaged(raw, random)})


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_a_damaged_shipped_process_is_refused_or_runs(folder):
    random = Random(folder.name)
    files = files_of(folder)
    for _ in range(60):
        name = random.choice(sorted(files))
        assert survives({**files, name: damaged(files[name], random)})


@pytest.mark.parametrize("folder", SHIPPED, ids=lambda folder: folder.name)
def test_every_shipped_process_compiles(folder):
    assert compile_process(files_of(folder)).key == folder.name
