"""From a file to a form: parse, check, build. Nothing that is not whole gets past here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError
from referencing import Registry

from service.domain.errors import BrokenForm
from service.forms.conditions import branches
from service.forms.definition import check_definition
from service.forms.findings import Findings
from service.forms.formats import FORMAT_CHECKER
from service.forms.model import Field, Form, Option, Section, Words
from service.forms.nesting import deeper_than
from service.forms.order import in_order

LARGEST_DEFINITION = 256_000
DEEPEST_DEFINITION = 20
YES_NO = {"true": {"zh": "是", "en": "Yes"}, "false": {"zh": "否", "en": "No"}}


def load_form(raw: bytes, key: str) -> Form:
    """The form stored in `raw`; raises BrokenForm with every finding."""
    findings = Findings()
    schema = _parse(raw, findings)
    if schema is not None and _is_schema(schema, findings):
        check_definition(schema, findings)
    if findings.found or schema is None:
        raise BrokenForm(tuple(findings.found))
    return _build(schema, key)


def _parse(raw: bytes, findings: Findings) -> dict[str, Any] | None:
    if len(raw) > LARGEST_DEFINITION:
        size = f"{LARGEST_DEFINITION // 1000} kB"
        findings.add("too_large", None, f"文件超过 {size}。", f"The file exceeds {size}.")
        return None
    try:
        schema = json.loads(raw.decode("utf-8"), object_pairs_hook=_no_doubles)
    except (ValueError, RecursionError) as error:
        findings.add(
            "not_json",
            None,
            f"文件不是正确的 JSON：{error}",
            f"The file is not valid JSON: {error}",
        )
        return None
    if deeper_than(schema, DEEPEST_DEFINITION):
        findings.add("too_deep", None, "层次太多。", "The file is nested too deeply.")
        return None
    if not isinstance(schema, dict):
        findings.add("not_json", None, "最外层要是一个对象。", "The file must hold one object.")
        return None
    return schema


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"“{twice}” is written twice (写了两次)")
    return found


def _is_schema(schema: Mapping[str, Any], findings: Findings) -> bool:
    if _has_reference(schema):
        findings.add(
            "reference",
            None,
            "不能用 $ref 引用别处的内容，直接写在这里。",
            "$ref is not allowed; write it out here.",
        )
        return False
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        where = ".".join(str(part) for part in error.absolute_path) or None
        findings.add(
            "not_schema",
            where,
            f"不符合 JSON Schema：{error.message}",
            f"Not valid JSON Schema: {error.message}",
        )
        return False
    return True


def _has_reference(node: object) -> bool:
    if isinstance(node, dict):
        return bool({"$ref", "$dynamicRef"} & set(node)) or any(map(_has_reference, node.values()))
    return isinstance(node, list) and any(map(_has_reference, node))


def _build(schema: dict[str, Any], key: str) -> Form:
    required = set(schema.get("required", []))
    fields = [_field(name, rule, name in required) for name, rule in in_order(schema).items()]
    sections = tuple(
        Section(
            key=section["key"],
            words=_titles(section),
            fields=tuple(field for field in fields if field.section == section["key"]),
        )
        for section in schema["x-sections"]
    )
    return Form(
        key=key,
        words=_titles(schema),
        hint=_hint(schema),
        sections=sections,
        branches=branches(schema),
        submit=Words(**schema["x-submit"]),
        after=Words(**schema["x-after"]) if "x-after" in schema else None,
        schema=schema,
        validator=Draft202012Validator(schema, registry=Registry(), format_checker=FORMAT_CHECKER),
    )


def _field(name: str, rule: Mapping[str, Any], required: bool) -> Field:
    inner = rule.get("items", {}) if rule["x-widget"] == "rows" else rule
    needed = set(inner.get("required", []))
    return Field(
        name=name,
        widget=rule["x-widget"],
        words=_titles(rule),
        section=rule.get("x-section", ""),
        schema=rule,
        hint=_hint(rule),
        unit=Words(**rule["x-unit"]) if "x-unit" in rule else None,
        options=_options(rule),
        source=rule.get("x-source"),
        width=rule.get("x-width", "full"),
        required=required,
        read_only=bool(rule.get("readOnly")),
        protected=bool(rule.get("x-protected")),
        fields=tuple(
            _field(part, inner_rule, part in needed)
            for part, inner_rule in inner.get("properties", {}).items()
        ),
    )


def _options(rule: Mapping[str, Any]) -> tuple[Option, ...]:
    if rule["x-widget"] == "yes_no":
        labels = {**YES_NO, **rule.get("x-labels", {})}
        return (_option(True, labels["true"]), _option(False, labels["false"]))
    answers = rule.get("enum") or rule.get("items", {}).get("enum", [])
    return tuple(_option(value, rule["x-labels"][value]) for value in answers)


def _option(value: str | bool, label: Mapping[str, Any]) -> Option:
    hint = Words(**label["help"]) if "help" in label else None
    return Option(value=value, words=Words(zh=label["zh"], en=label["en"]), hint=hint)


def _titles(rule: Mapping[str, Any]) -> Words:
    return Words(zh=rule["title"], en=rule["x-title-en"])


def _hint(rule: Mapping[str, Any]) -> Words | None:
    if "description" not in rule:
        return None
    return Words(zh=rule["description"], en=rule["x-help-en"])
