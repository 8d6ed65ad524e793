"""Re-reviews: one finished campaign, one in its window, and one at each other waiting point."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from service.actions.clear_the_silent import clear_the_silent
from service.actions.complete_task import complete_task
from service.actions.give_up_filing import give_up_filing
from service.actions.open_case import open_case
from service.actions.start_plan import start_plan
from service.casework.review_scope import in_scope
from service.demonstration import review_answers as say
from service.demonstration.applicants import Applicant, applicants
from service.demonstration.areas.registry import Plan, area, in_year
from service.demonstration.cast import Cast
from service.demonstration.days import Days
from service.domain.periods import at_time
from service.domain.reviews import CampaignScope, ScopeRule
from service.domain.roles import Actor, Role
from service.office import Office
from service.store import cases, reviews, work_items

Row = dict[str, Any]
Choose = Callable[[int, str, date], Row | None]
MOST = 200


class Campaign:
    """A campaign at one center, played from day to day."""

    def __init__(self, office: Office, cast: Cast, center: str) -> None:
        self.office, self.cast, self.center = office, cast, center
        self.case_id, self.number = 0, ""

    def open(self, occasion: str = "yearly") -> None:
        done = open_case(
            self.office,
            actor=self.cast.holder(self.center, Role.CENTER_HEAD),
            process_key="periodic_review",
            values={"center": self.center, "occasion": occasion},
        )
        self.case_id, self.number = done.case_id, done.case_number

    def draft(self, name: str, *, first: int, second: int, most: int) -> None:
        """By the day of filing, so that about so many are in scope; told from tomorrow."""
        begins = self.today() + timedelta(days=1)
        values = say.drafted(name, begins, first=first, second=second, scope=self._scope(most))
        self.complete("draft_campaign", values)

    def begin(self, name: str, first: int, second: int, most: int) -> None:
        self.open()
        self.draft(name, first=first, second=second, most=most)
        self.complete("approve_campaign", {"outcome": "approve"})

    def _scope(self, most: int) -> Row:
        with self.office.read() as unit:
            every = in_scope(unit, self.center, CampaignScope(rule=ScopeRule.ALL))
        days = sorted(one.filed_on for one in every)
        if len(days) <= most:
            return {"scope": "all"}
        return {"scope": "filed_before", "filed_before": days[most].isoformat()}

    def today(self) -> date:
        with self.office.read() as unit:
            return unit.today

    def complete(self, element: str, values: Row) -> None:
        for item in self._items(self.case_id):
            if item["element"] == element:
                self._do(item, values)

    def publish(self, element: str) -> None:
        self.complete(element, {"checked": True, "note": "如有异议，请在十个工作日内联系本中心。"})

    def go_on(self, choose: Choose) -> None:
        """Every open task of its entities, as far as `choose` has an answer for it."""
        with self.office.read() as unit:
            rows, _ = reviews.entries_page(unit.connection, self.case_id, limit=MOST)
            today = unit.today
        live = [row for row in rows if row["state"] != "broken_off"]
        for index, row in enumerate(live):
            while row["case_id"] and self._one(index, row["case_id"], choose, today):
                pass

    def _one(self, index: int, case_id: int, choose: Choose, today: date) -> bool:
        for item in self._items(case_id):
            values = choose(index, item["element"], today)
            if values is not None:
                self._do(item, values)
                return True
        return False

    def give_up(self, index: int) -> None:
        with self.office.read() as unit:
            rows, _ = reviews.entries_page(unit.connection, self.case_id, limit=MOST)
        if index < len(rows) and rows[index]["number"]:
            give_up_filing(
                self.office,
                actor=self.cast.holder(self.center, Role.INTAKE_OFFICER),
                case_number=rows[index]["number"],
                reason="主体来函：业务调整，不再需要预审服务。",
            )

    def clear_silent(self) -> None:
        with self.office.read() as unit:
            waiting = reviews.silent_items(unit.connection, self.case_id)
        if waiting:
            clear_the_silent(
                self.office,
                actor=self.cast.holder(self.center, Role.CENTER_HEAD),
                case_number=self.number,
                effective_on=self.today(),
                legal_basis=say.LEGAL_BASIS,
                reasons="窗口内没有提交复核材料，也没有陈述。",
            )

    def _items(self, case_id: int) -> list[Row]:
        with self.office.read() as unit:
            rows = work_items.items_of_case(unit.connection, case_id)
        return [row for row in rows if row["state"] == "open"]

    def _do(self, item: Row, values: Row) -> None:
        complete_task(
            self.office,
            actor=self._doer(item),
            item_id=item["id"],
            revision=item["revision"],
            values=values,
        )

    def _applicant(self, case_id: int) -> Applicant:
        """The invented entity of a case: its number stands in its code."""
        with self.office.read() as unit:
            found = cases.case_by_id(unit.connection, case_id)
        number = int(str(found.entity_code)[-5:-1]) if found else 1
        return _known(number)

    def _doer(self, item: Row) -> Actor:
        role = Role(item["role"])
        if role is Role.ENTITY_CONTACT:
            return self.cast.contact(self._applicant(item["case_id"]), item["org_code"])
        return self.cast.holder(item["org_code"], role)


@cache
def _known(number: int) -> Applicant:
    return applicants(number)[-1]


def _finished(index: int, element: str, today: date) -> Row | None:
    """One in six never answers, one is cleared, one heard and passed; the others pass."""
    kind = index % 6
    answers = {
        "submit_review": None if kind == 5 else say.handed_in(today, 20 + index, weak=kind == 4),
        "check_submission": say.CHECKED,
        "assess_review": say.BAD if kind in (3, 4) else say.GOOD,
        "decide_review": say.TO_CLEAR if kind in (3, 4) else say.PASSED,
        "state_before_clearing": say.HEARD if kind in (3, 4) else None,
        "decide_clearing": say.PASSED if kind == 3 else say.cleared(today) if kind == 4 else None,
    }
    return answers.get(element)


STOPS = (
    "", "", "check_submission", "correct_review", "assess_review", "decide_review",
    "state_before_clearing", "decide_clearing", "cleared",
)  # fmt: skip


def _running(index: int, element: str, today: date) -> Row | None:
    """Each of the first waits somewhere else; the rest have not handed in yet."""
    stop = STOPS[index] if index < len(STOPS) else "submit_review"
    if element == stop:
        return None
    late = index >= STOPS.index("state_before_clearing")
    answers = {
        "submit_review": say.handed_in(today, 20 + index, weak=late),
        "check_submission": say.TO_CORRECT if stop == "correct_review" else say.CHECKED,
        "assess_review": say.BAD if late else say.GOOD,
        "decide_review": say.TO_CLEAR if late else say.PASSED,
        "state_before_clearing": say.HEARD,
        "decide_clearing": say.cleared(today),
    }
    return answers.get(element)


def _first_ones(index: int, element: str, today: date) -> Row | None:
    """Two hand in early and pass."""
    return _running(index, element, today) if index < STOPS.index("check_submission") else None


def _everybody_passes(index: int, element: str, today: date) -> Row | None:
    return _finished(0, element, today)


@in_year(30)
def _finished_ones(office: Office, cast: Cast, plan: Plan, days: Days) -> None:
    """At Hangzhou one that ran to its end; two that wait for a publication; one not approved."""
    on = _moments(days)
    done, second, first, dropped = (
        Campaign(office, cast, center) for center in ("hangzhou", "shenzhen", "beijing", "jiangsu")
    )
    plan(on(150), lambda: done.begin("杭州中心年度定期复核", 75, 105, 12))
    plan(on(148), lambda: done.give_up(2))
    for ago in (145, 138, 130, 121):
        plan(on(ago, 14), lambda: done.go_on(_finished))
    plan(on(80), lambda: done.publish("publish_first_batch"))
    plan(on(70), done.clear_silent)
    plan(on(50), lambda: done.publish("publish_second_batch"))
    plan(on(110), lambda: second.begin("深圳中心年度定期复核", 70, 115, 3))
    plan(on(100), lambda: second.go_on(_everybody_passes))
    plan(on(45), lambda: second.publish("publish_first_batch"))
    plan(on(62), lambda: first.begin("北京中心年度定期复核", 67, 98, 3))
    plan(on(50), lambda: first.go_on(_everybody_passes))
    not_now = {"outcome": "drop", "reasons": "与省局专项检查重复，今年不开展。"}
    plan(on(40), dropped.open)
    plan(on(39), lambda: dropped.draft("江苏中心风险复核", first=70, second=100, most=5))
    plan(on(38), lambda: dropped.complete("approve_campaign", not_now))


@in_year(31)
def _running_ones(office: Office, cast: Cast, plan: Plan, days: Days) -> None:
    """At Zhejiang one in its window, with somebody at every step; two not approved yet."""
    on = _moments(days)
    running, waits, begun = (
        Campaign(office, cast, center) for center in ("zhejiang", "shanghai", "ningbo")
    )
    plan(on(20), lambda: running.begin("浙江中心年度定期复核", 75, 106, 16))
    plan(on(12, 15), lambda: running.go_on(_first_ones))
    plan(on(1, 15), lambda: running.go_on(_running))
    plan(on(3), waits.open)
    plan(on(2), lambda: waits.draft("上海中心年度定期复核", first=75, second=105, most=20))
    plan(on(1), begun.open)


def _moments(days: Days) -> Callable[..., datetime]:
    def on(ago: int, hour: int = 10) -> datetime:
        return at_time(days.end - timedelta(days=ago), hour)

    return on


@area(30)
def _plans(office: Office, cast: Cast) -> None:
    """Two centers have their yearly re-review set for next spring."""
    with office.read() as unit:
        first = date(unit.today.year + 1, 3, 2)
    for center in ("hangzhou", "zhejiang"):
        start_plan(
            office,
            actor=cast.holder(center, Role.CENTER_HEAD),
            plan="yearly_review",
            place=center,
            first_day=first,
        )
