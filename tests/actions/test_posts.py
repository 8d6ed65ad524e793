"""What a post gives, and what it gives only where it is held (E7 74, 80, 81)."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from service.actions.create_person import create_person
from service.actions.link_duplicate import link_duplicate
from service.actions.retry_incident import retry_incident
from service.casework.access import scope_of, visible_to
from service.domain.errors import InvalidForm, NotAllowed, Refusal
from service.domain.roles import may_see_informant
from service.store import cases, registers, timers
from service.store.tables.people import person, post
from tests.support import violations as way
from tests.support.town import PASSWORD, Town

OFFICER = "zhejiang.violation_officer"


def hire(town: Town, login: str, *posts: str) -> None:
    held = tuple((org, role) for org, _, role in (text.rpartition(".") for text in posts))
    create_person(town.office, actor=None, login=login, name=login, password=PASSWORD, posts=held)


@pytest.mark.parametrize(
    "wrong",
    [
        "zhejiang.national_officer", "330000.national_leader", "330000.center_head",
        "zhejiang.auditor", "330000.administrator", "zhejiang.entity_contact",
        "330000-industry.provincial_officer", "CNIPA.reviewer", "CNIPA.clock", "zhejiang.clock",
    ],
)  # fmt: skip
def test_a_role_is_held_only_in_an_organisation_that_has_it(town, wrong):
    with pytest.raises(InvalidForm) as refused:
        hire(town, "somebody", wrong)
    assert [fault.field for fault in refused.value.fields] == ["posts"]


def test_the_contact_of_an_entity_is_nobody_s_officer(town):
    one, other = town.enter_entity(1), town.enter_entity(2)
    for more in ("zhejiang.reviewer", "CNIPA.auditor", f"{other.org}.entity_contact"):
        with pytest.raises(InvalidForm):
            hire(town, "somebody", f"{one.org}.entity_contact", more)


def test_a_contact_whose_post_is_over_sees_the_entity_no_more(town):
    entity = town.enter_entity(1)
    case = way.proposed(town, entity)
    actor = town.actor(entity.contact)
    assert actor.entity_id == entity.id
    with town.office.begin() as unit:
        yesterday = unit.today - timedelta(days=1)
        owner = sa.select(person.c.id).where(person.c.login == entity.contact).scalar_subquery()
        unit.connection.execute(
            post.update().where(post.c.person_id == owner).values(to_day=yesterday)
        )
    former = town.actor(entity.contact)
    assert former.entity_id is None
    with town.office.read() as unit:
        rows, total = registers.cases_page(unit.connection, visible_to(former))
    assert (rows, total) == ([], 0), case


def test_who_took_in_a_clue_is_the_office_that_may(town):
    entity = town.enter_entity(1)
    hire(town, "both", "zhejiang.reviewer", "ningbo.violation_officer")
    told = {"center": "hangzhou", "channel": "petition", "informant_name": "知情人甲"}
    told |= {"informant_contact": "13900000009"}
    opened = town.open("violation_handling", "both", way.CLUE | told | {"entity_code": entity.code})
    with town.office.read() as unit:
        case = cases.case_by_number(unit.connection, opened.case_number)
        assert case is not None
        scope = scope_of(unit.connection, case)
    assert scope.received_by == "ningbo"
    assert may_see_informant(town.actor("ningbo.violation_officer"), scope)
    assert not may_see_informant(town.actor(OFFICER), scope)


def test_joining_a_case_is_for_the_officers_of_that_very_case(town):
    entity = town.enter_entity(1)
    first, second = way.verified(town, entity), way.verified(town, entity)
    hire(town, "both", "zhejiang.reviewer", "ningbo.violation_officer")
    with town.office.read() as unit:
        numbers = [cases.case_by_id(unit.connection, case).number for case in (first, second)]
    asked = {"case_number": numbers[1], "of": numbers[0], "reason": "同一事件。"}
    for login in ("both", "cnipa.auditor", "zhejiang.center_head"):
        with pytest.raises(NotAllowed):
            link_duplicate(town.office, actor=town.actor(login), **asked)
    done = link_duplicate(town.office, actor=town.actor(OFFICER), **asked)
    assert done.of == numbers[0]


def test_a_failed_timer_is_tried_again_by_those_who_handle_the_case(town):
    entity = town.enter_entity(1)
    case = way.proposed(town, entity)
    with town.office.begin() as unit:
        timers.note_incident(
            unit.connection, case_id=case, timer_key="gone", element="state_on_removal",
            error="Fault: gone", at=unit.now,
        )  # fmt: skip
    for login in ("cnipa.auditor", entity.contact):
        with pytest.raises(NotAllowed):
            retry_incident(town.office, actor=town.actor(login), incident_id=1)
    with pytest.raises(Refusal):
        retry_incident(town.office, actor=town.actor("ningbo.center_head"), incident_id=1)
    assert retry_incident(town.office, actor=town.actor(OFFICER), incident_id=1).resolved


def test_what_fails_in_the_database_is_told_without_the_values(town):
    secret = "举报人王某某"
    row = {"case_id": 999_999, "element": "x", "answers": {"informant_name": secret}}
    with pytest.raises(sa.exc.SQLAlchemyError) as failed, town.office.begin() as unit:
        cases.add_protected(unit.connection, row | {"by_person": None, "at": unit.now})
    assert secret not in str(failed.value)
    assert secret not in repr(failed.value)
