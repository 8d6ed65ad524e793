"""Diagrams and forms become the versions that new cases start on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from service.casework.checking import check_everything
from service.domain.errors import BrokenProcess
from service.office import Office
from service.store import definitions, house
from service.store.record import Entry, append_to_house

Files = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class DefinitionsPublished:
    """Keys with their new version; what was the same already is not in it."""

    processes: dict[str, int]
    forms: dict[str, int]


def publish_definitions(
    office: Office, *, processes: Mapping[str, Files], forms: Files
) -> DefinitionsPublished:
    """Check all files together, then keep what is new. Running cases stay on their version.

    processes  {process key: {file name: text}}     forms  {form key: text}
    Raises BrokenProcess with every finding.
    """
    findings = check_everything(processes, forms)
    if findings:
        raise BrokenProcess(findings)
    with office.begin() as unit:
        new_forms = {}
        for key, text in sorted(forms.items()):
            form = definitions.add_form(unit.connection, key, text, now=unit.now)
            if form:
                new_forms[key] = form.version
        new_processes = {}
        for key, files in sorted(processes.items()):
            kept = definitions.add_process(unit.connection, key, files, now=unit.now)
            if kept:
                new_processes[key] = kept.version
        if new_forms or new_processes:
            house.definitions_changed(unit.connection)
            said = {"processes": new_processes, "forms": new_forms}
            line = Entry(
                at=unit.now,
                person_id=None,
                actor="系统",
                verb="definitions.published",
                detail=said,
            )
            append_to_house(unit.connection, line)
        return unit.done(DefinitionsPublished(processes=new_processes, forms=new_forms))
