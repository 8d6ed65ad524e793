"""Officers at the same case at the same moment, each a process of their own."""

import pytest

from service.actions.fire_due_timers import fire_due_timers
from service.store import sanctions
from service.store.record import entries_of, verify
from tests.support.programs import at_once
from tests.support.town import CENTERS
from tests.support.violations import ACCEPTED, ACKNOWLEDGED, SERIOUS, proposed, removed, verified

pytestmark = pytest.mark.slow


def lines(town, case_id: int, verb: str) -> list[dict]:
    with town.office.read() as unit:
        count, breaks = verify(unit.connection)
        assert count > 0
        assert breaks == []
        return [e for e in entries_of(unit.connection, f"case:{case_id}") if e["verb"] == verb]


def test_four_officers_complete_four_parallel_tasks_of_one_case_at_once(town, hire):
    case = removed(town, town.enter_entity(1, filed_at=CENTERS))
    before = len(lines(town, case, "task.completed"))
    officers = hire(4)
    for officer, item in zip(officers, town.items(case, "acknowledge_cancellation"), strict=True):
        officer.prepare(f"{item['org_code']}.center_head", item, ACKNOWLEDGED)
    answers = at_once(officers)
    assert [list(answer) for answer in answers] == [["done"]] * 4, answers
    assert town.items(case, "acknowledge_cancellation") == []
    assert len(lines(town, case, "task.completed")) == before + 4
    assert len({answer["done"]["revision"] for answer in answers}) == 4
    with town.office.read() as unit:
        assert sanctions.silent_centers(unit.connection, case) == []


def test_two_officers_complete_the_same_task_and_the_second_is_told_who_was_first(town, hire):
    case = verified(town, town.enter_entity(1))
    (item,) = town.items(case, "decide_severity")
    officers = hire(2)
    for officer in officers:
        officer.prepare("zhejiang.center_head", item, SERIOUS)
    answers = at_once(officers)
    (done,) = [answer for answer in answers if "done" in answer]
    (refused,) = [answer for answer in answers if "refused" in answer]
    assert done["done"]["item_id"] == item["id"]
    assert refused["status"] == 409
    assert refused["refused"]["code"] == "changed_meanwhile"
    assert "zhejiang center_head" in refused["refused"]["message"]["zh"]
    assert "认定性质" in refused["refused"]["message"]["zh"]
    completed = [e for e in lines(town, case, "task.completed") if e["element"] == item["element"]]
    assert len(completed) == 1
    assert [r["element"] for r in town.items(case)] == ["propose_removal"]


def test_a_party_answers_while_its_period_ends_and_one_of_the_two_counts(town, hire):
    clock, *parties = hire(4)
    cases = {}
    for number, party in enumerate(parties, start=1):
        entity = town.enter_entity(number, filed_at=("zhejiang",))
        cases[proposed(town, entity)] = (party, entity.contact)
    for case, (party, contact) in cases.items():
        (item,) = town.items(case, "state_on_removal")
        party.prepare(contact, item, ACCEPTED)
    clock.prepare_tick()
    town.stand("2026-03-20T00:00")
    answers = dict(zip(cases, at_once([clock, *parties])[1:], strict=True))
    fire_due_timers(town.office)
    for case, answer in answers.items():
        completed, cancelled = (
            [e for e in lines(town, case, verb) if e["element"] == "state_on_removal"]
            for verb in ("task.completed", "task.cancelled")
        )
        assert len(completed) + len(cancelled) == 1
        assert ("done" in answer) == bool(completed)
        assert [row["element"] for row in town.items(case)] == ["review_proposal"]
