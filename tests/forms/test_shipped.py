"""Every form that is shipped: whole, answerable, and asking what the diagrams decide on."""

import re

import pytest
from jsonschema import Draft202012Validator

from service.forms import openapi_schema, summary
from tests.forms.desk import CONTEXT, FOLDER, KEYS, accepted, faults, form
from tests.forms.examples import EXAMPLES

every_form = pytest.mark.parametrize("key", KEYS)
CHANNELS = (
    "examination petition complaint center_monitoring information_sharing provincial_office other"
)
# What conditions in diagrams and operations read: field and the answers they know.
READ = {
    "admission_review/check_completeness": ("outcome", "complete correction not_acceptable"),
    "admission_review/ask_opinion": ("opinion", "support no_opinion oppose"),
    "admission_review/assess_application": (
        "conclusion", "approve refuse second_review consult_again",
    ),
    "admission_review/decide_admission": ("outcome", "approve refuse return"),
    "admission_review/national_recheck": ("outcome", "pass return refuse"),
    "violation_handling/register_clue": ("channel", CHANNELS),
    "violation_handling/triage_clue": ("outcome", "assign duplicate reject"),
    "violation_handling/decide_severity": ("severity", "not_established minor serious"),
    "violation_handling/conclude_finding": ("outcome", "minor not_established"),
    "violation_handling/hold_reminder": ("kind", "reminder interview"),
    "violation_handling/review_proposal": ("outcome", "agree return reject"),
    "violation_handling/decide_removal": ("outcome", "remove return reject"),
}  # fmt: skip
GROUNDS = ["mass_abnormal", "dishonesty", "malicious_litigation", "two_minors"]


@every_form
def test_a_shipped_form_loads_clean(key):
    assert form(key).key == key


def test_every_shipped_form_has_its_examples():
    assert sorted(EXAMPLES) == KEYS


@every_form
def test_a_good_submission_is_accepted_and_stored_once_and_for_all(key):
    stored = accepted(key, EXAMPLES[key][0])
    assert accepted(key, stored) == stored


@every_form
def test_a_bad_submission_is_refused_at_the_right_fields(key):
    _, values, wanted = EXAMPLES[key]
    assert set(faults(key, values)) == wanted


@every_form
def test_a_filled_form_reads_in_both_languages(key):
    stored = accepted(key, EXAMPLES[key][0])
    for lang in ("zh", "en"):
        sections = summary(form(key), stored, lang, CONTEXT, protected=True)
        lines = [line for _, group in sections for line in group]
        assert len(lines) == len(stored)
        assert all(text for _, text in lines)


@every_form
def test_the_api_describes_the_form_without_display_hints(key):
    described = openapi_schema(form(key))
    Draft202012Validator.check_schema(described)
    assert '"x-' not in repr(described).replace("'", '"')
    stored = {k: v for k, v in accepted(key, EXAMPLES[key][0]).items() if k != "commitment"}
    found = Draft202012Validator(described).iter_errors(stored)
    assert [error.message for error in found if "commitment" not in error.message] == []


@pytest.mark.parametrize("key", sorted(READ))
def test_a_form_offers_the_answers_that_diagrams_decide_on(key):
    name, answers = READ[key]
    asked = form(key).field(name)
    assert asked is not None
    assert [option.value for option in asked.options] == answers.split()
    assert asked.required


def test_the_grounds_of_removal_are_the_four_of_the_notice():
    for key in ("propose_removal", "decide_removal"):
        asked = form(f"violation_handling/{key}").field("ground")
        assert asked is not None
        assert [option.value for option in asked.options] == GROUNDS


def test_only_the_nation_names_the_document_that_binds():
    fields = {asked.name for asked in form("violation_handling/decide_removal").fields}
    assert {"decision_no", "decided_on", "effective_on", "served_on", "ground"} <= fields


def test_no_filing_without_the_commitment():
    """Source: M17"""
    values = dict(EXAMPLES["admission_review/submit_application"][0])
    del values["commitment"]
    assert list(faults("admission_review/submit_application", values)) == ["commitment"]


def test_every_refusal_asks_for_reasons_and_a_legal_basis():
    """Source: M36"""
    refusals = {
        "admission_review/check_completeness": "not_acceptable",
        "admission_review/decide_admission": "refuse",
        "admission_review/national_recheck": "refuse",
        "violation_handling/triage_clue": "reject",
        "violation_handling/review_proposal": "reject",
        "violation_handling/decide_removal": "reject",
    }
    for key, answer in refusals.items():
        assert {"reasons", "legal_basis"} <= set(faults(key, {"outcome": answer})), key


def test_who_informed_is_shown_only_to_those_who_may_know():
    """Source: domain.md E7 row 80"""
    key = "violation_handling/register_clue"
    stored = accepted(key, EXAMPLES[key][0])
    assert "某人" not in repr(summary(form(key), stored, "zh"))
    assert "某人" in repr(summary(form(key), stored, "zh", protected=True))


def test_no_form_cites_an_article():
    for path in FOLDER.rglob("*.json"):
        assert not re.search("第[一二三四五六七八九十百0-9 ]+条", path.read_text()), path
