"""Beside an application: who is banned and has something in common with the applicant (D7).

A warning at the gate and in the assessment that never blocks by itself; no entity sees it.
"""

from __future__ import annotations

from typing import Any

from flask import url_for

from service.casework.successions import PROPOSERS
from service.office import Unit
from service.store import entities
from service.store.cases import Case
from service.web.desk import person
from service.web.identity_history import hint_rows
from service.web.panels.registry import panels
from service.web.tongue import gettext
from service.web.views import Link
from service.web.views_task import Panel


@panels("admission_review")
def _hints(unit: Unit, case: Case, item: dict[str, Any]) -> tuple[Panel, ...]:
    if case.entity_id is None:
        return ()
    found = hint_rows(unit, case.entity_id)
    if not found:
        return ()
    code = entities.entity_row(unit.connection, case.entity_id)["code"]
    links = []
    if person().holds(*PROPOSERS):
        for twin, _ in found:
            asked = {"from": twin["code"], "to": code, "kind": "same_controller"}
            words = gettext("对%(name)s提出承继…", name=twin["name"])
            links.append(Link(words, url_for("web.new_succession", **asked)))
    return (
        Panel(
            key="succession-hints",
            title=gettext("关联提示"),
            aside=gettext("与禁期中的主体有相同之处"),
            head=(gettext("主体"), gettext("相同之处"), gettext("禁期最后一日")),
            rows=tuple(
                (
                    Link(twin["name"], url_for("web.entity", code=twin["code"])),
                    signs,
                    twin["last_day"].isoformat(),
                )
                for twin, signs in found
            ),
            links=tuple(links),
            note=gettext("只是提示，不是证据，也不阻止申报；要使禁期随之，须提出承继并经决定。"),
        ),
    )
