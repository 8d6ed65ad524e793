"""The last touches, on the day people look at it: tasks in somebody's hands, old notices read."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from service.actions.claim_task import claim_task
from service.actions.mark_notices_read import mark_notices_read
from service.actions.save_draft import save_draft
from service.demonstration.applicants import Applicant
from service.demonstration.cast import Cast
from service.domain.roles import Actor, Role
from service.office import Office
from service.store import entities, inbox, notices

DESK = "zhejiang"
READ_AFTER = timedelta(days=4)
DRAFT = {"capability": "fairly_strong", "capability_reason": "研发团队稳定，样机已经完成。"}


def finish(office: Office, cast: Cast, scene: tuple[Applicant, ...]) -> None:
    """Claims, one draft, contacts of the scene's entities, and notices nobody wants to see."""
    for applicant in scene:
        with office.read() as unit:
            entity_id = entities.entity_id_of(unit.connection, applicant.code)
        cast.contact(applicant, f"E{entity_id}")
    _hold(office, cast.holder(DESK, Role.REVIEWER), 2, draft=True)
    _hold(office, cast.holder(DESK, Role.REVIEWER, 1), 1)
    _hold(office, cast.holder(DESK, Role.INTAKE_OFFICER), 1)
    for actor in cast.everybody():
        _read_old_notices(office, actor)


def _hold(office: Office, actor: Actor, count: int, *, draft: bool = False) -> None:
    """Somebody has taken tasks from the middle of the inbox, and begun with one."""
    posts = [(post.org_code, post.role.value) for post in actor.posts]
    with office.read() as unit:
        wanted = inbox.Wanted(
            person_id=actor.person_id, posts=posts, today=unit.today, scope="claimable"
        )
        found = inbox.rows(unit.connection, wanted, limit=20)
    held = [_claim(office, actor, row) for row in found[3::4][:count]]
    if draft and held:
        save_draft(office, actor=actor, item_id=held[0][0], revision=held[0][1], values=DRAFT)


def _claim(office: Office, actor: Actor, row: dict[str, Any]) -> tuple[int, int]:
    done = claim_task(office, actor=actor, item_id=row["id"], revision=row["revision"])
    return done.item_id, done.revision


def _read_old_notices(office: Office, actor: Actor) -> None:
    posts = [(post.org_code, post.role.value) for post in actor.posts]
    with office.read() as unit:
        rows = notices.notices_for(unit.connection, posts, limit=2000)
        before = unit.now - READ_AFTER
    old = [row["id"] for row in rows if row["created_at"] < before and row["read_at"] is None]
    for start in range(0, len(old), 500):
        mark_notices_read(office, actor=actor, ids=old[start : start + 500])
