"""A refused action changes nothing in any table, however far it had come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from service.actions.advance_clock import advance_clock
from service.actions.change_rule import change_rule
from service.actions.claim_task import claim_task
from service.actions.complete_task import complete_task
from service.actions.create_person import create_person
from service.actions.enter_entity import FilingHeld, enter_entity
from service.actions.import_calendar_year import import_calendar_year
from service.actions.link_duplicate import link_duplicate
from service.actions.open_case import open_case
from service.actions.publish_definitions import publish_definitions
from service.actions.release_task import release_task
from service.actions.revoke_ban import revoke_ban
from service.actions.save_draft import save_draft
from service.actions.withdraw_application import withdraw_application
from service.domain.errors import Refusal
from tests.support.admissions import application
from tests.support.town import Town, code_of, moment, name_of
from tests.support.violations import CLUE, verified

CORRECTION = {
    "outcome": "correction",
    "missing_items": [{"item": "参保证明", "problem": "补交。"}],
    "notice_text": "请补交。",
}
CORRECTED = {
    "answers": [{"item": "参保证明", "explanation": "已补。"}],
    "accurate": True,
    "signer": "张某",
}


@pytest.fixture
def desk(town: Town) -> Desk:
    return Desk(town)


class Desk:
    """A town with an application and a violation under way, and ways to be refused there."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.office = town.office
        self.entity = town.enter_entity(1, filed_at=("hangzhou",))
        values = application(code_of(1), name_of(1), "zhejiang")
        opened = town.open("admission_review", "zhejiang.intake_officer", values)
        self.case, self.number = opened.case_id, opened.case_number
        self.violation = verified(town, self.entity, "hangzhou")
        (self.item,) = town.items(self.case)

    def complete(self, by: str, item: dict[str, Any] | None = None, **values: Any) -> None:
        found = item or self.item
        complete_task(
            self.office,
            actor=self.town.actor(by),
            item_id=found["id"],
            revision=found["revision"],
            values=values,
        )

    def corrected(self) -> dict[str, Any]:
        """Back from the one correction."""
        self.town.complete(self.case, "check_completeness", "zhejiang.intake_officer", **CORRECTION)
        self.town.complete(self.case, "correct_application", self.entity.contact, **CORRECTED)
        return self.town.items(self.case)[0]


Try = Callable[[Desk], Any]
ATTEMPTS: dict[str, tuple[str, Try]] = {
    "a task of another post": (
        "not_allowed",
        lambda d: d.complete("zhejiang.reviewer", outcome="complete"),
    ),
    "a task of another center": (
        "not_allowed",
        lambda d: d.complete("hangzhou.intake_officer", outcome="complete"),
    ),
    "an answer that is none": (
        "invalid_form",
        lambda d: d.complete("zhejiang.intake_officer", outcome="perhaps"),
    ),
    "a stale version": (
        "changed_meanwhile",
        lambda d: d.complete(
            "zhejiang.intake_officer", d.item | {"revision": 7}, outcome="complete"
        ),
    ),
    "a task that is not there": (
        "not_found",
        lambda d: d.complete("zhejiang.intake_officer", d.item | {"id": 9999}),
    ),
    "a draft by another post": (
        "not_allowed",
        lambda d: save_draft(
            d.office,
            actor=d.town.actor("zhejiang.reviewer"),
            item_id=d.item["id"],
            revision=d.item["revision"],
            values={"outcome": "complete"},
        ),
    ),
    "taking a task of another post": (
        "not_allowed",
        lambda d: claim_task(
            d.office, actor=d.town.actor("zhejiang.reviewer"), item_id=d.item["id"], revision=1
        ),
    ),
    "releasing what one does not hold": (
        "not_allowed",
        lambda d: release_task(
            d.office,
            actor=d.town.actor("zhejiang.intake_officer"),
            item_id=d.item["id"],
            revision=1,
        ),
    ),
    "an application of a new entity at another center": (
        "not_allowed",
        lambda d: open_case(
            d.office,
            actor=d.town.actor("hangzhou.intake_officer"),
            process_key="admission_review",
            values=application(code_of(2), name_of(2), "zhejiang"),
        ),
    ),
    "a process that is not there": (
        "not_found",
        lambda d: d.town.open("nothing", "zhejiang.intake_officer", {}),
    ),
    "a clue by a post that opens none": (
        "not_allowed",
        lambda d: d.town.open(
            "violation_handling", "zhejiang.reviewer", CLUE | {"entity_code": code_of(1)}
        ),
    ),
    "a clue about nobody on file": (
        "invalid_form",
        lambda d: d.town.open(
            "violation_handling", "zhejiang.violation_officer", CLUE | {"entity_code": code_of(9)}
        ),
    ),
    "withdrawing for somebody else": (
        "not_allowed",
        lambda d: withdraw_application(
            d.office,
            actor=d.town.actor("zhejiang.reviewer"),
            case_number=d.number,
            reason="不归我",
        ),
    ),
    "withdrawing without a reason": (
        "invalid_form",
        lambda d: withdraw_application(
            d.office, actor=d.town.actor(d.entity.contact), case_number=d.number, reason=" "
        ),
    ),
    "joining a case to itself": (
        "invalid_form",
        lambda d: link_duplicate(
            d.office,
            actor=d.town.actor("hangzhou.violation_officer"),
            case_number="V33-2026-00001",
            of="V33-2026-00001",
            reason="同一事件",
        ),
    ),
    "revoking a ban below the nation": (
        "not_allowed",
        lambda d: revoke_ban(
            d.office,
            actor=d.town.actor("330000.provincial_leader"),
            case_number=d.number,
            decision_no="1",
            reason="不当",
        ),
    ),
    "revoking a ban that is none": (
        "not_found",
        lambda d: revoke_ban(
            d.office,
            actor=d.town.actor("cnipa.national_leader"),
            case_number=d.number,
            decision_no="1",
            reason="不当",
        ),
    ),
    "a calendar by an officer": (
        "not_allowed",
        lambda d: import_calendar_year(
            d.office, actor=d.town.actor("zhejiang.reviewer"), year=2027, rows=[]
        ),
    ),
    "a calendar with a wrong day": (
        "invalid_form",
        lambda d: import_calendar_year(
            d.office,
            actor=None,
            year=2027,
            rows=[{"day": date(2026, 1, 1), "kind": "off", "name": "", "notice": ""}],
        ),
    ),
    "a rule by one person alone": (
        "separation_of_duties",
        lambda d: change_rule(
            d.office,
            actor=d.town.actor("cnipa.administrator"),
            approver=d.town.actor("cnipa.administrator"),
            key="ban_years",
            value="2",
            document="",
        ),
    ),
    "a rule with a value it can not have": (
        "invalid_form",
        lambda d: change_rule(
            d.office, actor=None, approver=None, key="ban_years", value="many", document=""
        ),
    ),
    "an entity that is on file already": (
        "invalid_form",
        lambda d: enter_entity(
            d.office, actor=None, code=code_of(1).lower(), name="又一个", province="330000"
        ),
    ),
    "an entity filed at no center": (
        "invalid_form",
        lambda d: enter_entity(
            d.office,
            actor=None,
            code=code_of(3),
            name="第三",
            province="330000",
            filings_held=(FilingHeld(center="CNIPA", since=date(2026, 1, 1)),),
        ),
    ),
    "an account that exists": (
        "invalid_form",
        lambda d: create_person(
            d.office,
            actor=None,
            login="zhejiang.reviewer",
            name="又一个",
            password="long enough",
            posts=(("zhejiang", "reviewer"),),
        ),
    ),
    "time that goes backwards": (
        "invalid_form",
        lambda d: advance_clock(d.office, actor=None, to=moment("2026-03-01T09:00")),
    ),
    "a diagram that is none": (
        "broken_process",
        lambda d: publish_definitions(
            d.office, processes={"admission_review": {"admission_review.bpmn": "<a/>"}}, forms={}
        ),
    ),
}


@pytest.mark.parametrize("what", ATTEMPTS)
def test_a_refused_action_changes_nothing(what, desk, unchanged):
    code, attempt = ATTEMPTS[what]
    with unchanged(), pytest.raises(Refusal) as refused:
        attempt(desk)
    assert refused.value.code == code


def test_what_an_operation_of_the_diagram_refuses_changes_nothing(desk, unchanged):
    again = desk.corrected()
    with unchanged(), pytest.raises(Refusal) as refused:
        desk.complete("zhejiang.intake_officer", again, **CORRECTION)
    assert refused.value.code == "wrong_state"
