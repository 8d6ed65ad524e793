"""Two things that exclude each other, done at the same moment at two nodes: one of them wins.

Source: domain E2 26, E3 28 and 29, E7 73.
"""

import pytest

from service.domain.filings import FilingState
from service.store import cases, filings, sanctions, violations
from tests.support.admissions import PASSED, application, decided
from tests.support.programs import at_once
from tests.support.town import code_of, name_of
from tests.support.violations import CONCLUDED, agreed, heard, removal

pytestmark = pytest.mark.slow


def elements(town, case_id: int) -> set[str]:
    return {row["element"] for row in town.items(case_id)}


def test_two_minor_findings_at_two_centers_at_the_same_second_escalate_once(town, hire):
    entity = town.enter_entity(1, filed_at=("zhejiang", "hangzhou"))
    officers = hire(2)
    found = {center: heard(town, entity, center) for center in ("zhejiang", "hangzhou")}
    for officer, (center, case) in zip(officers, found.items(), strict=True):
        (item,) = town.items(case, "conclude_finding")
        officer.prepare(f"{center}.center_head", item, CONCLUDED)
    answers = at_once(officers)
    assert [list(answer) for answer in answers] == [["done"]] * 2, answers
    waiting = [elements(town, case) for case in found.values()]
    assert sorted(map(sorted, waiting)) == [["hold_reminder"], ["propose_removal"]]
    with town.office.read() as unit:
        events = violations.violations_of(unit.connection, entity.id)
    escalated = next(c for c in found.values() if elements(town, c) == {"propose_removal"})
    assert [event.consumed_by for event in events] == [escalated, escalated]


@pytest.mark.parametrize("known", [True, False], ids=["on file", "applying for the first time"])
def test_two_applications_at_one_center_at_the_same_moment_leave_one_alive(town, hire, known):
    if known:
        town.enter_entity(1)
    officers = hire(2)
    for officer in officers:
        values = application(code_of(1), name_of(1), "zhejiang")
        officer.prepare_opening("zhejiang.intake_officer", "admission_review", values)
    answers = at_once(officers)
    assert [list(answer) for answer in answers] == [["done"]] * 2, answers
    outcomes = [answer["done"]["outcome"] for answer in answers]
    assert sorted(outcomes, key=str) == [None, "not_accepted"]


KIND = {"key": "advice", "zh": "辅导", "en": "Advice", "level": "center", "categories": [1]}
AGENCY = {"code": "11001", "name": "试验代理所", "province": "330000"}


@pytest.mark.parametrize(
    ("login", "action", "values"),
    [
        ("cnipa.administrator", "add_service_kind", KIND),
        ("cnipa.national_officer", "open_list_round", {"year": 2026}),
        ("330000.provincial_officer", "start_tracking",
         {"process": "monitoring_alert", "org": "330000"}),
    ],
    ids=["kind of service", "round of the list", "monthly monitoring"],
)  # fmt: skip
def test_of_two_who_set_up_the_same_at_once_one_is_told_that_it_is_there(
    hire, login, action, values
):
    officers = hire(2)
    for officer in officers:
        officer.prepare_action(login, action, **values)
    first, second = sorted(at_once(officers), key=list)
    assert "done" in first, first
    assert second["status"] in (409, 422), second


def test_two_centers_that_enter_one_agency_at_once_both_register_it(hire):
    officers = hire(2)
    for officer, center in zip(officers, ("zhejiang", "hangzhou"), strict=True):
        officer.prepare_action(f"{center}.intake_officer", "enter_agency", **AGENCY)
    answers = at_once(officers)
    assert sorted(answer["done"]["is_new"] for answer in answers) == [False, True]


def states_at_centers(town, entity) -> dict[str, FilingState]:
    with town.office.read() as unit:
        rows = filings.filings_in(unit.connection, entity.id, frozenset(FilingState))
    return {row["center_code"]: row["state"] for row in rows}


def test_a_removal_ends_an_application_that_waits_for_the_nation_by_the_ban(town):
    entity = town.enter_entity(1, filed_at=("zhejiang",))
    admission, violation = decided(town, entity, "hangzhou"), agreed(town, entity)
    town.complete(violation, "decide_removal", "cnipa.national_leader", **removal(violation))
    assert town.items(admission) == []
    assert states_at_centers(town, entity) == {
        "zhejiang": FilingState.CANCELLED,
        "hangzhou": FilingState.TERMINATED_BY_BAN,
    }


def test_a_filing_that_takes_effect_while_a_ban_begins_is_not_left_in_force(town, hire):
    entity = town.enter_entity(1, filed_at=("zhejiang",))
    admission, violation = decided(town, entity, "hangzhou"), agreed(town, entity)
    nation, leader = hire(2)
    (recheck,) = town.items(admission, "national_recheck")
    (decision,) = town.items(violation, "decide_removal")
    nation.prepare("cnipa.national_officer", recheck, PASSED)
    leader.prepare("cnipa.national_leader", decision, removal(violation))
    passed, removed = at_once([nation, leader])
    assert "done" in removed, removed
    assert "done" in passed or passed["status"] == 409, passed
    with town.office.read() as unit:
        assert len(sanctions.bans_of(unit.connection, entity.id)) == 1
        case = cases.case_by_id(unit.connection, admission)
    states = states_at_centers(town, entity)
    assert states["zhejiang"] == FilingState.CANCELLED
    assert states["hangzhou"] in (FilingState.CANCELLED, FilingState.TERMINATED_BY_BAN)
    assert case is not None
    assert case.status == "ended"
