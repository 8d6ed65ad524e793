"""docs/scene.md can be played as it is written."""

import re
from datetime import date
from random import Random

import pytest

from service.actions.advance_clock import advance_clock
from service.demonstration.admission_answers import application
from service.demonstration.answers import answered
from service.demonstration.applicants import SCENE, applicants
from service.demonstration.violation_answers import clue
from service.domain.bans import ban_from
from service.domain.periods import day_start
from service.store import cases
from service.store.record import entries_of
from tests.demonstration.looking import asked, complete_as, open_as, standing_of
from tests.support.sources import ROOT

pytestmark = pytest.mark.slow

NEWCOMER, CLEAN, BANNED, REMINDED = applicants(len(SCENE))
PAGE = (ROOT / "docs/scene.md").read_text()
RNG = Random(1)


def today(office) -> date:
    with office.read() as unit:
        return unit.today


def act(office, login, case, element, choice, **more):
    values = answered(element, choice, "low_quality", RNG, today(office)) | more
    return complete_as(office, login, case, element, **values)


def test_the_page_names_the_entities_and_accounts_that_are_there(office):
    for entity in (NEWCOMER, CLEAN, BANNED, REMINDED):
        assert entity.name in PAGE
        assert f"`{entity.code}`" in PAGE
    named = set(re.findall(r"`((?:entity|zj|hz|cnipa)-[a-z0-9-]+)`", PAGE))
    assert named <= set(asked(office, "SELECT login FROM person"))


def test_an_application_corrected_once_is_filed(office):
    values = application(NEWCOMER, "zhejiang", "新一代信息技术", today(office), RNG)
    case = open_as(office, "entity-1", "admission_review", values)
    act(office, "zj-intake", case, "check_completeness", "correction")
    act(office, "entity-1", case, "correct_application", "")
    act(office, "zj-intake", case, "check_completeness", "complete")
    act(office, "zj-industry", case, "ask_industry", "support")
    act(office, "zj-development", case, "ask_development", "no_opinion")
    act(office, "zj-review-a", case, "assess_application", "approve")
    act(office, "zj-head", case, "decide_admission", "approve")
    act(office, "cnipa-officer", case, "national_recheck", "pass")
    with office.read() as unit:
        assert cases.case_by_id(unit.connection, case).outcome == "filed"
    assert standing_of(office, NEWCOMER.code).filed_at == ("zhejiang",)


def second_minor_and_removal(office) -> int:
    day = today(office)
    values = clue(REMINDED.code, "low_quality", "center_monitoring", "hangzhou", day)
    case = open_as(office, "hz-violation", "violation_handling", values)
    act(office, "hz-violation", case, "verify_facts", "minor")
    act(office, "hz-head", case, "decide_severity", "minor")
    act(office, "entity-4", case, "state_defence", "accept")
    act(office, "hz-head", case, "conclude_finding", "minor")
    ground = {"ground": "two_minors"}
    act(office, "hz-head", case, "propose_removal", "", linked_cases="V33", **ground)
    act(office, "entity-4", case, "state_on_removal", "object")
    act(office, "zj-leader", case, "review_proposal", "agree")
    number = {"decision_no": "示例移字 1 号"}
    act(office, "cnipa-leader", case, "decide_removal", "remove", **ground, **number)
    return case


def test_a_second_minor_removes_and_after_a_year_the_clock_alone_lifts_the_ban(office):
    before = standing_of(office, REMINDED.code)
    assert (set(before.filed_at), before.minor_count) == ({"zhejiang", "hangzhou"}, 1)
    case = second_minor_and_removal(office)
    banned = standing_of(office, REMINDED.code)
    assert banned.filed_at == ()
    assert banned.may_apply is False
    assert banned.banned_until == ban_from(today(office), 1)
    assert banned.cancellations_ordered == 2

    advance_clock(office, actor=None, to=day_start(banned.first_free_day))
    assert standing_of(office, REMINDED.code).may_apply
    began = f"parent_id = {case} AND process_key = 'reapplication_cooling'"
    (cooling,) = asked(office, f'SELECT id FROM "case" WHERE {began}')
    with office.read() as unit:
        lines = entries_of(unit.connection, f"case:{cooling}")
    (lifted,) = [line for line in lines if line["verb"] == "operation.ban.lift"]
    assert (lifted["person_id"], lifted["actor"]) == (None, "系统")
    assert lifted["at"] == day_start(banned.first_free_day)


def test_somebody_s_ban_ends_within_two_weeks(office):
    banned = standing_of(office, BANNED.code)
    assert banned.may_apply is False
    assert 1 <= (banned.first_free_day - today(office)).days <= 14
