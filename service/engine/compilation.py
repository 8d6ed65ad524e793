"""From a designer's files to a process that runs, or to the findings that say why not."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from service.domain.errors import BrokenProcess, Finding
from service.engine.building import Builder
from service.engine.decisions import Decision, DecisionReader
from service.engine.diagram import EVENTS, Diagram, Node, extension, read_diagram
from service.engine.loops import loops_without_rest
from service.engine.model import Process
from service.engine.refusals import is_name, refusals_of
from service.engine.source import Unreadable, children, line_of, read_document, text_of

MAX_NESTED = 5


def compile_process(files: Mapping[str, bytes]) -> Process:
    """Raises BrokenProcess with every finding, never with only the first of a kind.

    `files` are by name: one BPMN file, the DMN files it calls, the BPMN files of processes called.
    """
    sources = _Sources(files)
    if sources.findings:
        raise BrokenProcess(tuple(sources.findings))
    main, called = sources.ordered()
    if main is None:
        raise BrokenProcess(tuple(sources.findings))
    everything = [main, *called.values()]
    sources.findings.extend(_across(everything))
    for diagram in everything:
        sources.findings.extend(refusals_of(diagram, frozenset(sources.messages)))
        sources.findings.extend(loops_without_rest(diagram))
        for _, node in diagram.everywhere():
            sources.findings.extend(_missing(node, sources))
    if sources.findings:
        raise BrokenProcess(tuple(sources.findings))
    builder = Builder(sources.decisions, sources.messages)
    net = builder.build(main, called)
    if builder.findings:
        raise BrokenProcess(tuple(builder.findings))
    elements = {n.id: n.element for d in everything for _, n in d.everywhere()}
    messages = frozenset(
        sources.messages[n.triggers[0].get("messageRef") or ""]
        for d in everything
        for _, n in d.everywhere()
        if n.kind in EVENTS and n.trigger == "message"
    )
    (start,) = main.starts()
    form = start.element.form
    inside = {id(d): d for outer in everything for d, _ in outer.everywhere()}
    flows = tuple(flow for d in inside.values() for flow in d.flows)
    return Process(main.id, main.label, elements, form, messages, main.properties, net, flows)


class _Sources:
    """The files of a process, read; `findings` says what is wrong with them."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.findings: list[Finding] = []
        self.diagrams: dict[str, Diagram] = {}
        self.decisions: dict[str, Decision] = {}
        self.messages: dict[str, str] = {}
        for name, raw in sorted(files.items()):
            try:
                root = read_document(name, raw)
            except Unreadable as unreadable:
                self.findings.append(unreadable.finding)
                continue
            if name.endswith(".dmn"):
                self._take_decision(name, root)
            elif name.endswith(".bpmn"):
                self._take_diagram(name, root)
        if not self.diagrams and not self.findings:
            self._find("no_process", "没有流程文件", "there is no process file")

    def ordered(self) -> tuple[Diagram | None, dict[str, Diagram]]:
        """The process that nobody calls, and those it calls."""
        calls = {
            key: [n.xml.get("calledElement") or "" for _, n in d.everywhere() if _calls(n)]
            for key, d in self.diagrams.items()
        }
        for key in _circular(calls):
            zh, en = "调用活动绕回了自己，会没完没了", "call activities lead back to the process"
            self._find("recursion", zh, en, key)
        called = {name for names in calls.values() for name in names}
        main = [key for key in self.diagrams if key not in called]
        if len(main) != 1:
            if not self.findings:
                zh = "要有且只有一个不被别人调用的流程"
                self._find("one_process", zh, "there must be one process that nobody calls")
            return None, {}
        inner = {key: d for key, d in self.diagrams.items() if key != main[0]}
        return self.diagrams[main[0]], inner

    def _take_decision(self, name: str, root: etree._Element) -> None:
        reader = DecisionReader(name, root)
        decision = reader.read()
        self.findings.extend(reader.findings)
        if decision is not None:
            self.decisions[decision.id] = decision

    def _take_diagram(self, name: str, root: etree._Element) -> None:
        processes = children(root, "process")
        pools = [
            p.get("processRef")
            for c in children(root, "collaboration")
            for p in children(c, "participant")
            if p.get("processRef")
        ]
        if len(processes) != 1 or len(set(pools)) > 1:
            zh = f"{name}：一个文件只能有一个流程、一个泳池"
            self._find("one_pool", zh, f"{name}: one process and one pool in a file")
            return
        diagram = read_diagram(name, processes[0])
        if not is_name(diagram.id) or diagram.id in self.diagrams:
            zh = f"{name}：流程编号“{diagram.id}”不能用，或已被用了"
            self._find("process_id", zh, f"{name}: unusable or doubled process id", diagram.id)
        if processes[0].get("isExecutable", "true") != "true":
            zh = f"{name}：流程没有标为可执行（isExecutable）"
            self._find("not_executable", zh, f"{name}: isExecutable is not true", diagram.id)
        self._take_messages(root)
        self._name_by_pool(diagram, root)
        self.diagrams[diagram.id] = diagram

    def _take_messages(self, root: etree._Element) -> None:
        for message in children(root, "message"):
            key = message.get("id") or ""
            name = message.get("name") or key
            if not is_name(name):
                zh, en = f"消息名“{name}”不能作数据的名字", f"unusable message name {name!r}"
                self._find("message_name", zh, en, key, line_of(message))
            self.messages[key] = name

    def _name_by_pool(self, diagram: Diagram, root: etree._Element) -> None:
        for collaboration in children(root, "collaboration"):
            for pool in children(collaboration, "participant"):
                if pool.get("processRef") == diagram.id and diagram.label == diagram.id:
                    diagram.label = pool.get("name") or diagram.label

    def _find(
        self, code: str, zh: str, en: str, element: str | None = None, line: int | None = None
    ) -> None:
        self.findings.append(Finding(code=code, zh=zh, en=en, element=element, line=line))


def _calls(node: Node) -> bool:
    return node.kind == "callActivity"


def _missing(node: Node, sources: _Sources) -> list[Finding]:
    """A decision or process that is called but not among the files."""
    said: tuple[str, str, str] | None = None
    if node.kind == "businessRuleTask":
        key = text_of(extension(node.xml, "calledDecisionId")).strip()
        if key and key not in sources.decisions:
            said = "missing_decision", f"没有决策表“{key}”", f"there is no decision {key}"
    if _calls(node) and (node.xml.get("calledElement") or "") not in sources.diagrams:
        key = node.xml.get("calledElement") or ""
        said = "missing_process", f"没有流程“{key}”", f"there is no process {key}"
    return [] if said is None else [_at(node, *said)]


def _across(everything: list[Diagram]) -> list[Finding]:
    """Ids that two of the diagrams share, and subprocesses that stand too deep."""
    found, owners = [], {diagram.id: diagram for diagram in everything}
    for diagram in everything:
        for inside, node in diagram.everywhere():
            if owners.setdefault(node.id, diagram) is not diagram or node.id == diagram.id:
                zh, en = f"编号 {node.id} 在别处用过了", f"the id {node.id} is used elsewhere"
                found.append(_at(node, "same_id", zh, en))
            depth = sum(1 for above in inside.xml.iterancestors() if above.tag == inside.xml.tag)
            if depth > MAX_NESTED:
                zh, en = "子流程套得太深", "subprocesses nest too deeply"
                found.append(_at(node, "too_deep", zh, en))
    return found


def _at(node: Node, code: str, zh: str, en: str) -> Finding:
    zh, en = f"“{node.label or node.id}”：{zh}", f"{node.id}: {en}"
    return Finding(code=code, zh=zh, en=en, element=node.id, line=node.line)


def _circular(calls: Mapping[str, list[str]]) -> list[str]:
    """The processes that call themselves, directly or through others."""
    found = []
    for key in calls:
        todo, reached = list(calls[key]), set[str]()
        while todo:
            name = todo.pop()
            if name not in reached:
                reached.add(name)
                todo.extend(calls.get(name, []))
        if key in reached:
            found.append(key)
    return found
