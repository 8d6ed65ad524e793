"""What is wrong with an argument, in both languages, from what marshmallow says of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from service.domain.errors import FieldError

BETWEEN = "\x1f"
# marshmallow's own sentences, and how we say them.
KNOWN = {
    "Missing data for required field.": ("没有填。", "It is missing."),
    "Field may not be null.": ("不能是 null。", "It may not be null."),
    "Unknown field.": ("没有这一项。去掉它再提交。", "There is no such field. Leave it out."),
    "Invalid input type.": ("应是一个 JSON 对象。", "It must be a JSON object."),
    "Not a valid integer.": ("不是整数。", "It is not a whole number."),
    "Not a valid string.": ("应是文字。", "It must be text."),
    "Not a valid boolean.": ("应是 true 或 false。", "It must be true or false."),
    "Not a valid mapping type.": ("应是一个 JSON 对象。", "It must be a JSON object."),
    "Not a valid list.": ("应是一个列表。", "It must be a list."),
    "Not a valid date.": ("没有这一天。写成 2026-10-09。", "No such day. Write 2026-10-09."),
    "Not a valid datetime.": (
        "不是时刻。写成 2026-10-09T09:00:00Z；地址里的 + 号写成 %2B。",
        "Not an instant. Write 2026-10-09T09:00:00Z; in an address, + is written %2B.",
    ),
    "Not a valid aware datetime.": (
        "时刻要带时区，例如 2026-10-09T09:00:00Z。",
        "An instant carries its zone: 2026-10-09T09:00:00Z.",
    ),
}


def both(zh: str, en: str) -> str:
    """One message of a validator that carries both languages; gaps as in its own messages."""
    return f"{zh}{BETWEEN}{en}"


def field_errors(messages: Any) -> tuple[FieldError, ...]:
    """The faults of one request; the place (json, query) is not part of a field's name."""
    found: list[FieldError] = []
    for place in messages.values() if isinstance(messages, Mapping) else [messages]:
        found.extend(_walk(place, ()))
    return tuple(found)


def _walk(node: Any, path: tuple[str, ...]) -> Iterator[FieldError]:
    if isinstance(node, Mapping):
        for name, inner in node.items():
            yield from _walk(inner, path if name == "_schema" else (*path, str(name)))
        return
    for sentence in node if isinstance(node, list) else [node]:
        zh, en = _words(str(sentence))
        yield FieldError(field=".".join(path)[:200], zh=zh, en=en)


def _words(sentence: str) -> tuple[str, str]:
    if BETWEEN in sentence:
        zh, _, en = sentence.partition(BETWEEN)
        return zh, en
    return KNOWN.get(sentence, ("填得不对。", sentence))
