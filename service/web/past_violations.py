"""The other violations of an entity beside a decision, and what one more minor would bring.

Every center reads where, when and how an earlier event was found: a second minor counts
anywhere (M25). The case itself opens only for those who may see it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from service.domain.violations import DateKind, Severity, Variants, Violation, escalation
from service.office import Unit
from service.store import violations
from service.store.cases import Case
from service.web import earlier
from service.web.desk import org_words
from service.web.tongue import gettext
from service.web.views import Tag
from service.web.views_task import PastFiling
from service.web.words import day_long

Item = dict[str, Any]
UNDECIDED = ("verify_facts", "decide_severity", "conclude_finding")


def past_violations(unit: Unit, case: Case) -> tuple[PastFiling, ...]:
    """The established ones of other cases, newest first."""
    found = _known(unit, case)
    numbers = violations.case_numbers(unit.connection, [v.id for v in found])
    return tuple(
        PastFiling(
            center=org_words(violation.center),
            period=day_long(violation.verified_day) if violation.verified_day else "",
            tag=_tag(violation),
            note=numbers.get(violation.id, ""),
        )
        for violation in reversed(found)
    )


def _known(unit: Unit, case: Case) -> list[Violation]:
    if case.entity_id is None:
        return []
    own = violations.violation_of_case(unit.connection, case.id)
    every = violations.violations_of(unit.connection, case.entity_id)
    settled = [v for v in every if v.final_day and v.severity is not Severity.NOT_ESTABLISHED]
    return [v for v in settled if own is None or v.id != own["id"]]


def _tag(violation: Violation) -> Tag:
    if violation.overturned:
        return Tag("plain", gettext("已撤销"), "undo")
    if violation.severity is Severity.SERIOUS:
        return Tag("danger", gettext("严重"), "over")
    if violation.consumed_by is not None:
        return Tag("plain", gettext("轻微，已用于升级"), "link")
    return Tag("warn", gettext("轻微"), "warn")


def what_a_minor_brings(unit: Unit, case: Case, item: Item, items: list[Item]) -> str:
    """Said before the severity is settled, where one more minor leads to removal."""
    if item["state"] != "open" or item["element"] not in UNDECIDED or case.entity_id is None:
        return ""
    own = violations.violation_of_case(unit.connection, case.id)
    if own is None:
        return ""
    facts = earlier.latest(items, "verify_facts")
    verified = ((facts or {}).get("answers") or {}).get("verified_on")
    day = date.fromisoformat(verified) if verified else unit.today
    this = replace(violations.as_violation(own), severity=Severity.MINOR, verified_day=day,
                   final_day=unit.today)  # fmt: skip
    rules, on = unit.rules_of(case.rules_version), unit.today
    grounds = escalation(
        violations.violations_of(unit.connection, case.entity_id), this,
        int(rules.value("violation_window_years", on)),
        DateKind(str(rules.value("violation_date", on))), Variants.of(rules, on),
    )  # fmt: skip
    if len(grounds) < 2:
        return ""
    return gettext(
        "本案认定为轻微的，与 %(day)s 在%(center)s的一次合为一年内两次，转入移出取消程序。",
        day=day_long(grounds[0].verified_day or on), center=org_words(grounds[0].center),
    )  # fmt: skip
