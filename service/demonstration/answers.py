"""What is filled in at a task, by its name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

from service.demonstration import admission_answers as admission
from service.demonstration import violation_answers as violation

Answers = dict[str, Any]
ADMISSION: dict[str, Callable[[str, Random, date], Answers]] = {
    "check_completeness": admission.check_completeness,
    "correct_application": admission.correct_application,
    "ask_industry": admission.ask_opinion,
    "ask_development": admission.ask_opinion,
    "assess_application": admission.assess_application,
    "second_review": admission.second_review,
    "decide_admission": admission.decide_admission,
    "national_recheck": admission.national_recheck,
}
VIOLATION: dict[str, Callable[[str, str, Random, date], Answers]] = {
    "triage_clue": violation.triage_clue,
    "verify_facts": violation.verify_facts,
    "decide_severity": violation.decide_severity,
    "state_defence": violation.state_defence,
    "conclude_finding": violation.conclude_finding,
    "hold_reminder": violation.hold_reminder,
    "confirm_correction": violation.confirm_correction,
    "propose_removal": violation.propose_removal,
    "state_on_removal": violation.state_defence,
    "review_proposal": violation.review_proposal,
    "decide_removal": violation.decide_removal,
    "acknowledge_cancellation": violation.acknowledge_cancellation,
    "confirm_restrictions": violation.confirm_restrictions,
}
# Working days from its opening to its end at a usual pace: least and most.
TAKES = {
    "check_completeness": (0, 3),
    "correct_application": (1, 7),
    "ask_industry": (1, 7),
    "ask_development": (1, 7),
    "assess_application": (0, 4),
    "second_review": (0, 2),
    "decide_admission": (0, 2),
    "national_recheck": (1, 7),
    "triage_clue": (0, 1),
    "verify_facts": (2, 8),
    "decide_severity": (0, 4),
    "state_defence": (1, 3),
    "conclude_finding": (0, 3),
    "hold_reminder": (1, 7),
    "confirm_correction": (5, 15),
    "propose_removal": (1, 3),
    "state_on_removal": (1, 3),
    "review_proposal": (1, 3),
    "decide_removal": (2, 7),
    "acknowledge_cancellation": (0, 1),
    "confirm_restrictions": (1, 3),
}
LATER = 5


def answered(element: str, choice: str, kind: str, rng: Random, day: date) -> Answers:
    """The answers of a task, without what only the case itself knows."""
    if element in ADMISSION:
        return ADMISSION[element](choice, rng, day)
    return VIOLATION[element](choice, kind, rng, day)
