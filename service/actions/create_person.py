"""Somebody gets an account with a post."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from service.actions.sign_in import DEMONSTRATION_HASHER, HASHER
from service.domain.errors import FieldError, InvalidForm, NotAllowed
from service.domain.roles import (
    Actor,
    OrgKind,
    Post,
    Role,
    fits,
    mixes_control_and_business,
    mixes_party_and_office,
)
from service.office import Office, Unit
from service.store import entities, people
from service.store.record import Entry, append_to_house

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,58}")
SHORTEST_PASSWORD = 10
NO_PASSWORD = "-"  # no hash: nobody signs in with this account


@dataclass(frozen=True, kw_only=True)
class PersonCreated:
    person_id: int
    login: str


def create_person(
    office: Office,
    *,
    actor: Actor | None,
    login: str,
    name: str,
    password: str | None,
    posts: tuple[tuple[str, str], ...],
    name_en: str = "",
) -> PersonCreated:
    """An account with posts (organisation code, role); control and business do not mix.

    password  None for an account nobody signs in with (stories)
    actor     an administrator; None from the command line of whoever runs the house
    Raises NotAllowed, InvalidForm.
    """
    if actor is not None and not actor.holds(Role.ADMINISTRATOR):
        raise NotAllowed(
            reason_zh="账号由管理员建立。", reason_en="administrators create accounts."
        )
    with office.begin() as unit:
        wanted = _check(unit, login, name, password, posts)
        person_id = people.add_person(
            unit.connection,
            {
                "login": login,
                "name": name.strip(),
                "name_en": name_en.strip(),
                "password_hash": _hash(unit, password),
                "created_at": unit.now,
            },
        )
        for post in wanted:
            row = {"person_id": person_id, "org_code": post.org_code, "role": post.role.value}
            people.add_post(unit.connection, row | {"from_day": unit.today})
        said = {"login": login, "posts": [f"{p.org_code}.{p.role.value}" for p in wanted]}
        by = (actor.person_id, actor.name) if actor else (None, "系统")
        line = Entry(at=unit.now, person_id=by[0], actor=by[1], verb="person.created", detail=said)
        append_to_house(unit.connection, line)
        return unit.done(PersonCreated(person_id=person_id, login=login))


def _hash(unit: Unit, password: str | None) -> str:
    if password is None:
        return NO_PASSWORD
    return (DEMONSTRATION_HASHER if unit.house.is_demonstration else HASHER).hash(password)


def _check(
    unit: Unit, login: str, name: str, password: str | None, posts: tuple[tuple[str, str], ...]
) -> list[Post]:
    found = [_post(unit, org, role) for org, role in posts]
    wanted = [post for post in found if post is not None and fits(post)]
    problems = {
        "login_form": not LOGIN.fullmatch(login),
        "login_taken": bool(people.rows_by_login(unit.connection, login)),
        "name": not 1 <= len(name.strip()) <= 80,
        "password": password is not None and not SHORTEST_PASSWORD <= len(password) <= 200,
        "posts": not posts or len(wanted) != len(found),
        "posts_mixed": mixes_control_and_business(wanted),
        "posts_party": mixes_party_and_office(wanted),
    }
    wrong = [_wrong(problem) for problem, there in problems.items() if there]
    if wrong:
        raise InvalidForm(fields=tuple(wrong))
    return wanted


PROBLEMS = {
    "login_form": (
        "账号用小写字母、数字、点、横线，2 至 59 位。",
        "Use 2 to 59 lower-case letters, digits, dots or dashes.",
    ),
    "login_taken": ("这个账号已经有人用。", "This account exists already."),
    "name": ("请填写姓名或岗位，80 字以内。", "Give a name or post of at most 80 characters."),
    "password": (
        f"密码至少 {SHORTEST_PASSWORD} 位。",
        f"Use at least {SHORTEST_PASSWORD} characters.",
    ),
    "posts": (
        "没有这个单位或岗位。写成“单位代码.岗位”，例如 zhejiang.reviewer。",
        "No such organisation or role. Write org.role, for example zhejiang.reviewer.",
    ),
    "posts_mixed": (
        "审计员、管理员不能同时办理业务。",
        "Auditors and administrators take no business decisions.",
    ),
    "posts_party": (
        "申请主体的联系人只能有这一个岗位。",
        "The contact person of an entity holds no other post.",
    ),
}


def _wrong(problem: str) -> FieldError:
    zh, en = PROBLEMS[problem]
    return FieldError(field=problem.partition("_")[0], zh=zh, en=en)


def _post(unit: Unit, org: str, role: str) -> Post | None:
    if role not in set(Role):
        return None
    found = people.organisation_by_code(unit.connection, org)
    if found is None:
        found = _entity_organisation(unit, org)
    if found is None:
        return None
    return Post(
        org_code=org,
        role=Role(role),
        org_kind=OrgKind(found["kind"]),
        province=found["province"],
    )


def _entity_organisation(unit: Unit, org: str) -> dict[str, Any] | None:
    """An entity becomes an organisation of its own when its first contact gets an account."""
    if not (org.startswith("E") and org[1:].isdigit()):
        return None
    about = entities.entity_or_none(unit.connection, int(org[1:]))
    if about is None:
        return None
    row = {
        "code": org,
        "kind": OrgKind.ENTITY.value,
        "name_zh": about["name"],
        "short_zh": about["name"][:60],
        "name_en": about["name"],
        "province": about["province"],
        "entity_id": about["id"],
    }
    people.add_organisations(unit.connection, [row])
    return row
