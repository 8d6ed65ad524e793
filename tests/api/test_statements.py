"""What completing a task costs: at most 12 statements, exactly one commit.

A task that carries its decision into other cases, lists or ledgers has a bound of its own, named
here; documents named in the answers cost two more, however many.
"""

from __future__ import annotations

import io
from typing import Any

import pytest

from service.actions.complete_task import complete_task
from service.actions.keep_document import keep_document
from service.domain.filings import FilingState
from service.engine import compile_process
from service.shipped import shipped_processes
from service.store import documents, filings, listings, people
from service.stories import play_file, shipped_stories
from tests.api.forms import COMPLETE, opening
from tests.support import admissions
from tests.support import violations as way
from tests.support.statements import Cost, CountingStage, cost, listening, warm
from tests.support.town import Entity, Town, file_at

INTAKE, LEADER = "zhejiang.intake_officer", "cnipa.national_leader"
MOST = 12
# Deciding on a removal carries out six sentences of the notice: see docs/decisions.md, 9.
REMOVAL = 25
LISTED = 10  # a new version of the list without the row, and the region's office told
REACHED = 2  # the entity's cases under way held, their tasks taken back: once for all of them
ENDED = 2  # an application's own filing, moved by its own case
PAPERS = 2  # documents named in the answers are looked up and attached, however many


# What is more than a task of one case, and why. Whoever raises a bound says so here.
MORE = {
    # an appeal undoes whatever stood on the finding: decisions, bans, filings, the list, sharing
    "decide_at_nation": 98, "decide_at_province": 46,
    "state_grounds": 17, "admit_at_nation": 17, "admit_at_province": 13,
    # a removal, or being struck off at a re-review, as its story with most consequences has it
    "decide_removal": 45, "decide_clearing": 27, "decide_review": 15,
    # a final finding opens the case that shares it; a shared item is told to every reader
    "conclude_finding": 18, "review_proposal": 17,
    "check_serious_item": 19, "check_minor_item": 19, "check_report": 17,
    # a list is checked against all that is on record, and published as a version of it
    "approve_list": 38, "compile_draft": 22, "revise_draft": 17, "correct_rows": 17,
    "check_rows": 13, "approve_submission": 13,
    # an admission looks for filings, successions and services of all who apply together
    "national_recheck": 28,
    # figures are computed from the facts: one reading for each figure and year
    "return_figures": 55, "draft_campaign": 18, "approve_campaign": 17,
    # the 5 % of the year is a ledger, held and counted before it is granted from
    "decide_by_nation": 21, "decide_by_province": 20, "decide_override": 20,
    "propose_by_nation": 20, "propose_by_province": 19,
    # a contact on several subjects opens a case for each
    "make_first_contact": 24,
    "accept_by_nation": 13, "accept_by_province": 13, "accept_by_center": 13,
}  # fmt: skip


def user_tasks() -> set[str]:
    """Every task of a person in the diagrams that come with this version."""
    found = [
        compile_process({name: text.encode() for name, text in files.items()})
        for files in shipped_processes().values()
    ]
    return {
        element.id
        for process in found
        for element in process.elements.values()
        if element.kind in ("userTask", "manualTask")
    }


@pytest.fixture
def counted(engine_kind, databases) -> dict[str, list[Cost]]:
    """Every completion of every task in every story, by element."""
    url = databases.postgres.url if engine_kind == "postgresql" else None
    with CountingStage(url) as stage:
        results = [play_file(path, stage)[0] for path in shipped_stories()]
    assert [result.problems for result in results] == [()] * len(results)
    return stage.costs


@pytest.mark.slow
def test_every_task_of_every_diagram_keeps_its_bound_of_statements_and_one_commit(counted):
    assert counted.keys() == user_tasks()
    for task, costs in counted.items():
        dearest = max(costs, key=lambda one: one.statements)
        assert dearest.statements <= MORE.get(task, MOST), f"{task}: {dearest}"
        assert {one.commits for one in costs} == {1}, task


def completing(town: Town, case: int, element: str, by: str, values: dict[str, Any]) -> Cost:
    (item,) = town.items(case, element)
    warm(town.office)
    actor = town.actor(by)
    with listening(town.office.database.engine) as said:
        complete_task(
            town.office, actor=actor, item_id=item["id"], revision=item["revision"], values=values
        )
    return cost(said)


def removing(town: Town, case: int) -> Cost:
    return completing(town, case, "decide_removal", LEADER, way.removal(case))


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
        assert found[places].commits == 1
        assert len(town.items(case, "acknowledge_cancellation")) == places
    assert found[1].statements == REMOVAL, found[1]
    assert found[40].statements == REMOVAL, found[40]


@pytest.mark.parametrize("number", [1, 2])
def test_a_removal_that_ends_applications_costs_two_for_each(town, number):
    entity = town.enter_entity(1, ("ningbo",))
    ended = [admissions.decided(town, entity, c) for c in ("zhejiang", "hangzhou")[:number]]
    found = removing(town, way.agreed(town, entity))
    assert [town.items(case) for case in ended] == [[]] * number
    assert found.statements == REMOVAL + REACHED + number * ENDED, found
    with town.office.read() as unit:
        states = frozenset({FilingState.TERMINATED_BY_BAN})
        assert len(filings.filings_in(unit.connection, entity.id, states)) == number


def test_a_removal_that_joins_running_bans_costs_the_same_however_many(town):
    entity = town.enter_entity(1, ("zhejiang",))
    first, second, third = (removing(town, way.agreed(town, entity)) for _ in range(3))
    assert first.statements == REMOVAL, first
    unfiled, held = 2, 1  # no filing is left to cancel; the cases that wait are held
    assert second.statements == third.statements == REMOVAL - unfiled + held, third


def test_a_removal_from_the_list_costs_a_version_of_the_list_more(town):
    entity = town.enter_entity(1, ("zhejiang",))
    with town.office.begin() as unit:
        row = {"entity_id": entity.id, "host_code": entity.code, "unit_name": entity.name}
        place = {"category": 1, "subtype": "", "from_day": unit.today, "recorded_at": unit.now}
        listings.add_listing(unit.connection, row | place)
    found = removing(town, way.agreed(town, entity))
    assert found.statements == REMOVAL + LISTED, found


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
