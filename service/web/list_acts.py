"""What is done on a list's page: verdicts, rows taken out, removals proposed, withdrawal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request, url_for

from service.actions.drop_list_row import drop_list_row
from service.actions.judge_list_rows import judge_list_rows
from service.actions.withdraw_list_draft import withdraw_list_draft
from service.domain.errors import InvalidForm
from service.web.blueprint import web
from service.web.desk import act
from service.web.list_page import seen_list, show_list
from service.web.tongue import gettext, pick

Row = dict[str, Any]


@web.post("/lists/<number>/verdicts")
def judge_rows(number: str) -> Any:
    seen_list(number)
    every = request.form.get("every") == "yes"
    ids = None if every else request.form.getlist("row", type=int)
    said = {
        "verdict": request.form.get("verdict", ""),
        "reason": request.form.get("reason", ""),
        "row_ids": ids,
    }

    def told(done: Row) -> str:
        return gettext("已核对 %(n)s 行，还有 %(left)s 行。", n=done["rows"], left=done["left"])

    return _done(number, judge_list_rows, said, told)


@web.post("/lists/<number>/rows/<key:row_id>/drop")
def drop_row(number: str, row_id: int) -> Any:
    seen_list(number)
    return _done(number, drop_list_row, {"row_id": row_id}, _dropped)


def _dropped(done: Row) -> str:
    return gettext("已撤下第 %(n)s 行。", n=done["number"])


@web.post("/lists/<number>/removals")
def propose_removal(number: str) -> Any:
    seen_list(number)
    listing = request.form.get("listing", 0, type=int)
    said = {"listing_id": listing, "reason": request.form.get("reason", "")}

    def told(done: Row) -> str:
        return gettext("已提请移出，列为第 %(n)s 行。", n=done["number"])

    return _done(number, drop_list_row, said, told)


@web.post("/lists/<number>/withdraw")
def withdraw_list(number: str) -> Any:
    seen_list(number)
    said = {"reason": request.form.get("reason", "")}
    return _done(number, withdraw_list_draft, said, lambda done: gettext("已撤回，本案结束。"))


def _done(number: str, action: Callable[..., Any], said: Row, told: Callable[[Row], str]) -> Any:
    """Do it and go back to the rows; what was typed comes back with what is to be put right."""
    try:
        done = act(action, case_number=number, **said)
    except InvalidForm as refusal:
        errors = {fault.field: pick(fault.zh, fault.en) for fault in refusal.fields}
        return show_list(number, errors, {"reason": str(said.get("reason", ""))}, 422)
    flash(told(done), "ok")
    tab = request.form.get("tab") or None
    return redirect(url_for("web.list_page", number=number, tab=tab), code=303)
