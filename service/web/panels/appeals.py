"""Beside an appeal: what it is against, the computation of its time, who did what before."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import url_for

from service import engine
from service.casework.access import scope_of
from service.domain.appeals import JUDGED, TOLD, UNTOLD, AppealKind, Target
from service.domain.catalogue_limits import HOUSE
from service.domain.periods import civil_day
from service.domain.roles import may_see_case
from service.office import Unit
from service.store import appeals, cases, sanctions, violations, work_items
from service.store.cases import Case
from service.web.desk import person, post_words
from service.web.labels import ground_words, kind_words, newest, process_words, rule_words
from service.web.panels.registry import panels
from service.web.tongue import gettext, pick
from service.web.views import Check, Fact, Link
from service.web.views_task import Panel
from service.web.words import day_long

Item = dict[str, Any]
Row = dict[str, Any]


@panels("appeal")
def _bring(unit: Unit, case: Case, item: Item) -> tuple[Panel, ...]:
    row = appeals.appeal_of_case(unit.connection, case.id)
    original = cases.case_by_id(unit.connection, row["target_case"]) if row else None
    if row is None or original is None:
        return ()
    data = engine.view(unit.process(case.version_id), case.state).data
    time = _time(unit, case, row, data.get("appeal_lodged") or {})
    if not may_see_case(person(), scope_of(unit.connection, original)):
        return (time,)  # a center that only has to hold the reminder left
    return (
        time,
        _target(unit, row, original),
        _before(unit, original),
        *_others(unit, row, case),
    )


def _time(unit: Unit, case: Case, row: Row, said: Row) -> Panel:
    """How the last day was found, from which day, by which rule."""
    kind = AppealKind(row["kind"])
    facts = [Fact(gettext("途径"), pick(kind.zh, kind.en)),
             Fact(gettext("提出日期"), day_long(row["filed_on"]))]  # fmt: skip
    if said.get("known_on"):
        facts.append(Fact(gettext("知道之日"), day_long(date.fromisoformat(said["known_on"]))))
    if row["last_day"] is not None:
        told = said.get("rights_told", True)
        facts.append(Fact(gettext("救济权利"), gettext("已告知") if told else gettext("未告知")))
        if said.get("told_on"):
            facts.append(
                Fact(gettext("知道权利之日"), day_long(date.fromisoformat(said["told_on"])))
            )
        facts.append(Fact(gettext("规则"), _rule(unit, case, kind, told)))
        facts.append(Fact(gettext("最后一日"), day_long(row["last_day"]), strong=True))
    return Panel(key="time", title=gettext("期限核对"), facts=tuple(facts), checks=(_in_time(row),))


def _in_time(row: Row) -> Check:
    if row["last_day"] is None:
        return Check("ok", "ok", gettext("没有期限"), "")
    if row["in_time"]:
        return Check("ok", "ok", gettext("在期限内"), "")
    late = (row["filed_on"] - row["last_day"]).days
    return Check(
        "danger", "over", gettext("已过期 %(n)s 日", n=late),
        gettext("由人决定：写明正当理由受理，或写明理由不予受理"),
    )  # fmt: skip


def _rule(unit: Unit, case: Case, kind: AppealKind, told: bool) -> str:
    keys = [TOLD.get(kind), None if told else UNTOLD.get(kind)]
    words = []
    for key in filter(None, keys):
        found = unit.rules.limit(key, unit.today, case.province, case.center_code)
        length = pick(found.zh, found.en)
        where = gettext("本系统的默认值")
        if found.document not in ("", HOUSE):
            where = f"{found.document} {found.article}"
        words.append(f"{rule_words(key)} {length}（{where}）")
    return pick("；", "; ").join(words)


def _target(unit: Unit, row: Row, original: Case) -> Panel:
    title = {
        Target.FINDING: gettext("被异议的认定"),
        Target.REMOVAL_DECISION: gettext("被异议的决定"),
        Target.FILING_REFUSAL: gettext("被异议的拒绝"),
    }[Target(row["target"])]
    href = url_for("web.case", number=original.number)
    facts = [Fact(process_words(unit, original.process_key), original.number, href)]
    own = violations.violation_of_case(unit.connection, original.id)
    if own is not None:
        facts += _finding(unit, own)
    decision = sanctions.decision_of_case(unit.connection, original.id)
    if decision is not None:
        facts += _decision(unit, decision)
    return Panel(key="target", title=title, facts=tuple(facts))


def _finding(unit: Unit, own: Row) -> list[Fact]:
    words = {"minor": gettext("轻微"), "serious": gettext("严重")}
    days = (
        (gettext("行为日"), own["act_day"]), (gettext("查实日"), own["verified_day"]),
        (gettext("认定日"), own["final_day"]), (gettext("撤销日"), own["overturned_day"]),
    )  # fmt: skip
    facts = [
        Fact(gettext("类型"), kind_words(unit, own["kind"])),
        Fact(gettext("性质"), words.get(own["severity"] or "", "—")),
    ]
    if own["consumed_by"]:
        used = cases.case_by_id(unit.connection, int(own["consumed_by"]))
        number = used.number if used else ""
        facts.append(Fact(gettext("已用于升级"), number, url_for("web.case", number=number)))
    return facts + [Fact(name, day_long(day)) for name, day in days if day]


def _decision(unit: Unit, decision: Row) -> list[Fact]:
    made = [
        Fact(gettext("决定书号"), decision["number"]),
        Fact(gettext("事由"), ground_words(unit, decision["ground"])),
        Fact(gettext("决定日"), day_long(decision["decided_on"])),
        Fact(gettext("生效日"), day_long(decision["effective_on"])),
    ]
    if decision["served_on"]:
        made.append(Fact(gettext("送达日"), day_long(decision["served_on"])))
    ban = sanctions.ban_of_decision(unit.connection, decision["id"])
    if ban is not None:
        made.append(
            Fact(gettext("禁期"), f"{day_long(ban['from_day'])} – {day_long(ban['last_day'])}")
        )
    if decision["revoked_day"]:
        made.append(Fact(gettext("撤销日"), day_long(decision["revoked_day"])))
    made.append(Fact(gettext("理由"), decision["reasons"]))
    made.append(Fact(gettext("法律依据"), decision["legal_basis"]))
    return made


def _before(unit: Unit, original: Case) -> Panel:
    """Who did what in the original case: none of those who judged decides about it."""
    rows = []
    for done in work_items.items_of_case(unit.connection, original.id):
        if done["state"] != "done" or done["element"] not in JUDGED:
            continue
        who = post_words(done["org_code"], done["role"])
        label = pick(done["label"], done["label_en"])
        reasons = str((done["answers"] or {}).get("reasons") or "")
        rows.append((label, who, day_long(civil_day(done["ended_at"])), reasons))
    return Panel(
        key="before",
        title=gettext("原案办理"),
        head=(gettext("步骤"), gettext("谁"), gettext("何时"), gettext("理由")),
        rows=tuple(rows),
        note=gettext("参加过原来核实、认定、提请或决定的人，不能办理本案。"),
    )


def _others(unit: Unit, row: Row, case: Case) -> tuple[Panel, ...]:
    process = newest(unit, "appeal")
    rows = []
    for other in appeals.appeals_against(unit.connection, row["target_case"]):
        if other["case_id"] == case.id or process is None:
            continue
        kind = AppealKind(other["kind"])
        link = Link(other["number"], url_for("web.case", number=other["number"]))
        rows.append((link, pick(kind.zh, kind.en), day_long(other["filed_on"])))
    if not rows:
        return ()
    head = (gettext("案号"), gettext("途径"), gettext("提出日期"))
    return (
        Panel(key="others", title=gettext("对同一案件的其他异议"), head=head, rows=tuple(rows)),
    )
