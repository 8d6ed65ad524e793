"""What completing a task costs, in one commit, and what follows from it in the next.

That every task keeps its bound is looked at in every story: tests/stories/test_shipped_stories.py.
"""

from __future__ import annotations

import io
from itertools import pairwise
from typing import Any

import pytest

from service.actions.complete_task import complete_task
from service.actions.keep_document import keep_document
from service.domain.filings import FilingState
from service.store import documents, filings, listings, people
from tests.api.forms import COMPLETE, opening
from tests.support import admissions
from tests.support import violations as way
from tests.support.statements import COMMIT, MOST, Cost, cost, listening, warm
from tests.support.town import Entity, Town, file_at

INTAKE, LEADER = "zhejiang.intake_officer", "cnipa.national_leader"
# What follows from a removal carries out six sentences of the notice: see docs/decisions.md, 9.
FOLLOWS = 27
LISTED = 10  # a new version of the list without the row, and the region's office told
REACHED = 2  # the entity's cases under way held, their tasks taken back: once for all of them
ENDED = 2  # an application's own filing, moved by its own case
PAPERS = 2  # documents named in the answers are looked up and attached, however many


def completing(town: Town, case: int, element: str, by: str, values: dict[str, Any]) -> Cost:
    """What the task cost, without what follows from it."""
    return stepping(town, case, element, by, values)[0]


def stepping(town: Town, case: int, element: str, by: str, values: dict[str, Any]) -> list[Cost]:
    """What each transaction of the action cost: the task's, then those that follow."""
    (item,) = town.items(case, element)
    warm(town.office)
    actor = town.actor(by)
    with listening(town.office.database.engine) as said:
        complete_task(
            town.office, actor=actor, item_id=item["id"], revision=item["revision"], values=values
        )
    ends = [n for n, line in enumerate(said, 1) if line == COMMIT]
    assert ends[-1] == len(said), "nothing is said after the last commit"
    return [cost(said[begin:end]) for begin, end in pairwise([0, *ends])]


def removing(town: Town, case: int) -> Cost:
    """What follows from the decision, which itself is a task like any other."""
    decision, carried_out = stepping(town, case, "decide_removal", LEADER, way.removal(case))
    assert decision.statements <= MOST, decision
    return carried_out


def centers(town: Town, number: int) -> tuple[str, ...]:
    with town.office.read() as unit:
        codes = [row["code"] for row in people.organisations(unit.connection, "center")]
    assert len(codes) >= number
    return tuple(codes[:number])


def filed_at(town: Town, number: int, places: tuple[str, ...]) -> Entity:
    entity = town.enter_entity(number)
    with town.office.begin() as unit:
        for place in places:
            file_at(unit, entity.id, place)
    return entity


def test_a_removal_costs_the_same_at_one_center_and_at_forty(town):
    found = {}
    for entity, places in ((1, 1), (2, 40)):
        case = way.agreed(town, filed_at(town, entity, centers(town, places)))
        found[places] = removing(town, case)
        assert len(town.items(case, "acknowledge_cancellation")) == places
    assert found[1].statements == FOLLOWS, found[1]
    assert found[40].statements == FOLLOWS, found[40]


@pytest.mark.parametrize("number", [1, 2])
def test_a_removal_that_ends_applications_costs_two_for_each(town, number):
    entity = town.enter_entity(1, ("ningbo",))
    ended = [admissions.decided(town, entity, c) for c in ("zhejiang", "hangzhou")[:number]]
    found = removing(town, way.agreed(town, entity))
    assert [town.items(case) for case in ended] == [[]] * number
    assert found.statements == FOLLOWS + REACHED + number * ENDED, found
    with town.office.read() as unit:
        states = frozenset({FilingState.TERMINATED_BY_BAN})
        assert len(filings.filings_in(unit.connection, entity.id, states)) == number


def test_a_removal_that_joins_running_bans_costs_the_same_however_many(town):
    entity = town.enter_entity(1, ("zhejiang",))
    first, second, third = (removing(town, way.agreed(town, entity)) for _ in range(3))
    assert first.statements == FOLLOWS, first
    unfiled, held = 3, 1  # no filing is left to cancel or read again; cases that wait are held
    assert second.statements == third.statements == FOLLOWS - unfiled + held, third


def test_a_removal_from_the_list_costs_a_version_of_the_list_more(town):
    entity = town.enter_entity(1, ("zhejiang",))
    with town.office.begin() as unit:
        row = {"entity_id": entity.id, "host_code": entity.code, "unit_name": entity.name}
        place = {"category": 1, "subtype": "", "from_day": unit.today, "recorded_at": unit.now}
        listings.add_listing(unit.connection, row | place)
    found = removing(town, way.agreed(town, entity))
    assert found.statements == FOLLOWS + LISTED, found


@pytest.mark.parametrize("number", [1, 8])
def test_documents_named_in_the_answers_cost_two_more_however_many(town, number):
    case = way.proposed(town, town.enter_entity(1))
    other = way.proposed(town, town.enter_entity(2))
    party, (item,) = town.items(case)[0]["org_code"], town.items(case)
    by = f"{party}.entity_contact".lower()
    files = [
        str(
            keep_document(
                town.office,
                actor=town.actor(by),
                name=f"{n}.pdf",
                stream=io.BytesIO(b"%PDF-1.7 " + str(n).encode()),
            ).document_id
        )
        for n in range(number)
    ]
    with_papers = completing(town, case, item["element"], by, way.ACCEPTED | {"files": files})
    (bare,) = town.items(other)
    none = completing(
        town, other, bare["element"], f"{bare['org_code']}.entity_contact".lower(), way.ACCEPTED
    )
    assert with_papers.statements == none.statements + PAPERS, with_papers
    with town.office.read() as unit:
        assert len(documents.documents_of_case(unit.connection, case)) == number


@pytest.fixture
def checking(town):
    """The open check of completeness of an application; diagrams and forms are read already."""
    first, second = opening(), opening("91330106MA27X0002A")
    case = town.open("admission_review", INTAKE, first["values"]).case_id
    town.complete(case, "check_completeness", INTAKE, **COMPLETE)
    (item,) = town.items(town.open("admission_review", INTAKE, second["values"]).case_id)
    return item


def test_over_http_signing_and_the_key_of_repeats_cost_four_more(desk, statements, checking):
    mine = desk(INTAKE)
    body = {"revision": checking["revision"], "values": COMPLETE}
    with statements() as said:
        answer = mine.tell(f"/tasks/{checking['id']}/complete", body, key="a-key-of-repeats")
    assert answer.status_code == 200
    found = cost(said)
    assert found.commits == 1
    assert found.statements <= MOST + 4, found


def test_a_refused_completion_commits_nothing(desk, statements, checking):
    mine = desk(INTAKE)
    with statements() as said:
        answer = mine.tell(
            f"/tasks/{checking['id']}/complete", {"revision": 1, "values": {"outcome": "maybe"}}
        )
    assert answer.status_code == 422
    assert cost(said).commits == 0


def test_a_standing_takes_four_statements_signing_included(town, desk, statements):
    entity = town.enter_entity(1, ("zhejiang", "hangzhou"))
    way.removed(town, entity)
    mine = desk(INTAKE)
    assert mine.ask(f"/entities/{entity.code}/standing").status_code == 200
    with statements() as said:
        mine.ask(f"/entities/{entity.code}/standing")
    assert cost(said).statements == 4, cost(said)
