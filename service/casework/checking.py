"""Hold diagrams, decisions and forms against everything they may use, all at once."""

from __future__ import annotations

from collections.abc import Mapping

from service.casework.functions import NAMES
from service.casework.operations import OPERATIONS
from service.domain.errors import BrokenForm, Finding
from service.domain.roles import Role
from service.domain.rules import DEFINITIONS
from service.engine.check import check_files
from service.forms import Form, load_form

Files = Mapping[str, str]


def check_everything(processes: Mapping[str, Files], forms: Files) -> tuple[Finding, ...]:
    """Every finding in these files; empty when they can be published."""
    findings: list[Finding] = []
    loaded: dict[str, Form] = {}
    for key, text in sorted(forms.items()):
        try:
            loaded[key] = load_form(text.encode(), key)
        except BrokenForm as broken:
            findings.extend(broken.findings)
    for key, files in sorted(processes.items()):
        findings.extend(check_process(key, files, loaded))
    return tuple(findings)


def check_process(key: str, files: Files, forms: Mapping[str, Form]) -> tuple[Finding, ...]:
    """The findings of one process, its forms being these."""
    return check_files(
        {name: text.encode() for name, text in files.items()},
        key=key,
        forms=forms,
        operations=OPERATIONS,
        rules=set(DEFINITIONS),
        roles={role.zh for role in Role},
        functions=NAMES,
    )
