"""The list of cases the reader may see."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, url_for

from service.casework.access import visible_to
from service.domain.periods import civil_day
from service.domain.procedures import PROCEDURES
from service.office import Unit
from service.store import registers
from service.web.blueprint import web
from service.web.desk import is_entity, person, reading, short_en
from service.web.labels import case_tag, newest, process_words, who_of
from service.web.page import page
from service.web.pages import pager
from service.web.reach import page_number
from service.web.starts import start_links
from service.web.tongue import gettext, ngettext, pick
from service.web.views_case import CaseRow, CasesPage
from service.web.words import deadline

PAGE = 30
PROCESSES = tuple(PROCEDURES)


@web.get("/cases")
def cases() -> Any:
    if is_entity():
        return redirect(url_for("web.portal"))
    return page("cases.html", cases_page(reading()), at="cases")


def cases_page(unit: Unit) -> CasesPage:
    q = request.args.get("q", "").strip()[:80]
    process, state = request.args.get("process", "")[:60], request.args.get("state", "")
    state = state if state in ("open", "ended") else ""
    number = page_number()
    rows, total = registers.cases_page(
        unit.connection, visible_to(person()), q=q, process_key=process, status=state, limit=PAGE,
        offset=(number - 1) * PAGE,
    )  # fmt: skip

    def href(n: int) -> str:
        return url_for(
            "web.cases", q=q or None, process=process or None, state=state or None, page=n
        )

    return CasesPage(
        lead=ngettext("共 %(num)d 件，新的在前。", "共 %(num)d 件，新的在前。", total),
        rows=tuple(case_row(unit, row) for row in rows),
        pager=pager(number, PAGE, total, href),
        q=q,
        processes=(
            ("", gettext("全部")),
            *((k, process_words(unit, k)) for k in PROCESSES if newest(unit, k)),
        ),
        process=process,
        states=(("", gettext("全部")), ("open", gettext("办理中")), ("ended", gettext("已结束"))),
        state=state,
        starts=start_links(unit),
    )


def _processes(unit: Unit) -> list[tuple[str, str]]:
    return [(key, process_words(unit, key)) for key in PROCESSES if newest(unit, key)]


def where_it_waits(unit: Unit, row: dict[str, Any]) -> str:
    if row["status"] != "open":
        return gettext("已结束")
    items = row["items"]
    if not items:
        return gettext("等期满，到时自动往下走")
    names = dict.fromkeys(pick(i["label"], i["label_en"]) for i in items)
    return pick("、", ", ").join(names)


def case_row(unit: Unit, row: dict[str, Any]) -> CaseRow:
    process = newest(unit, row["process_key"])
    assert process is not None
    first = row["items"][0] if row["items"] else None
    due = None
    if first is not None and row["status"] == "open":
        due = deadline(
            first["due_day"], today=unit.today, calendar=unit.calendar,
            provisional=first["is_provisional"],
        )  # fmt: skip
    return CaseRow(
        number=row["number"], href=url_for("web.case", number=row["number"]),
        process=process_words(unit, row["process_key"]), who=who_of(row) or "—",
        state=case_tag(process, row), step=where_it_waits(unit, row), due=due,
        opened=civil_day(row["opened_at"]).isoformat(),
        center=pick(row["center_zh"] or "", short_en(row["center_en"] or "")) or "—",
    )  # fmt: skip
