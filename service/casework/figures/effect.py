"""Effect of the work: what was done, and in time."""

from __future__ import annotations

from service.casework.figures.registry import Pairs, figure, span_of
from service.domain.assessment import FigureGroup
from service.office import Unit
from service.store import figures

TASKS = ("任务和期限", "tasks and their due days")
EFFECT = FigureGroup.EFFECT


@figure("admission_in_time", EFFECT, "备案决定按时", "Admission decisions in time", TASKS)
def admission_in_time(unit: Unit, year: int) -> Pairs:
    return figures.tasks_in_time(unit.connection, span_of(year), ("decide_admission",), unit.now)


@figure("clues_in_time", EFFECT, "线索按时处理", "Clues handled in time", TASKS)
def clues_in_time(unit: Unit, year: int) -> Pairs:
    elements = ("triage_clue", "verify_facts", "decide_severity", "conclude_finding")
    return figures.tasks_in_time(unit.connection, span_of(year), elements, unit.now)


@figure("reminders_in_time", EFFECT, "提醒约谈按时", "Reminders held in time", TASKS)
def reminders_in_time(unit: Unit, year: int) -> Pairs:
    return figures.tasks_in_time(unit.connection, span_of(year), ("hold_reminder",), unit.now)


@figure("cancellations_in_time", EFFECT, "取消备案按时执行", "Cancellations carried out in time",
        TASKS)  # fmt: skip
def cancellations_in_time(unit: Unit, year: int) -> Pairs:
    return figures.tasks_in_time(
        unit.connection, span_of(year), ("acknowledge_cancellation",), unit.now
    )


@figure("reports_in_time", EFFECT, "违规信息按时报送", "Violations reported in time",
        ("通报的信息", "shared items"))  # fmt: skip
def reports_in_time(unit: Unit, year: int) -> Pairs:
    return figures.reported_in_time(unit.connection, span_of(year), unit.now)


@figure("answers_in_time", EFFECT, "通报按时反馈", "Notices answered in time",
        ("通报的反馈", "answers to notices"))  # fmt: skip
def answers_in_time(unit: Unit, year: int) -> Pairs:
    return figures.acknowledgements_in_time(unit.connection, span_of(year), unit.now)


@figure("qualified", EFFECT, "预审合格率", "Pre-examination requests qualified",
        ("预审数量", "pre-examination counts"))  # fmt: skip
def qualified(unit: Unit, year: int) -> Pairs:
    return figures.qualified(unit.connection, year)
