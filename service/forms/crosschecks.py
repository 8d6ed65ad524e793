"""What JSON Schema can not say: against today, against another answer, against what is offered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.domain.errors import FieldError
from service.forms.labels import row_label
from service.forms.model import Field, FormContext, Words
from service.forms.summary import day_words


@dataclass(frozen=True)
class Around:
    """An answer's surroundings: what it is called, where it is, the answers next to it."""

    label: Words
    path: str
    answers: Mapping[str, Any]
    fields: tuple[Field, ...]

    def title(self, name: str) -> Words:
        return next(field.words for field in self.fields if field.name == name)


def cross_check(
    fields: tuple[Field, ...], kept: Mapping[str, Any], context: FormContext
) -> Iterator[FieldError]:
    """The faults of answers that each fit their own description."""
    for field in fields:
        value = kept.get(field.name)
        if value is None:
            continue
        if field.widget == "rows" and isinstance(value, list):
            for number, row in enumerate(value):
                if isinstance(row, Mapping):
                    yield from _level(field, row, context, number)
        elif field.fields and isinstance(value, Mapping):
            yield from _level(field, value, context, None)
        else:
            yield from _found(field, Around(field.words, field.name, kept, fields), context)


def _level(
    outer: Field, answers: Mapping[str, Any], context: FormContext, number: int | None
) -> Iterator[FieldError]:
    prefix = outer.name if number is None else f"{outer.name}.{number}"
    for field in outer.fields:
        if field.name in answers:
            label = field.words if number is None else row_label(outer.words, number, field.words)
            path = f"{prefix}.{field.name}"
            yield from _found(field, Around(label, path, answers, outer.fields), context)


def _found(field: Field, around: Around, context: FormContext) -> Iterator[FieldError]:
    value = around.answers[field.name]
    for words in (
        _characters(around.label, value),
        _days(field, around, value, context.today),
        _figures(field, around, value),
        _offered(field, around.label, value, context),
    ):
        if words is not None:
            yield FieldError(field=around.path, zh=words.zh, en=words.en)


def _characters(label: Words, value: object) -> Words | None:
    """Characters no database and no printed page can carry."""
    texts = value if isinstance(value, list) else [value]
    if any(_unprintable(c) for text in texts if isinstance(text, str) for c in text):
        return Words(
            zh=f"{label.zh}里有看不见的控制字符。删掉这一处，重新输入。",
            en=f"“{label.en}” holds an invisible control character. Type that part again.",
        )
    return None


def _unprintable(char: str) -> bool:
    return (char < " " and char not in "\n\t") or "\ud800" <= char <= "\udfff" or char == "\x7f"


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def _days(field: Field, around: Around, value: object, today: date) -> Words | None:
    given = _day(value) if field.widget in {"date", "date_time"} else None
    if given is None:
        return None
    for key, later in (("x-not-after", True), ("x-not-before", False)):
        other = field.schema.get(key)
        bound = today if other == "today" else _day(around.answers.get(str(other)))
        if other and bound is not None and (given > bound if later else given < bound):
            return _day_words(around.label, _bound_name(around, other), bound, later)
    return None


def _bound_name(around: Around, other: str) -> Words:
    if other == "today":
        return Words(zh="今天", en="today")
    title = around.title(other)
    return Words(zh=title.zh, en=f"“{title.en}”")


def _day_words(label: Words, other: Words, bound: date, later: bool) -> Words:
    day_zh, day_en = day_words(bound, "zh"), day_words(bound, "en")
    return Words(
        zh=f"{label.zh}不能{'晚' if later else '早'}于{other.zh}（{day_zh}）。核对日期后重填。",
        en=f"“{label.en}” can not be {'later' if later else 'earlier'} than {other.en} ({day_en}).",
    )


def _figures(field: Field, around: Around, value: object) -> Words | None:
    other = field.schema.get("x-at-most")
    most = around.answers.get(other) if other else None
    if isinstance(value, int) and isinstance(most, int) and value > most:
        named = around.title(str(other))
        return Words(
            zh=f"{around.label.zh}不能多于{named.zh}（{most}）。核对两个数后重填。",
            en=f"“{around.label.en}” can not be more than “{named.en}” ({most}). Check both.",
        )
    return None


def _offered(field: Field, label: Words, value: object, context: FormContext) -> Words | None:
    if not _is_offered(field, value, context):
        return Words(
            zh=f"{label.zh}要从给出的名单里选；“{str(value)[:60]}”不在里面。",
            en=f"Choose “{label.en}” from what is offered; “{str(value)[:60]}” is not in it.",
        )
    if field.widget == "files" and isinstance(value, list):
        lost = [item for item in value if not isinstance(item, str) or not context.documents(item)]
        if lost:
            return Words(
                zh=f"{label.zh}里有 {len(lost)} 个文件没有传上来。重新上传后再提交。",
                en=f"{len(lost)} of the files in “{label.en}” did not arrive. Upload again.",
            )
    return None


def _is_offered(field: Field, value: object, context: FormContext) -> bool:
    if not isinstance(value, str):
        return True
    match field.widget:
        case "center" | "officer" | "service_kind":
            return value in context.offered(field.widget)
        case "entity":
            return context.entities(value) is not None
        case _:
            return True
