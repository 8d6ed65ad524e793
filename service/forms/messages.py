"""What is wrong with an answer and how to put it right, in both languages.

One entry for every keyword a definition may use; the test of this module holds them complete.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from service.domain.errors import BadCode
from service.domain.identity import normalise_code
from service.forms.model import Field, Words
from service.forms.widgets import PICKED


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """One answer that does not fit: `limit` is what the keyword asks, `given` what came."""

    field: Field
    label: Words
    limit: Any
    given: Any


def explain(keyword: str, wrong: Wrong) -> Words:
    return MESSAGES.get(keyword, _other)(wrong)


def missing(field: Field, label: Words) -> Words:
    """The words for a question left open."""
    zh, en = label.zh, label.en
    if field.widget == "confirm":
        return Words(zh=f"请勾选“{zh}”。", en=f"Tick “{en}”.")
    if field.widget == "files":
        return Words(zh=f"请上传{zh}。", en=f"Upload “{en}”.")
    if field.widget == "rows":
        return Words(zh=f"{zh}至少要填一行。", en=f"Fill in at least one row of “{en}”.")
    if field.widget == "date":
        return Words(zh=f"请填写{zh}，例如 2026-10-09。", en=f"Fill in “{en}”, such as 2026-10-09.")
    if field.widget in PICKED:
        return Words(zh=f"请选择{zh}。", en=f"Choose “{en}”.")
    return Words(zh=f"请填写{zh}。", en=f"Fill in “{en}”.")


def not_asked(name: str) -> Words:
    return Words(
        zh=f"本表没有“{name}”这一项。删掉它，或核对字段名。",
        en=f"This form has no field “{name}”. Remove it or check the name.",
    )


def _required(wrong: Wrong) -> Words:
    return missing(wrong.field, wrong.label)


def _type(wrong: Wrong) -> Words:
    zh, en = wrong.label.zh, wrong.label.en
    if wrong.limit == "integer":
        return Words(
            zh=f"{zh}要填整数，例如 12。", en=f"“{en}” must be a whole number, such as 12."
        )
    if wrong.limit == "boolean":
        return Words(zh=f"{zh}要选“是”或“否”。", en=f"Answer “{en}” with yes or no.")
    shape = {
        "array": ("列表", "a list"),
        "object": ("一组内容", "a group of answers"),
        "string": ("文字", "text"),
    }
    word_zh, word_en = shape.get(str(wrong.limit), shape["string"])
    return Words(zh=f"{zh}要填{word_zh}。", en=f"“{en}” must be {word_en}.")


def _enum(wrong: Wrong) -> Words:
    choices_zh = "、".join(option.words.zh for option in wrong.field.options[:6])
    choices_en = ", ".join(option.words.en for option in wrong.field.options[:6])
    return Words(
        zh=f"{wrong.label.zh}要从给出的选项里选：{choices_zh}。",
        en=f"Choose “{wrong.label.en}” from what is offered: {choices_en}.",
    )


def _min_length(wrong: Wrong) -> Words:
    there = len(str(wrong.given))
    return Words(
        zh=f"{wrong.label.zh}至少写 {wrong.limit} 个字，现在是 {there} 个。",
        en=f"“{wrong.label.en}” needs at least {wrong.limit} characters; there are {there}.",
    )


def _max_length(wrong: Wrong) -> Words:
    over = len(str(wrong.given)) - int(wrong.limit)
    return Words(
        zh=f"{wrong.label.zh}最多写 {wrong.limit} 个字，请删去 {over} 个。",
        en=f"“{wrong.label.en}” takes at most {wrong.limit} characters; remove {over}.",
    )


def _minimum(wrong: Wrong) -> Words:
    return Words(
        zh=f"{wrong.label.zh}不能小于 {wrong.limit}。",
        en=f"“{wrong.label.en}” can not be less than {wrong.limit}.",
    )


def _maximum(wrong: Wrong) -> Words:
    return Words(
        zh=f"{wrong.label.zh}不能大于 {wrong.limit}。",
        en=f"“{wrong.label.en}” can not be more than {wrong.limit}.",
    )


def _pattern(wrong: Wrong) -> Words:
    says: Mapping[str, str] = wrong.field.schema["x-pattern-says"]
    given = str(wrong.given)[:40]
    return Words(
        zh=f"{wrong.label.zh}“{given}”的写法不对：{says['zh']}",
        en=f"“{given}” does not fit “{wrong.label.en}”: {says['en']}",
    )


def _format(wrong: Wrong) -> Words:
    if wrong.limit == "credit_code":
        return _credit_code(wrong)
    how = {
        "date": ("要填日历上有的日期，例如 2026-10-09", "must be a real day, such as 2026-10-09"),
        "date-time": (
            "要填日期和时间，例如 2026-10-09 14:30",
            "must be a day and a time, such as 2026-10-09 14:30",
        ),
        "decimal": (
            "要填不小于 0 的数，最多两位小数，例如 1200.50",
            "must be a figure from 0 up with at most two decimals, such as 1200.50",
        ),
        "email": ("要填完整的邮箱，例如 ip@example.com", "must be a full address: ip@example.com"),
        "phone": (
            "要填 7 至 20 位的电话号码，例如 0571-88001234",
            "must be a phone number of 7 to 20 digits, such as 0571-88001234",
        ),
    }
    zh, en = how[str(wrong.limit)]
    return Words(zh=f"{wrong.label.zh}{zh}。", en=f"“{wrong.label.en}” {en}.")


def _credit_code(wrong: Wrong) -> Words:
    try:
        normalise_code(str(wrong.given))
    except BadCode as refusal:
        return Words(
            zh=f"{wrong.label.zh}：{refusal.message('zh')}",
            en=f"“{wrong.label.en}”: {refusal.message('en')}",
        )
    return _type(wrong)


def _counted(field: Field) -> tuple[str, str, str]:
    """Verb, measure word, English noun for the items of a list."""
    return {
        "rows": ("填", "行", "rows"),
        "files": ("上传", "个文件", "files"),
        "ipc": ("填", "个", "codes"),
    }.get(field.widget, ("选", "项", "answers"))


def _min_items(wrong: Wrong) -> Words:
    verb, measure, noun = _counted(wrong.field)
    return Words(
        zh=f"{wrong.label.zh}至少要{verb} {wrong.limit} {measure}，现在是 {len(wrong.given)}。",
        en=f"“{wrong.label.en}” needs at least {wrong.limit} {noun}; there are {len(wrong.given)}.",
    )


def _max_items(wrong: Wrong) -> Words:
    verb, measure, noun = _counted(wrong.field)
    over = len(wrong.given) - int(wrong.limit)
    return Words(
        zh=f"{wrong.label.zh}最多{verb} {wrong.limit} {measure}，请去掉 {over} {measure}。",
        en=f"“{wrong.label.en}” takes at most {wrong.limit} {noun}; remove {over}.",
    )


def _unique(wrong: Wrong) -> Words:
    return Words(
        zh=f"{wrong.label.zh}里有重复的，留下一个。",
        en=f"“{wrong.label.en}” holds the same item twice; keep one.",
    )


def _unknown(wrong: Wrong) -> Words:
    return not_asked(str(wrong.given))


def _other(wrong: Wrong) -> Words:
    return Words(
        zh=f"{wrong.label.zh}的内容不符合要求，核对后重填。",
        en=f"“{wrong.label.en}” does not fit what is asked; check it and fill it in again.",
    )


MESSAGES: dict[str, Callable[[Wrong], Words]] = {
    "required": _required,
    "dependentRequired": _required,
    "const": _required,
    "type": _type,
    "enum": _enum,
    "minLength": _min_length,
    "maxLength": _max_length,
    "minimum": _minimum,
    "maximum": _maximum,
    "pattern": _pattern,
    "format": _format,
    "minItems": _min_items,
    "maxItems": _max_items,
    "uniqueItems": _unique,
    "additionalProperties": _unknown,
}
