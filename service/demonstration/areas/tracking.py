"""Tracking lives: two years of facts, a run with alerts at every step, two national calls."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from service.actions.call_off_case import call_off_case
from service.actions.complete_task import complete_task
from service.actions.import_facts import import_facts
from service.actions.open_case import open_case
from service.actions.start_tracking import start_tracking
from service.casework.filling import begun
from service.demonstration.areas.registry import area
from service.demonstration.cast import Cast
from service.demonstration.invented_facts import ODD, invented_facts
from service.domain.roles import Actor, Role
from service.office import Office
from service.sheets import write_rows
from service.store import cases, entities, monitoring, work_items

Row = dict[str, Any]
DESK = "zhejiang"
IMPORTING = (DESK, "hangzhou", "ningbo", "hefei", "wuhan")
FOUND = {"contacted": True, "explanation": "与高校联合研发，共同申请较多。", "checks": ["staff",
         "research"], "facts": "核对了研发记录和参保情况。", "plausible": "partly",
         "proposed": "watch", "reasons": "部分可以解释。"}  # fmt: skip
DECISIONS: tuple[Row | None, ...] = (
    {"outcome": "close", "close_reason": "explained", "reasons": "能够合理解释。"},
    {"outcome": "watch", "reasons": "继续观察半年。"},
    {"outcome": "clue", "clue_kind": "low_quality", "reasons": "不能解释。",
     "clue_facts": "多件申请没有研发记录支撑，授权后很快停缴年费。"},
    {"outcome": "return", "return_points": "补充核查研发人员。", "reasons": "还没有查清。"},
    None,
)  # fmt: skip
PERIOD = {"indicators": ["examination", "maintenance", "implementation", "economy"]}
CHECKED = {"outcome": "pass", "reasons": "与登记数据一致。"}


@area(40)
def track(office: Office, cast: Cast) -> None:
    taken: set[str] = set()  # an entity filed at two centers is reported by the first
    for center in IMPORTING:
        _import(office, cast, center, taken)
    reviewer = cast.holder(DESK, Role.REVIEWER)
    with office.read() as unit:
        soon = (unit.today.replace(day=1) + timedelta(days=32)).replace(day=1)
    start_tracking(office, actor=reviewer, process="monitoring_alert", org=DESK, first_day=soon)
    _run(office, cast)
    _evaluate(office, cast)


def _import(office: Office, cast: Cast, center: str, taken: set[str]) -> None:
    """A center's reviewer imports its tables, in the order they stand on each other."""
    with office.read() as unit:
        today = unit.today
        filed = monitoring.filed_pairs(unit.connection, monitoring.Place(center=center), today)
        codes = [entities.entity_row(unit.connection, one)["code"] for one, _ in sorted(filed)]
    mine = [code for code in codes if code not in taken]
    taken |= {*mine}
    made = invented_facts(mine, today, odd=len(ODD) if center == DESK else 1)
    for layout, rows in made.tables.items():
        if len(rows) > 1:
            import_facts(
                office,
                actor=cast.holder(center, Role.REVIEWER),
                layout=layout,
                name=f"{center}-{layout}-{today:%Y%m}.csv",
                content=write_rows("csv", layout, rows),
            )


def _run(office: Office, cast: Cast) -> None:
    """A run at the desk's center; its alerts are brought to where each is to be seen."""
    reviewer, head = cast.holder(DESK, Role.REVIEWER), cast.holder(DESK, Role.CENTER_HEAD)
    run = open_case(office, actor=reviewer, process_key="monitoring_alert", values={"what": "run"})
    with office.read() as unit:
        alerts = [i for i, key in cases.opened_after(unit.connection, run.case_id)
                  if key == "monitoring_alert"]  # fmt: skip
        until = (unit.today + timedelta(days=180)).isoformat()
    for case_id, decision in zip(alerts, DECISIONS, strict=False):
        _complete(office, reviewer, case_id, "look_into_alert", FOUND)
        if decision is not None:
            watched = {"watch_until": until} if decision["outcome"] == "watch" else {}
            _complete(office, head, case_id, "decide_alert", decision | watched)
    if len(alerts) > len(DECISIONS):
        _call_off(office, head, alerts[len(DECISIONS)], "导入的月份有误，更正后再看。")


def _evaluate(office: Office, cast: Cast) -> None:
    """Last year's call is concluded; this year's runs; the desk's center has evaluated itself."""
    with office.read() as unit:
        year = unit.today.year
        due_on = (unit.today + timedelta(days=30)).isoformat()
    nation = cast.holder("CNIPA", Role.NATIONAL_OFFICER)
    before = {"scope": "nation", "title": f"{year - 2} 年度专利预审成效数据", "due_on": due_on,
              "period_first": f"{year - 2}-01-01", "period_last": f"{year - 2}-12-31"}  # fmt: skip
    old = _call(office, nation, before)
    _return(office, cast, old["340000"], ("hefei",))
    _complete(office, cast.holder("340000", Role.PROVINCIAL_OFFICER), old["340000"],
              "check_returns", CHECKED)  # fmt: skip
    _complete(office, nation, old["340000"], "accept_returns",
              {"outcome": "accept", "reasons": "数据完整。"})  # fmt: skip
    _complete(office, nation, old["CNIPA"], "conclude_call",
              {"without_missing": True, "summary": "首次试调，其余各省下年补齐。"})  # fmt: skip
    period = {"period_first": f"{year - 1}-01-01", "period_last": f"{year - 1}-12-31"}
    now = before | {"title": f"{year - 1} 年度专利预审成效数据"} | period
    new = _call(office, nation, now)
    _return(office, cast, new["330000"], (DESK, "hangzhou"))
    for province, center in (("340000", "hefei"), ("420000", "wuhan")):
        _return(office, cast, new[province], (center,))
    _complete(office, cast.holder("420000", Role.PROVINCIAL_OFFICER), new["420000"],
              "check_returns", CHECKED)  # fmt: skip
    _own(office, cast, now | {"scope": "center", "title": f"{year - 1} 年度自评"})


def _call(office: Office, nation: Actor, values: Row) -> dict[str, int]:
    """A national call; the cases by regional office, and the call itself as CNIPA's."""
    call = open_case(office, actor=nation, process_key="effectiveness_evaluation",
                     values=values | PERIOD)  # fmt: skip
    with office.read() as unit:
        opened = [cases.case_by_id(unit.connection, i)
                  for i, _ in cases.opened_after(unit.connection, call.case_id)]  # fmt: skip
    return {"CNIPA": call.case_id} | {str(c.province): c.id for c in opened if c is not None}


def _own(office: Office, cast: Cast, values: Row) -> None:
    """The center's own evaluation, checked by a province officer who is not its reviewer."""
    reviewer = cast.holder(DESK, Role.REVIEWER)
    done = open_case(office, actor=reviewer, process_key="effectiveness_evaluation",
                     values=values | PERIOD)  # fmt: skip
    _return(office, cast, done.case_id, (DESK,))
    province = cast.holder("330000", Role.PROVINCIAL_OFFICER)
    _complete(office, province, done.case_id, "check_returns", CHECKED)


def _return(office: Office, cast: Cast, case_id: int, centers: tuple[str, ...]) -> None:
    """These centers return what the facts on file say."""
    for center in centers:
        actor = cast.holder(center, Role.REVIEWER)
        with office.read() as unit:
            item = _item(unit, case_id, "return_figures", actor)
            case = cases.case_by_id(unit.connection, case_id)
            assert case is not None
            values = begun(unit, case, item)
        _complete(office, actor, case_id, "return_figures", values)


def _complete(office: Office, actor: Actor, case_id: int, element: str, values: Row) -> None:
    with office.read() as unit:
        item = _item(unit, case_id, element, actor)
    complete_task(office, actor=actor, item_id=item["id"], revision=item["revision"], values=values)


def _item(unit: Any, case_id: int, element: str, actor: Actor) -> Row:
    orgs = {post.org_code for post in actor.posts}
    return next(
        row
        for row in work_items.items_of_case(unit.connection, case_id)
        if row["element"] == element and row["state"] == "open" and row["org_code"] in orgs
    )


def _call_off(office: Office, head: Actor, case_id: int, reason: str) -> None:
    with office.read() as unit:
        case = cases.case_by_id(unit.connection, case_id)
    assert case is not None
    call_off_case(office, actor=head, case_number=case.number, reason=reason)
