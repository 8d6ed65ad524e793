"""Beginning a case: what may be begun, the opening form, sending it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import flash, redirect, request, url_for

from service.actions.open_case import open_case
from service.domain.errors import FieldError, InvalidForm, NotAllowed, NotFound
from service.domain.standing import standing
from service.engine import Process
from service.forms import Form, FormView
from service.office import Unit
from service.store.standing import entity_by_code, entity_by_id, facts_of
from service.web import asking
from service.web.blueprint import web
from service.web.desk import act, is_entity, person, reading
from service.web.evidence import standing_check
from service.web.labels import newest, title_of
from service.web.page import new_token, page
from service.web.prefill import prefilled
from service.web.starts import startable
from service.web.tongue import gettext, lang, pick
from service.web.views import Link
from service.web.views_register import StartChoice
from service.web.views_task import Evidence
from service.web.words import day_long


@dataclass(frozen=True)
class StartPage:
    """The opening form of one process."""

    title: str
    sub: str
    crumbs: tuple[Link, ...]
    action: str
    form: FormView
    evidence: Evidence
    errors: dict[str, str] = field(default_factory=dict)
    token: str = ""
    revision: int = 0
    note: str = ""


@dataclass(frozen=True)
class StartsPage:
    choices: tuple[StartChoice, ...]


@web.get("/start")
def start() -> Any:
    unit = reading()
    choices = tuple(
        StartChoice(title_of(p), url_for("web.start_case", key=p.key), _sub(unit, p))
        for p in startable(unit)
    )
    return page("start.html", StartsPage(choices))


def _form(unit: Unit, process: Process) -> Form:
    return unit.form(unit.newest_form(str(process.start_form)))


def _sub(unit: Unit, process: Process) -> str:
    form = _form(unit, process)
    return form.after.say(lang()) if form.after else ""


@web.get("/start/<key>")
def start_case(key: str) -> Any:
    unit = reading()
    process = _may_start(unit, key)
    code = request.args.get("entity", "").strip().upper()[:40]
    form = _form(unit, process)
    values, note = prefilled(unit, process, form, code)
    if form.field("against"):
        values["against"] = request.args.get("against", "").strip()[:60]
    return _show(unit, process, values, note=note)


@web.post("/start/<key>")
def send_start(key: str) -> Any:
    unit = reading()
    process = _may_start(unit, key)
    values: dict[str, Any] = {}
    try:
        values = asking.typed(_form(unit, process))
        if asking.wants_more():
            return _show(reading(), process, values)
        done = act(open_case, process_key=key, values=values)
    except InvalidForm as refusal:
        return _show(reading(), process, values, refusal.fields, 422)
    flash(gettext("已登记，案号 %(number)s。", number=done["case_number"]), "ok")
    return redirect(url_for("web.case", number=done["case_number"]), code=303)


def _may_start(unit: Unit, key: str) -> Process:
    process = newest(unit, key)
    if process is None or not process.start_form:
        raise NotFound(what_zh="这个流程", what_en="such process")
    if process.key not in {p.key for p in startable(unit)}:
        raise NotAllowed(
            reason_zh="这类案件由别的岗位发起。",
            reason_en="cases of this kind are opened by other posts.",
        )
    return process


def _show(
    unit: Unit,
    process: Process,
    values: dict[str, Any],
    errors: Iterable[FieldError] = (),
    status: int = 200,
    note: str = "",
) -> Any:
    faults = tuple(errors)
    form = _form(unit, process)
    at = "portal" if is_entity() else "cases"
    home = (gettext("我的备案"), "web.portal") if is_entity() else (gettext("案件"), "web.cases")
    view = StartPage(
        title=form.title(lang()),
        sub=title_of(process),
        crumbs=(Link(home[0], url_for(home[1])), Link(title_of(process), "")),
        action=url_for("web.send_start", key=process.key),
        form=asking.laid_out(unit, form, values, faults),
        evidence=_evidence(unit, values),
        errors={e.field: pick(e.zh, e.en) for e in faults},
        token=new_token(),
        note=note,
    )
    return page("start_case.html", view, at=at, status=status)


def _evidence(unit: Unit, values: dict[str, Any]) -> Evidence:
    """How the entity named in the form stands today, if it is on file."""
    code = str(values.get("entity_code") or "").strip().upper()
    about = None
    if is_entity():
        about = entity_by_id(unit.connection, int(person().entity_id or 0))
    elif code:
        about = entity_by_code(unit.connection, code)
    if about is None:
        return Evidence()
    said = standing(facts_of(unit.connection, about), unit.today, unit.rules)
    checks = tuple(standing_check(answer) for answer in said.answers[:5])
    link = Link(about.code, url_for("web.entity", code=about.code))
    return Evidence(standing=checks, standing_day=day_long(unit.today), entity=link)
