"""What completing a task costs: at most 12 statements, exactly one commit."""

import pytest

from service.actions.complete_task import complete_task
from tests.api.forms import COMPLETE, opening
from tests.support import violations as way

INTAKE, HEAD = "zhejiang.intake_officer", "zhejiang.center_head"
MOST = 12


@pytest.fixture
def checking(town):
    """The open check of completeness of an application; diagrams and forms are read already."""
    first, second = opening(), opening("91330106MA27X0002A")
    case = town.open("admission_review", INTAKE, first["values"]).case_id
    town.complete(case, "check_completeness", INTAKE, **COMPLETE)
    (item,) = town.items(town.open("admission_review", INTAKE, second["values"]).case_id)
    return item


@pytest.fixture
def deciding(town):
    """The open decision on how severe a violation is; diagrams and forms are read already."""
    way.proposed(town, town.enter_entity(1, ("zhejiang",)))
    (item,) = town.items(way.verified(town, town.enter_entity(2, ("zhejiang",))))
    return item


def cost(said):
    return len([s for s in said if s != "COMMIT"]), said.count("COMMIT")


def test_completing_a_task_takes_at_most_12_statements_and_one_commit(town, statements, deciding):
    actor = town.actor(HEAD)
    with statements() as said:
        complete_task(
            town.office,
            actor=actor,
            item_id=deciding["id"],
            revision=deciding["revision"],
            values=way.SERIOUS,
        )
    number, commits = cost(said)
    assert commits == 1
    assert number <= MOST, said


def test_a_task_that_moves_a_filing_and_opens_two_others_costs_no_more(town, statements, checking):
    actor = town.actor(INTAKE)
    with statements() as said:
        complete_task(
            town.office,
            actor=actor,
            item_id=checking["id"],
            revision=checking["revision"],
            values=COMPLETE,
        )
    number, commits = cost(said)
    assert commits == 1
    assert number <= MOST, said


def test_over_http_signing_and_the_key_of_repeats_cost_four_more(desk, statements, checking):
    mine = desk(INTAKE)
    body = {"revision": checking["revision"], "values": COMPLETE}
    with statements() as said:
        answer = mine.tell(f"/tasks/{checking['id']}/complete", body, key="a-key-of-repeats")
    assert answer.status_code == 200
    number, commits = cost(said)
    assert commits == 1
    assert number <= MOST + 4, said


def test_a_refused_completion_commits_nothing(desk, statements, checking):
    mine = desk(INTAKE)
    with statements() as said:
        answer = mine.tell(
            f"/tasks/{checking['id']}/complete", {"revision": 1, "values": {"outcome": "maybe"}}
        )
    assert answer.status_code == 422
    assert said.count("COMMIT") == 0
