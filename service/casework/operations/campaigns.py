"""A campaign of re-reviews: its scope is counted, approved, planned; its results are published."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from service.casework.operations.registry import before, operation
from service.casework.operations.violations import answers_of
from service.casework.refusals import one_wrong
from service.casework.review_scope import in_scope, scope_of
from service.casework.work import Work
from service.domain.errors import FieldError, InvalidForm, WrongState
from service.domain.periods import Unit, day_start, last_day
from service.domain.reviews import Candidate, ReviewState
from service.store import planned, publications, reviews

DRAFT = "draft_campaign"


@before("review.draft")
def _check_draft(work: Work) -> None:
    """The days hold together, and somebody is in scope. Raises InvalidForm."""
    said = answers_of(work, DRAFT)
    _check_days(work, _days(said))
    scope = scope_of(work.unit, said)
    if not in_scope(work.unit, str(work.case.center_code), scope):
        raise one_wrong(
            "scope",
            "按这个范围一家主体也没有。换一个范围，或核对代码。",
            "Nobody is in this scope. Choose another, or check the codes.",
        )


@operation(
    "review.draft",
    "登记复核方案",
    "Keep the draft of a campaign",
    "M20",
    outputs=("count", "first_opens_on", "second_opens_on"),
)
def draft(work: Work) -> dict[str, Any]:
    """Keeps the days of the draft and counts who is in scope."""
    said = answers_of(work, DRAFT)
    days = _days(said)
    found = in_scope(work.unit, str(work.case.center_code), scope_of(work.unit, said))
    values = days | {
        "case_id": work.case.id,
        "center_code": work.case.center_code,
        "province": work.case.province,
        "name": said["name"].strip(),
        "scope": _as_kept(said),
        "materials": said.get("materials") or [],
    }
    reviews.put_campaign(work.connection, values)
    opens = {name: str(_opens_on(work, days[name])) for name in ("first_batch", "second_batch")}
    count = len(found)
    return {
        "count": count,
        "first_opens_on": opens["first_batch"],
        "second_opens_on": opens["second_batch"],
        "said": {
            "zh": f"范围内 {count} 家，{days['window_from']} 起通知。",
            "en": f"{count} in scope; told from {days['window_from']}.",
        },
    }


def _days(said: dict[str, Any]) -> dict[str, date]:
    names = ("window_from", "window_last", "first_batch", "second_batch")
    return {name: date.fromisoformat(said[name]) for name in names}


def _check_days(work: Work, days: dict[str, date]) -> None:
    """The window lies ahead and is no shorter than the rule; the batches follow it in order."""
    wrong = []
    limit = work.rules.limit(
        "review_window", work.unit.today, work.case.province, work.case.center_code
    )
    if days["window_from"] < work.unit.today:
        wrong.append(
            ("window_from", "窗口不能从过去开始。", "The window can not begin in the past.")
        )
    if days["window_last"] < last_day(days["window_from"], limit.value, limit.unit):
        zh = f"窗口不得短于规则“复核提交窗口”的{limit.zh}。"
        en = f"The window may not be shorter than the rule: {limit.en}."
        wrong.append(("window_last", zh, en))
    if days["first_batch"] <= days["window_last"]:
        zh, en = "第一批公布要晚于窗口最后一日。", "The first batch must follow the window."
        wrong.append(("first_batch", zh, en))
    if days["second_batch"] <= days["first_batch"]:
        zh, en = "第二批公布要晚于第一批。", "The second batch must follow the first."
        wrong.append(("second_batch", zh, en))
    if wrong:
        raise InvalidForm(fields=tuple(FieldError(field=f, zh=zh, en=en) for f, zh, en in wrong))


def _as_kept(said: dict[str, Any]) -> dict[str, Any]:
    names = ("scope", "insured_below", "filed_before", "idle_months", "entities", "signals")
    return {name: said[name] for name in names if said.get(name) is not None}


def _opens_on(work: Work, published_by: date) -> date:
    """The day from which a batch is worked on, so that it is out by the day promised."""
    limit = work.rules.limit(
        "review_publication", work.unit.today, work.case.province, work.case.center_code
    )
    if limit.unit is Unit.WORKING_DAY:
        return work.unit.calendar.guess_add_working_days(published_by, -limit.value)[0]
    return last_day(published_by, -limit.value, limit.unit)


@before("review.plan")
def _check_window(work: Work) -> None:
    """Raises WrongState when the window began while the campaign waited for its approval."""
    window_from = _campaign(work)["window_from"]
    if window_from < work.unit.today:
        raise WrongState(
            reason_zh=f"窗口应自 {window_from} 开始，已经过了。请退回重新拟定。",
            reason_en=f"the window was to begin on {window_from}; return the draft.",
            source="M20",
        )


def _campaign(work: Work) -> dict[str, Any]:
    found = reviews.campaign_of(work.connection, work.case.id)
    assert found is not None, "a campaign is drafted before it is approved"
    return found


@operation("review.plan", "排定主体复核", "Plan the re-reviews", "M20", outputs=("count",))
def plan(work: Work) -> dict[str, Any]:
    """One case for each entity in scope today is planned; the clock opens them in batches."""
    campaign = _campaign(work)
    scope = scope_of(work.unit, campaign["scope"])
    found = in_scope(work.unit, str(work.case.center_code), scope)
    reviews.add_entries(work.connection, [_entry(work, one) for one in found])
    opens_at = day_start(campaign["window_from"])
    planned.plan_openings(work.connection, [_opening(work, one, opens_at) for one in found])
    reviews.change_campaign(work.connection, work.case.id, approved_at=work.now)
    said = {"zh": f"排定 {len(found)} 家。", "en": f"{len(found)} planned."}
    return {"count": len(found), "said": said}


def _entry(work: Work, one: Candidate) -> dict[str, Any]:
    return {
        "campaign_id": work.case.id,
        "center_code": work.case.center_code,
        "state": ReviewState.PLANNED.value,
        "was_silent": False,
        "entity_id": one.entity_id,
        "filing_id": one.filing_id,
    }


def _opening(work: Work, one: Candidate, opens_at: datetime) -> dict[str, Any]:
    return {
        "key": f"periodic_review:{work.case.id}:{one.entity_id}",
        "process_key": "periodic_review",
        "entity_id": one.entity_id,
        "center_code": work.case.center_code,
        "province": work.case.province,
        "parent_id": work.case.id,
        "due_at": opens_at,
    }


@operation("review.publish", "公布复核结果", "Publish a batch of results", "M20", inputs=("batch",))
def publish(work: Work, batch: int) -> dict[str, Any]:
    """What was decided so far is published and frozen; the last batch leaves nobody out.

    Whoever handed nothing in stands in the second batch, apart from the others.
    Raises WrongState while the second batch would leave somebody undecided.
    """
    last = batch == 2
    open_ones = reviews.undecided(work.connection, work.case.id) if last else 0
    if open_ones:
        raise WrongState(
            reason_zh=f"还有 {open_ones} 家没有办结，办结后才能公布第二批。",
            reason_en=f"{open_ones} are not finished; the second batch waits for them.",
            source="M20",
        )
    rows = publications.to_publish(work.connection, work.case.id, with_silent=last)
    element = "publish_second_batch" if last else "publish_first_batch"
    publications.publish(
        work.connection,
        {
            "campaign_id": work.case.id,
            "batch": batch,
            "published_on": work.unit.today,
            "published_at": work.now,
            "published_by": work.actor.person_id or None,
            "note": answers_of(work, element).get("note") or "",
        },
        [publications.line_of(row) for row in rows],
    )
    if last:
        reviews.change_campaign(work.connection, work.case.id, finished_at=work.now)
    said = {
        "zh": f"第 {batch} 批公布 {len(rows)} 家。",
        "en": f"Batch {batch}: {len(rows)} published.",
    }
    return {"said": said}
