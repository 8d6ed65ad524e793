"""Names of processes, elements, ends, grounds and verbs in the reader's language."""

from __future__ import annotations

from typing import Any

from flask import url_for

from service.domain.rules import DEFINITIONS
from service.engine import Process
from service.office import Unit
from service.store.cases import Case
from service.web.desk import is_entity
from service.web.tongue import gettext, lang, pick
from service.web.views import Tag


def newest(unit: Unit, key: str) -> Process | None:
    version = unit.newest_process(key)
    return unit.process(version) if version else None


def process_words(unit: Unit, key: str) -> str:
    found = newest(unit, key)
    return title_of(found) if found else key


def title_of(process: Process) -> str:
    return pick(process.label, process.properties.get("name_en", ""))


def who_of(row: dict[str, Any]) -> str:
    """Whom a case is about: the entity's name, or what a case about no entity is about."""
    return row["entity_name"] or pick(row["subject"], row["subject_en"])


def name_of(case: Case) -> str:
    """The same of a loaded case."""
    return case.entity_name or pick(case.subject, case.subject_en)


def element_words(process: Process, element_id: str) -> str:
    found = process.elements.get(element_id)
    if found is None:
        return element_id
    return pick(found.label or element_id, found.properties.get("name_en", ""))


def rule_words(key: str) -> str:
    """How the owner of the rules calls a parameter; its key where nobody defines it any more."""
    found = DEFINITIONS.get(key)
    return pick(found.zh, found.en) if found else key


def rule_href(key: str) -> str:
    """The page of a parameter, for whoever may look at it; "" else."""
    return "" if is_entity() or key not in DEFINITIONS else url_for("web.rule", key=key)


GOOD_ENDS = frozenset(
    {
        "filed",
        "lifted",
        "minor_closed",
        "appeal_upheld",
        "passed",
        "passed_after_statement",
        "campaign_finished",
        "listed",
        "alert_closed",
        "run_finished",
        "return_accepted",
        "evaluated",
        "call_closed",
    }
)


def case_tag(process: Process, row: dict[str, Any]) -> Tag:
    """Open, or how it ended."""
    if row["status"] == "open":
        return Tag("info", gettext("办理中"), "wait")
    outcome = row["outcome"] or ""
    words = element_words(process, outcome) if outcome else gettext("已结束")
    good = outcome in GOOD_ENDS
    return Tag("ok" if good else "plain", words, "ok" if good else "none")


def option_words(unit: Unit, form_key: str, field: str, value: Any) -> str:
    """How a form words one of its answers; the answer itself where it has no words."""
    try:
        asked = unit.form(unit.newest_form(form_key)).field(field)
    except KeyError:
        return str(value)
    option = asked.option(value) if asked is not None else None
    return option.words.say(lang()) if option is not None else str(value)


def ground_words(unit: Unit, ground: str) -> str:
    return option_words(unit, "violation_handling/decide_removal", "ground", ground)


def kind_words(unit: Unit, kind: str) -> str:
    return option_words(unit, "violation_handling/register_clue", "kind", kind)


def entity_kind_words(unit: Unit, kind: str) -> str:
    return option_words(unit, "admission_review/submit_application", "entity_type", kind)
