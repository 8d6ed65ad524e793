"""The processes of the service are clean and say what the law of the project asks."""

from functools import lru_cache
from itertools import product

import pytest

from service.casework.operations import OPERATIONS
from service.domain.roles import Role
from service.domain.rules import CATALOGUE
from service.engine import compile_process
from service.engine.check import check_files
from service.engine.decisions import DecisionReader
from service.engine.source import read_document
from service.forms import load_form
from tests.processes.drawn import KEYS, PROCESSES, ROOT

FORMS = {
    path.relative_to(ROOT / "forms").as_posix(): load_form(path.read_bytes(), path.stem)
    for path in (ROOT / "forms").glob("*/*.json")
}
every_process = pytest.mark.parametrize("key", KEYS)


def files(key):
    return {p.name: p.read_bytes() for p in (PROCESSES / key).iterdir() if p.suffix != ""}


@lru_cache
def compiled(key):
    return compile_process(files(key))


def check(key):
    return check_files(
        files(key),
        key=key,
        forms=FORMS,
        operations=OPERATIONS,
        rules={parameter.key for parameter in CATALOGUE},
        roles=list(Role),
    )


@every_process
def test_a_shipped_process_has_nothing_wrong(key):
    assert check(key) == ()


@every_process
def test_a_shipped_process_compiles(key):
    process = compiled(key)
    assert process.key == key
    assert all(element.properties.get("name_en") for element in process.elements.values())


@every_process
def test_every_act_of_law_in_a_shipped_process_names_its_source(key):
    kinds = ("userTask", "serviceTask", "businessRuleTask")
    elements = compiled(key).elements.values()
    assert [e.id for e in elements if e.kind in kinds and not e.properties.get("source")] == []


@pytest.mark.parametrize(
    ("task", "others"),
    [
        ("second_review", {"assess_application"}),
        ("decide_admission", {"assess_application", "second_review"}),
        ("decide_severity", {"verify_facts"}),
        ("conclude_finding", {"verify_facts"}),
        ("propose_removal", {"verify_facts"}),
        ("review_proposal", {"propose_removal"}),
        ("decide_removal", {"propose_removal", "review_proposal"}),
        ("approve_submission", {"compile_draft", "revise_draft", "correct_rows"}),
        ("approve_list", {"check_rows"}),
    ],
)
def test_whoever_decides_did_not_prepare(task, others):
    elements = {k: e for key in KEYS for k, e in compiled(key).elements.items()}
    named = {name.strip() for name in elements[task].properties["not_by"].split(",")}
    assert named == others


def test_every_form_of_the_three_processes_is_asked_somewhere():
    used = {
        element.form for key in KEYS for element in compiled(key).elements.values() if element.form
    }
    assert {name for name in FORMS if name.split("/")[0] in KEYS} == used


def decision(path):
    reader = DecisionReader(path.name, read_document(path.name, path.read_bytes()))
    found = reader.read()
    assert reader.findings == []
    return found


STRONG = ["national_laboratory"]
PROVINCIAL = ["little_giant"]
QUALIFICATIONS = [None, [], STRONG, PROVINCIAL, ["high_tech"], [*PROVINCIAL, "high_tech"]]
OPINIONS = ["support", "no_opinion", "oppose", "not_asked"]


def priority(qualifications=None, industry="no_opinion", development="no_opinion", key=None):
    data = {
        "application_submitted": {"qualifications": qualifications, "key_industry": key},
        "ask_industry": {"opinion": industry},
        "ask_development": {"opinion": development},
    }
    return decision(PROCESSES / "admission_review/priority.dmn").value(data, {})


def test_every_application_meets_exactly_one_row_of_the_priority_table():
    for given in product(QUALIFICATIONS, OPINIONS, OPINIONS, [None, True, False]):
        assert priority(*given)["mark"] in ("priority", "normal")


@pytest.mark.parametrize(
    ("given", "mark", "row"),
    [
        ({"qualifications": STRONG}, "priority", 2),
        ({"qualifications": STRONG, "industry": "oppose"}, "normal", 1),
        ({"qualifications": PROVINCIAL}, "priority", 3),
        ({"qualifications": ["high_tech"], "development": "support"}, "priority", 4),
        ({"key": True, "industry": "support"}, "priority", 4),
        ({"qualifications": ["high_tech"]}, "normal", 5),
        ({"industry": "support"}, "normal", 6),
    ],
)
def test_priority_goes_to_those_who_carry_local_science_and_industry(given, mark, row):
    """Source: M15."""
    found = priority(**given)
    assert (found["mark"], found["row"]) == (mark, row)
    assert found["reason"]
    assert found["reason_en"]


def severity(many=0, **facts):
    data = {"verify_facts": {"established": True, **facts}}
    table = decision(PROCESSES / "violation_handling/severity.dmn")
    return table.value(data, {"rule": {"many_applications": many}.__getitem__})


def test_every_finding_of_facts_meets_exactly_one_row_of_the_severity_table():
    grounds = [None, "mass_abnormal", "dishonesty", "malicious_litigation"]
    for established, objection, ground, count, proposed, many in product(
        [True, False], [None, "none", "upheld"], grounds, [None, 0, 9], [None, "minor", "serious"],
        [0, 5],
    ):  # fmt: skip
        found = severity(
            many,
            established=established,
            objection_state=objection,
            proposed_ground=ground,
            abnormal_count=count,
            proposed_severity=proposed,
        )
        assert found["severity"] in ("not_established", "minor", "serious")


def test_no_number_makes_a_violation_serious_while_no_threshold_is_set():
    """Source: Q10."""
    assert severity(abnormal_count=10_000)["severity"] == "minor"
    assert severity(5, abnormal_count=5)["severity"] == "serious"
    assert severity(5, abnormal_count=4)["severity"] == "minor"


def test_an_abnormal_finding_that_was_overturned_counts_for_nothing():
    assert severity(objection_state="upheld")["severity"] == "not_established"
