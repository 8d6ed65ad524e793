"""The year itself: cases are opened, people do their tasks, time moves on; all by the actions."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from service.actions.advance_clock import advance_clock
from service.actions.complete_task import complete_task
from service.actions.link_duplicate import link_duplicate
from service.actions.open_case import open_case
from service.actions.withdraw_application import withdraw_application
from service.demonstration.admission_answers import application
from service.demonstration.answers import LATER, TAKES, answered
from service.demonstration.cast import Cast
from service.demonstration.days import Days
from service.demonstration.plan import ADMISSION, VIOLATION, Opening
from service.demonstration.routine import plan_routine
from service.demonstration.scripts import QUICK
from service.demonstration.violation_answers import clue
from service.domain.errors import ChangedMeanwhile, WrongState
from service.domain.periods import at_time, civil_day
from service.domain.roles import Role
from service.office import Office
from service.store import timers, work_items

Row = dict[str, Any]
Act = Callable[[], None]
OPENED_BY = {
    "examination": ("CNIPA", Role.EXAMINATION_SIDE),
    "complaint": ("", Role.PROVINCIAL_OFFICER),
    "provincial_office": ("", Role.PROVINCIAL_OFFICER),
}


@dataclass
class Played:
    """A case under way: how it was opened, and the number it got."""

    opening: Opening
    number: str
    key: str


@dataclass
class Year:
    """Everything that is still to happen, earliest first."""

    office: Office
    cast: Cast
    days: Days
    industries: dict[str, tuple[str, ...]]
    tell: Callable[[datetime], None]
    queue: list[tuple[datetime, int, Act]] = field(default_factory=list)
    cases: dict[int, Played] = field(default_factory=dict)
    numbers: dict[tuple[int, str], str] = field(default_factory=dict)
    seen: int = 0
    decisions: int = 0
    _count: int = 0

    def plan(self, at: datetime, act: Act) -> None:
        self._count += 1
        heapq.heappush(self.queue, (at, self._count, act))

    def expect(self, opening: Opening, index: int) -> None:
        """A case is opened in the morning of its day."""
        at = at_time(opening.day, 9, index % 50)
        self.plan(at, lambda: self._open(opening, f"case {index}"))

    def run(self, until: datetime) -> None:
        """Let it all happen up to a moment; what is planned for later stays undone."""
        while self.queue and self.queue[0][0] < until:
            at, _, act = self.queue[0]
            due, self.now = self._next_due(at)
            if due is not None:
                advance_clock(self.office, actor=None, to=max(due, self.now), standing=True)
            else:
                heapq.heappop(self.queue)
                if at > self.now:
                    advance_clock(self.office, actor=None, to=at, standing=True)
                    self.now = at
                self.tell(at)
                act()
            self._look_for_tasks()

    def _next_due(self, until: datetime) -> tuple[datetime | None, datetime]:
        with self.office.read() as unit:
            return timers.next_due_at(unit.connection, until), unit.now

    def _open(self, opening: Opening, key: str) -> None:
        rng = Random(key)
        day = civil_day(self.now)
        if opening.process == ADMISSION:
            by = self.cast.holder(opening.center, Role.INTAKE_OFFICER)
            fields = rng.choice(self.industries[opening.center] or ("新一代信息技术",))
            values = application(opening.applicant, opening.center, fields, day, rng)
        else:
            org, role = OPENED_BY.get(opening.channel, (opening.center, Role.VIOLATION_OFFICER))
            by = self.cast.holder(org or opening.applicant.center.province, role)
            named = opening.center if opening.channel == "center_monitoring" else ""
            values = clue(opening.applicant.code, opening.kind, opening.channel, named, day)
        done = open_case(self.office, actor=by, process_key=opening.process, values=values)
        self.cases[done.case_id] = Played(opening, done.case_number, key)
        self.numbers.setdefault((opening.applicant.number, opening.process), done.case_number)

    def _look_for_tasks(self) -> None:
        with self.office.read() as unit:
            items = work_items.opened_since(unit.connection, self.seen)
        for item in items:
            self.seen = max(self.seen, item["id"])
            played = self.cases.get(item["case_id"])
            if played is not None:
                self._plan_task(played, item)
            else:
                plan_routine(self, item)

    def _plan_task(self, played: Played, item: Row) -> None:
        """When this task is done, and by whom; or that it is not."""
        script, element = played.opening.script, item["element"]
        quiet = {element, f"{element}@{item['org_code']}"} & script.silent
        if quiet or element == script.stop_at:
            return
        rng = Random(f"{played.key} {element} {item['round']} {item['org_code']}")
        least, most = TAKES[element]
        wait = 1 if script.pace == QUICK else rng.randint(least, most)
        if element in script.late:
            wait = most + LATER
        at = self.days.moment(rng, item["opened_at"], wait)
        if element == script.withdraw:
            self.plan(at, lambda: self._withdraw(played))
        elif element == script.joins:
            self.plan(at, lambda: self._join(played))
        else:
            self.plan(at, lambda: self._complete(played, item, rng))

    def _complete(self, played: Played, item: Row, rng: Random) -> None:
        opening, element = played.opening, item["element"]
        choice = opening.script.choice(element, item["round"])
        day = civil_day(self.now)
        values = answered(element, choice, opening.kind, rng, day) | self._known(
            played, element, choice
        )
        twice = "second_review" in opening.script.choices.get("assess_application", ())
        actor = self.cast.doer(item, opening.applicant, first=twice)
        try:
            complete_task(
                self.office,
                actor=actor,
                item_id=item["id"],
                revision=item["revision"],
                values=values,
            )
        except ChangedMeanwhile:
            return  # the diagram took the task back: a deadline passed, or a ban began

    def _known(self, played: Played, element: str, choice: str) -> Row:
        """What only the case knows: other cases' numbers, a decision's number, the center."""
        opening = played.opening
        earlier = self.numbers[opening.applicant.number, opening.process]
        escalated = opening.process == VIOLATION and earlier != played.number
        if element == "triage_clue":
            if choice == "duplicate":
                return {"duplicate_of": earlier}
            return {"assigned_center": opening.center} if choice == "assign" else {}
        if element == "propose_removal" and escalated:
            return {"ground": "two_minors", "linked_cases": earlier}
        if element == "decide_removal" and choice == "remove":
            self.decisions += 1
            effective = civil_day(self.now) + timedelta(days=opening.script.defer)
            said: Row = {
                "decision_no": self._decision_number(),
                "effective_on": effective.isoformat(),
            }
            return said | ({"ground": "two_minors"} if escalated else {})
        return {}

    def _decision_number(self) -> str:
        return f"示例移字〔{civil_day(self.now).year}〕{self.decisions:03d} 号"

    def _withdraw(self, played: Played) -> None:
        by = self.cast.holder(played.opening.center, Role.INTAKE_OFFICER)
        try:
            withdraw_application(
                self.office,
                actor=by,
                case_number=played.number,
                reason="主体调整产品计划，来函撤回申请。",
            )
        except WrongState:
            return  # it ended the same morning

    def _join(self, played: Played) -> None:
        opening = played.opening
        link_duplicate(
            self.office,
            actor=self.cast.holder(opening.center, Role.VIOLATION_OFFICER),
            case_number=played.number,
            of=self.numbers[opening.applicant.number, opening.process],
            reason="核实中发现与在办案件为同一事件。",
        )
