"""Monitoring: a run flags what stands out; an alert is looked into, watched, or becomes a clue."""

from __future__ import annotations

from datetime import date
from typing import Any

from service.casework.openings.registry import Opening
from service.casework.operations.registry import operation
from service.casework.operations.violations import answers_of
from service.casework.scanning import OPENED, Flagged, Scan, scan, thresholds
from service.casework.work import OpenFollowUp, Work
from service.domain.errors import FieldError, InvalidForm
from service.domain.monitoring import Risk, RiskSign
from service.domain.periods import Unit as LengthUnit
from service.domain.periods import last_day
from service.domain.roles import NATION_CODE
from service.store import alerts, planned

PROCESS = "monitoring_alert"
AT_ONCE = 50  # more alerts than that are opened by the clock, a batch a transaction


@operation(
    "monitoring.scan", "扫描数据", "Scan the figures", "M21", outputs=("looked_at", "flagged")
)
def scan_figures(work: Work) -> dict[str, Any]:
    """Looks at every filing of the place at once; opens one alert an entity and center."""
    center = work.case.center_code
    region = None if work.case.province == NATION_CODE else work.case.province
    found = scan(work.unit, work.rules, center, region)
    fresh = [flagged for flagged in found.flagged if flagged.outcome == OPENED]
    _keep_run(work, found, len(fresh))
    _open_alerts(work, fresh)
    said = {
        "zh": f"看了 {found.looked_at} 条备案，{len(found.flagged)} 条有迹象，"
        f"开立预警 {len(fresh)} 件。",
        "en": f"{found.looked_at} filings looked at; signs in {len(found.flagged)}; "
        f"{len(fresh)} alerts opened.",
    }
    return {"looked_at": found.looked_at, "flagged": len(found.flagged), "said": said}


def _keep_run(work: Work, found: Scan, opened: int) -> None:
    center, province = work.case.center_code, str(work.case.province)
    line = thresholds(work.rules, work.unit.today, province, center)
    run_id = alerts.add_run(
        work.connection,
        {
            "case_id": work.case.id,
            "center_code": center,
            "province": province,
            "first_day": found.span.first,
            "last_day": found.span.last,
            "looked_at": found.looked_at,
            "flagged": len(found.flagged),
            "opened": opened,
            "thresholds": {name: str(value) for name, value in vars(line).items()},
            "ran_at": work.now,
        },
    )
    rows = [_flag(run_id, flagged, risk) for flagged in found.flagged for risk in flagged.risks]
    alerts.add_flags(work.connection, rows)


def _flag(run_id: int, flagged: Flagged, risk: Risk) -> dict[str, Any]:
    return {
        "run_id": run_id,
        "entity_id": flagged.entity_id,
        "center_code": flagged.center,
        "province": flagged.province,
        "sign": risk.sign.value,
        "numerator": risk.number,
        "denominator": risk.of,
        "threshold": risk.threshold,
        "detail": [list(pair) for pair in risk.detail],
        "outcome": flagged.outcome,
        "case_id": None,
    }


def _open_alerts(work: Work, fresh: list[Flagged]) -> None:
    values = {"what": "entity"}
    if len(fresh) <= AT_ONCE:
        for one in fresh:
            about = Opening(entity_id=one.entity_id, center=one.center, province=one.province)
            work.effects.append(OpenFollowUp(process_key=PROCESS, about=about, values=values))
        return
    planned.plan_openings(
        work.connection,
        [
            {
                "key": f"{PROCESS}:{work.case.id}:{one.entity_id}:{one.center}",
                "process_key": PROCESS,
                "entity_id": one.entity_id,
                "center_code": one.center,
                "province": one.province,
                "parent_id": work.case.id,
                "answers": values,
                "due_at": work.now,
            }
            for one in fresh
        ],
    )


@operation("monitoring.take_up", "登记预警", "Take up the alert", "M21", outputs=("signs",))
def take_up(work: Work) -> dict[str, Any]:
    """The signs that a run saw are this alert's; one looked into by hand has none."""
    rows = alerts.claim_flags(
        work.connection,
        work.case.parent_id or 0,
        work.entity_id,
        str(work.case.center_code),
        work.case.id,
    )
    signs = [RiskSign(row["sign"]) for row in rows]
    work.tell(str(work.case.center_code), "alert_raised", role="reviewer",
              entity=work.case.entity_name, signs=[sign.value for sign in signs])  # fmt: skip
    said = {
        "zh": "、".join(sign.zh for sign in signs) or "人工发起核查。",
        "en": "; ".join(sign.en for sign in signs) or "Begun by hand.",
    }
    return {"signs": [sign.value for sign in signs], "said": said}


@operation(
    "monitoring.report_overdue", "逾期报省局", "Report it to the province", "M21", outputs=()
)
def report_overdue(work: Work) -> dict[str, Any]:
    """The center has not looked into the alert in time: the province is told."""
    work.tell(str(work.case.province), "alert_overdue", role="provincial_officer",
              entity=work.case.entity_name, center=work.case.center_code)  # fmt: skip
    return {"said": {"zh": "逾期未核查，已报省局。", "en": "Overdue; the province was told."}}


@operation("monitoring.close", "预警办结", "Close the alert", "M21")
def close(work: Work) -> dict[str, Any]:
    """Nothing follows; the reasons stay on record."""
    return {"said": {"zh": "核查完毕，不再处理。", "en": "Looked into; nothing follows."}}


@operation("monitoring.watch", "列入关注", "Put on the watch list", "M21", outputs=("last_day",))
def watch(work: Work) -> dict[str, Any]:
    """Marked until a day, for officers only; the mark ends by itself. Raises InvalidForm."""
    said_by = answers_of(work, "decide_alert")
    until = date.fromisoformat(said_by["watch_until"])
    latest = last_day(work.unit.today, int(work.rule("watch_longest")), LengthUnit.MONTH)
    if until > latest:
        wrong = FieldError(
            field="watch_until",
            zh=f"最长到 {latest}。要更久，到期后再核查。",
            en=f"At most until {latest}; look into it again after that.",
        )
        raise InvalidForm(fields=(wrong,))
    mark = {
        "entity_id": work.entity_id,
        "center_code": work.case.center_code,
        "province": work.case.province,
        "case_id": work.case.id,
        "from_day": work.unit.today,
        "last_day": until,
        "reasons": said_by["reasons"],
        "recorded_at": work.now,
    }
    alerts.add_mark(work.connection, mark)
    said = {"zh": f"列入关注，到 {until}。", "en": f"Watched until {until}."}
    return {"last_day": until.isoformat(), "said": said}


@operation("monitoring.open_clue", "转为线索", "Open a clue", "M21, M22")
def open_clue(work: Work) -> dict[str, Any]:
    """A violation case follows; the alert itself is no finding (E5 56)."""
    said_by = answers_of(work, "decide_alert")
    facts = f"{said_by['clue_facts']}\n（来自重点监测预警 {work.case.number}）"
    clue = {
        "channel": "center_monitoring",
        "received_on": work.unit.today.isoformat(),
        "entity_code": work.case.entity_code,
        "center": work.case.center_code,
        "kind": said_by["clue_kind"],
        "facts": facts,
    }
    if said_by["clue_kind"] == "other":
        clue["kind_other"] = "重点监测发现的其他情形"
    follow = OpenFollowUp(process_key="violation_handling", about=work.same, values=clue)
    work.effects.append(follow)
    work.tell(str(work.case.center_code), "alert_became_clue", role="violation_officer",
              entity=work.case.entity_name)  # fmt: skip
    return {"said": {"zh": "转为违规线索，另案核实。", "en": "A clue is opened in its own case."}}


@operation("monitoring.stop", "停止监测", "Stop monitoring", "M21", inputs=("reason",))
def stop(work: Work, reason: str) -> dict[str, Any]:
    """The alert, or what a run has not opened yet, is called off."""
    planned.drop_planned_by(work.connection, work.case.id)
    return {"said": {"zh": f"已撤回：{reason}", "en": f"Called off: {reason}"}}
