"""What stands in a form before anybody types."""

from datetime import date

import pytest

from service.forms import beginnings
from tests.forms.small import built, field, findings, rows, schema

TODAY = date(2026, 10, 9)


def begun(name: str, wish: str) -> dict:
    return {name: field("date" if wish == "today" else "text", **{"x-starts-as": wish})}


def test_a_date_begins_with_today_also_inside_a_commitment():
    group = field("group", properties=begun("signed_on", "today"), additionalProperties=False)
    form = built(begun("held_on", "today") | {"promise": group})
    assert beginnings(form, TODAY) == {
        "held_on": "2026-10-09", "promise": {"signed_on": "2026-10-09"},
    }  # fmt: skip


def test_an_earlier_answer_is_taken_over_where_there_is_one():
    form = built(begun("basis", "decide_severity.legal_basis"))
    said = {"decide_severity": {"legal_basis": "49号"}}
    assert beginnings(form, TODAY, said) == {"basis": "49号"}
    assert beginnings(form, TODAY, {"decide_severity": {}}) == {}
    assert beginnings(form, TODAY) == {}


@pytest.mark.parametrize(
    ("widget", "wish"),
    [("text", "today"), ("text", "yesterday"), ("files", "a.b"), ("date", "a.b.c"), ("date", 1)],
)
def test_a_beginning_nobody_understands_is_found(widget, wish):
    found = findings(schema({"name": field(widget, **{"x-starts-as": wish})}))
    assert ("starts_as", "name") in found


def test_rows_and_protected_questions_begin_empty():
    inner = rows({"day": field("date", **{"x-starts-as": "today"})})
    assert ("starts_as", "staff.day") in findings(schema({"staff": inner}))
    hidden = field("text", **{"x-starts-as": "a.b", "x-protected": True})
    assert ("starts_as", "name") in findings(schema({"name": hidden}))
