"""Is this document a form we can show, check and translate? Everything wrong is reported at once.

The checks are stricter than JSON Schema: a keyword that is not listed here is refused, so that a
misspelt hint is found when the form is saved and not by the officer who misses the field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from service.forms.beginning import check_beginning
from service.forms.conditions import statements
from service.forms.definition_conditions import check_conditions
from service.forms.definition_values import check_labels, check_limits
from service.forms.definition_words import check_titles, check_words
from service.forms.findings import Findings
from service.forms.formats import CHECKS
from service.forms.widgets import NESTING, WIDGETS, WIDTHS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
TOP = frozenset(
    {
        "$schema",
        "$id",
        "title",
        "description",
        "type",
        "properties",
        "required",
        "additionalProperties",
        "dependentRequired",
        "allOf",
        "if",
        "then",
        "else",
        "x-title-en",
        "x-help-en",
        "x-sections",
        "x-submit",
        "x-after",
        "x-source",
    }
)
FIELD = frozenset(
    {
        "title",
        "description",
        "type",
        "enum",
        "const",
        "minLength",
        "maxLength",
        "pattern",
        "format",
        "minimum",
        "maximum",
        "minItems",
        "maxItems",
        "uniqueItems",
        "items",
        "properties",
        "required",
        "additionalProperties",
        "readOnly",
        "x-title-en",
        "x-help-en",
        "x-widget",
        "x-section",
        "x-order",
        "x-width",
        "x-labels",
        "x-source",
        "x-unit",
        "x-protected",
        "x-pattern-says",
        "x-not-after",
        "x-not-before",
        "x-at-most",
        "x-starts-as",
        "x-promises",
        "x-version",
    }
)


def check_definition(schema: Mapping[str, Any], findings: Findings) -> None:
    """Add to `findings` whatever keeps `schema` (valid JSON Schema already) from being a form."""
    _check_top(schema, findings)
    properties = _mapping(schema.get("properties"))
    sections = _check_sections(schema, findings)
    for name, rule in properties.items():
        _check_field(name, name, rule, findings)
        if isinstance(rule, Mapping) and rule.get("x-section") not in sections:
            findings.add(
                "unknown_section",
                name,
                f"字段“{name}”的 x-section 不在 x-sections 里。改成已有的部分，或先加上这一部分。",
                f"x-section of “{name}” is not listed in x-sections.",
            )
    _check_required(None, schema, findings)
    if not findings.found:
        check_conditions(schema, findings)


def _check_top(schema: Mapping[str, Any], findings: Findings) -> None:
    _unknown_keywords(None, schema, TOP, findings)
    if schema.get("$schema") != DIALECT:
        findings.add(
            "wrong_dialect", None, f"$schema 要写成 {DIALECT}。", f"$schema must be {DIALECT}."
        )
    check_titles(None, schema, findings)
    _closed(None, schema, findings)
    for key in ("x-submit", "x-after"):
        if key == "x-submit" or key in schema:
            check_words(None, key, schema.get(key), findings)
    extra = [part for part in schema.get("allOf", []) if set(part) - {"if", "then", "else"}]
    if extra or len(statements(schema)) != len(schema.get("allOf", [])) + ("if" in schema):
        findings.add(
            "condition_shape",
            None,
            "allOf 里只能写 if / then / else 条件。",
            "allOf may only hold if / then / else.",
        )


def _check_sections(schema: Mapping[str, Any], findings: Findings) -> set[str]:
    listed = schema.get("x-sections")
    if not isinstance(listed, list) or not listed:
        findings.add(
            "no_sections",
            None,
            "缺少 x-sections。至少写一个部分：{key, title, x-title-en}。",
            "x-sections is missing: list at least one {key, title, x-title-en}.",
        )
        return set()
    keys = set()
    for section in listed:
        if not isinstance(section, Mapping) or not isinstance(section.get("key"), str):
            findings.add("bad_section", None, "x-sections 的每一项要有 key。", "Each needs a key.")
            continue
        keys.add(section["key"])
        check_titles(section["key"], section, findings)
    return keys


def _check_field(path: str, name: str, rule: object, findings: Findings) -> None:
    if not isinstance(rule, Mapping):
        findings.add("bad_field", path, f"字段“{path}”要写成对象。", f"“{path}” must be an object.")
        return
    if not NAME.fullmatch(name):
        findings.add(
            "bad_name",
            path,
            f"字段名“{name}”只能用小写英文字母、数字和下划线，以字母开头，不超过 60 个字符。",
            f"“{name}” may only hold a-z, 0-9 and _, starting with a letter, at most 60 long.",
        )
    _unknown_keywords(path, rule, FIELD, findings)
    check_titles(path, rule, findings)
    if "description" in rule and not rule.get("x-help-en"):
        findings.add(
            "no_english_help",
            path,
            f"字段“{path}”有中文说明，缺少英文说明 x-help-en。",
            f"“{path}” has a description but no x-help-en.",
        )
    _check_widget(path, rule, findings)


def _check_widget(path: str, rule: Mapping[str, Any], findings: Findings) -> None:
    widget = WIDGETS.get(str(rule.get("x-widget")))
    if widget is None:
        known = "、".join(sorted(WIDGETS))
        findings.add(
            "unknown_widget",
            path,
            f"字段“{path}”的 x-widget 不认识。可用：{known}。",
            f"x-widget of “{path}” is unknown. Known: {', '.join(sorted(WIDGETS))}.",
        )
        return
    missing = sorted(widget.needs - set(rule))
    if rule.get("type") != widget.type:
        missing.append(f'"type": "{widget.type}"')
    if widget.format and rule.get("format") != widget.format:
        missing.append(f'"format": "{widget.format}"')
    if missing:
        findings.add(
            "widget_needs",
            path,
            f"字段“{path}”用 {rule['x-widget']}，还要写上：{'、'.join(missing)}。",
            f"“{path}” uses {rule['x-widget']} and must also state: {', '.join(missing)}.",
        )
        return
    _check_rest(path, rule, findings)


def _check_rest(path: str, rule: Mapping[str, Any], findings: Findings) -> None:
    check_labels(path, rule, findings)
    check_limits(path, rule, findings)
    check_beginning(path, rule, findings)
    for key in ("x-unit", "x-pattern-says"):
        if key in rule:
            check_words(path, key, rule[key], findings)
    if rule.get("format", "date") not in CHECKS:
        findings.add(
            "unknown_format",
            path,
            f"字段“{path}”的 format 不支持。",
            f"The format of “{path}” is not supported.",
        )
    if rule.get("x-width", "full") not in WIDTHS:
        findings.add(
            "unknown_width",
            path,
            f"字段“{path}”的 x-width 只能是 full、medium、short。",
            f"x-width of “{path}” must be full, medium or short.",
        )
    if rule["x-widget"] in NESTING:
        _check_nested(path, rule, findings)


def _check_nested(path: str, rule: Mapping[str, Any], findings: Findings) -> None:
    inner = _mapping(rule.get("items") if rule["x-widget"] == "rows" else rule)
    _closed(path, inner, findings)
    for name, inner_rule in _mapping(inner.get("properties")).items():
        if rule["x-widget"] == "rows" and "x-starts-as" in _mapping(inner_rule):
            findings.add(
                "starts_as",
                f"{path}.{name}",
                "重复行里的字段不能用 x-starts-as。",
                "Fields of rows can not have x-starts-as.",
            )
        if isinstance(inner_rule, Mapping) and inner_rule.get("x-widget") in NESTING | {"files"}:
            findings.add(
                "nested_too_deep",
                f"{path}.{name}",
                "重复行和组里不能再放重复行、组或文件。",
                "Rows and groups can not hold rows, groups or files.",
            )
            continue
        _check_field(f"{path}.{name}", name, inner_rule, findings)
    _check_required(path, inner, findings)
    for promise in rule.get("x-promises", []):
        check_words(path, "x-promises", promise, findings)


def _closed(path: str | None, schema: Mapping[str, Any], findings: Findings) -> None:
    if schema.get("type") != "object" or schema.get("additionalProperties") is not False:
        where = f"“{path}”" if path else "表单"
        findings.add(
            "not_closed",
            path,
            f'{where}要写明 "type": "object" 和 "additionalProperties": false。',
            f'{path or "The form"} must state "type": "object", "additionalProperties": false.',
        )


def _check_required(path: str | None, schema: Mapping[str, Any], findings: Findings) -> None:
    for name in schema.get("required", []):
        if name not in _mapping(schema.get("properties")):
            findings.add(
                "required_unknown",
                path,
                f"required 里的“{name}”没有定义。",
                f"“{name}” is required but not defined.",
            )


def _unknown_keywords(
    path: str | None, rule: Mapping[str, Any], known: frozenset[str], findings: Findings
) -> None:
    for key in sorted(set(rule) - known):
        findings.add(
            "unknown_keyword",
            path,
            f"关键字“{key}”不认识，检查拼写。",
            f"The keyword “{key}” is unknown; check it.",
        )


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
