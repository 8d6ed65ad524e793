"""The assessment of the regions: opened by the nation for a year that is over."""

from __future__ import annotations

from service.casework.openings.registry import Answers, Opening, opener
from service.domain.errors import FieldError, InvalidForm
from service.domain.roles import NATION_CODE, Actor, Role
from service.office import Unit
from service.store import assessments


@opener("regional_assessment", Role.NATIONAL_OFFICER)
def _assessment(unit: Unit, actor: Actor, answers: Answers) -> Opening:
    """One assessment a year; an abandoned one does not count."""
    year = int(answers["year"])
    if year > unit.today.year:
        wrong = FieldError(field="year", zh="年度还没有到。", en="That year has not begun.")
        raise InvalidForm(fields=(wrong,))
    held = assessments.live_of_year(unit.connection, year)
    if held is not None:
        wrong = FieldError(
            field="year",
            zh=f"{year} 年度已有评估，案号 {held['number']}。",
            en=f"{year} has an assessment already: {held['number']}.",
        )
        raise InvalidForm(fields=(wrong,))
    return Opening(
        province=NATION_CODE,
        subject=f"{year} 年度各省工作综合评估",
        subject_en=f"Assessment of the regions for {year}",
    )
