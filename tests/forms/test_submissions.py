"""A submission is kept as it should be stored, or every fault in it is named."""

from datetime import date
from decimal import Decimal

import pytest

from service.domain.errors import TooLarge
from service.domain.periods import at_time
from service.forms import FormContext, check_submission
from tests.forms.desk import CONTEXT, ENTITY, faults
from tests.forms.small import built, equals, field, rows


def kept(form, values):
    return check_submission(form, values, CONTEXT)


def fault(form, values, name="x"):
    found = faults(form, values)
    return found[name].zh, found[name].en


def test_an_undeclared_field_is_refused_by_name():
    found = faults(built({"x": field("text")}), {"x": "好", "y": 1})
    assert list(found) == ["y"]
    assert "本表没有“y”这一项" in found["y"].zh


def test_an_undeclared_field_inside_a_row_is_refused_at_its_place():
    form = built({"x": rows({"name": field("text")})})
    assert list(faults(form, {"x": [{"name": "好"}, {"name": "好", "secret": 1}]})) == [
        "x.1.secret"
    ]


def test_a_read_only_field_is_ignored():
    form = built({"facts": field("case_summary"), "x": field("text")})
    assert kept(form, {"facts": {"number": "A33-2026-00001"}, "x": "好"}) == {"x": "好"}


def test_empty_answers_are_no_answers():
    form = built({"x": field("text"), "y": rows({"name": field("text")})})
    assert kept(form, {"x": "  ", "y": [{"name": ""}, {}]}) == {}


def test_a_hidden_answer_is_dropped_before_it_is_checked():
    form = built(
        {"one": field("choice"), "x": field("number")},
        allOf=[{"if": equals("one", "a"), "then": {"properties": {"x": True}}}],
    )
    assert kept(form, {"one": "b", "x": "no number at all"}) == {"one": "b"}


def test_a_question_is_required_only_while_its_condition_holds():
    form = built(
        {"one": field("choice"), "x": field("text")},
        allOf=[{"if": equals("one", "a"), "then": {"properties": {"x": True}, "required": ["x"]}}],
    )
    assert kept(form, {"one": "b"}) == {"one": "b"}
    assert fault(form, {"one": "a"}) == ("请填写名称。", "Fill in “Name”.")


def test_one_answer_may_ask_for_another():
    form = built({"x": field("text"), "y": field("text")}, dependentRequired={"y": ["x"]})
    assert kept(form, {}) == {}
    assert fault(form, {"y": "好"})[0] == "请填写名称。"


def test_a_choice_may_be_named_by_its_chinese_words():
    assert kept(built({"x": field("choice")}), {"x": "乙"}) == {"x": "b"}


def test_many_choices_are_stored_in_the_order_they_are_listed():
    assert kept(built({"x": field("many_choices")}), {"x": ["b", "甲"]}) == {"x": ["a", "b"]}


def test_what_python_and_yaml_hand_over_is_taken_as_a_person_would_write_it():
    form = built({"x": field("date"), "y": field("money"), "z": field("date_time")})
    day = date(2026, 10, 9)
    given = {"x": day, "y": Decimal("1200.50"), "z": at_time(day, 14, 30)}
    assert kept(form, given) == {
        "x": "2026-10-09", "y": "1200.50", "z": "2026-10-09T06:30:00+00:00",
    }  # fmt: skip


def test_a_day_may_not_lie_after_today():
    form = built({"x": field("date", x_not_after="today")})
    assert kept(form, {"x": "2026-10-09"}) == {"x": "2026-10-09"}
    zh, en = fault(form, {"x": "2026-10-10"})
    assert zh == "名称不能晚于今天（2026年10月9日）。核对日期后重填。"
    assert en == "“Name” can not be later than today (9 October 2026)."


def test_a_day_may_be_held_against_another_answer():
    form = built({
        "decided_on": field("date", title="作出日期", x_title_en="Decided on"),
        "x": field("date", x_not_before="decided_on"),
    })  # fmt: skip
    form_values = {"decided_on": "2026-10-09", "x": "2026-10-08"}
    assert fault(form, form_values)[0] == "名称不能早于作出日期（2026年10月9日）。核对日期后重填。"
    assert kept(form, {"x": "2026-10-08"}) == {"x": "2026-10-08"}


def test_a_part_may_not_exceed_the_whole():
    form = built({"all": field("number", title="总数"), "x": field("number", x_at_most="all")})
    assert "不能多于总数（3）" in fault(form, {"all": 3, "x": 4})[0]
    assert kept(form, {"all": 3, "x": 3}) == {"all": 3, "x": 3}


def test_days_inside_rows_are_checked_and_the_row_is_named():
    form = built({"x": rows({"on": field("date", title="日期", x_not_after="today")})})
    found = faults(form, {"x": [{"on": "2026-10-01"}, {"on": "2027-01-01"}]})
    assert list(found) == ["x.1.on"]
    assert found["x.1.on"].zh.startswith("名称第 2 行的日期不能晚于今天")


@pytest.mark.parametrize(
    ("widget", "good", "bad"),
    [("center", "zhejiang", "nowhere"), ("officer", "7", "8"), ("entity", ENTITY, "91" + "0" * 16)],
)
def test_a_picker_takes_only_what_is_offered(widget, good, bad):
    form = built({"x": field(widget)})
    assert kept(form, {"x": good}) == {"x": good}
    assert "给出的名单" in fault(form, {"x": bad})[0]


def test_a_picker_without_a_list_refuses_everything():
    with pytest.raises(Exception, match="1 处"):
        check_submission(
            built({"x": field("center")}), {"x": "zhejiang"}, FormContext(today=CONTEXT.today)
        )


def test_files_are_references_to_documents_that_arrived():
    form = built({"x": field("files")})
    assert kept(form, {"x": "doc-1"}) == {"x": ["doc-1"]}
    assert fault(form, {"x": ["doc-1", "doc-99"]})[0] == (
        "名称里有 1 个文件没有传上来。重新上传后再提交。"
    )


def test_a_credit_code_is_kept_in_its_one_spelling():
    form = built({"x": field("text", format="credit_code")})
    assert kept(form, {"x": "９1330100 ma27w1234x"}) == {"x": ENTITY}
    assert "名称：" in fault(form, {"x": "9133O100MA27W1234X"})[0]


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\ud800b", "a\x7fb"])
def test_characters_that_can_not_be_stored_are_refused(text):
    assert "控制字符" in fault(built({"x": field("text")}), {"x": text})[0]


def test_a_commitment_keeps_the_version_of_its_text():
    promise = field(
        "commitment",
        properties={"agreed": field("confirm"), "signer": field("text")},
        required=["agreed", "signer"],
        additionalProperties=False,
        **{"x-version": "2025-06", "x-promises": [{"zh": "真实。", "en": "True."}]},
    )
    form = built({"x": promise}, required=["x"])
    once = kept(form, {"x": {"agreed": True, "signer": "沈某"}})
    assert once["x"]["version"] == "2025-06"
    assert kept(form, once) == once
    assert set(faults(form, {"x": {"agreed": False}})) == {"x.agreed", "x.signer"}
    assert list(faults(form, {})) == ["x"]


@pytest.mark.parametrize(
    "values",
    [{"x": "长" * 100_000}, {"x": [[[[[[["deep"]]]]]]]}, {"x": {"a": 2**80, "b": "c" * 300_000}}],
)
def test_more_than_a_form_can_hold_is_too_large(values):
    with pytest.raises(TooLarge):
        kept(built({"x": field("long_text")}), values)


def test_a_deep_structure_is_refused_without_being_walked():
    deep: list = []
    for _ in range(5000):
        deep = [deep]
    with pytest.raises(TooLarge):
        kept(built({"x": field("text")}), {"x": deep})


def test_faults_come_in_the_order_of_asking_one_a_field():
    form = built(
        {"a": field("number"), "b": rows({"name": field("text")}), "c": field("text")},
        required=["a", "c"],
    )
    values = {"zz": 1, "b": [{"name": "好" * 50}, {"name": 5}, {"name": "好" * 41}]}
    assert list(faults(form, values)) == ["a", "b.0.name", "b.1.name", "b.2.name", "c", "zz"]
