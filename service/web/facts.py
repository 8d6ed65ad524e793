"""Importing facts: the file, what is wrong in it cell by cell, and the history of batches."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, redirect, request, url_for

from service.actions.import_facts import import_facts
from service.actions.take_back_facts import take_back_facts
from service.casework.fact_reading import LIMITS, layout_of
from service.casework.fact_templates import template
from service.casework.import_reach import IMPORTERS, reach_of
from service.domain.errors import InvalidForm, NotFound, TooLarge
from service.domain.fact_rows import FactLayout
from service.domain.roles import Role
from service.office import Unit
from service.office.kept_files import keep_file, kept_file
from service.reference.fact_layouts import fact_layouts
from service.store import facts as store
from service.web.blueprint import web
from service.web.desk import act, is_entity, office, org_words, person, reading
from service.web.page import new_token, page
from service.web.pages import pager
from service.web.progress import progress_of_request
from service.web.reach import page_number
from service.web.register_links import add_register, register_links
from service.web.tongue import gettext, lang, ngettext, pick
from service.web.views import Link, Tag
from service.web.views_tracking import BatchLine, FactsPage, LayoutLine, ProblemLine
from service.web.words import instant_long

PAGE = 20
LOOKERS = (*IMPORTERS, Role.NATIONAL_LEADER, Role.AUDITOR)
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

add_register(
    60, "facts", lambda: gettext("数据导入"), "web.facts", lambda: person().holds(*LOOKERS)
)


@web.get("/facts")
def facts() -> Any:
    return _show()


@web.post("/facts")
def send_facts() -> Any:
    """Import the uploaded file, or give it back with what is wrong in it."""
    layout, only_good = request.form.get("layout", ""), bool(request.form.get("only_good"))
    name, content = _file()
    if not content:
        words = gettext("请选择文件。")
        return _show(layout=layout, error=words, only_good=only_good, status=422)
    tell, forget = progress_of_request()
    try:
        done = act(import_facts, layout=layout, name=name, content=content, only_good=only_good,
                   tell=tell)  # fmt: skip
    except (InvalidForm, TooLarge) as refusal:
        is_whole = isinstance(refusal, InvalidForm)  # of what is too large, only a part was read
        digest = keep_file(office().documents, content) if is_whole else ""
        problems = tuple(
            ProblemLine("" if f.field in ("file", "layout") else f.field, pick(f.zh, f.en))
            for f in refusal.fields
        )
        return _show(layout=layout, problems=problems, kept=digest, kept_name=name,
                     only_good=only_good, status=refusal.status)  # fmt: skip
    finally:
        forget()
    flash(_said(done), "ok")
    return redirect(url_for("web.facts"), code=303)


def _file() -> tuple[str, bytes]:
    """What was uploaded now, or the file that was refused a moment ago."""
    sent = request.files.get("file")
    if sent is not None and sent.filename:
        return sent.filename[:200], sent.stream.read(LIMITS.content + 1)
    kept = kept_file(office().documents, request.form.get("kept", ""))
    return request.form.get("kept_name", "")[:200] or "file", kept or b""


def _said(done: dict[str, Any]) -> str:
    if not done["number"]:
        return gettext("%(n)s 行都与已有的相同，什么也没有变。", n=done["same"])
    return gettext(
        "批次 %(number)s：新增 %(added)s 行，替换 %(replaced)s 行，相同 %(same)s 行，"
        "没有导入 %(refused)s 行。",
        number=done["number"], added=done["added"], replaced=done["replaced"],
        same=done["same"], refused=done["refused"],
    )  # fmt: skip


@web.post("/facts/<number>/take-back")
def take_back(number: str) -> Any:
    try:
        done = act(take_back_facts, number=number, reason=request.form.get("reason", ""))
    except InvalidForm as refusal:
        words = "".join(pick(f.zh, f.en) for f in refusal.fields)
        return _show(error=words, status=422)
    words = gettext("批次 %(number)s 已撤回：%(gone)s 行不再计，%(back)s 行恢复。",
                    number=done["number"], gone=done["gone"], back=done["back"])  # fmt: skip
    flash(words, "ok")
    return redirect(url_for("web.facts"), code=303)


@web.get("/facts/templates/<layout>.<kind>")
def fact_template(layout: str, kind: str) -> Any:
    if kind not in ("xlsx", "csv") or layout not in fact_layouts():
        raise NotFound(what_zh="这个模板", what_en="such template")
    _check_may_look()
    body = template(fact_layouts()[layout], lang(), kind)
    answer = Response(body, content_type=XLSX_TYPE if kind == "xlsx" else CSV_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{layout}.{kind}"'
    return answer


def _check_may_look() -> None:
    if is_entity() or not person().holds(*LOOKERS):
        raise NotFound(what_zh="这一页", what_en="such page")


def _show(status: int = 200, **more: Any) -> Any:
    _check_may_look()
    unit = reading()
    return page("facts.html", facts_page(unit, **more), at="bans", status=status)


def facts_page(unit: Unit, **more: Any) -> FactsPage:
    number = page_number()
    may = person().holds(*IMPORTERS)
    orgs = _orgs(unit) if may else None
    rows, total = store.batches_page(unit.connection, orgs, limit=PAGE, offset=(number - 1) * PAGE)
    lead = ngettext("共 %(num)d 个批次。", "共 %(num)d 个批次。", total)
    return FactsPage(
        lead=lead,
        layouts=tuple(_layout(one) for one in fact_layouts().values()),
        rows=tuple(_batch(unit, row, may) for row in rows),
        pager=pager(number, PAGE, total, lambda n: url_for("web.facts", page=n)),
        registers=register_links("facts"),
        may_import=may,
        token=new_token(),
        **more,
    )


def _orgs(unit: Unit) -> list[str] | None:
    """Whose batches the reader sees: the nation all, a province its centers' too."""
    reach = reach_of(unit, person())
    return None if reach.centers is None else sorted({reach.org, *reach.centers})


def _layout(layout: FactLayout) -> LayoutLine:
    must = [column for column in layout.columns if column.required]
    names = pick("、", ", ").join(pick(column.zh, column.en) for column in must)
    return LayoutLine(
        key=layout.key,
        words=pick(layout.zh, layout.en),
        help=pick(layout.help_zh, layout.help_en),
        columns=gettext("必填：%(columns)s", columns=names),
        templates=tuple(
            Link(kind.upper(), url_for("web.fact_template", layout=layout.key, kind=kind))
            for kind in ("xlsx", "csv")
        ),
    )


def _batch(unit: Unit, row: dict[str, Any], may: bool) -> BatchLine:
    gone = row["taken_back_at"] is not None
    reach = reach_of(unit, person()) if may else None
    own = reach is not None and (reach.centers is None or row["org_code"] == reach.org)
    note = ""
    if gone:
        note = gettext("%(who)s 撤回：%(why)s", who=row["taken_back_as"], why=row["taken_back_for"])
    layout = layout_of(row["layout"])
    names = ("rows", "added", "replaced", "same", "refused")
    counts = gettext(
        "%(rows)s 行：新增 %(added)s，替换 %(replaced)s，相同 %(same)s，未导入 %(refused)s",
        **{name: row[name] for name in names},
    )
    return BatchLine(
        number=row["number"],
        what=pick(layout.zh, layout.en),
        file=row["file_name"],
        who=row["imported_as"],
        org=org_words(row["org_code"]),
        when=instant_long(row["imported_at"]),
        counts=counts,
        tag=Tag("plain", gettext("已撤回"), "undo") if gone else Tag("ok", gettext("计入"), "ok"),
        note=note,
        sha=row["sha256"][:12],
        take_back="" if gone or not own else url_for("web.take_back", number=row["number"]),
    )
