"""What a question begins with before anybody answers it: today, or an earlier answer of the case.

`"x-starts-as": "today"` for a date, or `"<element>.<field>"` for what was answered there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from service.forms.findings import Findings
from service.forms.model import Field, Form, Values

TODAY = "today"
EARLIER = re.compile(r"[a-z][a-z0-9_]{0,59}\.[a-z][a-z0-9_]{0,59}")
Said = Mapping[str, Mapping[str, Any]]


def beginnings(form: Form, today: date, said: Said | None = None) -> Values:
    """The answers to begin with; `said` holds earlier answers of the case by element."""
    found: Values = {}
    for field in form.fields:
        if field.widget in ("group", "commitment"):
            inside = dict(_begun(field.fields, today, said or {}))
            if inside:
                found[field.name] = inside
    return found | dict(_begun(form.fields, today, said or {}))


def _begun(fields: tuple[Field, ...], today: date, said: Said) -> Iterator[tuple[str, Any]]:
    for field in fields:
        wish = field.schema.get("x-starts-as")
        if wish == TODAY:
            yield field.name, today.isoformat()
        elif wish:
            element, name = wish.split(".")
            value = said.get(element, {}).get(name)
            if value not in (None, "", []):
                yield field.name, value


def check_beginning(path: str, rule: Mapping[str, Any], findings: Findings) -> None:
    wish = rule.get("x-starts-as")
    if wish is None:
        return
    dated = rule["x-widget"] == "date"
    named = isinstance(wish, str) and EARLIER.fullmatch(wish) and rule["x-widget"] != "files"
    if not (named or (wish == TODAY and dated)) or rule.get("x-protected"):
        findings.add(
            "starts_as",
            path,
            f"字段“{path}”的 x-starts-as 只能是 today（日期）或“步骤.字段”，"
            "且不能用于文件和受保护的字段。",
            f"x-starts-as of “{path}” must be today (for a date) or “element.field”, "
            "and not for files or protected fields.",
        )
