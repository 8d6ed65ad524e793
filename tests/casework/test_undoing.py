"""Whoever follows undoings is told once an act, with all that fell by it."""

import pytest

from service.actions.create_person import create_person
from service.casework import undone
from service.casework.undone import Undone, on_undoing
from service.domain.errors import SeparationOfDuties
from service.store import cases, sanctions, violations
from tests.support.appeals import appealed, decided, minor, number_of
from tests.support.town import PASSWORD
from tests.support.violations import removed


@pytest.fixture
def followed(monkeypatch) -> list[Undone]:
    monkeypatch.setattr(undone, "_ON_UNDOING", [])
    told: list[Undone] = []
    on_undoing(lambda work, found: told.append(found))
    return told


def test_a_finding_that_carried_a_removal_falls_with_it(town, followed):
    create_person(
        town.office, actor=None, login="cnipa.second_leader", name="第二负责人",
        password=PASSWORD, posts=(("CNIPA", "national_leader"),),
    )  # fmt: skip
    entity = town.enter_entity(1, filed_at=("zhejiang",))
    case = removed(town, entity)
    appeal, _ = appealed(town, entity, number_of(town, case), "nation")
    town.complete(appeal, "decide_at_nation", "cnipa.second_leader", **decided("异决〔1〕号"))
    with town.office.read() as unit:
        (event,) = violations.violations_of(unit.connection, entity.id)
        decision = sanctions.decision_of_case(unit.connection, case)
        ended = cases.case_by_id(unit.connection, case)
    assert followed == [
        Undone(entity_id=entity.id, violations=(event.id,), decisions=(decision["id"],))
    ]
    assert (decision["revoked_by"], ended.outcome) == (appeal, "overturned")


def test_a_minor_finding_falls_alone(town, followed):
    entity = town.enter_entity(1, filed_at=("zhejiang",))
    case = minor(town, entity, "zhejiang")
    appeal, _ = appealed(town, entity, number_of(town, case), "province")
    said = decided("异决〔1〕号")
    town.complete(appeal, "decide_at_province", "330000.provincial_leader", **said)
    assert [(len(found.violations), found.decisions) for found in followed] == [(1, ())]


def test_nobody_is_told_when_the_decision_is_refused(town, followed):
    entity = town.enter_entity(1, filed_at=("zhejiang",))
    case = removed(town, entity)
    appeal, _ = appealed(town, entity, number_of(town, case), "nation")
    said = decided("异决〔1〕号")
    with pytest.raises(SeparationOfDuties, match="原认定或决定"):
        town.complete(appeal, "decide_at_nation", "cnipa.national_leader", **said)

    assert followed == []
