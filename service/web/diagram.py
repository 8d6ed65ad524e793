"""What the browser needs to draw a case: its diagram, what is done, where it stands."""

from __future__ import annotations

from typing import Any

from flask import jsonify, send_file
from lxml import etree

from service.casework.access import may_see_document
from service.domain.errors import NotFound
from service.domain.periods import civil_day
from service.office import Unit
from service.store import definitions, documents, record, timers, work_items
from service.store.cases import Case
from service.web.blueprint import web
from service.web.case import found_case
from service.web.desk import is_entity, office, person, reading
from service.web.tongue import gettext, lang
from service.web.words import day_short, deadline

Item = dict[str, Any]


@web.get("/cases/<number>/diagram")
def diagram(number: str) -> Any:
    unit = reading()
    if is_entity():
        raise NotFound(what_zh="这张图", what_en="such diagram")
    return jsonify(drawing(unit, found_case(unit, number)))


def drawing(unit: Unit, case: Case) -> dict[str, Any]:
    """{xml, done, now, left (taken back), flows, notes, labels}: ids, and words under them."""
    files = definitions.process_by_id(unit.connection, case.version_id).files
    items = work_items.items_of_case(unit.connection, case.id)
    rows = record.entries_of(unit.connection, case.chain)
    now = {item["element"] for item in items if item["state"] == "open"}
    if case.status == "open" and not now:
        armed = timers.timers_of_case(unit.connection, case.id)
        now = {row["element"] for row in armed if row["kind"] == "engine"}
    left = {item["element"] for item in items if item["state"] == "cancelled"}
    ways = [row["detail"]["way"] for row in rows if "way" in row["detail"]]
    done = {element for way in ways for element in way["passed"]}
    xml = files[f"{case.process_key}.bpmn"]
    return {
        "xml": xml,
        "done": sorted(done),
        "now": sorted(now),
        "left": sorted(left - now - done),
        "flows": sorted({flow for way in ways for flow in way["flows"]}),
        "notes": _notes(unit, items),
        "labels": english_labels(xml) if lang() == "en" else {},
    }


def english_labels(xml: str) -> dict[str, str]:
    """{id: English} of everything in a diagram that carries a property name_en."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    found = {}
    for named in etree.fromstring(xml.encode(), parser).iterfind(".//{*}property[@name='name_en']"):
        owner = next((up for up in named.iterancestors() if up.get("id")), None)
        if owner is not None:
            found[owner.get("id")] = named.get("value")
    return found


def _notes(unit: Unit, items: list[dict[str, Any]]) -> dict[str, str]:
    """Under each step the day it was finished; under the present one how long is left."""
    notes: dict[str, str] = {}
    for item in items:
        if item["state"] == "open":
            due = deadline(
                item["due_day"], today=unit.today, calendar=unit.calendar,
                provisional=item["is_provisional"],
            )  # fmt: skip
            notes[item["element"]] = due.words if due else ""
        elif item["state"] == "done":
            notes[item["element"]] = day_short(civil_day(item["ended_at"]), unit.today)
        else:
            notes[item["element"]] = gettext("到期收回")
    return {key: words for key, words in notes.items() if words}


@web.get("/cases/<number>/documents/<key:document_id>")
def document(number: str, document_id: int) -> Any:
    """One file of a case, as a download; only for those who may see the case, and it."""
    unit = reading()
    case = found_case(unit, number)
    row = documents.document_by_id(unit.connection, document_id)
    if (
        row is None
        or row["case_id"] != case.id
        or not may_see_document(unit.connection, person(), case, row)
    ):
        raise NotFound(what_zh="这份文件", what_en="such file")
    place = (office().documents / row["sha256"][:2] / row["sha256"]).resolve()
    return send_file(
        place, mimetype=row["media_type"], as_attachment=True, download_name=row["name"]
    )
