"""Order of the management: what ran late, came back, fell, or broke."""

from __future__ import annotations

from service.casework.figures.registry import Pairs, figure, span_of
from service.domain.assessment import FigureGroup
from service.office import Unit
from service.store import figures

ORDER = FigureGroup.ORDER


@figure("overdue", ORDER, "任务逾期", "Tasks overdue", ("任务和期限", "tasks and their due days"),
        more_is_better=False)  # fmt: skip
def overdue(unit: Unit, year: int) -> Pairs:
    return figures.tasks_overdue(unit.connection, span_of(year), unit.now)


@figure("recheck_first_round", ORDER, "国家复核一次通过", "National re-check passed at once",
        ("国家复核", "national re-checks"))  # fmt: skip
def recheck_first_round(unit: Unit, year: int) -> Pairs:
    return figures.first_round(unit.connection, span_of(year), ("national_recheck",))


@figure("reports_unreturned", ORDER, "报送信息未被退回", "Reports not sent back",
        ("通报的信息", "shared items"))  # fmt: skip
def reports_unreturned(unit: Unit, year: int) -> Pairs:
    return figures.reports_unreturned(unit.connection, span_of(year))


@figure("findings_overturned", ORDER, "认定被推翻", "Findings overturned",
        ("违规认定", "findings"), more_is_better=False)  # fmt: skip
def findings_overturned(unit: Unit, year: int) -> Pairs:
    return figures.findings_overturned(unit.connection, span_of(year))


@figure("incidents", ORDER, "案件发生异常", "Cases with an incident",
        ("异常事项", "incidents"), more_is_better=False)  # fmt: skip
def incidents(unit: Unit, year: int) -> Pairs:
    return figures.cases_with_incidents(unit.connection, span_of(year))
