"""Somebody has read what their organisation was told."""

from __future__ import annotations

from service.domain.roles import Actor
from service.office import Office
from service.store import notices


def mark_notices_read(office: Office, *, actor: Actor, ids: list[int]) -> int:
    """Note who read which notices and when; how many were unread. Others' are left alone."""
    posts = [(post.org_code, post.role.value) for post in actor.posts]
    if not posts or not ids:
        return 0
    with office.begin() as unit:
        read = notices.mark_read(unit.connection, posts, ids, by=actor.person_id, at=unit.now)
        return unit.done(read)
