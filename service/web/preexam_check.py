"""A small page for officers: may a request with these applicants be taken in?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from service.casework.preexam_check import check_request
from service.domain.errors import InvalidForm, NotFound
from service.domain.preexam_check import ApplicantAnswer, Verdict
from service.domain.roles import Level
from service.store import people
from service.web.blueprint import web
from service.web.desk import is_entity, org_words, person, reading
from service.web.page import page
from service.web.reach import day_in_address
from service.web.register_links import add_register, register_links
from service.web.tongue import gettext, pick
from service.web.typed_forms import choices
from service.web.views import Link, Tag
from service.web.views_identity import Choice

TONES = {
    Verdict.ADMIT: ("ok", "ok"),
    Verdict.ALERT: ("warn", "warn"),
    Verdict.REFUSE: ("danger", "ban"),
}


@dataclass(frozen=True)
class ApplicantLine:
    name: str
    code: str
    href: str
    tag: Tag
    reasons: tuple[tuple[str, str], ...]  # (words, source)


@dataclass(frozen=True)
class PreexamPage:
    action: str
    applicants: str
    day: str
    centers: tuple[Choice, ...]
    errors: dict[str, str]
    verdict: Tag | None
    rows: tuple[ApplicantLine, ...]
    registers: tuple[Link, ...]


add_register(
    70, "preexam", lambda: gettext("预审请求核查"), "web.preexam", shown=lambda: not is_entity()
)


@web.get("/preexam-check")
def preexam() -> Any:
    if is_entity():
        raise NotFound(what_zh="这一页", what_en="such page")
    unit = reading()
    said = request.args.get("applicants", "")[:1000]
    day = day_in_address("on", unit.today)
    center = request.args.get("center", "") or _own_center()
    errors: dict[str, str] = {}
    verdict: Tag | None = None
    rows: tuple[ApplicantLine, ...] = ()
    if said.strip():
        try:
            found = check_request(unit, person(), said.split(), center, day)
            verdict, rows = _tag(found.verdict), tuple(map(_line, found.applicants))
        except InvalidForm as refusal:
            errors = {fault.field: pick(fault.zh, fault.en) for fault in refusal.fields}
    every = people.organisations(unit.connection, "center")
    pairs = [(row["code"], org_words(row["code"])) for row in every]
    view = PreexamPage(
        action=url_for("web.preexam"), applicants=said, day=day.isoformat(),
        centers=choices(pairs, center), errors=errors, verdict=verdict, rows=rows,
        registers=register_links("preexam"),
    )  # fmt: skip
    return page("preexam_check.html", view, at="entities")


def _own_center() -> str:
    return next((p.org_code for p in person().posts if p.role.level is Level.CENTER), "")


def _tag(verdict: Verdict) -> Tag:
    tone, icon = TONES[verdict]
    return Tag(tone, pick(verdict.zh, verdict.en), icon)


def _line(one: ApplicantAnswer) -> ApplicantLine:
    return ApplicantLine(
        name=one.name or one.code, code=one.code,
        href=url_for("web.entity", code=one.code) if one.name else "", tag=_tag(one.verdict),
        reasons=tuple((pick(r.zh, r.en), r.source) for r in one.reasons),
    )  # fmt: skip
