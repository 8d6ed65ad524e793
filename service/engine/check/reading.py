"""From files to a subject: readable, small, one diagram of the folder's name, nothing foreign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from service.engine.check.report import Report
from service.engine.check.subject import Known, Subject
from service.engine.decisions import Decision, DecisionReader
from service.engine.diagram import Diagram, read_diagram
from service.engine.source import BPMN, SPIFF, Unreadable, children, line_of, local, read_document

MAX_FILES = 30
MAX_BYTES = 2_000_000
MAX_DEPTH = 40
MAX_XML = 30_000
MAX_NODES = 400
OURS = frozenset(
    {
        BPMN,
        SPIFF,
        "http://www.omg.org/spec/BPMN/20100524/DI",
        "http://www.omg.org/spec/DD/20100524/DC",
        "http://www.omg.org/spec/DD/20100524/DI",
        "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/DMNDI/",
        "http://www.omg.org/spec/DMN/20180521/DC/",
        "http://www.omg.org/spec/DMN/20180521/DI/",
    }
)
DRAWING_TOOLS = ("bpmn.io/schema", "omg.org/spec/BPMN/non-normative/color", "camunda.org/schema/m")


def read_subject(
    files: Mapping[str, bytes], key: str, known: Known, report: Report
) -> Subject | None:
    """None when something stands in the way of every other rule; the report says what."""
    _check_names(files, key, report)
    if report.found:
        return None
    roots: dict[str, etree._Element] = {}
    for name in sorted(files):
        try:
            roots[name] = read_document(name, files[name])
        except Unreadable as unreadable:
            report.found.append(unreadable.finding)
    for name, root in roots.items():
        _check_contents(name, root, report)
    if report.found:
        return None
    decisions = _decisions(roots, report)
    root = roots[f"{key}.bpmn"]
    process = _process(root, report)
    if process is None:
        return None
    diagram = read_diagram(f"{key}.bpmn", process)
    _check_size(diagram, report)
    return Subject(key, root, process, diagram, decisions, known, _messages(root))


def _check_names(files: Mapping[str, bytes], key: str, report: Report) -> None:
    if f"{key}.bpmn" not in files:
        report.add("file_name", f"文件夹里要有 {key}.bpmn。", f"The folder must hold {key}.bpmn.")
    for name in files:
        if name != f"{key}.bpmn" and not name.endswith(".dmn"):
            zh = f"不认识文件 {name}：一个流程只有 {key}.bpmn 和若干 .dmn。"
            report.add("file_name", zh, f"Unexpected {name}: only {key}.bpmn and .dmn files.")
    if len(files) > MAX_FILES or sum(map(len, files.values())) > MAX_BYTES:
        size = f"{MAX_FILES} 个、共 {MAX_BYTES // 1_000_000} MB"
        en = f"At most {MAX_FILES} files and {MAX_BYTES // 1_000_000} MB together."
        report.add("too_large", f"文件太多或太大，最多 {size}。", en)


def _check_contents(name: str, root: etree._Element, report: Report) -> None:
    for count, (node, depth) in enumerate(_walk(root), 1):
        if depth > MAX_DEPTH or count > MAX_XML:
            zh, en = f"{name}：内容太多或嵌套太深。", f"{name}: too much, or nested too deeply."
            report.add("too_large", zh, en, line=line_of(node))
            return
        space = etree.QName(node).namespace or ""
        if space not in OURS and not any(tool in space for tool in DRAWING_TOOLS):
            zh = f"{name}：不能有不属于流程图的内容 <{local(node)}>。"
            en = f"{name}: <{local(node)}> has no place in a process file."
            report.add("foreign_element", zh, en, node.get("id"), line_of(node))


def _walk(root: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    todo = [(root, 1)]
    while todo:
        node, depth = todo.pop()
        if isinstance(node.tag, str):
            yield node, depth
            todo.extend((child, depth + 1) for child in reversed(node))


def _process(root: etree._Element, report: Report) -> etree._Element | None:
    found = children(root, "process")
    if len(found) == 1:
        return found[0]
    zh, en = "一个文件里要正好有一个流程。", "One file holds exactly one process."
    report.add("not_one_process", zh, en)
    return None


def _check_size(diagram: Diagram, report: Report) -> None:
    if sum(1 for _ in diagram.everywhere()) > MAX_NODES:
        zh = f"图里的元素太多，最多 {MAX_NODES} 个；请拆成几个流程。"
        report.add("too_large", zh, f"More than {MAX_NODES} elements; split the process.")


def _decisions(roots: Mapping[str, etree._Element], report: Report) -> dict[str, Decision | None]:
    decisions: dict[str, Decision | None] = {}
    for name, root in roots.items():
        if not name.endswith(".dmn"):
            continue
        reader = DecisionReader(name, root)
        decision = reader.read()
        report.found.extend(reader.findings)
        if decision is None:
            decisions[name.removesuffix(".dmn")] = None
            continue
        decisions[decision.id] = decision
        if f"{decision.id}.dmn" != name:
            zh = f"{name}：决策的 id 要和文件名一样，现在是 {decision.id}。"
            en = f"{name}: the decision's id must be the file's name, not {decision.id}."
            report.add("decision_file", zh, en, decision.id)
    return decisions


def _messages(root: etree._Element) -> dict[str, str]:
    """Names of the declared messages by their id."""
    return {m.get("id") or "": m.get("name") or "" for m in children(root, "message")}
