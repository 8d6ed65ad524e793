"""Results of re-reviews as they were published, in two batches a campaign."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from service.domain.reviews import DECIDED, ReviewState
from service.store.database import Connection
from service.store.tables.entities import entity
from service.store.tables.reviews import review_entry, review_publication, review_published

Row = dict[str, Any]


def to_publish(connection: Connection, campaign_id: int, *, with_silent: bool) -> list[Row]:
    """What may be published and was not yet: results, by entity.

    with_silent  also those who handed nothing in
    """
    published = (
        sa.select(review_published.c.entity_id)
        .join(review_publication, review_publication.c.id == review_published.c.publication_id)
        .where(review_publication.c.campaign_id == campaign_id)
    )
    where = [
        review_entry.c.campaign_id == campaign_id,
        review_entry.c.state.in_(sorted(DECIDED)),
        review_entry.c.entity_id.not_in(published),
    ]
    if not with_silent:
        where.append(sa.not_(review_entry.c.was_silent))
    rows = connection.execute(
        sa.select(review_entry, entity.c.name, entity.c.code)
        .join(entity, entity.c.id == review_entry.c.entity_id)
        .where(*where)
        .order_by(entity.c.code)
    )
    return [dict(row) for row in rows.mappings()]


def publish(connection: Connection, batch: Row, lines: list[Row]) -> int:
    """A batch as published; its lines stay as they are from now on."""
    found = connection.execute(
        review_publication.insert().values(batch).returning(review_publication.c.id)
    )
    publication_id = int(found.scalar_one())
    if lines:
        connection.execute(
            review_published.insert(), [{"publication_id": publication_id} | row for row in lines]
        )
    return publication_id


def line_of(entry: Row) -> Row:
    """A decided line as it is published: whoever was cleared in silence stands apart."""
    cleared = entry["state"] == ReviewState.CLEARED.value
    silent = cleared and entry["was_silent"]
    return {
        "entity_id": entry["entity_id"],
        "code": entry["code"],
        "name": entry["name"],
        "result": ReviewState.UNANSWERED.value if silent else entry["state"],
        "decided_on": entry["result_day"],
        "reasons": entry["reasons"],
    }


def publications_of(connection: Connection, campaign_id: int) -> list[Row]:
    """The batches of a campaign, each with how many `lines` it has."""
    rows = connection.execute(
        sa.select(review_publication, sa.func.count(review_published.c.id).label("lines"))
        .outerjoin(review_published, review_published.c.publication_id == review_publication.c.id)
        .where(review_publication.c.campaign_id == campaign_id)
        .group_by(*review_publication.c)
        .order_by(review_publication.c.batch)
    )
    return [dict(row) for row in rows.mappings()]


def published_lines(connection: Connection, campaign_id: int, batch: int) -> list[Row]:
    """What one batch said, by result and code."""
    rows = connection.execute(
        sa.select(review_published)
        .join(review_publication, review_publication.c.id == review_published.c.publication_id)
        .where(
            review_publication.c.campaign_id == campaign_id, review_publication.c.batch == batch
        )
        .order_by(review_published.c.result, review_published.c.code)
    )  # fmt: skip
    return [dict(row) for row in rows.mappings()]


def correct_line(connection: Connection, line_id: int, *, note: str, by: int, at: datetime) -> None:
    """Put a note beside what was published; what it says stays."""
    connection.execute(
        review_published.update()
        .where(review_published.c.id == line_id)
        .values(correction=note, corrected_by=by, corrected_at=at)
    )  # fmt: skip


def line_by_id(connection: Connection, line_id: int) -> Row | None:
    """A published line with the `campaign_id` of its batch."""
    found = connection.execute(
        sa.select(review_published, review_publication.c.campaign_id, review_publication.c.batch)
        .join(review_publication, review_publication.c.id == review_published.c.publication_id)
        .where(review_published.c.id == line_id)
    )
    row = found.mappings().first()
    return dict(row) if row else None
