"""The cases that show something: every waiting point, every end, bans at every age."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from service.demonstration.applicants import Applicant
from service.demonstration.plan import Listed, Planner
from service.demonstration.scripts import (
    APPLICATIONS,
    BOTH,
    CORRECTED,
    QUICK,
    SERIOUS,
    VIOLATIONS,
    Choices,
    Script,
)

# How many working days ago the task opened that is still open: (task, days before it, ages).
Stops = tuple[tuple[str, int, Choices, tuple[int, ...]], ...]
SECOND: Choices = {"assess_application": ("second_review",)}
APPLICATIONS_AT: Stops = (
    ("assess_application", 2, {}, (9, 8, 6, 5, 4, 4, 3, 2, 2, 1, 0)),
    ("check_completeness", 0, {}, (7, 3, 1)),
    ("correct_application", 1, CORRECTED, (9, 4)),
    ("second_review", 3, SECOND, (4, 1)),
    ("decide_admission", 3, {}, (5, 2, 1, 0)),
    ("national_recheck", 4, {}, (11, 6, 3)),
)
# In a serious case the proposal follows the severity; in a minor one the party is heard first.
VIOLATIONS_AT: Stops = (
    ("triage_clue", 0, {}, (3, 1)),
    ("verify_facts", 0, {}, (12, 6, 2)),
    ("decide_severity", 1, {}, (6, 2)),
    ("state_defence", 2, {}, (2,)),
    ("conclude_finding", 3, {}, (4, 1)),
    ("hold_reminder", 4, {}, (11, 5)),
    ("confirm_correction", 5, {}, (18, 7)),
    ("propose_removal", 2, SERIOUS, (3,)),
    ("state_on_removal", 3, SERIOUS, (2,)),
    ("review_proposal", 4, SERIOUS, (3,)),
    ("decide_removal", 5, SERIOUS, (8, 4)),
    ("confirm_restrictions", 6, SERIOUS, (3,)),
)
STEPS_TO_DECISION = 6
NO_CHOICES: Choices = {}
ENDED_DAYS_AGO = (71, 34, 6)
ENDING_IN_DAYS = (12, 25)
BEGUN_WORKING_DAYS_AGO = (210, 150, 95, 60, 24)


def scenes(planner: Planner) -> None:
    """All of them, in an order that leaves the busiest center's entities for what is looked at."""
    _of_the_scene(planner)
    _waiting_applications(planner)
    _silent_departments(planner)
    _waiting_violations(planner)
    _bans(planner)
    _second_minors(planner)
    _turned_back(planner)
    _duplicate(planner)
    _caught_by_the_second_gate(planner)
    _every_usual_end(planner)


def _of_the_scene(planner: Planner) -> None:
    """The entities of docs/scene.md; the first withdrew once, and applies again there."""
    newcomer, clean, banned, reminded = planner.scene
    days = planner.days
    withdrawn = Script(withdraw="check_completeness", pace=QUICK)
    planner.apply(newcomer, days.ago(75), withdrawn)
    for entity, filed in ((clean, days.ago(90)), (reminded, days.ago(110))):
        planner.apply(entity, filed)
        planner.apply(entity, days.after(filed, 1), center="hangzhou")
    planner.clue(reminded, days.ago(64), Script(pace=QUICK))
    decided = days.after(_a_year_before(days.end) + timedelta(days=9), 0)
    _remove(planner, banned, decided, kind="abnormal", centers=1)


def _waiting_applications(planner: Planner) -> None:
    for element, before, choices, ages in APPLICATIONS_AT:
        for age in ages:
            script = Script(choices=choices, stop_at=element, pace=QUICK)
            planner.apply(planner.take("zhejiang"), planner.days.ago(age + before), script)


def _silent_departments(planner: Planner) -> None:
    for silent, age in ((BOTH, 3), (BOTH, 8), (frozenset({"ask_industry"}), 5)):
        script = Script(silent=silent, pace=QUICK)
        planner.apply(planner.take("zhejiang"), planner.days.ago(age + 1), script)


def _waiting_violations(planner: Planner) -> None:
    for element, before, choices, ages in VIOLATIONS_AT:
        for age in ages:
            triage = element == "triage_clue"
            day = planner.days.ago(age + before)
            applicant = planner.filed(day)
            script = Script(choices=choices, stop_at=element, pace=QUICK)
            kind = "abnormal" if choices else "low_quality"
            channel = "complaint" if triage else "center_monitoring"
            planner.clue(applicant, day, script, kind=kind, channel=channel)


def _bans(planner: Planner) -> None:
    """Bans that are over, that end soon, that run; two end a live application elsewhere."""
    year_ago = _a_year_before(planner.days.end)
    over = [year_ago - timedelta(days=ago) for ago in ENDED_DAYS_AGO]
    soon = [year_ago + timedelta(days=days) for days in ENDING_IN_DAYS]
    running = [planner.days.ago(ago) for ago in BEGUN_WORKING_DAYS_AGO]
    for number, wanted in enumerate([*over, *soon, *running]):
        decided = planner.days.after(wanted, 0)
        kind = "dishonesty" if number % 3 == 2 else "abnormal"
        applicant = _removed(planner, decided, kind=kind, centers=1 + number % 2)
        if number == 0:  # banned, free again, filed again
            planner.apply(applicant, planner.days.ago(30))
        if number % 4 == 1:
            planner.listed.append(Listed(applicant=applicant, category=1 + number % 3))
        if wanted in running[-2:]:
            _ends_application(planner, decided)


def _a_year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28))


def _removed(
    planner: Planner, decided: date, *, kind: str, centers: int, choices: Choices = NO_CHOICES
) -> Applicant:
    """Somebody whose removal is decided on this working day."""
    applicant = planner.take("zhejiang")
    _remove(planner, applicant, decided, kind=kind, centers=centers, choices=choices)
    return applicant


def _remove(
    planner: Planner,
    applicant: Applicant,
    decided: date,
    *,
    kind: str,
    centers: int,
    choices: Choices = NO_CHOICES,
) -> None:
    day = planner.days.before(decided, STEPS_TO_DECISION)
    planner.file(applicant, day, centers=centers)
    script = Script(choices={**SERIOUS, **choices}, pace=QUICK)
    planner.clue(applicant, day, script, kind=kind)


def _ends_application(planner: Planner, decided: date) -> None:
    """A ban begins while an application runs at another center (E3 28)."""
    applicant = _removed(planner, decided, kind="abnormal", centers=1)
    script = Script(stop_at="assess_application", pace=QUICK)
    planner.apply(applicant, planner.days.before(decided, 4), script, planner.neighbour(applicant))


def _second_minors(planner: Planner) -> None:
    """A second minor violation inside a year, at another center: escalates once (M25)."""
    later = (
        (46, Script(pace=QUICK)),
        (14, Script(pace=QUICK, silent=frozenset({"acknowledge_cancellation@other"}))),
        (9, Script(pace=QUICK, stop_at="acknowledge_cancellation")),
        (11, Script(pace=QUICK, stop_at="decide_removal")),
    )
    for number, (ago, script) in enumerate(later):
        first = planner.days.ago(ago + 70 + 9 * number)
        applicant = planner.filed(first, centers=2)
        planner.clue(applicant, first, Script(pace=QUICK))
        other = planner.neighbour(applicant)
        quiet = frozenset(name.replace("@other", f"@{other}") for name in script.silent)
        script = replace(script, silent=quiet)
        planner.clue(
            applicant, planner.days.ago(ago), script, kind="false_information", center=other
        )


def _turned_back(planner: Planner) -> None:
    """Returned by the province, returned by the nation, rejected by either."""
    for ago, choices in (
        (120, {"review_proposal": ("return", "agree")}),
        (80, {"decide_removal": ("return", "remove")}),
        (66, {"review_proposal": ("reject",)}),
        (40, {"decide_removal": ("reject",)}),
    ):
        decided = planner.days.ago(ago)
        _removed(planner, decided, kind="abnormal", centers=2, choices=choices)


def _duplicate(planner: Planner) -> None:
    """The same event reported twice counts once (E2 19)."""
    for ago in (52, 7):
        day = planner.days.ago(ago)
        applicant = planner.filed(day)
        planner.clue(applicant, day, Script())
        next_day = planner.days.after(day, 1)
        script = Script(choices={"triage_clue": ("duplicate",)}, pace=QUICK)
        planner.clue(applicant, next_day, script, channel="complaint")
        planner.clue(applicant, next_day, Script(joins="verify_facts", pace=QUICK))


def _caught_by_the_second_gate(planner: Planner) -> None:
    """A ban that was decided before the application, and takes effect while it runs (E3 29)."""
    decided = planner.days.ago(75)
    day = planner.days.before(decided, STEPS_TO_DECISION)
    applicant = planner.filed(day)
    planner.clue(applicant, day, Script(choices=SERIOUS, defer=5, pace=QUICK), kind="abnormal")
    center = planner.neighbour(applicant)
    planner.apply(applicant, planner.days.after(decided, 1), center=center)


def _every_usual_end(planner: Planner) -> None:
    """Each way an application or a clue usually goes, once at least."""
    for number, (_, script) in enumerate(APPLICATIONS):
        planner.apply(planner.take(), planner.days.ago(45 + 9 * number), script)
    for number, (_, script) in enumerate(VIOLATIONS):
        day = planner.days.ago(75 + 15 * number)
        applicant = planner.filed(day)
        channel = "complaint" if "triage_clue" in script.choices else "center_monitoring"
        planner.clue(applicant, day, script, channel=channel)
