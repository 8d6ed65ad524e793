"""One row of a draft: the form to add or change it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for

from service.actions.save_list_row import save_list_row
from service.casework.list_checking import layout_of
from service.domain.errors import ChangedMeanwhile, FieldError, InvalidForm, NotFound, WrongState
from service.domain.list_kinds import SUBTYPES
from service.domain.list_layout import FIELDS, NEEDED
from service.domain.list_rows import LONGEST
from service.office import Unit
from service.store import lists
from service.store.cases import Case
from service.web.blueprint import web
from service.web.desk import act, reading
from service.web.labels import name_of
from service.web.list_page import seen_list
from service.web.list_words import category_words
from service.web.page import new_token, page
from service.web.tongue import gettext, lang, pick
from service.web.views import Link
from service.web.views_lists import RowField, RowPage

Row = dict[str, Any]
LONG = frozenset({"note", "evidence"})


@web.get("/lists/<number>/rows/new")
def list_row_new(number: str) -> Any:
    case, _ = seen_list(number)
    return page("list_row.html", _view(reading(), case, None, {}), at="lists")


@web.get("/lists/<number>/rows/<key:row_id>")
def list_row(number: str, row_id: int) -> Any:
    case, found = seen_list(number)
    held = _held(reading(), found, row_id)
    return page("list_row.html", _view(reading(), case, held, _typed_of(held)), at="lists")


@web.post("/lists/<number>/rows")
def save_row(number: str) -> Any:
    case, found = seen_list(number)
    row_id = request.form.get("row_id", 0, type=int) or None
    typed = {name: request.form.get(name, "") for name in FIELDS}
    try:
        done = act(
            save_list_row, case_number=number, cells=typed, row_id=row_id,
            revision=request.form.get("revision", 0, type=int),
        )  # fmt: skip
    except InvalidForm as refusal:
        return _again(case, found, row_id, typed, refusal.fields, 422)
    except (ChangedMeanwhile, WrongState) as refusal:
        return _again(case, found, row_id, typed, (), 409, refusal.message(lang()))
    flash(gettext("第 %(n)s 行已保存。", n=done["number"]), "ok")
    for zh, en in done["warnings"]:
        flash(pick(zh, en), "warn")
    return redirect(url_for("web.list_page", number=number, tab="every"), code=303)


def _held(unit: Unit, found: Row, row_id: int) -> Row:
    held = lists.row_by_id(unit.connection, row_id)
    if held is None or held["submission_id"] != found["id"] or held["operation"] != "put":
        raise NotFound(what_zh="这一行", what_en="such row")
    return held


def _again(
    case: Case, found: Row, row_id: int | None, typed: dict[str, str],
    faults: tuple[FieldError, ...], status: int, said: str = "",
) -> Any:  # fmt: skip
    unit = reading()
    held = _held(unit, found, row_id) if row_id else None
    view = _view(unit, case, held, typed, faults, said)
    return page("list_row.html", view, at="lists", status=status)


def _typed_of(held: Row) -> dict[str, str]:
    """A kept row as the form shows it."""
    typed = {name: str(held.get(name) or "") for name in FIELDS}
    for name in ("is_filed", "cross_region"):
        typed[name] = {True: "是", False: "否", None: ""}[held[name]]
    return typed


def _view(
    unit: Unit, case: Case, held: Row | None, typed: dict[str, str],
    faults: tuple[FieldError, ...] = (), said: str = "",
) -> RowPage:  # fmt: skip
    errors = {fault.field: pick(fault.zh, fault.en) for fault in faults}
    shown = [c.field for c in layout_of(unit).columns if c.field != "number"]
    names = [*shown, *(n for n in ("substitute_reason",) if n not in shown)]
    title = gettext("第 %(n)s 行", n=held["number"]) if held else gettext("添加一行")
    back = url_for("web.list_page", number=case.number)
    return RowPage(
        title=title,
        sub=name_of(case),
        crumbs=(Link(name_of(case), back), Link(title, "")),
        action=url_for("web.save_row", number=case.number),
        back=back,
        fields=tuple(_field(name, typed.get(name, ""), errors.get(name, "")) for name in names),
        revision=held["revision"] if held else 0,
        token=new_token(),
        row_id=held["id"] if held else 0,
        reason=held["verdict_reason"] if held else "",
        errors=tuple(filter(None, (said, *errors.values()))),
        said=said,
    )


def _field(name: str, value: str, error: str) -> RowField:
    words = FIELDS[name]
    return RowField(
        name=name, label=pick(words.zh, words.en), value=value, error=error, help=_help(name),
        options=_options(name), most=LONGEST.get(name, 40), long=name in LONG,
        needed=name in NEEDED or name == "city",
    )  # fmt: skip


def _options(name: str) -> tuple[tuple[str, str], ...]:
    if name == "category":
        return tuple((str(n), category_words(n)) for n in (1, 2, 3))
    if name == "subtype":
        return tuple(
            (kind.key, f"{category_words(kind.category)} · {pick(kind.zh, kind.en)}")
            for kind in SUBTYPES.values()
        )
    if name in ("is_filed", "cross_region"):
        return (("是", gettext("是")), ("否", gettext("否")))
    return ()


def _help(name: str) -> str:
    known = {
        "code": gettext("全角、小写会转成规范写法；没有信用代码的单位填替代代码并写明理由。"),
        "host_name": gettext("实验室、院士团队、科研平台要写；代码填依托单位的。"),
        "industry": gettext("三类必填。"),
        "evidence": gettext("一、二类必填。"),
        "filing_center": gettext("写名册里的简称或全称，例如浙江中心。"),
        "filed_on": gettext("例如 2024-03-11；以备案记录为准。"),
    }
    return known.get(name, "")
