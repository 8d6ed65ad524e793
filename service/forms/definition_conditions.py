"""Are a definition's conditions ones that the server and the browser decide alike?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from service.forms.conditions import branches, dependent_fields, fields_asked_by, statements
from service.forms.findings import Findings
from service.forms.order import in_order

TESTS = frozenset({"const", "enum", "minimum", "maximum", "contains", "minItems", "not"})
PARTS = frozenset({"properties", "required", "allOf", "anyOf", "not"})
ARM = frozenset({"properties", "required"})
COMPARISONS = ("x-not-after", "x-not-before", "x-at-most")


def check_conditions(schema: Mapping[str, Any], findings: Findings) -> None:
    known = list(in_order(schema))
    for statement in statements(schema):
        _check_if(statement["if"], known, findings)
        for arm in ("then", "else"):
            _check_arm(statement, arm, known, findings)
    shown = dependent_fields(branches(schema))
    for name in sorted(shown & set(schema.get("required", []))):
        findings.add(
            "dependent_required",
            name,
            f"“{name}”有条件才显示，不能总是必填；把它写进同一条件的 then.required。",
            f"“{name}” is asked conditionally; require it in the same then, not always.",
        )
    _check_comparisons(schema, known, findings)


def _check_if(when: Mapping[str, Any], known: list[str], findings: Findings) -> None:
    for key in sorted(set(when) - PARTS):
        _unsupported(key, findings)
    for name, test in when.get("properties", {}).items():
        for key in _unknown_tests(test):
            _unsupported(key, findings)
        if name not in when.get("required", []):
            findings.add(
                "condition_without_required",
                name,
                f"条件问到“{name}”，要在同一个 if 里写 required，否则没填时也算符合。",
                f"The if asks about “{name}” and must also require it, or it holds when empty.",
            )
    for name in sorted(fields_asked_by(when) - set(known)):
        _not_defined(name, findings)
    for key in ("allOf", "anyOf"):
        for part in when.get(key, []):
            _check_if(part, known, findings)
    if "not" in when:
        _check_if(when["not"], known, findings)


def _unknown_tests(test: object) -> Iterator[str]:
    if not isinstance(test, Mapping):
        yield str(test).lower()
        return
    yield from sorted(set(test) - TESTS)
    for key in ("contains", "not"):
        if key in test:
            yield from _unknown_tests(test[key])


def _check_arm(
    statement: Mapping[str, Any], arm: str, known: list[str], findings: Findings
) -> None:
    rules = statement.get(arm, {})
    for key in sorted(set(rules) - ARM):
        _unsupported(key, findings)
    shown = {name for name, rule in rules.get("properties", {}).items() if rule is True}
    for name in sorted(set(rules.get("properties", {})) | set(rules.get("required", []))):
        if name not in known:
            _not_defined(name, findings)
    asked = fields_asked_by(statement["if"]) & set(known)
    for name in sorted(shown & set(known)):
        later = [other for other in asked if known.index(other) >= known.index(name)]
        if later:
            findings.add(
                "condition_looks_ahead",
                name,
                f"“{name}”是否显示要看后面的“{later[0]}”。把“{later[0]}”排到前面。",
                f"“{name}” depends on “{later[0]}”, which is asked later. Put it before.",
            )


def _check_comparisons(schema: Mapping[str, Any], known: list[str], findings: Findings) -> None:
    for name, rule in schema.get("properties", {}).items():
        nested = rule.get("items", rule).get("properties", {})
        for owner, part, near in [(name, rule, known)] + [
            (f"{name}.{inner}", part, list(nested)) for inner, part in nested.items()
        ]:
            for key in COMPARISONS:
                allowed = near if key == "x-at-most" else [*near, "today"]
                other = part.get(key, allowed[-1])
                if other not in allowed:
                    findings.add(
                        "comparison_unknown",
                        owner,
                        f"“{owner}”的 {key} 指向不存在的字段“{other}”。",
                        f"{key} of “{owner}” names “{other}”, which does not exist.",
                    )


def _unsupported(key: str, findings: Findings) -> None:
    findings.add(
        "condition_unsupported",
        None,
        f"条件里不能用“{key}”。可用：{'、'.join(sorted(TESTS | PARTS))}。",
        f"Conditions can not use “{key}”. Allowed: {', '.join(sorted(TESTS | PARTS))}.",
    )


def _not_defined(name: str, findings: Findings) -> None:
    findings.add(
        "condition_unknown_field",
        name,
        f"条件里的“{name}”不是本表的字段。",
        f"The condition names “{name}”, not a field here.",
    )
