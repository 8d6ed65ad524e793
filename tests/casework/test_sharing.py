"""What is shared: once an event, once a revision, taken back once; answered by many, cheaply."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import event

from service.actions.acknowledge_notice import acknowledge_notice
from service.actions.complete_task import complete_task
from service.actions.create_person import create_person
from service.casework import moves
from service.casework.settle import save
from service.casework.shared import retract_shared, send, share_violation
from service.casework.work import CLOCK
from service.domain.errors import NotFound, SeparationOfDuties, WrongState
from service.store import cases, sharing, violations
from tests.support import shared
from tests.support.town import Town
from tests.support.violations import CONCLUDED, heard

MOST_STATEMENTS = 16


def test_answering_costs_the_same_however_many_were_told(town: Town) -> None:
    case = shared.told(town, town.enter_entity(1))
    actor = town.actor("hangzhou.violation_officer")
    row = shared.receipt(town, case, "hangzhou")
    said: list[str] = []

    def hear(_c: Any, _u: Any, statement: str, *_: Any) -> None:
        if statement.split(maxsplit=1)[0] not in ("BEGIN", "PRAGMA"):
            said.append(statement)

    engine = town.office.database.engine
    event.listen(engine, "before_cursor_execute", hear)
    acknowledge_notice(town.office, actor=actor, receipt_id=row["id"], measure="none")
    event.remove(engine, "before_cursor_execute", hear)
    assert len(said) <= MOST_STATEMENTS, said


def test_a_notice_to_the_nation_reaches_every_office_and_center_once(town: Town) -> None:
    case = shared.told(town, town.enter_entity(1))
    with town.office.read() as unit:
        everybody = sharing.addressees(unit.connection, None)
        rows = sharing.receipts_of(unit.connection, shared.item_of(town, case)["id"])
    assert sorted(row["org_code"] for row in rows) == sorted(org for org, _ in everybody)
    assert len(rows) > 32


def test_the_last_two_answers_at_the_same_moment_let_the_case_go_on_once(town: Town) -> None:
    case = shared.told(town, town.enter_entity(1))
    last = ("zhejiang", "hangzhou", "ningbo", "shaoxing")
    shared.silence_all_but(town, case, *last)
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda org: shared.answer(town, case, f"{org}.violation_officer"),
                             last))  # fmt: skip
    assert sorted(answer.left for answer in done) == [0, 1, 2, 3]
    assert [row["element"] for row in town.items(case)] == ["close_notice"]


def test_an_organisation_answers_for_itself_only(town: Town) -> None:
    case = shared.told(town, town.enter_entity(1))
    row = shared.receipt(town, case, "hangzhou")
    for login in ("ningbo.violation_officer", "330000.provincial_officer", "cnipa.auditor"):
        with pytest.raises(NotFound):
            acknowledge_notice(
                town.office, actor=town.actor(login), receipt_id=row["id"], measure="none"
            )


def test_the_same_revision_sent_twice_is_delivered_once(town: Town) -> None:
    case = shared.told(town, town.enter_entity(1))
    item = shared.item_of(town, case)
    with town.office.begin() as unit:
        loaded = cases.case_by_id(unit.connection, case)
        assert loaded is not None
        work = moves.load(unit, loaded, CLOCK)
        to = sharing.addressees(unit.connection, None)
        assert send(work, item, "national", to) == 0
        assert send(work, item | {"revision": 0}, "circular", to[:1]) == 1  # an older one, late
        assert work.notices != []
    assert shared.receipt(town, case, "hangzhou")["revision"] == 1


def test_a_finding_that_falls_is_corrected_with_everybody_once(town: Town) -> None:
    entity = town.enter_entity(1, filed_at=("zhejiang",))
    violation_case = heard(town, entity, "zhejiang")
    town.complete(violation_case, "conclude_finding", "zhejiang.center_head", **CONCLUDED)
    with town.office.read() as unit:
        (number,) = cases.live_cases(unit.connection, entity.id, "information_sharing")
        violation = violations.violation_of_case(unit.connection, violation_case) or {}
    town.complete(number, "check_minor_item", "330000.provincial_officer", **shared.SEND)
    assert [retract(town, violation_case, violation["id"]) for _ in range(3)] == [
        True, False, False,
    ]  # fmt: skip
    with town.office.read() as unit:
        item = sharing.item_of_violation(unit.connection, violation["id"]) or {}
        kinds = [n["kind"] for n in sharing.notices_of(unit.connection, item["id"])]
        ended = cases.case_by_id(unit.connection, number)
    assert (item["state"], kinds) == ("retracted", ["circular", "correction"])
    assert ended is not None
    assert ended.outcome == "retracted"
    assert shared.receipt(town, number, "hangzhou")["revision"] == 2


def retract(town: Town, case_id: int, violation_id: int) -> bool:
    """As an appeal would, in its own case; here in the violation's."""
    with town.office.begin() as unit:
        case = cases.case_by_id(unit.connection, case_id)
        assert case is not None
        work = moves.load(unit, case, CLOCK)
        done = retract_shared(work, violation_id, "复议撤销")
        work.note("test.retracted")
        moves._follow(work)
        save(work)
        return done


def test_what_nobody_was_told_of_is_taken_back_without_a_word(town: Town) -> None:
    entity = town.enter_entity(1, filed_at=("zhejiang",))
    violation_case = heard(town, entity, "zhejiang")
    town.complete(violation_case, "conclude_finding", "zhejiang.center_head", **CONCLUDED)
    with town.office.read() as unit:
        (number,) = cases.live_cases(unit.connection, entity.id, "information_sharing")
        violation = violations.violation_of_case(unit.connection, violation_case) or {}
    assert retract(town, violation_case, violation["id"])
    with town.office.read() as unit:
        item = sharing.item_of_violation(unit.connection, violation["id"]) or {}
        sent = sharing.notices_of(unit.connection, item["id"])
        ended = cases.case_by_id(unit.connection, number)
    assert sent == []
    assert ended is not None
    assert ended.outcome == "retracted"


def test_a_violation_is_shared_once(town: Town) -> None:
    entity = town.enter_entity(1, filed_at=("zhejiang",))
    violation_case = heard(town, entity, "zhejiang")
    town.complete(violation_case, "conclude_finding", "zhejiang.center_head", **CONCLUDED)
    with town.office.begin() as unit:
        case = cases.case_by_id(unit.connection, violation_case)
        assert case is not None
        work = moves.load(unit, case, CLOCK)
        assert share_violation(work, level="serious") is False
        assert work.effects == []


def test_who_reported_an_item_does_not_close_its_notice(town: Town) -> None:
    """Not even with a second post at the nation."""
    case = shared.told(town, town.enter_entity(1))
    shared.silence_all_but(town, case, "hangzhou")
    shared.answer(town, case, "hangzhou.violation_officer")
    create_person(
        town.office, actor=None, login="both", name="两个岗位", password=None,
        posts=(("CNIPA", "national_officer"), ("zhejiang", "reviewer")),
    )  # fmt: skip
    (item,) = town.items(case, "close_notice")
    with pytest.raises(SeparationOfDuties):
        complete_task(
            town.office, actor=town.actor("both"), item_id=item["id"],
            revision=item["revision"], values={"conclusion": "已反馈。"},
        )  # fmt: skip


def test_an_answer_is_given_once(town: Town) -> None:
    case = shared.told(town, town.enter_entity(1))
    shared.answer(town, case, "hangzhou.violation_officer")
    with pytest.raises(WrongState):
        shared.answer(town, case, "hangzhou.violation_officer", "watching")


def test_nobody_keeps_another_center_s_finding_from_being_shared(town: Town) -> None:
    """By quoting its number, which can be guessed, in a report of one's own."""
    entity = town.enter_entity(1, filed_at=("zhejiang",))
    violation_case = heard(town, entity, "zhejiang")
    with town.office.read() as unit:
        found = cases.case_by_id(unit.connection, violation_case)
        violation = violations.violation_of_case(unit.connection, violation_case) or {}
    assert found is not None
    said = shared.ITEM | {"entity_code": entity.code, "decision_no": found.number}
    other = town.open("information_sharing", "hangzhou.violation_officer", said).case_id
    assert shared.item_of(town, other)["violation_id"] is None
    town.complete(violation_case, "conclude_finding", "zhejiang.center_head", **CONCLUDED)
    with town.office.read() as unit:
        item = sharing.item_of_violation(unit.connection, violation["id"]) or {}
    assert item["center_code"] == "zhejiang"
