"""Hypothesis: submissions that a form accepts, drawn from the form itself."""

from typing import Any

from hypothesis import strategies as st

from service.domain.periods import SHANGHAI
from service.forms import Field, Form, required_now, visible_fields
from tests.forms.desk import CENTERS, DOCUMENTS, ENTITY, TODAY

Draw = Any
DAYS = st.dates(max_value=TODAY).filter(lambda day: day.year >= 1900).map(str)
MOMENTS = st.datetimes(timezones=st.just(SHANGHAI)).map(
    lambda moment: moment.replace(microsecond=0, year=2026).isoformat()
)
LETTERS = st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n")
FORMATS = {
    "credit_code": st.just(ENTITY),
    "phone": st.from_regex(r"0[0-9]{3}-[0-9]{8}", fullmatch=True),
    "email": st.from_regex(r"[a-z]{1,9}@[a-z]{1,9}\.cn", fullmatch=True),
}


def texts(schema: dict[str, Any]) -> st.SearchStrategy[str]:
    if "pattern" in schema:
        return st.from_regex(schema["pattern"], fullmatch=True).filter(lambda t: t == t.strip())
    if schema.get("format") in FORMATS:
        return FORMATS[schema["format"]]
    most = min(schema.get("maxLength", 30), 30)
    least = max(schema.get("minLength", 1), 1)
    return st.text(LETTERS, min_size=least, max_size=most).filter(lambda t: t == t.strip())


def lists(items: st.SearchStrategy[Any], schema: dict[str, Any]) -> st.SearchStrategy[list[Any]]:
    least, most = max(1, schema.get("minItems", 1)), min(4, schema["maxItems"])
    return st.lists(items, min_size=least, max_size=most, unique=schema.get("uniqueItems", False))


def numbers(schema: dict[str, Any]) -> st.SearchStrategy[int]:
    return st.integers(schema["minimum"], min(schema["maximum"], 10_000))


SIMPLE = {
    "money": st.decimals(0, 10**9, places=2).map(lambda amount: format(amount, "f")),
    "date": DAYS,
    "date_time": MOMENTS,
    "yes_no": st.booleans(),
    "confirm": st.just(True),
    "center": st.sampled_from(sorted(CENTERS)),
    "officer": st.just("7"),
    "service_kind": st.just("rights_assistance"),
    "entity": st.just(ENTITY),
}
BY_SCHEMA = {
    "number": numbers,
    "choice": lambda schema: st.sampled_from(schema["enum"]),
    "many_choices": lambda schema: lists(st.sampled_from(schema["items"]["enum"]), schema),
    "ipc": lambda schema: lists(texts(schema["items"]), schema),
    "files": lambda schema: lists(st.sampled_from(sorted(DOCUMENTS)), schema),
}


def answers(field: Field) -> st.SearchStrategy[Any]:
    if field.widget == "rows":
        return lists(inside(field), dict(field.schema))
    if field.fields:
        return inside(field)
    if field.widget in SIMPLE:
        return SIMPLE[field.widget]
    return BY_SCHEMA.get(field.widget, texts)(dict(field.schema))


@st.composite
def inside(draw: Draw, field: Field) -> dict[str, Any]:
    """Answers to the parts of a row or group; never none at all."""
    found = {
        part.name: draw(answers(part))
        for part in field.fields
        if part.required or draw(st.booleans())
    }
    if not found:
        part = field.fields[0]
        found[part.name] = draw(answers(part))
    return ordered(field.fields, found)


def ordered(fields: tuple[Field, ...], found: dict[str, Any]) -> dict[str, Any]:
    """Make answers that are held against each other agree."""
    for field in fields:
        if field.name in found and field.schema.get("x-not-before") == "today":
            found[field.name] = max(found[field.name], str(TODAY))
        for key, pick in (("x-not-before", max), ("x-not-after", min), ("x-at-most", min)):
            other = field.schema.get(key)
            if field.name in found and other in found:
                found[field.name] = pick(found[field.name], found[other])
    return found


@st.composite
def submissions(draw: Draw, form: Form) -> dict[str, Any]:
    """What a careful person might hand in."""
    found: dict[str, Any] = {}
    for field in form.fields:
        if field.read_only or field.name not in visible_fields(form, found):
            continue
        if field.required or draw(st.booleans()):
            found[field.name] = draw(answers(field))
    while missing := sorted(required_now(form, found) - set(found)):
        for name in missing:
            asked = form.field(name)
            assert asked is not None
            found[name] = draw(answers(asked))
    return ordered(form.fields, found)
