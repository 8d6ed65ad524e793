"""The lists of an entity's page: violations, filings, list, names, cases."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import url_for

from service.casework.access import visible_to
from service.domain.facts import Facts, Listing
from service.domain.filings import FILED, LIVE, FilingPeriod, FilingState
from service.domain.periods import ONE_DAY
from service.engine import Process
from service.office import Unit
from service.store import entities, registers
from service.store import violations as violation_store
from service.web.desk import person, short_en
from service.web.labels import case_tag, kind_words, newest, process_words
from service.web.tongue import gettext, pick
from service.web.views import Fact, Link, Tag
from service.web.views_register import FilingLine, ListingLine, ViolationLine


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def violation_lines(
    unit: Unit, entity_id: int, known_at: datetime | None = None
) -> tuple[ViolationLine, ...]:
    """Newest first; the case is a link only for those who may see it.

    known_at  leave out what was recorded later; None: as known now
    """
    rows, _ = registers.cases_page(
        unit.connection,
        visible_to(person()),
        process_key="violation_handling",
        entity_id=entity_id,
        limit=100,
    )
    made = []
    for row in rows:
        kept = violation_store.violation_of_case(unit.connection, row["id"])
        process = newest(unit, "violation_handling")
        if kept is None or process is None or _later(kept["recorded_at"], known_at):
            continue
        settled = not _later(kept["final_at"], known_at) if kept["final_at"] else known_at is None
        made.append(
            ViolationLine(
                number=row["number"], href=url_for("web.case", number=row["number"]),
                what=kind_words(unit, kept["kind"]),
                verified=_iso(kept["verified_day"]) if settled else "",
                center=pick(row["center_zh"] or "", short_en(row["center_en"] or "")) or "—",
                tag=_conclusion(kept, settled, process, row),
                struck=settled and kept["overturned_day"] is not None,
            )
        )  # fmt: skip
    return tuple(made)


def _later(at: datetime | None, known_at: datetime | None) -> bool:
    return at is not None and known_at is not None and at > known_at


def _conclusion(kept: dict[str, Any], settled: bool, process: Process, row: dict[str, Any]) -> Tag:
    """An overturned finding stays in the list, struck, with the day it fell."""
    if not settled:
        return Tag("plain", gettext("当时未认定"), "wait")
    if kept["overturned_day"] is not None:
        words = gettext("%(day)s 撤销，不计次", day=_iso(kept["overturned_day"]))
        return Tag("plain", words, "undo")
    return _severity_tag(kept["severity"]) or case_tag(process, row)


def _severity_tag(severity: str | None) -> Tag | None:
    if severity == "serious":
        return Tag("danger", gettext("严重"), "over")
    if severity == "minor":
        return Tag("warn", gettext("轻微"), "warn")
    return None


def state_tag(state: FilingState) -> Tag:
    words = pick(state.zh, state.en)
    if state in FILED:
        return Tag("ok", words, "ok")
    if state in LIVE:
        return Tag("info", words, "wait")
    if state in (FilingState.CANCELLED, FilingState.TERMINATED_BY_BAN):
        return Tag("danger", words, "ban")
    return Tag("plain", words, "none")


def filing_lines(unit: Unit, facts: Facts) -> tuple[FilingLine, ...]:
    """One line a filing: since when it was (or is asked to be) filed, and its latest state."""
    known = sorted(
        (p for p in facts.filings if p.retracted_at is None),
        key=lambda p: (p.filing_id, p.from_day),
    )
    numbers = registers.filing_numbers(unit.connection, facts.entity.id)
    made = []
    for filing_id in dict.fromkeys(p.filing_id for p in known):
        mine = [p for p in known if p.filing_id == filing_id]
        filed = [p for p in mine if p.state in FILED]
        latest = mine[-1]
        start = filed[0].from_day if filed else mine[0].from_day
        over = latest.state not in FILED and latest.state not in LIVE
        zh, en = facts.center_names.get(latest.center, (latest.center, latest.center))
        number = numbers.get(filing_id, "")
        made.append(
            FilingLine(
                center=pick(zh, short_en(en)), number=number, start=_iso(start),
                end=_iso(latest.from_day) if over else "", tag=state_tag(latest.state),
                note=_gaps(mine),
            )
        )  # fmt: skip
    return tuple(reversed(made))


def _gaps(periods: list[FilingPeriod]) -> str:
    """Days without a filing that an upheld appeal ended: they stay on record."""
    closed = [
        p for p in periods
        if p.state is FilingState.CANCELLED and p.to_day and p.from_day < p.to_day
    ]  # fmt: skip
    words = [
        gettext("空档期 %(a)s – %(b)s", a=_iso(p.from_day), b=_iso(p.to_day - ONE_DAY))
        for p in closed
        if p.to_day
    ]
    return pick("；", "; ").join(words)


def listing_lines(facts: Facts) -> tuple[ListingLine, ...]:
    names = {1: gettext("一类"), 2: gettext("二类"), 3: gettext("三类")}
    made = []
    for row in facts.listings:
        if row.retracted_at is not None:
            continue
        tag = Tag("ok", gettext("在册"), "ok")
        if row.to_day and row.for_cause:
            tag = Tag("danger", gettext("因违规移出"), "out")
        elif row.to_day:
            tag = Tag("plain", gettext("已移出"), "out")
        days = _iso(row.from_day), _iso(row.to_day)
        made.append(ListingLine(names[row.category], *days, tag, _versions(row)))
    return tuple(reversed(made))


def _versions(row: Listing) -> str:
    """The first version with this row, and the first without it."""
    since = gettext("第 %(n)s 版", n=row.from_version) if row.from_version else ""
    if row.to_version is None:
        return since
    return f"{since or '—'} → {gettext('第 %(n)s 版', n=row.to_version)}"


def name_facts(unit: Unit, entity_id: int, known_at: datetime | None = None) -> tuple[Fact, ...]:
    kinds = {
        "credit_code": gettext("统一社会信用代码"), "substitute": gettext("替代代码"),
        "old_licence": gettext("原注册号"),
    }  # fmt: skip
    made = []
    for row in reversed(entities.names_of(unit.connection, entity_id)):
        if _later(row["recorded_at"], known_at):
            continue
        since = gettext("%(day)s 起", day=_iso(row["from_day"]))
        until = ""
        if row["to_day"] and not _later(row["ended_at"], known_at):
            last = max(row["to_day"] - ONE_DAY, row["from_day"])
            until = gettext("，至 %(day)s", day=_iso(last))
        made.append(Fact(gettext("名称"), f"{row['name']}（{since}{until}）"))
    for row in entities.identifiers_of(unit.connection, entity_id):
        if _later(row["recorded_at"], known_at):
            continue
        made.append(Fact(kinds.get(row["kind"]) or row["kind"], row["value"]))
    return tuple(made)


def case_links(unit: Unit, entity_id: int, known_at: datetime | None = None) -> tuple[Link, ...]:
    rows, _ = registers.cases_page(
        unit.connection, visible_to(person()), entity_id=entity_id, limit=50
    )
    made = []
    for row in rows:
        if _later(row["opened_at"], known_at):
            continue
        process = newest(unit, row["process_key"])
        state = case_tag(process, row).words if process else row["status"]
        words = f"{row['number']} {process_words(unit, row['process_key'])}"
        made.append(Link(words, url_for("web.case", number=row["number"]), title=state))
    return tuple(made)
