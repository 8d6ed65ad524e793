"""A definition is checked before anybody fills it in."""

import pytest

from service.domain.errors import BrokenForm
from service.forms import load_form
from tests.forms.small import built, equals, field, findings, rows, schema


def test_a_form_knows_its_titles_fields_and_options_in_both_languages():
    form = built({"outcome": field("choice", x_source="M13")}, required=["outcome"])
    [asked] = form.fields
    assert (form.title("zh"), form.title("en")) == ("小表", "Small form")
    assert (asked.name, asked.widget, asked.required, asked.source) == (
        "outcome", "choice", True, "M13",
    )  # fmt: skip
    assert [option.words.say("en") for option in asked.options] == ["A", "B"]


def test_fields_are_asked_by_section_then_order_then_as_written():
    sections = [
        {"key": "first", "title": "一", "x-title-en": "One"},
        {"key": "second", "title": "二", "x-title-en": "Two"},
    ]
    properties = {
        "late": field("text", x_section="second"),
        "b": field("text", x_section="first"),
        "c": field("text", x_section="first", x_order=1),
        "a": field("text", x_section="first", x_order=-1),
    }
    form = built(properties, **{"x-sections": sections})
    assert [asked.name for asked in form.fields] == ["a", "b", "c", "late"]


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"x-widget": "slider"}, "unknown_widget"),
        ({"title": "Name"}, "no_chinese_title"),
        ({"x-title-en": ""}, "no_english_title"),
        ({"x-title-en": "名称"}, "no_english_title"),
        ({"description": "说明"}, "no_english_help"),
        ({"x-lable": {}}, "unknown_keyword"),
        ({"x-section": "elsewhere"}, "unknown_section"),
        ({"x-width": "huge"}, "unknown_width"),
        ({"format": "ipv4"}, "unknown_format"),
        ({"maxLength": 100_000}, "too_long"),
        ({"type": "integer"}, "widget_needs"),
        ({"pattern": "^(a+)+$", "x-pattern-says": {"zh": "填", "en": "a"}}, "unsafe_pattern"),
        ({"pattern": "a", "x-pattern-says": {"zh": "填", "en": "a"}}, "unsafe_pattern"),
        ({"pattern": "^[0-9]{6}$"}, "pattern_without_words"),
        ({"pattern": "^($"}, "not_schema"),
        ({"x-not-after": "nobody"}, "comparison_unknown"),
        ({"x-unit": {"zh": "万元"}}, "not_bilingual"),
    ],
)
def test_what_is_wrong_with_a_field_is_found(change, finding):
    found = findings(schema({"name": {**field("text"), **change}}))
    assert finding in {code for code, _ in found}


def test_a_text_without_a_limit_is_found():
    unlimited = field("text")
    del unlimited["maxLength"]
    assert findings(schema({"name": unlimited})) == {("widget_needs", "name")}


def test_every_answer_needs_words_in_both_languages():
    labels = {"a": {"zh": "甲", "en": "A"}, "c": {"zh": "丙", "en": "C"}}
    found = findings(schema({"outcome": field("choice", x_labels=labels)}))
    assert found == {("no_label", "outcome"), ("label_without_value", "outcome")}


def test_references_are_refused_wherever_they_point():
    for target in ("https://example.invalid/schema.json", "#/$defs/name", "file:///etc/passwd"):
        found = findings(schema({"name": {**field("text"), "$ref": target}}))
        assert found == {("reference", None)}


@pytest.mark.parametrize(
    ("raw", "finding"),
    [
        (b"{", "not_json"),
        (b"\xff", "not_json"),
        (b"[]", "not_json"),
        (b'{"a": 1, "a": 2}', "not_json"),
        (b" " * 300_000, "too_large"),
        (b'{"a":' * 60 + b"1" + b"}" * 60, "too_deep"),
        (b'{"type": 5}', "not_schema"),
        (b"[" * 100_000, "not_json"),
    ],
)
def test_a_file_that_is_no_form_is_refused_with_a_reason(raw, finding):
    with pytest.raises(BrokenForm) as broken:
        load_form(raw, "small/form")
    assert [found.code for found in broken.value.findings] == [finding]


def test_a_form_must_be_closed_and_name_its_button():
    document = schema({"name": field("text")})
    document["additionalProperties"] = True
    del document["x-submit"]
    assert findings(document) == {("not_closed", None), ("not_bilingual", None)}


def test_everything_wrong_is_reported_at_once():
    document = schema({"Name": field("text"), "x": field("unheard")}, required=["gone"])
    assert findings(document) == {
        ("bad_name", "Name"), ("unknown_widget", "x"), ("required_unknown", None),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("condition", "finding"),
    [
        ({"if": equals("gone", 1), "then": {}}, "condition_unknown_field"),
        ({"if": equals("late", "x"), "then": {"properties": {"note": True}}},
         "condition_looks_ahead"),
        ({"if": {"properties": {"outcome": {"const": "a"}}}, "then": {}},
         "condition_without_required"),
        ({"if": {"properties": {"outcome": {"pattern": "a"}}, "required": ["outcome"]},
          "then": {}}, "condition_unsupported"),
        ({"if": equals("outcome", "a"), "then": {"properties": {"always": True}}},
         "dependent_required"),
        ({"if": equals("outcome", "a"), "then": {"minProperties": 1}}, "condition_unsupported"),
        ({"anyOf": []}, "condition_shape"),
    ],
)  # fmt: skip
def test_conditions_that_the_browser_and_the_server_might_read_differently_are_found(
    condition, finding
):
    properties = {
        "outcome": field("choice"), "always": field("text"), "note": field("text"),
        "late": field("text"),
    }  # fmt: skip
    document = schema(properties, required=["always"])
    document["allOf"] = [condition]
    if finding == "condition_shape":
        document["allOf"] = [{"minProperties": 1}]
    assert finding in {code for code, _ in findings(document)}


def test_rows_hold_simple_fields_only():
    inner = rows({"deeper": rows({"name": field("text")})})
    assert findings(schema({"staff": inner})) == {("nested_too_deep", "staff.deeper")}


def test_a_finding_names_the_element_in_both_languages():
    with pytest.raises(BrokenForm) as broken:
        built({"name": field("unheard")})
    [finding] = broken.value.findings
    assert "name" in finding.zh
    assert "name" in finding.en
    assert "[name]" in broken.value.message("zh")
