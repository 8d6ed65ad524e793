"""Names: the process is called like its folder, everything drawn says what it is, twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from service.engine.check.report import Report
from service.engine.check.subject import Subject
from service.engine.diagram import Flow, Node, properties_of
from service.engine.source import SPIFF, children, line_of

HAN = re.compile(r"[\u4e00-\u9fff]")
PLAIN = re.compile(r"[a-z][a-z0-9_]{0,63}")
NAME_EN = "name_en"


def process_is_called_like_its_folder(subject: Subject, report: Report) -> None:
    process, line = subject.process, line_of(subject.process)
    if process.get("id") != subject.key:
        zh = f"流程的 id 要和文件夹一样：{subject.key}，现在是 {process.get('id')}。"
        en = f"The process id must be the folder's name {subject.key}, not {process.get('id')}."
        report.add("process_id", zh, en, process.get("id"), line)
    if process.get("isExecutable", "true") != "true":
        zh, en = "流程要设为可执行（isExecutable）。", "The process must be executable."
        report.add("not_executable", zh, en, process.get("id"), line)


def pool_holds_the_process(subject: Subject, report: Report) -> None:
    pools = [
        pool
        for collaboration in children(subject.root, "collaboration")
        for pool in children(collaboration, "participant")
    ]
    if [pool.get("processRef") for pool in pools] != [subject.process.get("id")]:
        zh = "图上要有一个泳池，而且只有一个，里面是这个流程。"
        report.add("pool", zh, "The diagram needs one pool, and only one, holding this process.")


def ids_are_plain_and_unique(subject: Subject, report: Report) -> None:
    for node in _drawn(subject):
        if not PLAIN.fullmatch(node.id):
            zh = f"的 id 要用小写英文和下划线（snake_case），现在是 {node.id or '空'}。"
            report.at("id_form", node, zh, "the id must be lower-case English snake_case.")
    found = (n for n in subject.root.iter(etree.Element) if etree.QName(n).namespace != SPIFF)
    counts = Counter(key for node in found if (key := node.get("id")) is not None)
    for key in sorted(key for key, count in counts.items() if count > 1):
        zh = f"id {key} 用了不止一次，每个元素要有自己的 id。"
        report.add("doubled_id", zh, f"The id {key} is used more than once.", key)


def everything_has_a_label_in_both_languages(subject: Subject, report: Report) -> None:
    for node in _drawn(subject):
        _check_label(node, node.properties if isinstance(node, Node) else None, report, subject)
    for xml in _frames(subject):
        name, en = xml.get("name") or "", properties_of(xml).get(NAME_EN, "")
        called = name or xml.get("id")
        if not HAN.search(name):
            zh = f"“{called}”要有中文名称。"
            say = f"{xml.get('id')}: needs a Chinese name."
            report.add("label_zh", zh, say, xml.get("id"), line_of(xml))
        if not en or HAN.search(en):
            zh = f"“{called}”要有英文名称（属性 name_en）。"
            say = f"{xml.get('id')}: needs an English name (property name_en)."
            report.add("label_en", zh, say, xml.get("id"), line_of(xml))


def _drawn(subject: Subject) -> Iterator[Node | Flow]:
    yield from subject.nodes()
    yield from (flow for _, flow in subject.flows())


def _frames(subject: Subject) -> Iterator[etree._Element]:
    """The process, its pool and its lanes."""
    yield subject.process
    for collaboration in children(subject.root, "collaboration"):
        yield from children(collaboration, "participant")
    for lanes in children(subject.process, "laneSet"):
        yield from children(lanes, "lane")


def _check_label(
    thing: Node | Flow, properties: dict[str, str] | None, report: Report, subject: Subject
) -> None:
    if isinstance(thing, Flow):
        if not thing.label and not _must_say(thing, subject):
            return
        found = subject.process.xpath(".//*[@id=$id]", id=thing.id)
        properties = properties_of(found[0]) if found else {}
    if not HAN.search(thing.label):
        report.at("label_zh", thing, "要有中文名称。", "needs a Chinese name.")
    english = (properties or {}).get(NAME_EN, "")
    if not english or HAN.search(english):
        zh = "要有英文名称（属性 name_en）。"
        report.at("label_en", thing, zh, "needs an English name (property name_en).")


def _must_say(flow: Flow, subject: Subject) -> bool:
    """A flow that is one of several ways on must say which."""
    for diagram in subject.diagrams():
        node = diagram.nodes.get(flow.source)
        if node is not None and flow in node.outgoing:
            return node.kind == "exclusiveGateway" and len(node.outgoing) > 1
    return False
