"""May this person see this case, or do this task? Asked in one place, of the same rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from service.domain.appeals import ORIGINAL
from service.domain.errors import NotAllowed, NotFound
from service.domain.procedures import CLOSED_TO_ENTITY
from service.domain.roles import (
    Actor,
    CaseScope,
    Level,
    Role,
    check_separation,
    may_do,
    may_see_case,
    may_see_informant,
)
from service.store import cases, scope, work_items
from service.store.cases import Case
from service.store.database import Connection
from service.store.scope import Visible

OPENING = "opening"  # the work item that holds the opening form, with who took it in
ASKED_BY_ROLE = (Role.CONSULTEE, Role.EXAMINATION_SIDE)
HANDS = ":hands"  # "check_rows:hands": who worked inside a task, whoever completed it
SEES_ALL = (Role.NATIONAL_OFFICER, Role.NATIONAL_LEADER, Role.AUDITOR)


def visible_to(actor: Actor) -> Visible:
    """The SQL condition over cases that every list uses: the same as `may_see_case`.

    Administrators and designers sit in an organisation without seeing its cases.
    """
    if actor.holds(*SEES_ALL):
        return scope.visible_cases(sees_all=True)
    levels = [(post.org_code, post.role.level) for post in actor.posts]
    asked = [post for post in actor.posts if post.role.level is not Level.SERVICE]
    return scope.visible_cases(
        sees_all=False,
        provinces=[org for org, level in levels if level is Level.PROVINCE],
        centers=[org for org, level in levels if level is Level.CENTER],
        orgs=[post.org_code for post in asked if post.role not in ASKED_BY_ROLE],
        posts=[(post.org_code, post.role.value) for post in asked if post.role in ASKED_BY_ROLE],
        entity_id=actor.entity_id if actor.holds(Role.ENTITY_CONTACT) else None,
    )


def scope_of(connection: Connection, case: Case) -> CaseScope:
    """Where a case belongs, for the rules of seeing."""
    items = work_items.items_of_case(connection, case.id)
    told = case.process_key not in CLOSED_TO_ENTITY
    return CaseScope(
        center=case.center_code,
        province=case.province,
        entity_id=case.entity_id,
        org_codes=frozenset(item["org_code"] for item in items),
        asked=frozenset((item["org_code"], item["role"]) for item in items),
        received_by=next((item["org_code"] for item in items if item["task_id"] == OPENING), None),
        open_to_entity=told or any(item["org_code"] == case.entity_org for item in items),
    )


def check_may_see(connection: Connection, actor: Actor, case: Case) -> CaseScope:
    """The case's scope; raises NotFound to whoever may not see it, as if it were not there."""
    found = scope_of(connection, case)
    if not may_see_case(actor, found):
        raise NotFound(what_zh="这件案件", what_en="such case")
    return found


def may_see_document(
    connection: Connection, actor: Actor, case: Case, document: dict[str, Any]
) -> bool:
    """Whether a document of a case one may see is shown: an entity sees what it handed in,
    an officer all but what came with a protected answer (E7 80)."""
    if document["uploaded_by"] == actor.person_id:
        return True
    if actor.entity_id is not None:
        return False
    if not _is_protected(connection, case, document["id"]):
        return True
    return _examines(actor, case) or may_see_informant(actor, scope_of(connection, case))


def _examines(actor: Actor, case: Case) -> bool:
    """Whether an applicant's personal papers are before this very center."""
    if case.process_key not in ("admission_review", "periodic_review"):
        return False
    held = {post.org_code for post in actor.posts if post.role.level is Level.CENTER}
    return case.center_code in held


def _is_protected(connection: Connection, case: Case, document_id: int) -> bool:
    kept = cases.protected_of(connection, case.id)
    return any(str(document_id) in _texts(row["answers"]) for row in kept)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    else:
        yield str(value)


def check_may_do(actor: Actor, case: Case, item: dict[str, Any], labels: dict[str, Any]) -> None:
    """Role, organisation and separation of duties. Raises NotAllowed, SeparationOfDuties."""
    role = Role(item["role"])
    if not may_do(actor, role, item["org_code"]):
        raise NotAllowed(
            reason_zh=f"“{item['label']}”由{role.zh}办理，你没有这个岗位。",
            reason_en=f"“{item['label_en']}” is for the post {role.en}, which you do not hold.",
        )
    not_by = [name.strip() for name in item["not_by"].split(",") if name.strip()]
    names = labels | {ORIGINAL: ("原认定或决定", "the original finding or decision")}
    names |= {f"{element}{HANDS}": words for element, words in names.items()}
    by_hand = [f"{element}{HANDS}" for element in not_by]
    check_separation(actor.person_id, [*not_by, *by_hand], case.participants, names)


def note_hand(case: Case, element: str, person_id: int) -> None:
    """Keep that somebody worked inside an open task: they took part as if they completed it."""
    held = case.participants.setdefault(f"{element}{HANDS}", [])
    if person_id not in held:
        held.append(person_id)
