"""Hostile files are refused, in words, without being expanded, fetched or run."""

import time

import pytest

from tests.engine.check.sketch import HEAD, check, codes, small

DOCTYPE = '<?xml version="1.0"?><!DOCTYPE bpmn [{}]>'


def hostile(declarations: str, inside: str = "&x;") -> bytes:
    body = small().xml().partition("?>")[2].replace("做look", inside)
    return (DOCTYPE.format(declarations) + body).encode()


def test_a_doctype_is_refused():
    assert [f.code for f in check({"small.bpmn": hostile("", "做look")})] == ["unreadable"]


def test_an_entity_bomb_is_refused_at_once():
    bomb = '<!ENTITY a "hahahahahaha">'
    for letter, before in zip("bcdefghij", "abcdefghi", strict=True):
        bomb += f'<!ENTITY {letter} "{f"&{before};" * 10}">'
    begun = time.perf_counter()
    assert [f.code for f in check({"small.bpmn": hostile(bomb, "&j;")})] == ["unreadable"]
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:9/secret"])
def test_an_external_entity_is_not_fetched(address):
    (finding,) = check({"small.bpmn": hostile(f'<!ENTITY x SYSTEM "{address}">')})
    assert finding.code == "unreadable"
    assert "root:" not in finding.zh + finding.en


@pytest.mark.parametrize("levels", [60, 5_000, 200_000])
def test_deep_nesting_is_refused(levels):
    deep = "<bpmn:group>" * levels + "</bpmn:group>" * levels
    found = codes(small().xml().replace("</bpmn:laneSet>", "</bpmn:laneSet>" + deep))
    assert found in (["too_large"], ["unreadable"])


def test_a_script_in_a_documentation_is_refused():
    page = '<script xmlns="http://www.w3.org/1999/xhtml">fetch("/steal")</script>'
    xml = (
        small()
        .xml()
        .replace("<bpmn:laneSet", f"<bpmn:documentation>{page}</bpmn:documentation><bpmn:laneSet")
    )
    assert "foreign_element" in codes(xml)


def test_elements_of_ours_inside_a_documentation_are_refused():
    inner = "<bpmn:documentation><bpmn:script>a = 1</bpmn:script></bpmn:documentation>"
    assert codes(small().xml().replace("<bpmn:laneSet", inner + "<bpmn:laneSet")) == [
        "hidden_content"
    ]


def test_text_that_looks_like_a_page_stays_text():
    xml = small().xml().replace("做look", "做&lt;script&gt;alert(1)&lt;/script&gt;")
    assert codes(xml) == []


@pytest.mark.parametrize("raw", [b"", b"\x00\x01", b"<", "不是 XML".encode(), b"{}"])
def test_what_is_no_xml_is_refused(raw):
    assert [f.code for f in check({"small.bpmn": raw})] == ["unreadable"]


def test_what_is_no_diagram_is_refused():
    assert [f.code for f in check({"small.bpmn": b"<html/>"})] == ["foreign_element"]
    empty = (HEAD + "</bpmn:definitions>").encode()
    assert [f.code for f in check({"small.bpmn": empty})] == ["not_one_process"]


def test_two_processes_in_a_file_are_refused():
    xml = small().xml().replace("</bpmn:process>", '</bpmn:process><bpmn:process id="two" />')
    assert codes(xml) == ["not_one_process"]


def test_strange_files_beside_the_diagram_are_refused():
    good = small().xml().encode()
    assert [f.code for f in check({"other.bpmn": good})] == ["file_name", "file_name"]
    assert [f.code for f in check({"small.bpmn": good, "run.py": b""})] == ["file_name"]
    assert [f.code for f in check({"small.bpmn": good, "other.bpmn": good})] == ["file_name"]


def test_too_much_is_refused_before_it_is_read():
    assert [f.code for f in check({"small.bpmn": b" " * 2_100_000})] == ["too_large"]
    many = {f"t{n}.dmn": b"" for n in range(40)}
    assert [f.code for f in check({"small.bpmn": b"", **many})] == ["too_large"]


def test_every_finding_is_said_in_both_languages():
    broken = small().xml().replace('name="做look"', "").replace("small/look.json", "none")
    for finding in check({"small.bpmn": broken.encode()}):
        assert any("\u4e00" <= c <= "\u9fff" for c in finding.zh)
        assert finding.en
