"""An appeal is decided at the same second as something else about its entity: counts agree.

Source: domain C3, C6; E2 26.
"""

import pytest

from service.actions.change_rule import change_rule
from service.actions.create_person import create_person
from service.domain.filings import FilingState
from service.domain.rules import Scope
from service.store import cases, filings, sanctions, violations
from tests.support.appeals import appealed, decided, minor, number_of
from tests.support.programs import at_once
from tests.support.town import PASSWORD
from tests.support.violations import CONCLUDED, heard, removed

pytestmark = pytest.mark.slow


def open_elements(town, entity):
    with town.office.read() as unit:
        live = [
            case_id
            for process in ("violation_handling", "appeal")
            for case_id in cases.live_cases(unit.connection, entity.id, process)
        ]
    return sorted(row["element"] for case in live for row in town.items(case))


def test_a_finding_overturned_while_another_minor_becomes_final_leaves_one_that_counts(town, hire):
    entity = town.enter_entity(1, filed_at=("zhejiang", "hangzhou"))
    first = minor(town, entity, "zhejiang")
    _, decision = appealed(town, entity, number_of(town, first), "province")
    second = heard(town, entity, "hangzhou")
    (conclusion,) = town.items(second, "conclude_finding")
    leader, head = hire(2)
    leader.prepare("330000.provincial_leader", decision, decided("异决〔1〕号"))
    head.prepare("hangzhou.center_head", conclusion, CONCLUDED)
    answers = at_once([leader, head])
    assert [list(answer) for answer in answers] == [["done"]] * 2, answers
    with town.office.read() as unit:
        events = violations.violations_of(unit.connection, entity.id)
    assert [event.overturned for event in events] == [True, False]
    assert events[1].consumed_by is None
    assert open_elements(town, entity) == ["hold_reminder"]


def test_a_count_that_goes_on_while_another_minor_becomes_final_escalates_once(town, hire):
    change_rule(
        town.office, actor=None, approver=None, key="appeal_stops_count", value="true",
        document="试验", scope=Scope.NATION, scope_code=None,
    )  # fmt: skip
    entity = town.enter_entity(1, filed_at=("zhejiang", "hangzhou"))
    first = minor(town, entity, "zhejiang")
    _, decision = appealed(town, entity, number_of(town, first), "province")
    second = heard(town, entity, "hangzhou")
    (conclusion,) = town.items(second, "conclude_finding")
    leader, head = hire(2)
    leader.prepare("330000.provincial_leader", decision, decided("异决〔1〕号", "rejected"))
    head.prepare("hangzhou.center_head", conclusion, CONCLUDED)
    answers = at_once([leader, head])
    assert [list(answer) for answer in answers] == [["done"]] * 2, answers
    assert open_elements(town, entity).count("propose_removal") == 1
    with town.office.read() as unit:
        events = violations.violations_of(unit.connection, entity.id)
    assert len({event.consumed_by for event in events}) == 1
    assert events[0].consumed_by is not None


def test_finding_and_decision_undone_at_the_same_second_are_restored_once(town, hire):
    create_person(
        town.office, actor=None, login="cnipa.second_leader", name="第二负责人",
        password=PASSWORD, posts=(("CNIPA", "national_leader"),),
    )  # fmt: skip
    entity = town.enter_entity(1, filed_at=("zhejiang", "hangzhou"))
    case = removed(town, entity)
    with town.office.read() as unit:
        number = sanctions.decision_of_case(unit.connection, case)["number"]
    _, of_finding = appealed(town, entity, number_of(town, case), "nation")
    _, of_decision = appealed(town, entity, number, "nation")
    one, other = hire(2)
    one.prepare("cnipa.second_leader", of_finding, decided("异决〔1〕号"))
    revoked = decided("异决〔2〕号", relief="revoke_decision")
    other.prepare("cnipa.second_leader", of_decision, revoked)
    answers = at_once([one, other])
    assert "done" in answers[0], answers
    assert "done" in answers[1] or answers[1]["status"] == 409, answers
    with town.office.read() as unit:
        (event,) = violations.violations_of(unit.connection, entity.id)
        (ban,) = sanctions.bans_of(unit.connection, entity.id)
        held = filings.filings_in(unit.connection, entity.id, frozenset(FilingState))
        periods = filings.filing_periods(unit.connection, entity.id)
    assert event.overturned
    assert ban.revoked_day is not None
    assert [row["state"] for row in held] == [FilingState.ACTIVE] * 2
    standing = [p for p in periods if p.retracted_at is None and p.to_day is None]
    assert len(standing) == 2
    assert open_elements(town, entity) == []
