"""The yearly re-review of a center (M20): the clock opens the campaign, its reviewer drafts it."""

from __future__ import annotations

from typing import Any

from service.casework.openings.registry import Opening
from service.casework.openings.reviews import campaign_at
from service.casework.plans.registry import plannable
from service.domain.roles import Level
from service.office import Unit


@plannable(
    "yearly_review",
    "periodic_review",
    zh="年度定期复核",
    en="Yearly re-review",
    level=Level.CENTER,
    interval="review_interval",
)
def _yearly(unit: Unit, center: dict[str, Any]) -> tuple[Opening, dict[str, Any]]:
    return campaign_at(center), {"center": center["code"], "occasion": "yearly"}
