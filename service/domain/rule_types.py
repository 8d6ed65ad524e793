"""What a rule parameter is: its definition (a question and its words) and its dated values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from service.domain.errors import BadRuleValue
from service.domain.periods import Unit

Value = int | bool | str | Decimal

COUNT, PERCENT, YES_NO, CHOICE, TEXT = "count", "percent", "yes_no", "choice", "text"
PERIOD_UNITS = frozenset(unit.value for unit in Unit)


class Scope(StrEnum):
    """How far a value reaches; the narrower wins."""

    NATION = "nation"
    PROVINCE = "province"
    CENTER = "center"

    @property
    def zh(self) -> str:
        return {"nation": "全国", "province": "省", "center": "中心"}[self.value]


@dataclass(frozen=True, kw_only=True)
class Definition:
    """One thing that the rule owner decides; the words are the same for all its values.

    `party`: a party's deadline, which rolls over holidays as the rule `deadline_roll` says.
    `stricter`: the key of a yes/no rule. What follows from the value reaches every center, so
    that a narrower one counts only where that rule lets the stricter of all values win.
    """

    key: str
    unit: str
    zh: str
    en: str
    options: Mapping[str, tuple[str, str]] | None = None
    question: str | None = None  # Q1-Q16
    question_zh: str = ""
    question_en: str = ""
    party: bool = False
    stricter: str | None = None

    @property
    def is_period(self) -> bool:
        return self.unit in PERIOD_UNITS

    def read(self, text: str) -> Value:
        """The typed value of a stored or typed text. Raises BadRuleValue."""
        text = text.strip()
        if self.unit == YES_NO:
            if text not in ("true", "false"):
                raise self._bad(text, "填 true 或 false。", "Give true or false.")
            return text == "true"
        if self.unit == CHOICE:
            if text not in (self.options or {}):
                names = "、".join(self.options or {})
                raise self._bad(
                    text, f"可选：{names}。", f"One of: {', '.join(self.options or {})}."
                )
            return text
        if self.unit == TEXT:
            return text
        return self._number(text)

    def _number(self, text: str) -> int | Decimal:
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise self._bad(text, "填数字。", "Give a number.") from None
        if not number.is_finite() or number < 0:
            raise self._bad(text, "不能小于零。", "It can not be less than zero.")
        if self.unit == PERCENT:
            return number
        if number != int(number):
            raise self._bad(text, "填整数。", "Give a whole number.")
        return int(number)

    def _bad(self, value: str, reason_zh: str, reason_en: str) -> BadRuleValue:
        return BadRuleValue(
            label_zh=self.zh,
            label_en=self.en,
            value=value,
            reason_zh=reason_zh,
            reason_en=reason_en,
        )


@dataclass(frozen=True, kw_only=True)
class RuleParameter:
    """One dated value of a rule. `valid_to` is its last day, None while open.

    `ends`: no value but the end of one. From `valid_from` on, what was said before of this very
    place no longer holds there, and the next wider value reaches it again.
    """

    key: str
    value: Value
    unit: str
    scope: Scope = Scope.NATION
    scope_code: str | None = None  # an office or center code; None for the nation
    document: str = ""
    article: str = ""
    valid_from: date
    valid_to: date | None = None
    version: int = 1
    question: str | None = None
    ends: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "scope", Scope(self.scope))

    @property
    def text(self) -> str:
        """The value as stored: `Definition.read` gives it back."""
        return str(self.value).lower() if isinstance(self.value, bool) else str(self.value)

    def valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def reaches(self, province: str | None, center: str | None) -> bool:
        if self.scope is Scope.NATION:
            return True
        mine = province if self.scope is Scope.PROVINCE else center
        return mine is not None and self.scope_code == mine


@dataclass(frozen=True)
class Entry:
    """A definition with the value it has until the rule owner says otherwise."""

    definition: Definition
    default: Value
    document: str
    article: str
