"""A form on a page: accessible, complete without scripts, and true to what was typed."""

import json
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from werkzeug.datastructures import MultiDict

from service.forms import Words, check_submission, form_view, values_from_posted
from tests.forms.desk import CONTEXT, KEYS, form
from tests.forms.examples import EXAMPLES
from tests.forms.printer import page, posted_by, printed
from tests.forms.small import built, equals, field, rows
from tests.forms.test_posted import ANY_SUBMISSION

every_form = pytest.mark.parametrize("key", KEYS)
every_state = pytest.mark.parametrize("state", ["empty", "filled", "wrong"])


def values_of(key, state):
    return {} if state == "empty" else EXAMPLES[key][0 if state == "filled" else 1]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(ANY_SUBMISSION)
def test_a_filled_page_posts_what_was_filled_in(drawn):
    key, values = drawn
    stored = check_submission(form(key), values, CONTEXT)
    posted = MultiDict(posted_by(page(form(key), stored)))
    again = values_from_posted(form(key), posted)
    assert check_submission(form(key), again, CONTEXT) == stored


@every_form
@every_state
def test_every_id_is_given_once_and_every_reference_has_its_target(key, state):
    found = page(form(key), values_of(key, state))
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))
    referred = found.xpath("//label/@for")
    for name in ("aria-describedby", "aria-labelledby"):
        referred += [one for ref in found.xpath(f"//@{name}") for one in ref.split()]
    assert set(referred) <= set(ids)


@every_form
def test_every_control_has_a_label(key):
    found = page(form(key), {})
    targets = set(found.xpath("//label/@for"))
    controls = found.xpath("//input[not(@type='hidden')] | //select | //textarea")
    assert [c.get("name") for c in controls if c.get("id") not in targets] == []
    for fieldset in found.xpath("//fieldset"):
        assert fieldset[0].tag == "legend"
        assert fieldset[0].text_content().strip()


@every_form
def test_every_line_of_the_error_summary_leads_to_a_control_with_the_same_words(key):
    found = page(form(key), EXAMPLES[key][1])
    [summary] = found.xpath("//*[contains(@class, 'error-summary')]")
    assert summary.get("role") == "alert"
    assert summary.get("tabindex") == "-1"
    links = summary.xpath(".//a")
    assert links
    for link in links:
        [target] = found.xpath(f"//*[@id='{link.get('href')[1:]}']")
        assert target.tag in {"input", "select", "textarea"}
        assert link.text_content() in [
            e.text_content() for e in found.xpath("//p[@class='field-error']")
        ]


def test_a_wrong_field_says_so_to_assistive_technology():
    key = "admission_review/assess_application"
    found = page(form(key), EXAMPLES[key][1])
    [visited] = found.xpath("//*[@id='visited_on']")
    assert visited.get("aria-invalid") == "true"
    assert visited.get("value") == "2026-10-12"
    described = visited.get("aria-describedby").split()
    assert described == ["visited_on_help", "visited_on_when", "visited_on_error"]


def test_dependent_fields_stand_inside_their_question_and_say_when():
    found = page(form("admission_review/assess_application"), {})
    inside = "//fieldset[@data-field='site_visit']/div[@class='reveal']//@data-field"
    assert found.xpath(inside) == ["visited_on", "visit_files"]
    [when] = found.xpath("//*[@id='visited_on_when']")
    assert when.text_content() == "当“是否现场核查”是“已现场核查”时填写。"
    assert found.xpath("//*[@hidden]//input") == []


def test_the_conditions_travel_with_the_page():
    conditions = json.loads(
        page(form("admission_review/check_completeness"), {}).xpath("//form/@data-conditions")[0]
    )
    assert conditions[0] == {
        "if": equals("outcome", "correction"),
        "otherwise": False,
        "show": ["missing_items", "notice_text"],
        "require": ["missing_items", "notice_text"],
    }


def test_the_page_speaks_the_language_asked_for():
    text = page(form("violation_handling/decide_removal"), {}, "en").text_content()
    assert "Remove and cancel" in text
    assert "Only if “Decision” is “Remove and cancel”." in text


def test_what_people_type_can_not_become_markup():
    evil = '"><script>alert(1)</script>'
    text = printed(built({"x": field("text"), "y": rows({"n": field("long_text")})}),
                   {"x": evil, "y": [{"n": evil}]})  # fmt: skip
    assert "<script>" not in text


def test_rows_always_offer_a_line_and_one_more_on_request():
    held = built({"staff": rows({"name": field("text")})})
    assert len(page(held, {}).xpath("//li[@class='row-item']")) - 1 == 1
    filled = {"staff": [{"name": "甲"}, {"name": "乙"}]}
    assert len(page(held, filled).xpath("//ol/li[@class='row-item']")) == 2
    assert len(page(held, filled, more="staff").xpath("//ol/li[@class='row-item']")) == 3


def test_enter_sends_the_form_and_does_not_add_a_row():
    found = page(form("violation_handling/hold_reminder"), {})
    first = found.xpath("//form//button[@type='submit']")[0]
    assert first.get("name") is None


def test_files_already_kept_are_listed_and_sent_again():
    key = "admission_review/correct_application"
    found = page(form(key), EXAMPLES[key][0])
    assert "材料1.pdf" in found.text_content()
    assert "1.2 MB · SHA-256 7f3a…7f3a" in found.text_content()
    assert ("insurance_files", "doc-1") in posted_by(found)


def test_optional_fields_are_marked_and_required_ones_are_not():
    found = page(form("admission_review/ask_opinion"), {})
    titles = {label.get("for"): label.text_content() for label in found.xpath("//label[@for]")}
    assert titles["document_no"].endswith("（可不填）")
    assert titles["reasons"].endswith("（当“意见”是“不支持”时必填）")


def test_the_facts_of_the_case_are_shown_and_not_asked():
    held = built({"case": field("case_summary"), "x": field("text")})
    context = replace(CONTEXT, facts=((Words(zh="案号", en="Case"), "A33-2026-01187"),))
    [section] = form_view(held, {}, "zh", context).sections
    assert section.controls[0].facts == (("案号", "A33-2026-01187"),)
    assert posted_by(page(held, {"x": "好"})) == [("x", "好")]
