"""The pure functions every expression may call; the surroundings of a step add their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from service.engine.language.errors import ExpressionError

MAX_ITEMS = 10_000


def _numbers(values: Iterable[Any]) -> list[Any]:
    found = list(values)
    if any(isinstance(v, bool) or not isinstance(v, int | float) for v in found):
        raise ExpressionError("sum 只能加数字", "sum adds numbers only")
    return found


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ExpressionError("这里需要文字", "text is needed here")
    return value


def _rounded(value: Any, digits: int = 0) -> Any:
    if not -15 <= digits <= 15:
        raise ExpressionError("round 的位数要在 -15 到 15 之间", "round takes -15 to 15 digits")
    return round(value, digits) if digits else round(value)


def _whole(value: Any) -> int:
    if isinstance(value, str) and len(value) > 20:
        raise ExpressionError("文字太长，不是整数", "too long to be a whole number")
    return int(value)


def _get(thing: Any, key: Any, otherwise: Any = None) -> Any:
    if isinstance(thing, Mapping):
        return thing.get(key, otherwise)
    if isinstance(thing, Sequence) and isinstance(key, int):
        return thing[key] if -len(thing) <= key < len(thing) else otherwise
    return otherwise


def _listed(values: Iterable[Any]) -> list[Any]:
    found = list(values)
    if len(found) > MAX_ITEMS:
        raise ExpressionError("列表太长", "the list is too long")
    return found


FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "abs": abs,
    "all": all,
    "any": any,
    "bool": bool,
    "contains": lambda text, part: _text(part) in _text(text),
    "ends_with": lambda text, part: _text(text).endswith(_text(part)),
    "first": lambda values, otherwise=None: next(iter(values), otherwise),
    "get": _get,
    "int": _whole,
    "keys": lambda thing: list(thing.keys()) if isinstance(thing, Mapping) else [],
    "last": lambda values, otherwise=None: list(values)[-1] if len(values) else otherwise,
    "len": len,
    "list": _listed,
    "lower": lambda text: _text(text).lower(),
    "max": max,
    "min": min,
    "round": _rounded,
    "sorted": lambda values: sorted(_listed(values)),
    "starts_with": lambda text, part: _text(text).startswith(_text(part)),
    "strip": lambda text: _text(text).strip(),
    "sum": lambda values: sum(_numbers(values)),
    "upper": lambda text: _text(text).upper(),
}
