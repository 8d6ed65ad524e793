"""Rule parameters of lists with their defaults."""

from __future__ import annotations

from service.domain.catalogue_limits import HOUSE, _limit
from service.domain.periods import Unit
from service.domain.rule_types import COUNT, Definition, Entry

_WD = Unit.WORKING_DAY.value


def _count(key: str, default: int, zh: str, en: str, article: str) -> Entry:
    definition = Definition(key=key, unit=COUNT, zh=zh, en=en)
    return Entry(definition, default, HOUSE, article)


RULES: tuple[Entry, ...] = (
    _limit("list_submission", 15, _WD, "名单报送", "Submission of the list", "M37"),
    _limit("list_approval", 3, _WD, "省局审核报送", "Approval by the province", "M37"),
    _limit("list_check", 10, _WD, "国家局逐行核对", "Check row by row", "M01"),
    _limit("list_correction", 5, _WD, "修改退回的行", "Correction of returned rows", "M02"),
    _limit("list_decision", 5, _WD, "批准列入", "Approval of the list", "M01"),
    _count("list_returns", 1, "名单行可退回的次数", "How often rows may be returned", "M02"),
    _count("list_import_rows", 20000, "一次导入的最多行数", "Most rows of one import", "M38"),
)
