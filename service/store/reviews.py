"""Re-reviews: campaigns, the entities in them, how far each is."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from service.domain.facts import ReviewDone
from service.domain.reviews import OVER
from service.store.database import Connection
from service.store.tables.cases import case, work_item
from service.store.tables.entities import entity
from service.store.tables.people import organisation
from service.store.tables.reviews import review_campaign, review_entry

Row = dict[str, Any]
_OVER = sorted(OVER)


def put_campaign(connection: Connection, values: Row) -> None:
    """Keep a campaign as drafted; a new draft takes the place of the one before."""
    done = connection.execute(
        review_campaign.update()
        .where(review_campaign.c.case_id == values["case_id"])
        .values(values)
    )
    if done.rowcount == 0:
        connection.execute(review_campaign.insert().values(values))


def change_campaign(connection: Connection, case_id: int, **values: Any) -> None:
    connection.execute(
        review_campaign.update().where(review_campaign.c.case_id == case_id).values(**values)
    )


def campaign_of(connection: Connection, case_id: int) -> Row | None:
    """The campaign of a case, if it was drafted."""
    found = connection.execute(
        sa.select(review_campaign).where(review_campaign.c.case_id == case_id)
    )
    row = found.mappings().first()
    return dict(row) if row else None


def campaigns_page(
    connection: Connection, visible: sa.ColumnElement[bool], *, limit: int, offset: int = 0
) -> tuple[list[Row], int]:
    """Campaigns of the cases that `visible` allows, the newest first; and how many."""
    source = review_campaign.join(case, case.c.id == review_campaign.c.case_id).outerjoin(
        organisation, organisation.c.code == review_campaign.c.center_code
    )
    total = connection.execute(
        sa.select(sa.func.count()).select_from(source).where(visible)
    ).scalar_one()
    rows = connection.execute(
        sa.select(
            review_campaign, case.c.number, case.c.status, case.c.outcome, case.c.opened_at,
            organisation.c.short_zh.label("center_zh"), organisation.c.name_en.label("center_en"),
        )
        .select_from(source)
        .where(visible)
        .order_by(review_campaign.c.case_id.desc())
        .limit(limit)
        .offset(offset)
    )  # fmt: skip
    return [dict(row) for row in rows.mappings()], int(total)


def add_entries(connection: Connection, rows: list[Row]) -> None:
    """Those in scope, in one statement."""
    if rows:
        connection.execute(review_entry.insert(), rows)


def change_entry(connection: Connection, entry_id: int, **values: Any) -> None:
    connection.execute(
        review_entry.update().where(review_entry.c.id == entry_id).values(**values)
    )  # fmt: skip


def entry_of(connection: Connection, campaign_id: int, entity_id: int) -> Row | None:
    """One entity's line in a campaign, with the days of the campaign."""
    found = connection.execute(
        sa.select(
            review_entry,
            review_campaign.c.window_from,
            review_campaign.c.window_last,
            review_campaign.c.first_batch,
            review_campaign.c.materials,
            review_campaign.c.name,
        )
        .join(review_campaign, review_campaign.c.case_id == review_entry.c.campaign_id)
        .where(review_entry.c.campaign_id == campaign_id, review_entry.c.entity_id == entity_id)
    )
    row = found.mappings().first()
    return dict(row) if row else None


def entries_page(
    connection: Connection,
    campaign_id: int,
    *,
    states: tuple[str, ...] = (),
    silent: bool | None = None,
    limit: int,
    offset: int = 0,
) -> tuple[list[Row], int]:
    """Lines of a campaign by entity, with `number` and `due_day` of what waits; how many."""
    where = [review_entry.c.campaign_id == campaign_id]
    if states:
        where.append(review_entry.c.state.in_(states))
    if silent is not None:
        where.append(review_entry.c.was_silent == silent)
    total = connection.execute(
        sa.select(sa.func.count()).select_from(review_entry).where(*where)
    ).scalar_one()
    rows = connection.execute(
        sa.select(review_entry, entity.c.name, entity.c.code, case.c.number)
        .join(entity, entity.c.id == review_entry.c.entity_id)
        .outerjoin(case, case.c.id == review_entry.c.case_id)
        .where(*where)
        .order_by(review_entry.c.id)
        .limit(limit)
        .offset(offset)
    )
    return [dict(row) for row in rows.mappings()], int(total)


def counts_of(connection: Connection, campaign_ids: list[int]) -> dict[int, dict[str, int]]:
    """How many entities stand where, a campaign; with `silent`, how many never answered."""
    found: dict[int, dict[str, int]] = {one: {} for one in campaign_ids}
    rows = connection.execute(
        sa.select(
            review_entry.c.campaign_id,
            review_entry.c.state,
            sa.func.count().label("number"),
            sa.func.sum(sa.case((review_entry.c.was_silent, 1), else_=0)).label("silent"),
        )
        .where(review_entry.c.campaign_id.in_(campaign_ids))
        .group_by(review_entry.c.campaign_id, review_entry.c.state)
    )
    for row in rows:
        mine = found[row.campaign_id]
        mine[row.state] = int(row.number)
        mine["silent"] = mine.get("silent", 0) + int(row.silent or 0)
    return found


def undecided(connection: Connection, campaign_id: int) -> int:
    """How many of a campaign wait for their end."""
    found = connection.execute(
        sa.select(sa.func.count())
        .select_from(review_entry)
        .where(
            review_entry.c.campaign_id == campaign_id,
            review_entry.c.state.not_in(_OVER),
        )
    )
    return int(found.scalar_one())


def under_review_at(connection: Connection, center: str) -> set[int]:
    """Entities whose re-review at a center is planned or runs."""
    found = connection.execute(
        sa.select(review_entry.c.entity_id).where(
            review_entry.c.center_code == center, review_entry.c.state.not_in(_OVER)
        )
    )
    return {row.entity_id for row in found}


def live_cases_of(connection: Connection, entity_id: int, center: str | None) -> list[int]:
    """Running re-review cases of an entity, at one center or anywhere."""
    where = [
        case.c.entity_id == entity_id,
        case.c.process_key == "periodic_review",
        case.c.status == "open",
    ]
    if center is not None:
        where.append(case.c.center_code == center)
    return [row.id for row in connection.execute(sa.select(case.c.id).where(*where))]


def reviews_on(entity_id: int) -> sa.Select[Any]:
    """The re-reviews of an entity that came to a result."""
    entry = review_entry.c
    return (
        sa.select(entry.id, entry.center_code, entry.result_day, entry.result_at)
        .where(entry.entity_id == entity_id, entry.result_day.is_not(None))
        .order_by(entry.id)
    )


def as_review(row: Row) -> ReviewDone:
    return ReviewDone(
        center=row["center_code"], finished_day=row["result_day"], recorded_at=row["result_at"]
    )


def past_of(connection: Connection, entity_id: int) -> list[Row]:
    """Every line of an entity in any campaign that is over, the newest first."""
    rows = connection.execute(
        sa.select(review_entry, review_campaign.c.name)
        .join(review_campaign, review_campaign.c.case_id == review_entry.c.campaign_id)
        .where(
            review_entry.c.entity_id == entity_id, review_entry.c.state.in_(_OVER)
        )
        .order_by(review_entry.c.id.desc())
    )  # fmt: skip
    return [dict(row) for row in rows.mappings()]


def submissions_of(connection: Connection, campaign_id: int) -> list[datetime]:
    """When each of a campaign handed in, in order."""
    rows = connection.execute(
        sa.select(review_entry.c.submitted_at)
        .where(review_entry.c.campaign_id == campaign_id, review_entry.c.submitted_at.is_not(None))
        .order_by(review_entry.c.submitted_at)
    )
    return [row.submitted_at for row in rows]


def overdue_tasks(connection: Connection, campaign_id: int, today: date) -> int:
    """Open tasks in the cases of a campaign whose last day has passed."""
    found = connection.execute(
        sa.select(sa.func.count())
        .select_from(work_item.join(review_entry, review_entry.c.case_id == work_item.c.case_id))
        .where(
            review_entry.c.campaign_id == campaign_id,
            work_item.c.state == "open",
            work_item.c.due_day < today,
        )
    )
    return int(found.scalar_one())


def silent_items(connection: Connection, campaign_id: int) -> list[int]:
    """Open decisions on a clearing about those who never said anything, the oldest first."""
    spoke = work_item.alias("spoke")
    rows = connection.execute(
        sa.select(work_item.c.id)
        .join(review_entry, review_entry.c.case_id == work_item.c.case_id)
        .where(
            review_entry.c.campaign_id == campaign_id,
            review_entry.c.was_silent,
            work_item.c.element == "decide_clearing",
            work_item.c.state == "open",
            sa.not_(
                sa.exists().where(
                    spoke.c.case_id == work_item.c.case_id,
                    spoke.c.element == "state_before_clearing",
                    spoke.c.state == "done",
                )
            ),
        )
        .order_by(work_item.c.id)
    )
    return [row.id for row in rows]
