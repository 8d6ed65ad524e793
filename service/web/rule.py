"""One rule: its values over time and place, what is proposed, who entered and approved what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from flask import flash, redirect, request, url_for

from service.actions.approve_rule import approve_rule
from service.actions.propose_rule import propose_rule
from service.actions.reject_rule import reject_rule
from service.actions.withdraw_rule import withdraw_rule
from service.domain.errors import FieldError, InvalidForm, NotFound, Refusal
from service.domain.rules import DEFINITIONS, Definition
from service.store import proposals
from service.web.blueprint import web
from service.web.desk import act, close_reading, reading
from service.web.page import page
from service.web.proposals import may_change, with_fault
from service.web.rule_page import FIELDS, rule_page
from service.web.rule_words import read_place
from service.web.rules import officers_only
from service.web.tongue import gettext

STEPS: dict[str, Callable[..., Any]] = {
    "approve": approve_rule,
    "reject": reject_rule,
    "withdraw": withdraw_rule,
}


@web.get("/rules/<string(maxlength=60):key>")
def rule(key: str) -> Any:
    officers_only()
    return _page(_definition(key))


@web.post("/rules/<string(maxlength=60):key>")
def propose(key: str) -> Any:
    """Send a proposal; what was typed comes back when something is wrong with it."""
    officers_only()
    definition = _definition(key)
    try:
        act(propose_rule, key=key, **_typed(definition))
    except Refusal as refusal:
        if not may_change():
            raise
        close_reading()
        return _page(definition, refusal=refusal, status=refusal.status)
    flash(gettext("已提出。另一名管理员批准后才生效。"), "ok")
    return redirect(url_for("web.rule", key=key) + "#pending", code=303)


@web.post("/rules/proposals/<key:proposal_id>/<string(maxlength=10):step>")
def decide_rule(proposal_id: int, step: str) -> Any:
    officers_only()
    row = proposals.proposal_by_id(reading().connection, proposals.RULES, proposal_id)
    if row is None or step not in STEPS:
        raise NotFound(what_zh="这件提案", what_en="such proposal")
    reason = request.form.get("reason", "")
    try:
        act(STEPS[step], proposal_id=proposal_id, reason=reason)
    except InvalidForm as refusal:
        close_reading()
        said = refusal.fields[0]
        return _page(_definition(row["key"]), fault=(proposal_id, said, reason), status=422)
    done = {
        "approve": gettext("已批准。今后开立的案件用新的版本，在办案件沿用原来的。"),
        "reject": gettext("已驳回。规则没有改动。"),
        "withdraw": gettext("已撤回。规则没有改动。"),
    }
    flash(done[step], "ok")
    return redirect(url_for("web.rule", key=row["key"]), code=303)


def _definition(key: str) -> Definition:
    found = DEFINITIONS.get(key)
    if found is None:
        raise NotFound(what_zh="这个规则", what_en="such rule")
    return found


def _typed(definition: Definition) -> dict[str, Any]:
    """The proposal in the posted form. Raises InvalidForm for a day that is none."""
    sent = {name: request.form.get(name, "").strip() for name in FIELDS}
    scope, code = read_place(sent["place"])
    wrong: list[FieldError] = []
    days = {name: _day(name, sent[name], wrong) for name in ("valid_from", "valid_to")}
    if wrong:
        raise InvalidForm(fields=tuple(wrong))
    ends = sent["what"] == "end"
    return {
        "value": "" if ends else sent["value"],
        "ends": ends,
        "scope": scope,
        "scope_code": code,
        "document": sent["document"],
        "article": sent["article"],
        "reason": sent["reason"],
        **days,
    }


def _day(name: str, text: str, wrong: list[FieldError]) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        said = FieldError(field=name, zh="没有这一天。", en="There is no such day.")
        wrong.append(said)
        return None


def _page(
    definition: Definition,
    *,
    refusal: Refusal | None = None,
    fault: tuple[int, FieldError, str] | None = None,
    status: int = 200,
) -> tuple[str, int]:
    view = rule_page(reading(), definition, refusal)
    if fault is not None:
        view = replace(view, pending=with_fault(view.pending, *fault))
    return page("rule.html", view, at="rules", status=status)
