"""What is asked of re-reviews: where an entity stands in a campaign, what was published."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.store import planned, publications, reviews
from service.stories.expectations.registry import Difference, Look, differs, expectation, plain


@expectation("campaign")
def campaign(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{state: how many entities} of the case's campaign; a state not named does not matter."""
    found = reviews.counts_of(look.unit.connection, [look.mine.id])[look.mine.id]
    return differs(dict(wanted), {name: found.get(name, 0) for name in wanted})


@expectation("published")
def published(look: Look, wanted: Mapping[Any, Any]) -> Difference:
    """{batch: {entity: result}}, with a correction as `result, note`."""
    asked = {int(batch): dict(lines or {}) for batch, lines in wanted.items()}
    found = {}
    for batch in asked:
        rows = publications.published_lines(look.unit.connection, look.mine.id, batch)
        found[batch] = {
            row["name"]: f"{row['result']}，{row['correction']}"
            if row["correction"]
            else row["result"]
            for row in rows
        }
    return differs(asked, found)


@expectation("planned")
def planned_ones(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{process: how many openings are planned}."""
    rows, _ = planned.planned_page(look.unit.connection, None, limit=1000)
    asked = {name: plain(number) for name, number in wanted.items()}
    return differs(asked, {n: sum(r["process_key"] == n for r in rows) for n in asked})
