"""Evaluation of effect: the call, what each center returned, acceptance and conclusion."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from service.casework.evaluating import (
    Evaluation,
    centers_in,
    computed,
)
from service.casework.functions import due_of
from service.casework.openings.evaluation import evaluation_opening
from service.casework.operations.registry import operation
from service.casework.operations.violations import answers_of
from service.casework.work import OpenFollowUp, SendMessage, Work
from service.domain.errors import FieldError, InvalidForm
from service.domain.evaluations import GROUPS
from service.domain.periods import ONE_DAY
from service.domain.roles import NATION_CODE
from service.store import evaluations, people

PROCESS = "effectiveness_evaluation"
Row = dict[str, Any]
Returns = list[Row | None] | None


@operation(
    "evaluation.begin",
    "登记评价",
    "Register the evaluation",
    "M18, M19",
    outputs=("is_call", "level", "title", "period_first", "period_last", "groups", "due_on",
             "call_id"),
)  # fmt: skip
def begin(work: Work) -> Row:
    """What is evaluated; a yearly scheme that says no period means the calendar year before."""
    said = answers_of(work, "evaluation_begun")
    level = said.get("scope") or ("center" if work.case.center_code else "province")
    year = work.unit.today.year - 1
    due_on = said.get("due_on") or due_of(work, "evaluation_return").last_day.isoformat()
    found = {
        "is_call": level == "nation" and not said.get("call_id"),
        "level": level,
        "title": said.get("title") or f"{year} 年度成效评价",
        "period_first": said.get("period_first") or f"{year}-01-01",
        "period_last": said.get("period_last") or f"{year}-12-31",
        "groups": said.get("indicators") or [group.value for group in GROUPS],
        "due_on": due_on,
        "call_id": said.get("call_id") or work.case.id,
    }
    zh = f"统计期 {found['period_first']} 至 {found['period_last']}，{due_on} 前报送。"
    en = f"Period {found['period_first']} to {found['period_last']}, due on {due_on}."
    return {**found, "said": {"zh": zh, "en": en}}


@operation("evaluation.call_provinces", "通知各省", "Call every province", "M19; M39",
           outputs=("provinces",))  # fmt: skip
def call_provinces(work: Work) -> Row:
    """Every one of the 32 regional offices gets a case of its own."""
    offices = people.organisations(work.connection, "office")
    said = answers_of(work, "evaluation_begun")
    for office in offices:
        about = evaluation_opening(work.unit, said["title"], office["code"])
        values = said | {"call_id": work.case.id}
        work.effects.append(OpenFollowUp(process_key=PROCESS, about=about, values=values))
        work.tell(office["code"], "evaluation_called", role="provincial_officer",
                  title=said["title"], due_on=said["due_on"])  # fmt: skip
    words = {"zh": f"已通知 {len(offices)} 个省局。", "en": f"{len(offices)} offices were called."}
    return {"provinces": len(offices), "said": words}


@operation("evaluation.list_centers", "列出报送中心", "List the centers", "M18, M19",
           inputs=("call",), outputs=("centers", "closes_on"))  # fmt: skip
def list_centers(work: Work, call: Row) -> Row:
    """The protection centers that return figures, and the day from which they are late."""
    about = Evaluation.of(call)
    own = work.case.center_code
    centers = [own] if own else centers_in(work.unit, str(work.case.province))
    for center in centers:
        work.tell(center, "figures_asked", role="reviewer", title=about.title,
                  due_on=about.due_on.isoformat())  # fmt: skip
    said = {
        "zh": f"由 {len(centers)} 个中心报送。",
        "en": f"{len(centers)} centers return figures.",
    }
    closes = (about.due_on + ONE_DAY).isoformat()
    return {"centers": centers, "closes_on": closes, "said": said}


@operation("evaluation.note_silence", "记录未报", "Note the silence", "M19",
           inputs=("call", "centers", "returns"), outputs=("silent",))  # fmt: skip
def note_silence(work: Work, call: Row, centers: list[str], returns: Returns) -> Row:
    """Centers that returned nothing by the due day are noted and reported to the province."""
    silent = [center for center, answers in _paired(centers, returns) if not answers]
    work.tell(str(work.case.province), "figures_missing", role="provincial_officer",
              centers=silent, title=Evaluation.of(call).title)  # fmt: skip
    said = {"zh": f"{len(silent)} 个中心到期未报。", "en": f"{len(silent)} centers were silent."}
    return {"silent": silent, "said": said}


def _paired(centers: list[str], returns: Returns) -> list[tuple[str, Row | None]]:
    """(center, its answers or None) of this round."""
    answers = list(returns or [])
    answers += [None] * (len(centers) - len(answers))
    return list(zip(centers, answers, strict=False))


@operation(
    "evaluation.keep_returns",
    "汇集数据",
    "Gather the figures",
    "M19",
    inputs=("call", "centers", "returns"),
    outputs=("returned",),
)
def keep_returns(work: Work, call: Row, centers: list[str], returns: Returns) -> Row:
    """Keeps what each center returned beside what the facts say; of a silent one, the silence."""
    about, rounds = Evaluation.of(call), evaluations.rounds_of(work.connection, work.case.id)
    rows: list[Row] = []
    for center, answers in _paired(centers, returns):
        facts = _computed(work, about, center)
        common = {
            "case_id": work.case.id,
            "call_id": about.call_id,
            "center_code": center,
            "province": work.case.province,
            "round": rounds.get(center, 0) + 1,
            "recorded_at": work.now,
        }
        rows += [common | row for row in _rows(about, answers, facts)]
    evaluations.add_figures(work.connection, rows)
    returned = sum(bool(answers) for _, answers in _paired(centers, returns))
    said = {"zh": f"{returned} 个中心已报送。", "en": f"{returned} centers returned figures."}
    return {"returned": returned, "said": said}


def _rows(about: Evaluation, answers: Row | None, facts: dict[str, Decimal]) -> list[Row]:
    return [
        {
            "figure": figure,
            "said": None if not answers else Decimal(str(answers[figure])),
            "computed": facts[figure],
            "explanation": (answers or {}).get(f"explain_{group.value}") or "",
        }
        for group in about.groups
        for figure in GROUPS[group]
    ]


@operation("evaluation.list_again", "退回中心", "Return to centers", "M19",
           inputs=("call",), outputs=("centers", "closes_on"))  # fmt: skip
def list_again(work: Work, call: Row) -> Row:
    """The centers whose figures are returned, with the usual time again. Raises InvalidForm."""
    about = Evaluation.of(call)
    own = work.case.center_code
    mine = [own] if own else centers_in(work.unit, str(work.case.province))
    points = {
        row["center"]: row["points"] for row in answers_of(work, "check_returns")["return_centers"]
    }
    strange = sorted(set(points) - set(mine))
    if strange:
        wrong = FieldError(field="return_centers", zh="只能退回本次报送的中心。",
                           en="Only centers of this evaluation can be returned to.")  # fmt: skip
        raise InvalidForm(fields=(wrong,))
    for center, words in points.items():
        work.tell(center, "figures_returned", role="reviewer", title=about.title, points=words)
    last = max(about.due_on, due_of(work, "evaluation_return").last_day)
    said = {"zh": f"退回 {len(points)} 个中心。", "en": f"Returned to {len(points)} centers."}
    return {
        "centers": sorted(points),
        "closes_on": (last + ONE_DAY).isoformat(),
        "said": said,
    }


@operation("evaluation.finish", "登记评价结果", "Record the result", "M18, M19",
           inputs=("call",))  # fmt: skip
def finish(work: Work, call: Row) -> Row:
    """The returns are accepted, or an own evaluation is complete: whoever returned is told."""
    about = Evaluation.of(call)
    province = str(work.case.province)
    work.tell(province, "evaluation_done", role="provincial_officer", title=about.title)
    own = work.case.center_code
    for center in [own] if own else centers_in(work.unit, province):
        work.tell(center, "evaluation_done", role="reviewer", title=about.title)
    return {"said": {"zh": "评价结果已登记。", "en": "The result is on record."}}


@operation("evaluation.close_call", "结束调取", "Close the call", "M19", outputs=("missing",))
def close_call(work: Work) -> Row:
    """Ends the call and the cases of provinces that are missing. Raises InvalidForm."""
    parts = evaluations.cases_of_call(work.connection, work.case.id)
    waiting = [part for part in parts if part["status"] == "open"]
    if waiting and not answers_of(work, "conclude_call").get("without_missing"):
        wrong = FieldError(
            field="without_missing",
            zh=f"还有 {len(waiting)} 个省没有核收。等核收后再办，或者选“是”。",
            en=f"{len(waiting)} provinces are not accepted. Wait for them, or choose yes.",
        )
        raise InvalidForm(fields=(wrong,))
    _stop_parts(work, "数据调取已办结。")
    missing = [part["province"] for part in waiting]
    said = {
        "zh": f"调取办结，{len(missing)} 个省未完成。",
        "en": f"{len(missing)} provinces missing.",
    }
    return {"missing": missing, "said": said}


@operation("evaluation.stop", "停止评价", "Stop the evaluation", "M19", inputs=("reason",))
def stop(work: Work, reason: str) -> Row:
    """The evaluation ends before its time; of a call, in every province."""
    if work.case.province == NATION_CODE:
        _stop_parts(work, reason)
    else:
        work.tell(str(work.case.province), "evaluation_called_off", role="provincial_officer",
                  title=work.case.subject, reason=reason)  # fmt: skip
    return {"said": {"zh": f"已撤回：{reason}", "en": f"Called off: {reason}"}}


def _stop_parts(work: Work, reason: str) -> None:
    for part in evaluations.cases_of_call(work.connection, work.case.id):
        if part["status"] == "open":
            message = SendMessage(case_id=part["id"], message="called_off",
                                  payload={"reason": reason})  # fmt: skip
            work.effects.append(message)


def _computed(work: Work, about: Evaluation, center: str) -> dict[str, Decimal]:
    province = str(work.case.province)
    return computed(work.unit, work.case.rules_version, about, province, center)
