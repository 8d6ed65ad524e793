"""An entity gives up its filing on the page of its re-review."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for

from service.actions.give_up_filing import give_up_filing
from service.domain.errors import InvalidForm
from service.domain.roles import Role, may_do
from service.store.cases import Case
from service.web.appeal_doings import Typed
from service.web.blueprint import web
from service.web.case import found_case, show_case
from service.web.case_acts import CaseAct, case_act
from service.web.desk import act, person, reading
from service.web.security import allow_diagram
from service.web.tongue import gettext, pick


@case_act("periodic_review")
def _offer(case: Case) -> CaseAct | None:
    if case.entity_id is None:
        return None
    own = may_do(person(), Role.ENTITY_CONTACT, str(case.entity_org))
    if not own and not may_do(person(), Role.INTAKE_OFFICER, str(case.center_code)):
        return None
    return CaseAct(
        words=gettext("放弃备案…"),
        ask=gettext("放弃的理由"),
        help=gettext("放弃后本中心的备案自今日起终止，复核随之办结；可以重新申报。"),
        href=url_for("web.give_up", number=case.number),
        button=gettext("放弃备案"),
    )


@web.post("/cases/<number>/give-up")
def give_up(number: str) -> Any:
    try:
        act(give_up_filing, case_number=number, reason=request.form.get("reason", ""))
    except InvalidForm as refusal:
        allow_diagram()
        errors = {f.field: pick(f.zh, f.en) for f in refusal.fields}
        return show_case(reading(), found_case(reading(), number), Typed("act", errors), 422)
    flash(gettext("备案已终止，复核办结。"), "ok")
    return redirect(url_for("web.case", number=number), code=303)
