"""Rule parameters of identity with their defaults."""

from __future__ import annotations

from service.domain.catalogue_limits import HOUSE
from service.domain.periods import Unit
from service.domain.rule_types import YES_NO, Definition, Entry

RULES: tuple[Entry, ...] = (
    Entry(
        Definition(
            key="change_decision",
            unit=Unit.WORKING_DAY.value,
            zh="核定变更报告",
            en="Decision on a reported change",
        ),
        10,
        HOUSE,
        "domain.md D9",
    ),
    Entry(
        Definition(
            key="change_evidence",
            unit=YES_NO,
            zh="变更报告须附证明材料",
            en="A reported change needs evidence",
        ),
        True,
        HOUSE,
        "domain.md D9",
    ),
)
