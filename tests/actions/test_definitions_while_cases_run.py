"""A case finishes on the version of the diagram and of the form it began with (E7 76)."""

from __future__ import annotations

import json

import pytest

from service.actions.publish_definitions import publish_definitions
from service.domain.errors import InvalidForm
from service.shipped import shipped_forms, shipped_processes
from tests.support.admissions import application
from tests.support.town import Town, code_of, name_of


def apply(town: Town, number: int) -> int:
    town.enter_entity(number)
    values = application(code_of(number), name_of(number), "zhejiang")
    return town.open("admission_review", "zhejiang.intake_officer", values).case_id


def complete_check(town: Town, case: int) -> set[str]:
    town.complete(case, "check_completeness", "zhejiang.intake_officer", outcome="complete")
    return {row["element"] for row in town.items(case)}


def test_a_running_case_keeps_its_diagram_and_a_new_one_takes_the_new(town):
    old = apply(town, 1)
    files = shipped_processes()
    drawn = files["admission_review"]["admission_review.bpmn"]
    files["admission_review"]["admission_review.bpmn"] = drawn.replace(
        "rule('consultation_required')", "case.center == 'hangzhou'"
    )
    published = publish_definitions(town.office, processes=files, forms=shipped_forms())
    assert (published.processes, published.forms) == ({"admission_review": 2}, {})
    new = apply(town, 2)
    assert complete_check(town, old) == {"ask_industry", "ask_development"}
    assert complete_check(town, new) == {"assess_application"}


def test_a_task_keeps_the_form_it_was_opened_with(town):
    old = apply(town, 1)
    forms = shipped_forms()
    changed = json.loads(forms["admission_review/check_completeness"])
    changed["required"] = ["outcome", "notice_text"]
    changed["allOf"] = [
        rule
        for rule in changed["allOf"]
        if rule["if"]["properties"]["outcome"]["const"] != "correction"
    ]
    forms["admission_review/check_completeness"] = json.dumps(changed, ensure_ascii=False)
    publish_definitions(town.office, processes=shipped_processes(), forms=forms)
    new = apply(town, 2)
    assert complete_check(town, old)
    with pytest.raises(InvalidForm) as refused:
        complete_check(town, new)
    assert [wrong.field for wrong in refused.value.fields] == ["notice_text"]


def test_the_same_files_again_are_no_new_version(town):
    again = publish_definitions(town.office, processes=shipped_processes(), forms=shipped_forms())
    assert (again.processes, again.forms) == ({}, {})
