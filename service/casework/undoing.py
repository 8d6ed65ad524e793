"""A finding falls, or is lowered: counts, escalations and decisions that stood on it follow.

The entity is locked, so that a count that changes at the same second is either seen here or sees
this. Nothing is taken back from the past: rows say from when on, and when that was learned.
Source: domain.md C3, C6; M25.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from service.casework.on_record import alone
from service.casework.openings.registry import Opening
from service.casework.restoring import revoke_decision
from service.casework.undone import Undone, tell_of_undoing
from service.casework.work import OpenFollowUp, SendMessage, Work
from service.domain.errors import WrongState
from service.domain.periods import inside_window
from service.domain.violations import DateKind, Severity, Variants, Violation, escalation
from service.store import cases, sanctions, violations

Row = dict[str, Any]


class Undoing:
    """One act of undoing in one case: `violations` and `decisions` that fell, and what is left."""

    def __init__(self, work: Work) -> None:
        alone(work)
        self.work = work
        self.violations: list[int] = []
        self.decisions: list[int] = []
        self.freed: list[int] = []

    def overturn(self, violation_id: int) -> None:
        """The finding is taken out of every count. Raises WrongState when it was before."""
        row = self._standing(violation_id)
        on = {"overturned_day": self.work.unit.today, "overturned_at": self.work.now}
        violations.change_violation(self.work.connection, row["case_id"], state="overturned", **on)
        self.violations.append(row["id"])
        self._follow(row)

    def lower(self, violation_id: int) -> None:
        """A serious finding is a minor one from now on: it counts, and no removal stands on it."""
        row = self._standing(violation_id)
        if row["severity"] != Severity.SERIOUS.value:
            raise WrongState(
                reason_zh="只有严重违规能改为轻微。", reason_en="only a serious finding is lowered."
            )
        violations.change_violation(
            self.work.connection, row["case_id"], severity=Severity.MINOR.value,
            lowered_at=self.work.now,
        )  # fmt: skip
        self.violations.append(row["id"])
        self.freed.append(row["id"])
        self._follow(row)

    def revoke(self, decision: Row) -> None:
        """A decision falls while the findings stay. Raises WrongState when it fell before."""
        if decision["revoked_day"] is not None:
            raise WrongState(
                reason_zh=f"决定 {decision['number']} 已经撤销。",
                reason_en=f"decision {decision['number']} was revoked before.",
            )
        self.decisions.append(decision["id"])
        revoke_decision(self.work, decision)

    def finish(self) -> None:
        """Minors that are free again may pair with others; whoever follows is told."""
        escalate_again(self.work, self.freed)
        self.work.turn.forget(self.work.entity_id)
        tell_of_undoing(
            self.work,
            Undone(
                entity_id=self.work.entity_id,
                violations=tuple(self.violations),
                decisions=tuple(self.decisions),
            ),
        )

    def _standing(self, violation_id: int) -> Row:
        row = violations.violation_by_id(self.work.connection, violation_id)
        if row is None or row["overturned_day"] is not None or row["final_day"] is None:
            raise WrongState(
                reason_zh="这项认定已经撤销，不能再撤一次。",
                reason_en="this finding was overturned before.",
            )
        return row

    def _follow(self, row: Row) -> None:
        """The escalation or decision that rested on a finding falls, unless others carry it."""
        used_by = row["consumed_by"]
        if used_by is not None:
            self._escalation(int(used_by))
        own = sanctions.decision_of_case(self.work.connection, row["case_id"])
        if own is not None and own["grounds"] == [row["id"]] and own["revoked_day"] is None:
            self.revoke(own)
        elif used_by != row["case_id"]:
            self._end_open(row["case_id"])

    def _escalation(self, case_id: int) -> None:
        """Two minors made a case serious; one fell. A third may carry it, else it falls."""
        decision = sanctions.decision_of_case(self.work.connection, case_id)
        if decision is not None and decision["revoked_day"] is not None:
            return
        left = [v for v in self._minors() if v.consumed_by == case_id]
        if self._carried(case_id, left, decision):
            return
        ids = [v.id for v in left]
        violations.release_violations(self.work.connection, ids)
        self.freed.extend(ids)
        if decision is not None:
            self.revoke(decision)
        else:
            self._end_open(case_id)

    def _carried(self, case_id: int, left: list[Violation], decision: Row | None) -> bool:
        variants = self._variants()
        if sum(variants.weight(v) for v in left if variants.counts(v)) >= 2:
            return True
        known_by = decision["recorded_at"] if decision else self.work.now
        free = [
            v
            for v in self._minors()
            if v.consumed_by is None and v.recorded_at is not None and v.recorded_at <= known_by
        ]
        for mine in left:
            third = self._partner(mine, free)
            if third is not None:
                violations.consume_violations(self.work.connection, [third.id], case_id)
                return True
        return False

    def _partner(self, mine: Violation, free: Iterable[Violation]) -> Violation | None:
        kind = DateKind(self.work.rule("violation_date"))
        years = int(self.work.rule("violation_window_years"))
        variants, day = self._variants(), mine.counting_day(kind)
        for other in free:
            other_day = other.counting_day(kind)
            apart = variants.same_center_only and other.center != mine.center
            if (
                other.id != mine.id and not apart and day and other_day
                and variants.counts(other) and inside_window(day, other_day, years)
            ):  # fmt: skip
                return other
        return None

    def _minors(self) -> list[Violation]:
        every = violations.violations_of(self.work.connection, self.work.entity_id)
        return [v for v in every if v.severity is Severity.MINOR and not v.overturned]

    def _variants(self) -> Variants:
        return Variants.of(self.work.rules, self.work.unit.today)

    def _end_open(self, case_id: int) -> None:
        """A violation case that still runs is told that what it stood on fell."""
        case = cases.case_by_id(self.work.connection, case_id)
        if case is not None and case.status == "open":
            told = {"by_case": self.work.case.number, "decision_no": ""}
            self.work.effects.append(
                SendMessage(case_id=case_id, message="finding_overturned", payload=told)
            )


def escalate_again(work: Work, among: Iterable[int]) -> None:
    """Minors that count again: of those that pair now, a case of removal is opened, once a pair."""
    used: set[int] = set()
    for violation_id in among:
        every = [
            v for v in violations.violations_of(work.connection, work.entity_id)
            if v.id not in used
        ]  # fmt: skip
        mine = next((v for v in every if v.id == violation_id), None)
        if mine is None:
            continue
        grounds = escalation(
            every,
            mine,
            int(work.rule("violation_window_years")),
            DateKind(work.rule("violation_date")),
            Variants.of(work.rules, work.unit.today),
        )
        if grounds:
            used |= {ground.id for ground in grounds}
            _open_removal(work, grounds)


def _open_removal(work: Work, grounds: tuple[Violation, ...]) -> None:
    center = max(grounds, key=lambda v: (v.final_day is not None, v.final_day, v.id)).center
    about = Opening(entity_id=work.entity_id, center=center, province=str(work.case.province))
    ids = [ground.id for ground in grounds]
    values = {"channel": "center_monitoring", "escalates": ids}
    work.effects.append(OpenFollowUp(process_key="violation_handling", about=about, values=values))
