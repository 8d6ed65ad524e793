"""Names in both languages: of processes, elements, roles, organisations, forms."""

from __future__ import annotations

from typing import Any

from service.api.door import reading
from service.domain.roles import Role
from service.engine import Process
from service.forms import Form
from service.office import Unit
from service.store import people

Words = dict[str, str]


def said(zh: str, en: str | None) -> Words:
    return {"zh": zh, "en": en or zh}


def process_words(unit: Unit, key: str) -> Words:
    """{code, zh, en} of the newest version of a process."""
    version = unit.newest_process(key)
    process = unit.process(version) if version else None
    return {"code": key} | (title_of(process) if process else said(key, None))


def title_of(process: Process) -> Words:
    return said(process.label, process.properties.get("name_en"))


def element_words(process: Process, element_id: str) -> Words:
    found = process.elements.get(element_id)
    if found is None:
        return {"code": element_id} | said(element_id, None)
    zh = found.label or element_id
    return {"code": element_id} | said(zh, found.properties.get("name_en"))


def role_words(role: str) -> Words:
    known = Role(role)
    return {"code": known.value} | said(known.zh, known.en)


def org_words(unit: Unit, code: str | None) -> Words | None:
    if code is None:
        return None
    row = people.organisation_by_code(unit.connection, code)
    return org_said(code, row["short_zh"] if row else None, row["name_en"] if row else None)


def org_said(code: str, zh: str | None, en: str | None) -> Words:
    return {"code": code} | said(zh or code, en)


def form_shown(form_id: int | None) -> dict[str, Any] | None:
    """A form's definition as published: JSON Schema 2020-12 with both languages as x- hints."""
    if form_id is None:
        return None
    form: Form = reading().form(form_id)
    return {
        "key": form.key,
        "version_id": form_id,
        "title": said(form.words.zh, form.words.en),
        "submit": said(form.submit.zh, form.submit.en),
        "definition": form.schema,
    }
