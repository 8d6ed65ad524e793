"""Which fields are asked, given what has been answered so far.

A condition is JSON Schema's own if/then/else, at the top of a definition or inside its allOf.
`then: {"properties": {"x": true}}` shows x only while the condition holds; several conditions may
show the same field, one is enough. A condition looks back at earlier fields only (checked when a
definition is loaded), so one pass in the order of asking is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry

from service.forms.model import Branch, Form, Values


def statements(schema: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Every if/then/else of a definition, in the order written."""
    own: list[Mapping[str, Any]] = [schema] if "if" in schema else []
    return own + [part for part in schema.get("allOf", []) if "if" in part]


def branches(schema: Mapping[str, Any]) -> tuple[Branch, ...]:
    found = []
    for statement in statements(schema):
        test = Draft202012Validator(statement["if"], registry=Registry())
        for arm, otherwise in (("then", False), ("else", True)):
            if arm in statement:
                found.append(_branch(statement["if"], statement[arm], otherwise, test))
    return tuple(found)


def _branch(when: Mapping[str, Any], arm: Mapping[str, Any], otherwise: bool, test: Any) -> Branch:
    shown = {name for name, rule in arm.get("properties", {}).items() if rule is True}
    return Branch(
        when=when,
        otherwise=otherwise,
        shows=frozenset(shown),
        requires=frozenset(arm.get("required", [])),
        test=test,
    )


def fields_asked_by(when: Mapping[str, Any]) -> set[str]:
    """The fields a condition looks at."""
    asked = set(when.get("properties", {})) | set(when.get("required", []))
    for key in ("allOf", "anyOf"):
        for part in when.get(key, []):
            asked |= fields_asked_by(part)
    if "not" in when:
        asked |= fields_asked_by(when["not"])
    return asked


def dependent_fields(found: Iterable[Branch]) -> set[str]:
    """Fields that are asked only while some condition shows them."""
    return {name for branch in found for name in branch.shows}


def keep_visible(form: Form, values: Mapping[str, Any]) -> Values:
    """`values` without the answers to questions that are not asked."""
    dependent = dependent_fields(form.branches)
    kept: Values = {}
    for field in form.fields:
        if field.name not in values:
            continue
        if field.name not in dependent or _shown(form, field.name, kept):
            kept[field.name] = values[field.name]
    return kept


def visible_fields(form: Form, values: Mapping[str, Any]) -> set[str]:
    """Names of the top-level fields that are asked when `values` is what has been answered."""
    dependent = dependent_fields(form.branches)
    kept = keep_visible(form, values)
    return {
        field.name
        for field in form.fields
        if field.name not in dependent or _shown(form, field.name, kept)
    }


def _shown(form: Form, name: str, kept: Mapping[str, Any]) -> bool:
    return any(branch.counts(kept) for branch in form.branches if name in branch.shows)


def required_now(form: Form, values: Mapping[str, Any]) -> set[str]:
    """Top-level fields that must be answered, given what has been answered."""
    always = {field.name for field in form.fields if field.required}
    asked = {name for branch in form.branches if branch.counts(values) for name in branch.requires}
    by_other = {
        name
        for given, names in form.schema.get("dependentRequired", {}).items()
        if given in values
        for name in names
    }
    return always | asked | by_other
