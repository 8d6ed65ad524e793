"""A filled form for reading: in the record, beside the next task, on paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from service.domain.periods import SHANGHAI
from service.forms.model import Document, Field, Form, FormContext, Values, Words

Reading = list[tuple[str, list[tuple[str, str]]]]
HIDDEN = Words(zh="（已保护，按岗位查看）", en="(protected: shown by post)")
NOTHING = Words(zh="未填", en="Not given")


def summary(
    form: Form,
    values: Mapping[str, Any],
    lang: str,
    context: FormContext | None = None,
    *,
    protected: bool = False,
) -> Reading:
    """[(section, [(label, text), …]), …] of what was answered, no empty section.

    Protected fields (who informed, E7 row 80) show only with `protected`.
    """
    found: Reading = []
    for section in form.sections:
        lines = [
            (field.title(lang), _shown(field, values[field.name], lang, context, protected))
            for field in section.fields
            if values.get(field.name) is not None
        ]
        if lines:
            found.append((section.title(lang), lines))
    return found


def redacted(form: Form, values: Mapping[str, Any]) -> Values:
    """`values` without the answers that are protected."""
    hidden = {field.name for field in form.fields if field.protected}
    return {name: value for name, value in values.items() if name not in hidden}


def _shown(
    field: Field, value: Any, lang: str, context: FormContext | None, protected: bool
) -> str:
    if field.protected and not protected:
        return HIDDEN.say(lang)
    return text_of(field, value, lang, context)


def text_of(field: Field, value: Any, lang: str, context: FormContext | None = None) -> str:
    """One answer in words; rows stand one a line."""
    if value is None:
        return NOTHING.say(lang)
    if field.widget == "rows" and isinstance(value, list):
        return "\n".join(
            f"{number}. {_inner(field, row, lang, context)}"
            for number, row in enumerate(value, start=1)
        )
    if field.fields:
        return _inner(field, value, lang, context)
    if isinstance(value, list):
        joined = "、" if lang == "zh" else ", "
        return joined.join(_single(field, item, lang, context) for item in value)
    return _single(field, value, lang, context)


def _inner(field: Field, answers: Any, lang: str, context: FormContext | None) -> str:
    if not isinstance(answers, Mapping):
        return str(answers)
    colon, joined = ("：", "；") if lang == "zh" else (": ", "; ")
    return joined.join(
        f"{inner.title(lang)}{colon}{text_of(inner, answers[inner.name], lang, context)}"
        for inner in field.fields
        if answers.get(inner.name) is not None
    )


def _single(field: Field, value: Any, lang: str, context: FormContext | None) -> str:
    option = field.option(value)
    if option is not None:
        return option.words.say(lang)
    if field.widget in {"date", "date_time"}:
        return _moment(str(value), lang)
    if field.widget == "confirm":
        return {"zh": "已确认", "en": "Confirmed"}[lang] if value is True else str(value)
    if context is not None and isinstance(value, str):
        return _looked_up(field, value, lang, context)
    return f"{value} {field.unit.say(lang)}" if field.unit else str(value)


def _looked_up(field: Field, value: str, lang: str, context: FormContext) -> str:
    if field.widget == "files":
        document: Document | None = context.documents(value)
        return document.name if document else value
    look: dict[str, Callable[[str], Words | None]] = {
        "center": context.centers.get,
        "officer": context.people.get,
        "service_kind": context.kinds.get,
        "entity": context.entities,
    }
    words = look[field.widget](value) if field.widget in look else None
    if words is not None:
        return f"{words.say(lang)} {value}" if field.widget == "entity" else words.say(lang)
    return f"{value} {field.unit.say(lang)}" if field.unit else value


def _moment(text: str, lang: str) -> str:
    try:
        if len(text) <= len("2026-10-09"):
            return day_words(date.fromisoformat(text), lang)
        moment = datetime.fromisoformat(text).astimezone(SHANGHAI)
    except ValueError:
        return text
    return f"{day_words(moment.date(), lang)} {moment:%H:%M}"


def day_words(day: date, lang: str) -> str:
    """2026年10月9日, or 9 October 2026."""
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {day:%B %Y}"
