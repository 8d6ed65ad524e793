"""The layout of the annex: what holds now, and for administrators another one to put in force."""

from __future__ import annotations

from typing import Any

import orjson
from flask import flash, redirect, request, url_for

from service.actions.change_list_layout import change_list_layout
from service.actions.import_list_rows import XLSX
from service.casework.list_checking import layout_of
from service.casework.list_writing import annex_of
from service.domain.errors import FieldError, InvalidForm, NotFound
from service.domain.roles import Role
from service.office import Unit
from service.store import list_files
from service.web.blueprint import web
from service.web.desk import act, is_entity, person, reading
from service.web.list_files import sent
from service.web.list_words import field_words
from service.web.page import new_token, page
from service.web.tongue import gettext, pick
from service.web.views import Fact
from service.web.views_lists import LayoutPage
from service.web.words import instant_long

LONGEST = 20_000


@web.get("/lists/layout")
def list_layout() -> Any:
    _officers_only()
    return page("list_layout.html", _view(reading()), at="lists")


@web.get("/lists/layout/template.xlsx")
def blank_template() -> Any:
    _officers_only()
    unit = reading()
    return sent(annex_of(unit, layout_of(unit), "", []), XLSX, "list-template.xlsx")


@web.post("/lists/layout")
def change_layout() -> Any:
    text, note = request.form.get("definition", "")[:LONGEST], request.form.get("note", "")
    try:
        act(change_list_layout, definition=_read(text), note=note)
    except InvalidForm as refusal:
        view = _view(reading(), text, note, refusal.fields)
        return page("list_layout.html", view, at="lists", status=422)
    flash(gettext("新模版已启用；已取用的行不变。"), "ok")
    return redirect(url_for("web.list_layout"), code=303)


def _officers_only() -> None:
    if is_entity():
        raise NotFound(what_zh="这一页", what_en="such page")


def _read(text: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as wrong:
        fault = FieldError(
            field="definition", zh=f"第 {wrong.lineno} 行第 {wrong.colno} 列起不是 JSON。",
            en=f"Line {wrong.lineno}, column {wrong.colno} is not JSON.",
        )  # fmt: skip
        raise InvalidForm(fields=(fault,)) from wrong


def _view(
    unit: Unit, text: str = "", note: str = "", faults: tuple[FieldError, ...] = ()
) -> LayoutPage:
    layout = layout_of(unit)
    kept = list_files.newest_layout(unit.connection)
    may = person().holds(Role.ADMINISTRATOR)
    history = (Fact(instant_long(kept["entered_at"]), kept["note"]),) if kept else ()
    shown = orjson.dumps(layout.as_json(), option=orjson.OPT_INDENT_2).decode()
    return LayoutPage(
        lead=gettext("附件模版的列、顺序和题名；导入导出都按它。来源：M38。"),
        columns=tuple((c.title, field_words(c.field), c.field, c.width) for c in layout.columns),
        head=layout.head,
        foot=layout.foot,
        header_row=layout.header_row,
        sheet=layout.sheet,
        history=history,
        action=url_for("web.change_layout") if may else "",
        text=text or shown,
        note=note,
        token=new_token(),
        download=url_for("web.blank_template"),
        errors=tuple(f"{f.field}{pick('：', ': ')}{pick(f.zh, f.en)}" for f in faults),
    )
