"""What a story answers: what it says itself, over the form's usual answers (usual/).

A choice may be named by its Chinese label or the label's beginning, a center by its short name.
Gaps: <today>, <today+5>, <code>, <name> and <center> of the entity, <serial>, and <what the story
calls a case> for its number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from service.forms import Field, Form
from service.stories.reading import plain, read_yaml

USUAL = Path(__file__).with_name("usual")  # one file a process
GAP = re.compile(r"<([^<>]+)>")
ABSENT = (None, "")
Fill = Callable[[str], str]
Center = Callable[[str], str]


@cache
def usual_answers() -> Mapping[str, Mapping[str, Any]]:
    """By form key, the answers a story need not give."""
    found: dict[str, Mapping[str, Any]] = {}
    for path in sorted(USUAL.glob("*.yaml")):
        found |= plain(read_yaml(path))
    return found


def answers_for(form: Form, said: Mapping[str, Any], fill: Fill, center: Center) -> dict[str, Any]:
    """The answers a story submits. A null takes a usual answer away."""
    merged = _over(usual_answers().get(form.key, {}), said)
    return {
        name: value
        for name, value in _translated(form.fields, _filled(merged, fill), center).items()
        if value not in ABSENT
    }


def _over(usual: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(usual)
    for name, value in said.items():
        held = found.get(name)
        both = isinstance(held, Mapping) and isinstance(value, Mapping)
        found[name] = _over(held, value) if both else value  # type: ignore[arg-type]
    return found


def _filled(value: Any, fill: Fill) -> Any:
    if isinstance(value, Mapping):
        return {key: _filled(inner, fill) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, fill) for inner in value]
    if isinstance(value, str):
        return GAP.sub(lambda gap: fill(gap[1]), value)
    return value


def _translated(
    fields: Iterable[Field], values: Mapping[str, Any], center: Center
) -> dict[str, Any]:
    known = {field.name: field for field in fields}
    return {
        name: _one(known[name], value, center) if name in known else value
        for name, value in values.items()
    }


def _one(field: Field, value: Any, center: Center) -> Any:
    if isinstance(value, list):
        return [_one(field, inner, center) for inner in value]
    if isinstance(value, Mapping):
        return _translated(field.fields, value, center)
    if not isinstance(value, str):
        return value
    if field.option(value) is None:
        named = [o.value for o in field.options if value == o.words.zh]
        begun = [o.value for o in field.options if o.words.zh.startswith(value)]
        if named or len(begun) == 1:
            return (named or begun)[0]
    return center(value) if field.widget == "center" else value
