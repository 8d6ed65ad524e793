"""What happens to a case: the choices at each task, who stays silent, where it stops."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

USUAL, QUICK = "usual", "quick"
Choices = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Script:
    """How the people of a case act.

    choices   the outcome at a task, one a round; the last one stays
    silent    tasks nobody does: their deadline passes and the diagram goes on
    stop_at   the task that is still open when the demonstration begins
    late      tasks done days after their due day
    withdraw  the task at whose opening the applicant withdraws
    joins     the task at whose opening an officer joins the case to an earlier one
    defer     days from a decision to the day it takes effect
    pace      quick: each task on the next working day, so that a day can be planned
    """

    choices: Choices = field(default_factory=dict)
    silent: frozenset[str] = frozenset()
    stop_at: str = ""
    late: frozenset[str] = frozenset()
    withdraw: str = ""
    joins: str = ""
    defer: int = 0
    pace: str = USUAL

    def choice(self, element: str, turn: int) -> str:
        """What is answered at a task in its `turn`-th round, counted from 1."""
        said = self.choices.get(element) or (DEFAULTS.get(element, ""),)
        return said[min(turn, len(said)) - 1]


DEFAULTS: Mapping[str, str] = {
    "check_completeness": "complete",
    "ask_industry": "support",
    "ask_development": "no_opinion",
    "assess_application": "approve",
    "second_review": "approve",
    "decide_admission": "approve",
    "national_recheck": "pass",
    "triage_clue": "assign",
    "verify_facts": "minor",
    "decide_severity": "minor",
    "state_defence": "partly",
    "conclude_finding": "minor",
    "hold_reminder": "reminder",
    "confirm_correction": "corrected",
    "propose_removal": "propose",
    "state_on_removal": "object",
    "review_proposal": "agree",
    "decide_removal": "remove",
}
BOTH = frozenset({"ask_industry", "ask_development"})
CORRECTED: Choices = {"check_completeness": ("correction", "complete")}
SERIOUS: Choices = {"verify_facts": ("serious",), "decide_severity": ("serious",)}
LAPSES = Script(
    choices={"check_completeness": ("correction",)}, silent=frozenset({"correct_application"})
)

# How an application usually goes, with how often of a hundred.
APPLICATIONS: tuple[tuple[int, Script], ...] = (
    (50, Script()),
    (12, Script(choices=CORRECTED)),
    (6, Script(silent=frozenset({"ask_industry"}))),
    (3, Script(silent=BOTH)),
    (5, Script(choices={"assess_application": ("second_review",)})),
    (3, Script(choices={"assess_application": ("consult_again", "approve")})),
    (3, Script(choices={"decide_admission": ("return", "approve")})),
    (2, Script(choices={"national_recheck": ("return", "pass")})),
    (4, Script(choices={"check_completeness": ("not_acceptable",)})),
    (3, LAPSES),
    (4, Script(choices={"assess_application": ("refuse",), "decide_admission": ("refuse",)})),
    (1, Script(choices={"national_recheck": ("refuse",)})),
    (3, Script(withdraw="assess_application")),
    (3, Script(late=frozenset({"check_completeness", "assess_application"}))),
)  # fmt: skip
NOT_FILED = frozenset({"not_acceptable", "refuse"})

# How a clue usually ends.
VIOLATIONS: tuple[tuple[int, Script], ...] = (
    (40, Script()),
    (20, Script(silent=frozenset({"state_defence"}))),
    (20, Script(choices={"decide_severity": ("not_established",), "verify_facts": ("unfounded",)})),
    (8, Script(choices={"conclude_finding": ("not_established",)})),
    (6, Script(choices={"triage_clue": ("reject",)})),
    (6, Script(choices={"confirm_correction": ("partly",)}, late=frozenset({"hold_reminder"}))),
)  # fmt: skip


def drawn(rng: Random, table: tuple[tuple[int, Script], ...]) -> Script:
    return rng.choices([script for _, script in table], weights=[often for often, _ in table])[0]


def ends_filed(script: Script) -> bool:
    """Whether an application that goes like this ends with a filing in force."""
    last = {said[-1] for said in script.choices.values()}
    lapses = "correct_application" in script.silent
    return not (last & NOT_FILED or lapses or script.withdraw or script.stop_at)
