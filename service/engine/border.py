"""The border of case data: JSON in, JSON out; days and instants become ISO text, NaN stays out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from service.engine.model import StepFailed

MAX_DEPTH = 40
MAX_SIZE = 2_000_000
MAX_INTEGER = 2**63 - 1


def as_json(value: Any) -> Any:
    """A deep copy of `value` as JSON; raises StepFailed for what has no place in case data."""
    return _Crossing().of(value, 0)


class _Crossing:
    """One value on its way over the border, and how much more of it may come."""

    def __init__(self) -> None:
        self.left = MAX_SIZE

    def of(self, value: Any, depth: int) -> Any:
        self.spend(1)
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, Enum):
            return self.of(value.value, depth)
        if isinstance(value, str):
            self.spend(len(value))
            return _text(value)
        if isinstance(value, int | float | Decimal):
            return _number(value)
        if isinstance(value, date):
            return instant_text(value) if isinstance(value, datetime) else value.isoformat()
        if depth >= MAX_DEPTH:
            raise _refused("嵌套太深", "nested too deeply")
        return self.of_many(value, depth + 1)

    def of_many(self, value: Any, depth: int) -> Any:
        if isinstance(value, Mapping):
            return {_key(k): self.of(v, depth) for k, v in value.items()}
        if isinstance(value, list | tuple):
            return [self.of(item, depth) for item in value]
        if is_dataclass(value) and hasattr(value, "as_json"):
            return self.of(value.as_json(), depth)
        raise _refused(f"不能保存这种值：{type(value).__name__}", f"a {type(value).__name__}")

    def spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise _refused(f"太大，最多 {MAX_SIZE} 字", f"larger than {MAX_SIZE} characters")


def instant_text(instant: datetime) -> str:
    """An aware instant as ISO text in UTC ("2027-06-10T01:00:00Z")."""
    if instant.tzinfo is None:
        raise _refused("时刻缺少时区", "an instant without a time zone")
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _text(value: str) -> str:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise _refused("文字里有坏字符", "text that is not Unicode") from None
    return str(value)


def _number(value: int | float | Decimal) -> int | float:
    if isinstance(value, int):
        if abs(value) > MAX_INTEGER:
            raise _refused("整数太大", "an integer beyond 64 bits")
        return int(value)
    if not math.isfinite(value):
        raise _refused("不是有限的数", "a number that is not finite")
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise _refused("数据的键必须是文字", "a key that is not text")
    return _text(key)


def _refused(zh: str, en: str) -> StepFailed:
    return StepFailed(None, f"案件数据只能是 JSON：{zh}", f"case data must be JSON: {en}")
