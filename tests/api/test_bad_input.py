"""Whatever is sent, the answer is a clear no in both languages, and nothing has changed."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.api.forms import COMPLETE, application, opening

INTAKE = "zhejiang.intake_officer"
HAN = re.compile(r"[\u4e00-\u9fff]")
JSON = {"Content-Type": "application/json"}


@dataclass
class Bad:
    """A request that must be refused; {item} and {number} stand for an open task and its case."""

    name: str
    path: str
    status: int
    code: str
    said: str = ""  # part of the Chinese answer
    at: str = ""  # the field that is named
    by: str = INTAKE
    method: str = "POST"
    options: dict[str, Any] = field(default_factory=dict)


def raw(body: bytes, content_type: str = "application/json") -> dict[str, Any]:
    return {"data": body, "headers": {"Content-Type": content_type}}


def sent(body: Any) -> dict[str, Any]:
    return {"json": body}


def applied(**changes: Any) -> dict[str, Any]:
    return sent(opening(**changes))


DONE = sent({"revision": 1, "values": COMPLETE})
FORM, READ, ARGUMENT = "invalid_form", "bad_request", "invalid_form"
TASK, COMPLETING = "/tasks/{item}", "/tasks/{item}/complete"
BIG = 10**30
STANDING = "/entities/91330106MA27X0000A/standing"
CASES = [
    Bad("malformed JSON", "/cases", 400, READ, "JSON", options=raw(b'{"process_key": ')),
    Bad("half a character", "/cases", 400, READ, "JSON", options=raw(b'{"a": "\xe4\xb8"}')),
    Bad("half a surrogate", "/cases", 400, READ, "JSON", options=raw(b'{"a": "\\ud800"}')),
    Bad("not a number", "/cases", 400, READ, "JSON", options=raw(b'{"a": NaN}')),
    Bad("endless nesting", "/cases", 400, READ, "JSON", options=raw(b"[" * 100_000)),
    Bad("a null character", "/cases", 400, READ, "空字符", options=applied(industry="a\0b")),
    Bad("no JSON at all", "/cases", 400, READ, "application/json",
        options=raw(b"a=1", "text/plain")),
    Bad("an empty body", "/cases", 422, ARGUMENT, "没有填", "process_key", options=raw(b"")),
    Bad("a list for a body", "/cases", 422, ARGUMENT, "JSON 对象", options=raw(b"[]")),
    Bad("an unknown argument", COMPLETING, 422, ARGUMENT, "没有这一项", "by",
        options=sent({"revision": 1, "values": COMPLETE, "by": "me"})),
    Bad("an unknown field", "/cases", 422, FORM, "", "state", options=applied(state="active")),
    Bad("a field inside a row", "/cases", 422, FORM, "", "granted.extra",
        options=applied(granted={"inventions": 1, "utility_models": 1, "designs": 0, "extra": 1})),
    Bad("text for a number", COMPLETING, 422, ARGUMENT, "整数", "revision",
        options=sent({"revision": "1", "values": COMPLETE})),
    Bad("a fraction for a number", COMPLETING, 422, ARGUMENT, "整数", "revision",
        options=sent({"revision": 1.5, "values": COMPLETE})),
    Bad("true for a number", COMPLETING, 422, ARGUMENT, "整数", "revision",
        options=sent({"revision": True, "values": COMPLETE})),
    Bad("a number beyond all", COMPLETING, 422, ARGUMENT, "", "revision",
        options=raw(json.dumps({"revision": BIG, "values": COMPLETE}).encode())),
    Bad("a list for the answers", COMPLETING, 422, ARGUMENT, "JSON 对象", "values",
        options=sent({"revision": 1, "values": []})),
    Bad("null for the answers", COMPLETING, 422, ARGUMENT, "null", "values",
        options=sent({"revision": 1, "values": None})),
    Bad("an object for a name", "/cases", 422, FORM, "", "entity_name",
        options=applied(entity_name={"zh": "甲"})),
    Bad("a figure beyond all", "/cases", 422, FORM, "", "insured_count",
        options=raw(json.dumps(opening(insured_count=BIG)).encode())),
    Bad("a code with the letter I", "/cases", 422, FORM, "第5位是字母“I”", "entity_code",
        options=applied(entity_code="9133I106MA27X0000A")),
    Bad("a code too short", "/cases", 422, FORM, "18位", "entity_code",
        options=applied(entity_code="91330106MA27X")),
    Bad("30 February", "/cases", 422, FORM, "", "commitment.signed_on", options=applied(
        commitment=application()["commitment"] | {"signed_on": "2026-02-30"})),
    Bad("a day that does not exist in an address", f"{STANDING}?on=2026-02-30",
        422, ARGUMENT, "没有这一天", "on", method="GET"),
    Bad("a choice there is none of", COMPLETING, 422, FORM, "", "outcome",
        options=sent({"revision": 1, "values": {"outcome": "maybe"}})),
    Bad("a required answer left out", COMPLETING, 422, FORM, "", "outcome",
        options=sent({"revision": 1, "values": {}})),
    Bad("a form of 20 MB", "/cases", 413, "too_large", "1 MB",
        options=raw(b'{"values": "' + b"x" * 20_000_000 + b'"}')),
    Bad("a form of 300 kB", "/cases", 413, "too_large", "200 kB",
        options=applied(need_statement="需" * 300_000)),
    Bad("answers nested too deep", "/cases", 413, "too_large", "五层",
        options=applied(granted={"a": {"b": {"c": {"d": {"e": {"f": 1}}}}}})),
    Bad("a task of another center", COMPLETING, 404, "not_found", "找不到",
        by="hangzhou.intake_officer", options=DONE),
    Bad("a task of another post", COMPLETING, 403, "not_allowed", "受理员",
        by="zhejiang.center_head", options=DONE),
    Bad("a task that never was", "/tasks/999999/complete", 404, "not_found", "任务", options=DONE),
    Bad("a task numbered beyond all", f"/tasks/{BIG}/complete", 404, "not_found", options=DONE),
    Bad("a stale version", COMPLETING, 409, "changed_meanwhile", "核对后",
        options=sent({"revision": 9, "values": COMPLETE})),
    Bad("a process there is none of", "/cases", 404, "not_found", "流程",
        options=sent({"process_key": "no_such", "values": {}})),
    Bad("a process of other posts", "/cases", 403, "not_allowed", "",
        by="330000.provincial_officer", options=applied()),
    Bad("an application at another center", "/cases", 403, "not_allowed", "本中心",
        by="hangzhou.intake_officer", options=applied()),
    Bad("a case of another center withdrawn", "/cases/{number}/withdraw", 404, "not_found", "",
        by="hangzhou.intake_officer", options=sent({"reason": "不是我的"})),
    Bad("an address there is none of", "/nowhere", 404, "not_found", "这个地址"),
    Bad("a method there is none of", TASK, 405, "method_not_allowed", "GET", method="PUT"),
    Bad("a page of a million", "/tasks?limit=1000000", 422, ARGUMENT, "200", "limit", method="GET"),
    Bad("an offset beyond all", f"/tasks?offset={BIG}", 422, ARGUMENT, "", "offset", method="GET"),
    Bad("a scope there is none of", "/tasks?scope=all", 422, ARGUMENT, "mine", "scope",
        method="GET"),
    Bad("an unknown question", "/tasks?sort=1", 422, ARGUMENT, "没有这一项", "sort", method="GET"),
    Bad("a null character in an address", "/cases?q=%00", 400, READ, "空字符", method="GET"),
    Bad("a null character in a path", "/cases/%00", 400, READ, "空字符", method="GET"),
    Bad("an instant without a zone", f"{STANDING}?known_at=2026-01-01T00:00:00",
        422, ARGUMENT, "时区", "known_at", method="GET"),
    Bad("notices without end", "/notices/read", 422, ARGUMENT, "", "ids",
        options=sent({"ids": []})),
    Bad("a notice numbered beyond all", "/notices/read", 422, ARGUMENT, "", "ids.0",
        options=raw(json.dumps({"ids": [BIG]}).encode())),
]  # fmt: skip


@pytest.mark.parametrize("bad", CASES, ids=lambda bad: bad.name)
def test_bad_input_is_refused_in_both_languages_and_changes_nothing(bad, desk, town, unchanged):
    number = desk(INTAKE).tell("/cases", opening("91330106MA27X0009A")).json["case_number"]
    (item,) = desk(INTAKE).ask("/tasks").json["items"]
    path = bad.path.replace("{item}", str(item["id"])).replace("{number}", number)
    mine = desk(bad.by)
    with unchanged():
        answer = mine.send(bad.method, path, **bad.options)
    told = answer.json
    assert (answer.status_code, told["code"]) == (bad.status, bad.code), answer.text
    assert sorted(told) == ["code", "fields", "message", "source"]
    assert HAN.search(told["message"]["zh"])
    assert not HAN.search(told["message"]["en"]) or bad.code == "not_allowed"
    for wrong in told["fields"]:
        assert HAN.search(wrong["zh"])
        assert wrong["en"]
    assert bad.said in answer.text
    assert not bad.at or bad.at in [wrong["field"] for wrong in told["fields"]]


def test_our_own_failure_is_a_number_and_nothing_of_what_went_wrong(desk, town):
    number = desk(INTAKE).tell("/cases", opening()).json["case_number"]
    with town.office.begin() as unit:
        unit.connection.exec_driver_sql("UPDATE process_version SET files = '{}'")
    answer = desk(INTAKE).ask(f"/cases/{number}/diagram")
    assert (answer.status_code, answer.json["code"]) == (500, "fault")
    incident = answer.json["incident"]
    assert incident in answer.json["message"]["zh"]
    assert incident in answer.json["message"]["en"]
    assert "KeyError" not in answer.text
