"""What was said before in a case: earlier answers, opinions, what a correction changed."""

from __future__ import annotations

from typing import Any

from service.casework.access import check_may_see
from service.casework.answers import context_of
from service.domain.periods import civil_day
from service.domain.roles import may_see_informant
from service.forms import Form, summary, text_of
from service.office import Unit
from service.store import cases
from service.store.cases import Case
from service.web.desk import person
from service.web.tongue import gettext, lang, pick
from service.web.views import Fact, Tag
from service.web.views_task import Change, Opinion
from service.web.words import day_short

Item = dict[str, Any]
Protected = dict[str, dict[str, Any]]
Sections = tuple[tuple[str, tuple[Fact, ...]], ...]
RESULTS = ("outcome", "conclusion", "opinion", "severity", "result", "position", "established")
SAID = (
    "notice_text", "reasons", "statement", "facts", "capability_reason", "answer_to_defence",
    "demands", "return_points", "warning_note", "note",
)  # fmt: skip
GOOD = frozenset({"complete", "approve", "support", "pass", "agree", "corrected", "assign"})
BAD = frozenset({"refuse", "oppose", "reject", "serious", "remove", "not_acceptable"})
OPENINGS = frozenset({"application_submitted", "clue_received", "appeal_lodged"})
# What the entity is shown of what the center wrote, by the task it must do.
TOLD: dict[str, dict[str, tuple[str, ...]]] = {
    "correct_application": {"check_completeness": ("missing_items", "notice_text")},
    "state_defence": {
        "verify_facts": ("facts", "applications_total", "abnormal_count", "cnipa_notice_no"),
        "decide_severity": ("severity", "reasons", "legal_basis"),
    },
    "state_on_removal": {
        "propose_removal": ("ground", "facts", "measures", "legal_basis", "reasons"),
    },
    "correct_review": {"check_submission": ("notice",)},
    "state_before_clearing": {"decide_review": ("reasons",)},
}


def protected_answers(unit: Unit, case: Case) -> Protected:
    """{element: answers kept apart} for those who may know an informant, else nothing (E7 80)."""
    scope = check_may_see(unit.connection, person(), case)
    if not may_see_informant(person(), scope):
        return {}
    rows = cases.protected_of(unit.connection, case.id)
    return {row["element"]: row["answers"] for row in rows}


def reading(unit: Unit, item: Item, protected: Protected) -> Sections:
    """The answers of a finished item, by section, with those kept apart that the reader may see."""
    if item["form_id"] is None or item["answers"] is None:
        return ()
    form = unit.form(item["form_id"])
    answers = item["answers"] | protected.get(item["element"], {})
    context = context_of(unit, form, case_id=item["case_id"])
    said = summary(form, answers, lang(), context, protected=bool(protected))
    return tuple((title, tuple(Fact(*line) for line in lines)) for title, lines in said)


def told(unit: Unit, item: Item, items: list[Item]) -> Sections:
    """What the entity was told before it does this task, field by field."""
    found = []
    for element, names in TOLD.get(item["element"], {}).items():
        said = latest(items, element)
        if said is None or not said["form_id"]:
            continue
        form, answers = unit.form(said["form_id"]), said["answers"] or {}
        fields = [field for field in form.fields if field.name in names]
        lines = tuple(
            Fact(field.title(lang()), text_of(field, answers[field.name], lang()))
            for field in fields
            if answers.get(field.name) not in (None, [])
        )
        found.append((pick(said["label"], said["label_en"]), lines))
    return tuple(found)


def opinions(unit: Unit, items: list[Item]) -> tuple[Opinion, ...]:
    """Earlier steps of the case, newest first: who, when, with what result and why."""
    found = []
    for item in items:
        skipped = item["element"] in OPENINGS or item["element"] == "correct_application"
        if item["state"] == "open" or skipped:
            continue
        found.append(_opinion(unit, item))
    return tuple(reversed(found))


def _opinion(unit: Unit, item: Item) -> Opinion:
    label = pick(item["label"], item["label_en"])
    when = day_short(civil_day(item["ended_at"]), unit.today)
    if item["state"] == "cancelled":
        return Opinion(label, gettext("%(day)s 到期收回", day=when), tag=_silence(item))
    who = item["ender"] or item["ended_as"] or ""
    return Opinion(f"{label} · {who}", when, _why(unit, item), _result(unit, item))


def _silence(item: Item) -> Tag:
    asked = item["element"].startswith("ask_")
    return Tag("plain", gettext("无意见") if asked else gettext("未办"), "none")


def _form(unit: Unit, item: Item) -> Form | None:
    return unit.form(item["form_id"]) if item["form_id"] else None


def _result(unit: Unit, item: Item) -> Tag | None:
    form, answers = _form(unit, item), item["answers"] or {}
    for name in RESULTS:
        field = form.field(name) if form else None
        value = answers.get(name)
        if field is None or value is None:
            continue
        words = text_of(field, value, lang())
        if value in GOOD or value is True:
            return Tag("ok", words, "ok")
        return Tag("danger", words, "over") if value in BAD else Tag("plain", words, "none")
    return None


def _why(unit: Unit, item: Item) -> str:
    answers = item["answers"] or {}
    said = [answers[name] for name in SAID if isinstance(answers.get(name), str)]
    return "\n".join(said[:2])


def latest(items: list[Item], element: str) -> Item | None:
    found = [item for item in items if item["element"] == element and item["state"] == "done"]
    return found[-1] if found else None


def changes(unit: Unit, items: list[Item]) -> tuple[tuple[Change, ...], int]:
    """What the correction changed of the application; and how many answers stayed."""
    first, second = latest(items, "application_submitted"), latest(items, "correct_application")
    if first is None or second is None or not first["form_id"] or not second["form_id"]:
        return (), 0
    before, after = first["answers"] or {}, second["answers"] or {}
    form, corrected = unit.form(first["form_id"]), unit.form(second["form_id"])
    context = context_of(unit, form, case_id=first["case_id"])
    made, same = [], 0
    for field in form.fields:
        if corrected.field(field.name) is None or after.get(field.name) in (None, []):
            same += before.get(field.name) is not None
            continue
        old, new = before.get(field.name), after[field.name]
        if old == new:
            same += 1
            continue
        was = text_of(field, old, lang(), context) if old not in (None, []) else ""
        made.append(Change(field.title(lang()), was, text_of(field, new, lang(), context)))
    return tuple(made), same


def rounds(unit: Unit, items: list[Item]) -> tuple[str, str]:
    """The heads of the two columns: when each round came in."""
    first, second = latest(items, "application_submitted"), latest(items, "correct_application")
    if first is None or second is None:
        return ("", "")
    days = [day_short(civil_day(item["ended_at"]), unit.today) for item in (first, second)]
    return (
        gettext("第 1 轮 %(day)s", day=days[0]),
        gettext("第 2 轮 %(day)s", day=days[1]),
    )
