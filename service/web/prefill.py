"""What an opening form begins with: the register, the last application, one's own center, today.

Only what is likely to hold still is taken over. Figures that must be today's, the materials and
what the applicant declares are asked anew.
"""

from __future__ import annotations

from typing import Any

from service.casework.access import visible_to
from service.domain.periods import civil_day
from service.engine import Process
from service.forms import Form, beginnings
from service.office import Unit
from service.store import entities, registers, work_items
from service.web import earlier
from service.web.desk import org_words, person, posts_seen
from service.web.tongue import gettext
from service.web.words import day_long

Values = dict[str, Any]
APPLICATION = "admission_review"
OPENING, CORRECTED = "application_submitted", "correct_application"
ASKED_ANEW = frozenset(
    {
        "center", "insured_count", "insured_month", "expected", "other_centers",
        "past_cancellation", "past_cancellation_details", "commitment",
    }
)  # fmt: skip


def prefilled(unit: Unit, process: Process, form: Form, code: str) -> tuple[Values, str]:
    """(answers to begin with, a sentence on where they come from); `code` names the entity."""
    values = beginnings(form, unit.today)
    own = [post.org_code for post in posts_seen() if post.org_kind == "center"]
    if own and form.field("center"):
        values["center"] = own[0]
    if process.key != APPLICATION:
        return values | ({"entity_code": code} if code else {}), ""
    entity_id = person().entity_id or (entities.entity_id_of(unit.connection, code) if code else 0)
    if not entity_id:
        return values, ""
    before, note = _last_application(unit, form, entity_id)
    return values | before | _register(unit, entity_id), note


def _register(unit: Unit, entity_id: int) -> Values:
    row = entities.entity_row(unit.connection, entity_id)
    coded = row["code_kind"] != "substitute"
    values = {
        "entity_name": row["name"], "entity_type": row["kind"], "has_code": coded,
        "entity_code" if coded else "substitute_code": row["code"],
        "registered_address": row["address"], "district_code": row["district_code"],
        "legal_representative": row["legal_representative"],
        "contact_phone": row["contact_phone"],
    }  # fmt: skip
    return {key: value for key, value in values.items() if value not in (None, "")}


def _last_application(unit: Unit, form: Form, entity_id: int) -> tuple[Values, str]:
    """The lasting answers of the newest application that the reader may see, as corrected."""
    rows, _ = registers.cases_page(
        unit.connection, visible_to(person()), process_key=APPLICATION,
        entity_id=entity_id, limit=1,
    )  # fmt: skip
    if not rows:
        return {}, ""
    items = work_items.items_of_case(unit.connection, rows[0]["id"])
    answers: Values = {}
    for element in (OPENING, CORRECTED):
        said = earlier.latest(items, element)
        given = (said["answers"] or {}) if said else {}
        answers |= {name: value for name, value in given.items() if value not in (None, [])}
    lasting = {field.name for field in form.fields if field.widget != "files"} - ASKED_ANEW
    if rows[0]["status"] == "open" or rows[0]["outcome"] == "filed":
        lasting -= {"industry"}  # one of the center's own fields: the next goes elsewhere
    else:
        lasting |= {"center"}
    note = gettext(
        "已按 %(day)s 向%(center)s的申报（%(number)s）填好大部分。逐项核对，补上空着的。",
        day=day_long(civil_day(rows[0]["opened_at"])),
        center=org_words(rows[0]["center_code"]),
        number=rows[0]["number"],
    )
    return {name: answers[name] for name in lasting if name in answers}, note
