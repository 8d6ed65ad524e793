"""A condition said aloud, for readers without scripts and on paper: 当“结果”是“补正”时填写."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from service.forms.model import Branch, Field, Form, Words


def asked_when(form: Form, name: str) -> Words | None:
    """When the field is asked; None if it always is."""
    found = _either(form, [branch for branch in form.branches if name in branch.shows])
    if found is None:
        return None
    return Words(zh=f"当{found.zh}时填写。", en=f"Only if {found.en}.")


def needed_when(form: Form, name: str) -> Words | None:
    """When an otherwise optional field must be answered; None if only by its own showing."""
    needing = [b for b in form.branches if name in b.requires and name not in b.shows]
    found = _either(form, needing)
    if found is None:
        return None
    return Words(zh=f"当{found.zh}时必填", en=f"required if {found.en}")


def _either(form: Form, found: list[Branch]) -> Words | None:
    if not found:
        return None
    said = [_say(form, branch.when, branch.otherwise) for branch in found]
    return _joined(said, "，或", " or ")


def _joined(parts: Iterable[Words], zh: str, en: str) -> Words:
    said = list(parts)
    return Words(zh=zh.join(w.zh for w in said), en=en.join(w.en for w in said))


def _say(form: Form, when: Mapping[str, Any], negated: bool) -> Words:
    tested = when.get("properties", {})
    parts = [_test(form, name, test, negated) for name, test in tested.items()]
    parts += [
        _filled(form, name, negated) for name in when.get("required", []) if name not in tested
    ]
    parts += [_say(form, part, negated) for part in when.get("allOf", [])]
    if "anyOf" in when:
        either = [_say(form, part, negated) for part in when["anyOf"]]
        parts.append(_joined(either, *(("且", " and ") if negated else ("，或", " or "))))
    if "not" in when:
        parts.append(_say(form, when["not"], not negated))
    return _joined(parts, *(("，或", " or ") if negated else ("且", " and ")))


def _filled(form: Form, name: str, negated: bool) -> Words:
    label = _label(form, name)
    return Words(
        zh=f"{'没有填' if negated else '填了'}“{label.zh}”",
        en=f"“{label.en}” is {'empty' if negated else 'filled in'}",
    )


def _test(form: Form, name: str, test: Mapping[str, Any], negated: bool) -> Words:
    label, field = _label(form, name), form.field(name)
    if "not" in test:
        return _test(form, name, test["not"], not negated)
    if "minimum" in test or "maximum" in test:
        return _bounds(label, test, negated)
    if "contains" in test:
        verb_zh, verb_en = ("没有选", "does not hold") if negated else ("选了", "holds")
        values = _values(test["contains"])
    else:
        verb_zh, verb_en = ("不是", "is not") if negated else ("是", "is")
        values = _values(test)
    said = _joined([_answer(field, value) for value in values], "或", " or ")
    return Words(zh=f"“{label.zh}”{verb_zh}{said.zh}", en=f"“{label.en}” {verb_en} {said.en}")


def _bounds(label: Words, test: Mapping[str, Any], negated: bool) -> Words:
    parts = []
    if "minimum" in test:
        zh, en = ("小于", "is less than") if negated else ("不小于", "is at least")
        parts.append(Words(zh=f"{zh} {test['minimum']}", en=f"{en} {test['minimum']}"))
    if "maximum" in test:
        zh, en = ("大于", "is more than") if negated else ("不大于", "is at most")
        parts.append(Words(zh=f"{zh} {test['maximum']}", en=f"{en} {test['maximum']}"))
    said = _joined(parts, *(("或", " or ") if negated else ("且", " and ")))
    return Words(zh=f"“{label.zh}”{said.zh}", en=f"“{label.en}” {said.en}")


def _values(test: Mapping[str, Any]) -> list[Any]:
    return [test["const"]] if "const" in test else list(test.get("enum", []))


def _answer(field: Field | None, value: object) -> Words:
    option = field.option(value) if field else None
    if option is None:
        return Words(zh=f"“{value}”", en=f"“{value}”")
    return Words(zh=f"“{option.words.zh}”", en=f"“{option.words.en}”")


def _label(form: Form, name: str) -> Words:
    field = form.field(name)
    return field.words if field else Words(zh=name, en=name)
