"""Monitoring: the runs with what they flagged and why, the watch list, what repeats."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for

from service.actions.start_tracking import start_tracking
from service.actions.stop_tracking import stop_tracking
from service.casework.access import visible_to
from service.casework.openings.monitoring import CENTER_ROLES
from service.casework.tracking_plans import EVALUATION, INTERVALS, MONITORING, TrackingPlan
from service.casework.tracking_reach import sees_figures
from service.domain.errors import NotFound
from service.domain.monitoring import RiskSign
from service.domain.periods import civil_day
from service.domain.roles import Role
from service.office import Unit
from service.store import alerts, planned
from service.web.blueprint import web
from service.web.desk import act, is_entity, org_words, person, reading
from service.web.figures import number_words
from service.web.labels import process_words
from service.web.page import new_token, page
from service.web.pages import pager
from service.web.reach import page_number
from service.web.register_links import add_register, register_links
from service.web.tongue import gettext, ngettext, pick
from service.web.views import Fact, Link, Tag
from service.web.views_tracking import (
    FlagLine,
    PlanLine,
    RunLine,
    RunPage,
    RunsPage,
    WatchLine,
    WatchPage,
)
from service.web.words import day_long, instant_long

PAGE = 30
Row = dict[str, Any]


def may_look() -> bool:
    """Whether the reader's posts see what was monitored and evaluated."""
    return not is_entity() and sees_figures(person())


add_register(52, "monitoring", lambda: gettext("重点监测"), "web.monitoring", may_look)
add_register(54, "watch", lambda: gettext("关注名单"), "web.watch", may_look)


def check_may_look() -> None:
    if not may_look():
        raise NotFound(what_zh="这一页", what_en="such page")


@web.get("/registers/monitoring")
def monitoring() -> Any:
    check_may_look()
    return page("monitoring.html", runs_page(reading()), at="bans")


@web.get("/registers/monitoring/<key:run_id>")
def monitoring_run(run_id: int) -> Any:
    check_may_look()
    unit = reading()
    row = alerts.run_seen(unit.connection, visible_to(person()), run_id)
    if row is None:
        raise NotFound(what_zh="这次监测", what_en="such run")
    return page("monitoring_run.html", run_page(unit, row), at="bans")


@web.post("/registers/monitoring/plans")
def send_plan() -> Any:
    """What repeats is set, or set no more."""
    asked = {name: request.form.get(name, "") for name in ("process", "org")}
    if request.form.get("stop"):
        act(stop_tracking, **asked)
        flash(gettext("不再定期开立；在办的照办。"), "ok")
    else:
        act(start_tracking, **asked)
        flash(gettext("已设定：从今天起定期开立。"), "ok")
    return redirect(url_for("web.monitoring"), code=303)


@web.get("/registers/watch")
def watch() -> Any:
    check_may_look()
    state = "ended" if request.args.get("state") == "ended" else "now"
    return page("watch.html", watch_page(reading(), state), at="bans")


def runs_page(unit: Unit) -> RunsPage:
    number = page_number()
    rows, total = alerts.runs_page(
        unit.connection, visible_to(person()), limit=PAGE, offset=(number - 1) * PAGE
    )
    opens = person().holds(*CENTER_ROLES, Role.PROVINCIAL_OFFICER, Role.NATIONAL_OFFICER)
    return RunsPage(
        lead=gettext("每次监测看了多少、发现什么、开了几件预警。预警不是违规。"),
        rows=tuple(_run(row) for row in rows),
        pager=pager(number, PAGE, total, lambda n: url_for("web.monitoring", page=n)),
        registers=register_links("monitoring"),
        plans=_plans(unit),
        start=url_for("web.start_case", key=MONITORING) if opens else "",
        token=new_token(),
    )


def _run(row: Row) -> RunLine:
    return RunLine(
        when=instant_long(row["ran_at"]),
        href=url_for("web.monitoring_run", run_id=row["id"]),
        place=org_words(row["center_code"] or row["province"]),
        span=_span(row),
        looked_at=row["looked_at"],
        flagged=row["flagged"],
        opened=row["opened"],
        case=Link(row["number"], url_for("web.case", number=row["number"])),
    )


def _span(row: Row) -> str:
    return gettext(
        "%(first)s 至 %(last)s", first=day_long(row["first_day"]), last=day_long(row["last_day"])
    )


def _plans(unit: Unit) -> tuple[PlanLine, ...]:
    """What may repeat at the organisations the reader keeps."""
    keeps = {
        MONITORING: (*CENTER_ROLES, Role.PROVINCIAL_OFFICER, Role.NATIONAL_OFFICER),
        EVALUATION: (*CENTER_ROLES, Role.PROVINCIAL_OFFICER),
    }
    made = []
    for process in INTERVALS:
        orgs = dict.fromkeys(p.org_code for p in person().posts if p.role in keeps[process])
        for org in orgs:
            row = planned.planned_by_key(
                unit.connection, TrackingPlan(process=process, org=org).key
            )
            made.append(
                PlanLine(
                    org=org,
                    org_words=org_words(org),
                    process=process,
                    words=process_words(unit, process),
                    next=day_long(civil_day(row["due_at"])) if row else "",
                    runs=row is not None,
                )
            )
    return tuple(made)


SHARED = {
    "address": lambda: gettext("登记地址"),
    "legal_representative": lambda: gettext("法定代表人"),
    "contact_phone": lambda: gettext("联系电话"),
}
THRESHOLDS = {
    "minimum": lambda: gettext("合格率的最少件数"),
    "lapses": lambda: gettext("短期失效"),
    "joint": lambda: gettext("共同申请"),
    "non_first": lambda: gettext("非第一申请人"),
    "transfers": lambda: gettext("短期转让"),
    "qualified_rate": lambda: gettext("合格率不高于 %"),
    "insured": lambda: gettext("参保人数少于"),
}


def run_page(unit: Unit, row: Row) -> RunPage:
    number = page_number()
    flags, total = alerts.flags_page(
        unit.connection, row["id"], limit=PAGE, offset=(number - 1) * PAGE
    )
    lead = gettext(
        "%(when)s，%(span)s；看了 %(n)s 条备案，%(m)s 条有迹象，开立预警 %(k)s 件。",
        when=instant_long(row["ran_at"]), span=_span(row), n=row["looked_at"], m=row["flagged"],
        k=row["opened"],
    )  # fmt: skip
    place = org_words(row["center_code"] or row["province"])
    return RunPage(
        title=gettext("监测：%(place)s", place=place),
        lead=lead,
        crumbs=(
            Link(gettext("重点监测"), url_for("web.monitoring")),
            Link(row["number"], url_for("web.case", number=row["number"])),
        ),
        thresholds=tuple(
            Fact(THRESHOLDS[name](), value)
            for name, value in row["thresholds"].items()
            if name in THRESHOLDS
        ),
        rows=tuple(_flag(flag) for flag in flags),
        pager=pager(
            number, PAGE, total, lambda n: url_for("web.monitoring_run", run_id=row["id"], page=n)
        ),
    )


def sign_words(sign: str) -> str:
    known = RiskSign(sign)
    return pick(known.zh, known.en)


def figure_words(row: Row) -> str:
    """Numerator and denominator of a flag: 12 / 40."""
    above = number_words(row["numerator"])
    return above if row["denominator"] is None else f"{above} / {number_words(row['denominator'])}"


def detail_words(row: Row) -> str:
    return pick("；", "; ").join(
        f"{SHARED[name]()}{pick('：', ': ')}{code}"
        for name, code in row["detail"]
        if name in SHARED
    )


def outcome_tag(outcome: str) -> Tag:
    return {
        "opened": Tag("warn", gettext("开立预警"), "warn"),
        "open_already": Tag("info", gettext("已有在办预警"), "wait"),
        "quiet": Tag("plain", gettext("近期办过，不重复开"), "none"),
    }[outcome]


def _flag(row: Row) -> FlagLine:
    case = None
    if row["number"]:
        case = Link(row["number"], url_for("web.case", number=row["number"]))
    return FlagLine(
        name=row["name"],
        href=url_for("web.entity", code=row["code"]),
        code=row["code"],
        center=org_words(row["center_code"]),
        sign=sign_words(row["sign"]),
        figure=figure_words(row),
        threshold=row["threshold"] or "—",
        detail=detail_words(row),
        outcome=outcome_tag(row["outcome"]),
        case=case,
    )


def watch_page(unit: Unit, state: str) -> WatchPage:
    number = page_number()
    rows, total = alerts.marks_page(
        unit.connection, visible_to(person()), on=unit.today, ended=state == "ended", limit=PAGE,
        offset=(number - 1) * PAGE,
    )  # fmt: skip
    signs = alerts.signs_of_cases(unit.connection, [row["case_id"] for row in rows])
    lead = ngettext("%(num)d 条。到期自动不再标注；主体看不到。",
                    "%(num)d 条。到期自动不再标注；主体看不到。", total)  # fmt: skip
    return WatchPage(
        lead=lead,
        rows=tuple(_mark(unit, row, signs.get(row["case_id"], [])) for row in rows),
        pager=pager(number, PAGE, total, lambda n: url_for("web.watch", state=state, page=n)),
        registers=register_links("watch"),
        state=state,
        states=(("now", gettext("关注中")), ("ended", gettext("已到期"))),
    )


def _mark(unit: Unit, row: Row, signs: list[str]) -> WatchLine:
    over = row["last_day"] < unit.today
    tag = (
        Tag("plain", gettext("已到期"), "none") if over else Tag("warn", gettext("关注中"), "warn")
    )
    return WatchLine(
        name=row["name"],
        href=url_for("web.entity", code=row["code"]),
        code=row["code"],
        center=org_words(row["center_code"]),
        signs=pick("、", ", ").join(map(sign_words, signs)) or gettext("人工核查"),
        start=row["from_day"].isoformat(),
        last=row["last_day"].isoformat(),
        reasons=row["reasons"],
        case=Link(row["number"], url_for("web.case", number=row["number"])),
        tag=tag,
    )
