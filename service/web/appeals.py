"""An appeal is taken back, extended, or what it is against is stayed: forms on its case's page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from flask import flash, redirect, request, url_for

from service.actions.extend_appeal import extend_appeal
from service.actions.stay_execution import stay_execution
from service.actions.withdraw_appeal import withdraw_appeal
from service.domain.errors import FieldError, InvalidForm
from service.web.appeal_doings import Typed
from service.web.blueprint import web
from service.web.case import found_case, show_case
from service.web.desk import act, reading
from service.web.security import allow_diagram
from service.web.tongue import gettext, pick

FIELDS = ("reason", "decision_no", "from_day")


@web.post("/cases/<number>/appeal/withdraw")
def withdraw_appeal_here(number: str) -> Any:
    return _done(number, "withdraw", withdraw_appeal, gettext("异议已撤回，本案结束。"))


@web.post("/cases/<number>/appeal/extend")
def extend_appeal_here(number: str) -> Any:
    return _done(number, "extend", extend_appeal, gettext("审理期限已延长，主体已告知。"))


@web.post("/cases/<number>/appeal/stay")
def stay_appeal_here(number: str) -> Any:
    said = gettext("已登记停止执行，各单位已告知。")
    return _done(number, "stay", stay_execution, said, "decision_no", "from_day")


def _done(number: str, key: str, action: Callable[..., Any], said: str, *names: str) -> Any:
    typed = {name: request.form.get(name, "").strip() for name in FIELDS}
    try:
        given: dict[str, Any] = {name: typed[name] for name in ("reason", *names)}
        if "from_day" in given:
            given["from_day"] = _day(given["from_day"])
        act(action, case_number=number, **given)
    except InvalidForm as refusal:
        allow_diagram()
        errors = {f.field: pick(f.zh, f.en) for f in refusal.fields}
        unit = reading()
        return show_case(unit, found_case(unit, number), Typed(key, errors, typed), status=422)
    flash(said, "ok")
    return redirect(url_for("web.case", number=number), code=303)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        wrong = FieldError(
            field="from_day", zh="日期写成 2026-10-09。", en="Write the day as 2026-10-09."
        )
        raise InvalidForm(fields=(wrong,)) from None
