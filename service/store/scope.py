"""Which cases a person may see, as one SQL condition used by every list and every single read."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa

from service.domain.procedures import CLOSED_TO_ENTITY
from service.store.tables.cases import case, work_item

Visible = sa.ColumnElement[bool]


def visible_cases(
    *,
    sees_all: bool,
    provinces: Iterable[str] = (),
    centers: Iterable[str] = (),
    orgs: Iterable[str] = (),
    posts: Iterable[tuple[str, str]] = (),
    entity_id: int | None = None,
) -> Visible:
    """Condition over `case`.

    sees_all   the nation, auditors
    provinces  offices see every case of their province
    centers    centers see their own cases
    orgs       whoever is or was asked in a case sees it
    posts      (organisation, role) that sees only what it is or was asked itself
    entity_id  the entity sees its own cases that it opened or was asked in; never a clue before
               it is told of it
    """
    if sees_all:
        return sa.true()
    addressed: list[Visible] = [work_item.c.org_code.in_(sorted(set(orgs)))]
    addressed += [
        sa.and_(work_item.c.org_code == org, work_item.c.role == role) for org, role in posts
    ]
    asked = sa.exists().where(work_item.c.case_id == case.c.id, sa.or_(*addressed))
    allowed: list[Visible] = [asked]
    if provinces:
        allowed.append(case.c.province.in_(sorted(set(provinces))))
    if centers:
        allowed.append(case.c.center_code.in_(sorted(set(centers))))
    if entity_id is not None:
        allowed.append(
            sa.and_(case.c.entity_id == entity_id, case.c.process_key.not_in(CLOSED_TO_ENTITY))
        )
    return sa.or_(*allowed)
