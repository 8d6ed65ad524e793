"""Questions depend on earlier answers; what is not asked is not kept."""

from hypothesis import given
from hypothesis import strategies as st

from service.forms import required_now, visible_fields
from service.forms.condition_words import asked_when, needed_when
from service.forms.conditions import keep_visible
from tests.forms.desk import form
from tests.forms.small import built, equals, field

CHAIN = built(
    {"one": field("choice"), "two": field("choice"), "three": field("text")},
    allOf=[
        {"if": equals("one", "a"), "then": {"properties": {"two": True}, "required": ["two"]}},
        {"if": equals("two", "b"), "then": {"properties": {"three": True}}},
    ],
)


def test_a_dependent_field_is_asked_only_while_its_condition_holds():
    check = form("admission_review/check_completeness")
    assert "missing_items" not in visible_fields(check, {})
    assert "missing_items" in visible_fields(check, {"outcome": "correction"})
    assert "missing_items" not in visible_fields(check, {"outcome": "complete"})


def test_the_answer_to_a_question_that_is_not_asked_is_dropped():
    assert keep_visible(CHAIN, {"one": "b", "two": "b", "three": "x"}) == {"one": "b"}


def test_what_depends_on_a_hidden_field_is_hidden_with_it():
    assert visible_fields(CHAIN, {"one": "b", "two": "b"}) == {"one"}
    assert visible_fields(CHAIN, {"one": "a", "two": "b"}) == {"one", "two", "three"}


def test_a_field_shown_by_two_conditions_needs_one_of_them():
    removal = form("violation_handling/decide_removal")
    for outcome, asked in (("remove", True), ("reject", True), ("return", False)):
        assert ("legal_basis" in visible_fields(removal, {"outcome": outcome})) is asked


def test_else_shows_what_the_if_does_not():
    either = built(
        {"one": field("choice"), "x": field("text"), "y": field("text")},
        **{
            "if": equals("one", "a"),
            "then": {"properties": {"x": True}},
            "else": {"properties": {"y": True}, "required": ["y"]},
        },
    )
    assert visible_fields(either, {"one": "a"}) == {"one", "x"}
    assert visible_fields(either, {}) == {"one", "y"}
    assert required_now(either, {"one": "b"}) == {"y"}


def test_a_refusal_needs_reasons_and_an_approval_does_not():
    check = form("admission_review/check_completeness")
    assert "reasons" in required_now(check, {"outcome": "not_acceptable"})
    assert "reasons" not in required_now(check, {"outcome": "complete"})


@given(st.dictionaries(st.sampled_from(["one", "two", "three"]), st.sampled_from("abx")))
def test_dropping_hidden_answers_twice_changes_nothing(values):
    once = keep_visible(CHAIN, values)
    assert keep_visible(CHAIN, once) == once
    assert set(once) <= visible_fields(CHAIN, values)


def test_a_condition_can_be_said_aloud():
    words = asked_when(form("violation_handling/decide_removal"), "legal_basis")
    assert words is not None
    assert words.zh == "当“决定”是“移出名单并取消备案”或“不予移出”时填写。"
    assert words.en == "Only if “Decision” is “Remove and cancel” or “Do not remove”."
    needed = needed_when(form("admission_review/submit_application"), "locarno_classes")
    assert needed is not None
    assert needed.zh == "当没有填“IPC 小类”时必填"


def test_conditions_on_figures_lists_and_alternatives_are_said_aloud_too():
    every = {
        "anyOf": [
            {"properties": {"n": {"minimum": 3}}, "required": ["n"]},
            {"properties": {"m": {"contains": {"const": "a"}}}, "required": ["m"]},
        ]
    }
    told = built(
        {"n": field("number"), "m": field("many_choices"), "x": field("text"), "y": field("text")},
        allOf=[{"if": every, "then": {"properties": {"x": True}},
                "else": {"properties": {"y": True}}}],
    )  # fmt: skip
    shown, hidden = asked_when(told, "x"), asked_when(told, "y")
    assert shown is not None
    assert hidden is not None
    assert shown.zh == "当“名称”不小于 3，或“名称”选了“甲”时填写。"
    assert hidden.zh == "当“名称”小于 3且“名称”没有选“甲”时填写。"
    assert hidden.en == "Only if “Name” is less than 3 and “Name” does not hold “A”."
