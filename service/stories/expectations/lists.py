"""What is asked of the list: a submission, its import, who is a member, which version it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.store import list_files, list_versions, lists
from service.stories.expectations.registry import (
    Difference,
    Look,
    day_of,
    differs,
    expectation,
    plain,
)


@expectation("list")
def submission(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """Fields of the case's submission, with `rows` and the counts of verdicts."""
    found = lists.submission_of_case(look.unit.connection, look.mine.id) or {}
    rows = lists.rows_of(look.unit.connection, found["id"]) if found else []
    counts = {
        verdict: sum(row["verdict"] == verdict for row in rows)
        for verdict in ("accepted", "returned", "rejected")
    }
    removals = sum(row["operation"] == "remove" for row in rows)
    said = found | counts | {"rows": len(rows), "removals": removals}
    asked = {name: plain(value) for name, value in wanted.items()}
    return differs(asked, {name: plain(said.get(name)) for name in asked})


@expectation("list_import")
def last_import(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{rows, good, taken, errors, warnings, codes: [codes of the errors]} of the last import."""
    found = lists.submission_of_case(look.unit.connection, look.mine.id)
    rows = list_files.imports_of(look.unit.connection, found["id"]) if found else []
    said = dict(rows[0]) if rows else {}
    said["codes"] = sorted({f["code"] for f in said.get("faults", ()) if not f["is_warning"]})
    asked = {k: sorted(v) if isinstance(v, list) else v for k, v in wanted.items()}
    return differs(asked, {name: said.get(name) for name in asked})


@expectation("list_version")
def version(look: Look, wanted: int) -> Difference:
    return differs(wanted, list_versions.current_version(look.unit.connection))


@expectation("list_members")
def members(look: Look, wanted: Mapping[str, Any]) -> Difference:
    """{name: category} of everybody on the list on a day (`on`) or in a version (`version`)."""
    asked = dict(wanted)
    on, number = day_of(asked.pop("on", None)), asked.pop("version", None)
    when = (
        list_versions.of_version(number)
        if number is not None
        else list_versions.of_day(on or look.unit.today)
    )
    rows, _ = list_versions.members_page(look.unit.connection, when, limit=500)
    return differs(asked, {row["unit_name"]: row["category"] for row in rows})


@expectation("refused_looks")
def refused_looks(look: Look, wanted: int) -> Difference:
    """How often somebody asked for this list who may not see it."""
    return differs(wanted, len(lists.refused_looks(look.unit.connection, look.mine.id)))
