"""Reading designers' XML: small, without DOCTYPE, without entities, without the network."""

from __future__ import annotations

from lxml import etree

from service.domain.errors import Finding

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
SPIFF = "http://spiffworkflow.org/bpmn/schema/1.0/core"
MAX_BYTES = 4 * 1024 * 1024


class Unreadable(ValueError):
    """A file that can not be read as XML; carries the finding for its designer."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.en)


def read_document(name: str, raw: bytes) -> etree._Element:
    """The root element of `raw`; raises Unreadable, which never quotes the file."""
    if len(raw) > MAX_BYTES:
        limit = f"{MAX_BYTES // 1024 // 1024} MB"
        raise _unreadable(name, f"文件太大，最多 {limit}", f"larger than {limit}")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        zh, en = "不是完好的 XML，请用流程编辑器重新保存", "not well-formed XML; save it again"
        raise _unreadable(name, zh, en, line) from None
    except ValueError:
        raise _unreadable(name, "文件的编码不对", "wrong encoding") from None
    if root.getroottree().docinfo.internalDTD is not None or b"<!DOCTYPE" in raw[:10_000]:
        raise _unreadable(name, "不允许 DOCTYPE", "DOCTYPE is not allowed")
    if any(isinstance(node, etree._Entity) for node in root.iter(etree.Entity)):
        raise _unreadable(name, "不允许实体引用", "entity references are not allowed")
    return root


def local(node: etree._Element) -> str:
    """The tag without its namespace."""
    return str(etree.QName(node).localname)


def is_bpmn(node: etree._Element) -> bool:
    return isinstance(node.tag, str) and etree.QName(node).namespace == BPMN


def children(node: etree._Element, *names: str) -> list[etree._Element]:
    """The BPMN children of these names, all of them without names."""
    return [c for c in node if is_bpmn(c) and (not names or local(c) in names)]


def times_of(trigger: etree._Element) -> list[etree._Element]:
    """What a timer definition says: timeDate, timeDuration or timeCycle."""
    return children(trigger, "timeDate", "timeDuration", "timeCycle")


def text_of(node: etree._Element | None) -> str:
    return "" if node is None or node.text is None else str(node.text)


def line_of(node: etree._Element) -> int | None:
    return int(node.sourceline) if node.sourceline else None


def _unreadable(name: str, zh: str, en: str, line: int | None = None) -> Unreadable:
    return Unreadable(Finding(code="unreadable", zh=f"{name}：{zh}", en=f"{name}: {en}", line=line))
