"""What somebody has typed so far is kept, complete or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from service.casework.access import check_may_do
from service.casework.refusals import changed_meanwhile
from service.domain.errors import NotFound, TooLarge
from service.domain.roles import Actor
from service.office import Office
from service.store import cases, work_items

LARGEST_DRAFT = 200_000


@dataclass(frozen=True, kw_only=True)
class DraftSaved:
    item_id: int
    revision: int
    saved_at: datetime


def save_draft(
    office: Office, *, actor: Actor, item_id: int, revision: int, values: dict[str, Any]
) -> DraftSaved:
    """Keep unchecked answers beside an open task; the next who opens it sees them.

    Raises NotFound, NotAllowed, SeparationOfDuties, ChangedMeanwhile, TooLarge.
    """
    if len(repr(values)) > LARGEST_DRAFT:
        raise TooLarge(limit="200 kB")
    with office.begin() as unit:
        found = cases.case_with_item(unit.connection, item_id)
        if found is None:
            raise NotFound(what_zh="这项任务", what_en="such task")
        case, item = found
        check_may_do(actor, case, item, {})
        held_by_other = item["claimed_by"] not in (None, actor.person_id)
        kept = not held_by_other and work_items.change_item(
            unit.connection,
            item_id,
            revision,
            draft=values,
            draft_by=actor.person_id,
            draft_at=unit.now,
        )
        if not kept:
            raise changed_meanwhile(unit.connection, item)
        return unit.done(DraftSaved(item_id=item_id, revision=revision + 1, saved_at=unit.now))
