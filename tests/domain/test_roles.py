"""Roles and duties. Source: domain.md part b; E7 74, 80, 81."""

import pytest

from service.domain.errors import SeparationOfDuties
from service.domain.roles import (
    Actor,
    CaseScope,
    Level,
    OrgKind,
    Post,
    Role,
    by_title,
    check_separation,
    head_of,
    may_do,
    may_see_case,
    may_see_informant,
    may_see_province,
    mixes_control_and_business,
)

KINDS = {"CNIPA": OrgKind.NATION, "330000": OrgKind.OFFICE, "320000": OrgKind.OFFICE}


def person(role: Role, org: str, province: str | None = "330000", **more) -> Actor:
    kind = KINDS.get(org, OrgKind.CENTER)
    return Actor(1, "login", "某人", (Post(org, role, kind, province),), **more)


CLUE = CaseScope(
    center="zhejiang",
    province="330000",
    entity_id=9,
    org_codes=frozenset({"zhejiang", "330000", "330000-industry"}),
    asked=frozenset({("330000-industry", "consultee"), ("CNIPA", "national_officer")}),
    received_by="330000",
    open_to_entity=False,
)
REVIEWER = person(Role.REVIEWER, "zhejiang")


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_title_in_both_languages_and_is_found_by_it(role):
    assert by_title(role.zh) is role
    assert role.en
    assert isinstance(role.level, Level)


def test_an_unknown_title_is_no_role():
    with pytest.raises(KeyError):
        by_title("局长")


def test_the_head_of_a_level_is_told_of_overdue_tasks():
    assert head_of(Role.REVIEWER) is Role.CENTER_HEAD
    assert head_of(Role.PROVINCIAL_OFFICER) is Role.PROVINCIAL_LEADER
    assert head_of(Role.EXAMINATION_SIDE) is Role.NATIONAL_LEADER
    assert head_of(Role.CONSULTEE) is Role.PROVINCIAL_OFFICER


def test_of_a_head_who_is_overdue_the_head_above_is_told():
    assert head_of(Role.CENTER_HEAD) is Role.PROVINCIAL_LEADER
    assert head_of(Role.PROVINCIAL_LEADER) is Role.NATIONAL_LEADER
    assert head_of(Role.NATIONAL_LEADER) is Role.NATIONAL_LEADER


def test_a_role_holds_in_its_own_organisation_only():
    assert may_do(REVIEWER, Role.REVIEWER, "zhejiang")
    assert not may_do(REVIEWER, Role.REVIEWER, "hangzhou")
    assert not may_do(REVIEWER, Role.CENTER_HEAD, "zhejiang")
    assert REVIEWER.holds(Role.REVIEWER, Role.CENTER_HEAD)


@pytest.mark.parametrize(
    ("actor", "sees"),
    [
        (REVIEWER, True),
        (person(Role.CENTER_HEAD, "hangzhou"), False),
        (person(Role.PROVINCIAL_OFFICER, "330000"), True),
        (person(Role.PROVINCIAL_OFFICER, "320000", "320000"), False),
        (person(Role.NATIONAL_OFFICER, "CNIPA", None), True),
        (person(Role.AUDITOR, "CNIPA", None), True),
        (person(Role.CONSULTEE, "330000-industry"), True),
        (person(Role.CONSULTEE, "330000-development"), False),
        (person(Role.EXAMINATION_SIDE, "CNIPA", None), False),
        (person(Role.ADMINISTRATOR, "zhejiang"), False),
        (person(Role.PROCESS_DESIGNER, "CNIPA", None), False),
        (person(Role.ENTITY_CONTACT, "E9", None, entity_id=9), False),
    ],
)
def test_a_clue_is_seen_by_its_center_its_province_and_the_nation(actor, sees):
    assert may_see_case(actor, CLUE) is sees


def test_an_entity_sees_its_own_case_once_it_has_been_told():
    told = CaseScope(center="zhejiang", province="330000", entity_id=9)
    assert may_see_case(person(Role.ENTITY_CONTACT, "E9", None, entity_id=9), told)
    assert not may_see_case(person(Role.ENTITY_CONTACT, "E8", None, entity_id=8), told)


def test_a_center_that_must_acknowledge_sees_the_case():
    scope = CaseScope(center="zhejiang", province="330000", org_codes=frozenset({"nanjing"}))
    assert may_see_case(person(Role.CENTER_HEAD, "nanjing", "320000"), scope)


@pytest.mark.parametrize(
    ("actor", "knows"),
    [
        (person(Role.NATIONAL_OFFICER, "CNIPA", None), True),
        (person(Role.PROVINCIAL_OFFICER, "330000"), True),
        (person(Role.PROVINCIAL_OFFICER, "320000", "320000"), False),
        (person(Role.VIOLATION_OFFICER, "zhejiang"), False),
        (person(Role.CENTER_HEAD, "zhejiang"), False),
        (person(Role.AUDITOR, "CNIPA", None), False),
        (person(Role.EXAMINATION_SIDE, "CNIPA", None), False),
        (person(Role.ENTITY_CONTACT, "E9", None, entity_id=9), False),
    ],
)
def test_the_home_center_of_the_accused_does_not_learn_who_informed(actor, knows):
    assert may_see_informant(actor, CLUE) is knows


def test_the_center_that_took_in_the_clue_knows_it_by_its_violation_officer_only():
    own = CaseScope(center="zhejiang", province="330000", received_by="zhejiang")
    assert may_see_informant(person(Role.VIOLATION_OFFICER, "zhejiang"), own)
    assert not may_see_informant(person(Role.REVIEWER, "zhejiang"), own)
    assert not may_see_informant(person(Role.VIOLATION_OFFICER, "hangzhou"), own)


def test_drafts_of_a_province_are_its_own():
    assert may_see_province(person(Role.PROVINCIAL_OFFICER, "330000"), "330000")
    assert not may_see_province(person(Role.PROVINCIAL_OFFICER, "320000", "320000"), "330000")
    assert not may_see_province(REVIEWER, "330000")
    assert may_see_province(person(Role.NATIONAL_OFFICER, "CNIPA", None), "330000")


def test_who_proposed_may_not_approve():
    done = {"assess_application": [1, 4], "second_review": [2]}
    names = {"assess_application": ("综合评估", "Assess the application")}
    with pytest.raises(SeparationOfDuties) as caught:
        check_separation(1, ("assess_application", "second_review"), done, names)
    assert "“综合评估”" in caught.value.message("zh")
    assert "Assess the application" in caught.value.message("en")
    check_separation(3, ("assess_application", "second_review", "never_done"), done)
    with pytest.raises(SeparationOfDuties, match="second_review"):
        check_separation(2, ("second_review",), done)


def test_an_auditor_or_administrator_takes_no_business_decisions():
    auditor = Post("CNIPA", Role.AUDITOR, OrgKind.NATION)
    assert mixes_control_and_business([auditor, *REVIEWER.posts])
    assert not mixes_control_and_business([auditor])
    assert not mixes_control_and_business(REVIEWER.posts)


def test_a_department_of_the_nation_sees_only_what_it_was_asked_itself() -> None:
    examiner = person(Role.EXAMINATION_SIDE, "CNIPA", None)
    asked_another = CaseScope(
        org_codes=frozenset({"CNIPA"}), asked=frozenset({("CNIPA", "national_officer")})
    )
    asked_them = CaseScope(asked=frozenset({("CNIPA", "examination_side")}))
    assert not may_see_case(examiner, asked_another)
    assert may_see_case(examiner, asked_them)
