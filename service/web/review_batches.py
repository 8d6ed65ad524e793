"""One published batch of a campaign: as it was published, with notes beside it, and as a file."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, redirect, request, url_for

from service.actions.note_publication_correction import note_publication_correction
from service.domain.errors import FieldError, InvalidForm, NotFound
from service.domain.roles import Role, may_do
from service.office import Unit
from service.store import publications
from service.store.cases import Case
from service.web.blueprint import web
from service.web.desk import act, org_words, person, reading
from service.web.page import new_token, page
from service.web.register_links import register_links
from service.web.review_words import result_words
from service.web.reviews import campaign_case
from service.web.sheets import table_file
from service.web.tongue import gettext, pick
from service.web.views import Link
from service.web.views_reviews import BatchPage, PublishedRow
from service.web.words import day_long

Row = dict[str, Any]
ORDER = ("passed", "cleared", "unanswered")
KINDS = ("xlsx", "csv")


def _batch(unit: Unit, number: str, batch: int) -> tuple[Case, Row, Row, list[Row]]:
    found, campaign = campaign_case(unit, number)
    every = publications.publications_of(unit.connection, found.id)
    published = next((row for row in every if row["batch"] == batch), None)
    if published is None:
        raise NotFound(what_zh="这一批公布", what_en="such published batch")
    return (
        found,
        campaign,
        published,
        publications.published_lines(unit.connection, found.id, batch),
    )


@web.get("/reviews/<number>/batches/<key:batch>")
def review_batch(number: str, batch: int) -> Any:
    return _show(number, batch)


def _show(
    number: str,
    batch: int,
    line_id: int = 0,
    faults: tuple[FieldError, ...] = (),
    status: int = 200,
) -> Any:
    unit = reading()
    found, campaign, published, lines = _batch(unit, number, batch)
    head = may_do(person(), Role.CENTER_HEAD, str(found.center_code))
    groups = [
        (result_words(name), tuple(_line(found, x, head) for x in lines if x["result"] == name))
        for name in ORDER
    ]
    view = BatchPage(
        title=gettext("%(name)s：第 %(n)s 批公布", name=campaign["name"], n=batch),
        lead=gettext("%(center)s %(day)s 公布，公布后不改；更正加注。",
                     center=org_words(found.center_code), day=day_long(published["published_on"])),
        crumbs=(
            Link(gettext("定期复核"), url_for("web.reviews")),
            Link(found.number, url_for("web.review", number=found.number)),
            Link(gettext("第 %(n)s 批", n=batch), ""),
        ),
        note=published["note"],
        groups=tuple((words, rows) for words, rows in groups if rows),
        exports=tuple(
            Link(kind.upper(), url_for("web.review_export", number=number, batch=batch, kind=kind))
            for kind in KINDS
        ),
        token=new_token(),
        errors={str(line_id): pick(f.zh, f.en) for f in faults},
        registers=register_links("reviews"),
    )  # fmt: skip
    return page("review_batch.html", view, at="bans", status=status)


def _line(found: Case, row: Row, head: bool) -> PublishedRow:
    return PublishedRow(
        name=row["name"], code=row["code"], href=url_for("web.entity", code=row["code"]),
        decided=row["decided_on"].isoformat(), reasons=row["reasons"],
        correction=row["correction"],
        correct=url_for("web.correct_publication", number=found.number, line_id=row["id"])
        if head else "",
    )  # fmt: skip


@web.post("/reviews/<number>/lines/<key:line_id>/correction")
def correct_publication(number: str, line_id: int) -> Any:
    unit = reading()
    found, _ = campaign_case(unit, number)
    line = publications.line_by_id(unit.connection, line_id)
    if line is None or line["campaign_id"] != found.id:
        raise NotFound(what_zh="这条公布", what_en="such published line")
    batch = line["batch"]
    try:
        note = request.form.get("note", "")
        act(note_publication_correction, case_number=number, line_id=line_id, note=note)
    except InvalidForm as refusal:
        return _show(number, batch, line_id, refusal.fields, 422)
    flash(gettext("已加注。"), "ok")
    return redirect(url_for("web.review_batch", number=number, batch=batch), code=303)


@web.get("/reviews/<number>/batches/<key:batch>.<kind>")
def review_export(number: str, batch: int, kind: str) -> Response:
    """The batch as a table for Excel, or as CSV; cells that look like formulas are neutralised."""
    if kind not in KINDS:
        raise NotFound(what_zh="这种文件", what_en="such file")
    found, _, published, lines = _batch(reading(), number, batch)
    head = [
        gettext("单位名称"), gettext("统一社会信用代码"), gettext("结果"), gettext("决定日"),
        gettext("理由"), gettext("更正"),
    ]  # fmt: skip
    rows = [
        [x["name"], x["code"], result_words(x["result"]), x["decided_on"].isoformat(),
         x["reasons"], x["correction"]]
        for name in ORDER for x in lines if x["result"] == name
    ]  # fmt: skip
    return table_file(kind, f"{found.number}-{published['batch']}", head, rows)
