"""Roles, posts and what they carry: who may do a task, see a case, know an informant.

Source: domain.md part b; E7 74, 80, 81.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from service.domain.errors import SeparationOfDuties

NATION_CODE = "CNIPA"


class Level(StrEnum):
    CENTER = "center"
    PROVINCE = "province"
    NATION = "nation"
    CONSULTEE = "consultee"
    ENTITY = "entity"
    SERVICE = "service"


class OrgKind(StrEnum):
    NATION = "nation"
    OFFICE = "office"
    CENTER = "center"
    CONSULTEE = "consultee"
    ENTITY = "entity"


class Role(StrEnum):
    """A post's role; lanes of the diagrams carry the Chinese title."""

    INTAKE_OFFICER = "intake_officer"
    REVIEWER = "reviewer"
    SECOND_REVIEWER = "second_reviewer"
    CENTER_HEAD = "center_head"
    VIOLATION_OFFICER = "violation_officer"
    PROVINCIAL_OFFICER = "provincial_officer"
    PROVINCIAL_LEADER = "provincial_leader"
    NATIONAL_OFFICER = "national_officer"
    NATIONAL_LEADER = "national_leader"
    EXAMINATION_SIDE = "examination_side"
    CONSULTEE = "consultee"
    ENTITY_CONTACT = "entity_contact"
    PROCESS_DESIGNER = "process_designer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    CLOCK = "clock"

    @property
    def zh(self) -> str:
        return _ABOUT[self][0]

    @property
    def en(self) -> str:
        return _ABOUT[self][1]

    @property
    def level(self) -> Level:
        return _ABOUT[self][2]


_ABOUT: Mapping[Role, tuple[str, str, Level]] = {
    Role.INTAKE_OFFICER: ("受理员", "Intake officer", Level.CENTER),
    Role.REVIEWER: ("备案审核员", "Reviewer", Level.CENTER),
    Role.SECOND_REVIEWER: ("第二审核员", "Second reviewer", Level.CENTER),
    Role.CENTER_HEAD: ("中心负责人", "Head of the center", Level.CENTER),
    Role.VIOLATION_OFFICER: ("违规处置员", "Violation officer", Level.CENTER),
    Role.PROVINCIAL_OFFICER: ("省局经办", "Provincial officer", Level.PROVINCE),
    Role.PROVINCIAL_LEADER: ("省局负责人", "Provincial leader", Level.PROVINCE),
    Role.NATIONAL_OFFICER: ("国家局经办", "National officer", Level.NATION),
    Role.NATIONAL_LEADER: ("国家局负责人", "National leader", Level.NATION),
    Role.EXAMINATION_SIDE: ("审查部门", "Examination department", Level.NATION),
    Role.CONSULTEE: ("会商部门", "Department consulted", Level.CONSULTEE),
    Role.ENTITY_CONTACT: ("申请主体", "Applicant", Level.ENTITY),
    Role.PROCESS_DESIGNER: ("流程设计员", "Process designer", Level.SERVICE),
    Role.AUDITOR: ("审计员", "Auditor", Level.SERVICE),
    Role.ADMINISTRATOR: ("管理员", "Administrator", Level.SERVICE),
    Role.CLOCK: ("系统", "The clock", Level.SERVICE),
}
_BY_TITLE = {about[0]: role for role, about in _ABOUT.items()}
_HEADS = {
    Level.CENTER: Role.CENTER_HEAD,
    Level.PROVINCE: Role.PROVINCIAL_LEADER,
    Level.NATION: Role.NATIONAL_LEADER,
    Level.CONSULTEE: Role.PROVINCIAL_OFFICER,
    Level.ENTITY: Role.INTAKE_OFFICER,
    Level.SERVICE: Role.ADMINISTRATOR,
}
_ABOVE = {
    Role.CENTER_HEAD: Role.PROVINCIAL_LEADER,
    Role.PROVINCIAL_LEADER: Role.NATIONAL_LEADER,
}
_CENTER_ROLES = frozenset(r for r, a in _ABOUT.items() if a[2] is Level.CENTER)
_PROVINCE_ROLES = frozenset(r for r, a in _ABOUT.items() if a[2] is Level.PROVINCE)
_SEE_ALL = frozenset({Role.NATIONAL_OFFICER, Role.NATIONAL_LEADER, Role.AUDITOR, Role.CLOCK})
_KNOW_INFORMANTS = frozenset({Role.NATIONAL_OFFICER, Role.NATIONAL_LEADER})
_BUSINESS = _CENTER_ROLES | _PROVINCE_ROLES | _KNOW_INFORMANTS | {Role.EXAMINATION_SIDE}


def by_title(zh: str) -> Role:
    """The role of a Chinese title. Raises KeyError."""
    return _BY_TITLE[zh]


def head_of(role: Role) -> Role:
    """Who is told when a task of this role is overdue and the diagram names nobody.

    A head's own task goes to the head above; above the national leader there is nobody.
    """
    return _ABOVE.get(role, _HEADS[role.level])


@dataclass(frozen=True)
class Post:
    """A role held in one organisation; `province` is the office code, None for the nation."""

    org_code: str
    role: Role
    org_kind: OrgKind
    province: str | None = None


@dataclass(frozen=True)
class Actor:
    """Whoever acts; `entity_id` for the contact person of an entity."""

    person_id: int
    login: str
    name: str
    posts: tuple[Post, ...] = ()
    entity_id: int | None = None

    def holds(self, *roles: Role) -> bool:
        """Whether any post, in whatever organisation, has one of these roles."""
        return any(post.role in roles for post in self.posts)


@dataclass(frozen=True)
class CaseScope:
    """Where a case belongs, as far as seeing it goes.

    `org_codes`: organisations that have, or had, a task in it; `asked`: the same with the role
    it was for, since a department of the nation sees only what it was asked. `received_by`: the
    organisation that took in the clue. `open_to_entity`: false while an entity has not been
    told of the case.
    """

    center: str | None = None
    province: str | None = None
    entity_id: int | None = None
    org_codes: frozenset[str] = field(default_factory=frozenset)
    asked: frozenset[tuple[str, str]] = field(default_factory=frozenset)
    received_by: str | None = None
    open_to_entity: bool = True


def may_do(actor: Actor, role: Role, org_code: str) -> bool:
    """Whether the actor holds this role in this very organisation."""
    return any(post.role == role and post.org_code == org_code for post in actor.posts)


def may_see_case(actor: Actor, scope: CaseScope) -> bool:
    """The nation sees all, a province its centers, a center its own; others their own tasks."""
    if (
        actor.entity_id is not None
        and actor.entity_id == scope.entity_id
        and scope.open_to_entity
        and actor.holds(Role.ENTITY_CONTACT)
    ):
        return True
    return any(_post_sees(post, scope) for post in actor.posts)


def may_see_province(actor: Actor, province: str) -> bool:
    """Whether drafts and ledgers of a province are open to the actor (E7 81)."""
    return any(
        post.role in _SEE_ALL or (post.role in _PROVINCE_ROLES and post.org_code == province)
        for post in actor.posts
    )


def may_see_informant(actor: Actor, scope: CaseScope) -> bool:
    """Whether the name of an informant or complainant is shown (E7 80).

    The nation and the province that guides the center may know; in a center only the
    violation officer of the center that took in the clue; nobody else, auditors included.
    """
    for post in actor.posts:
        if post.role in _KNOW_INFORMANTS:
            return True
        if post.role in _PROVINCE_ROLES and post.org_code == scope.province:
            return True
        took_it_in = scope.received_by is not None and post.org_code == scope.received_by
        if took_it_in and post.role in (Role.VIOLATION_OFFICER, *_PROVINCE_ROLES):
            return True
    return False


def check_separation(
    person_id: int,
    not_by: Iterable[str],
    participants: Mapping[str, Iterable[int]],
    labels: Mapping[str, str | tuple[str, str]] | None = None,
) -> None:
    """Raises SeparationOfDuties when the person did one of the elements `not_by`.

    `participants` holds who completed each element; `labels` its name, or (zh, en) names.
    """
    for element in not_by:
        if person_id in participants.get(element, ()):
            raise SeparationOfDuties(
                earlier=(labels or {}).get(element, element), source="domain.md b; E7 74"
            )


def mixes_control_and_business(posts: Iterable[Post]) -> bool:
    """Whether an auditor or administrator would also take business decisions."""
    roles = {post.role for post in posts}
    return bool(roles & {Role.AUDITOR, Role.ADMINISTRATOR}) and bool(roles & _BUSINESS)


def mixes_party_and_office(posts: Iterable[Post]) -> bool:
    """Whether the contact person of an entity would hold any other post, or two entities'."""
    held = {(post.org_code, post.role) for post in posts}
    return len(held) > 1 and any(role is Role.ENTITY_CONTACT for _, role in held)


def fits(post: Post) -> bool:
    """Whether this role exists in an organisation of this kind; the nation's is no center's."""
    kinds = {Level.PROVINCE: OrgKind.OFFICE, Level.SERVICE: OrgKind.NATION}
    wanted = kinds.get(post.role.level, post.role.level.value)
    return post.role is not Role.CLOCK and post.org_kind == wanted


def _post_sees(post: Post, scope: CaseScope) -> bool:
    if post.role in _SEE_ALL:
        return True
    if post.role in _CENTER_ROLES:
        return post.org_code == scope.center or post.org_code in scope.org_codes
    if post.role in _PROVINCE_ROLES:
        return post.org_code == scope.province or post.org_code in scope.org_codes
    if post.role in (Role.CONSULTEE, Role.EXAMINATION_SIDE):
        return (post.org_code, post.role.value) in scope.asked
    return False
