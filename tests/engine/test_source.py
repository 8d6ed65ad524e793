"""Designers' files are untrusted: what XML can do to a parser, it can not do here."""

import pytest

from service.domain.errors import BrokenProcess
from service.engine import compile_process
from service.engine.source import MAX_BYTES, Unreadable, read_document
from tests.engine.drawing import bpmn, end, flow, user
from tests.engine.drawing import start as entry

GOOD = bpmn(entry(), user("u"), end(), flow("s > u > e"))
DOCTYPES = {
    "external entity": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    "internal entity": b'<!DOCTYPE x [<!ENTITY e "name">]>',
    "parameter entity": b'<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x">%p;]>',
    "external dtd": b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    "billion laughs": b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>',
    "bare": b"<!DOCTYPE x>",
}


def finding(raw):
    with pytest.raises(BrokenProcess) as broken:
        compile_process({"p.bpmn": raw})
    return broken.value.findings[0]


@pytest.mark.parametrize("doctype", DOCTYPES.values(), ids=DOCTYPES)
def test_a_doctype_is_refused_whatever_it_says(doctype):
    said = finding(b'<?xml version="1.0"?>' + doctype + GOOD)
    assert said.code == "unreadable"
    assert "DOCTYPE" in said.zh


def test_an_entity_in_a_label_never_reaches_a_page():
    raw = DOCTYPES["internal entity"] + GOOD.replace("试".encode(), b"&e;")
    assert finding(raw).code == "unreadable"


@pytest.mark.parametrize(
    "raw", [b"", b"x", b"<a>", b"<a></b>", b"\x00", b"<a b=1/>", GOOD[:-9],
            b"<?xml version='1.0' encoding='utf-99'?><a/>",
            "<a>\ud800</a>".encode("utf-8", "surrogatepass")],
)  # fmt: skip
def test_broken_xml_is_a_finding_and_never_quoted(raw):
    said = finding(raw)
    assert said.code == "unreadable"
    assert "<" not in said.zh


def test_a_file_may_be_four_megabytes_and_no_more():
    with pytest.raises(Unreadable):
        read_document("p.bpmn", b"<a>" + b" " * MAX_BYTES + b"</a>")


def test_nesting_is_bounded_by_the_parser():
    with pytest.raises(Unreadable):
        read_document("p.bpmn", b"<a>" * 5_000 + b"</a>" * 5_000)


def test_comments_and_instructions_are_left_out():
    root = read_document("p.bpmn", b"<?xml version='1.0'?><a><!-- x --><?php y ?><b/></a>")
    assert [child.tag for child in root] == ["b"]


def test_a_line_is_named_where_it_is_known():
    assert finding(b"<a>\n<b>\n</a>").line == 3


def test_every_file_of_a_process_is_read_and_every_flaw_named():
    with pytest.raises(BrokenProcess) as broken:
        compile_process({"a.bpmn": b"<a>", "b.dmn": b"<b>"})
    assert [f.zh.split("：")[0] for f in broken.value.findings] == ["a.bpmn", "b.dmn"]
    with pytest.raises(BrokenProcess):
        compile_process({})
    with pytest.raises(BrokenProcess):
        compile_process({"readme.txt": b"x"})
