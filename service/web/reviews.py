"""Re-review campaigns: the list of them, and one with its progress and its entities."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from flask import flash, redirect, request, url_for

from service.actions.clear_the_silent import MOST, clear_the_silent
from service.casework.access import visible_to
from service.casework.openings import may_open
from service.domain.errors import FieldError, InvalidForm, NotFound
from service.domain.periods import civil_day
from service.domain.reviews import OVER, ReviewState
from service.domain.roles import Role, may_do
from service.office import Unit
from service.store import publications, reviews
from service.store.cases import Case
from service.web.blueprint import web
from service.web.case import found_case
from service.web.desk import act, is_entity, org_words, person, reading
from service.web.labels import element_words, newest, option_words
from service.web.page import new_token, page
from service.web.pages import pager
from service.web.reach import page_number
from service.web.register_links import add_register, register_links
from service.web.review_words import DRAFT, scope_words, state_tag, state_words
from service.web.tongue import gettext, ngettext, pick
from service.web.views import Fact, Link, Tag
from service.web.views_reviews import (
    BatchLink,
    CampaignPage,
    CampaignRow,
    CampaignsPage,
    EntryRow,
    Step,
)
from service.web.words import day_long, day_short

PAGE = 30
Row = dict[str, Any]
add_register(60, "reviews", lambda: gettext("定期复核"), "web.reviews")


@web.get("/reviews", endpoint="reviews")
def reviews_list() -> Any:
    _officers_only()
    return page("reviews.html", campaigns_page(reading()), at="bans")


def _officers_only() -> None:
    if is_entity():
        raise NotFound(what_zh="这一页", what_en="such page")


def campaigns_page(unit: Unit) -> CampaignsPage:
    number = page_number()
    rows, total = reviews.campaigns_page(
        unit.connection, visible_to(person()), limit=PAGE, offset=(number - 1) * PAGE
    )
    counts = reviews.counts_of(unit.connection, [row["case_id"] for row in rows])
    opens = may_open(person(), "periodic_review")
    return CampaignsPage(
        lead=ngettext(
            "共 %(num)d 次复核活动，新的在前。", "共 %(num)d 次复核活动，新的在前。", total
        ),
        rows=tuple(_row(unit, row, counts[row["case_id"]]) for row in rows),
        pager=pager(number, PAGE, total, lambda n: url_for("web.reviews", page=n)),
        start=url_for("web.start_case", key="periodic_review") if opens else "",
        registers=register_links("reviews"),
    )


def _row(unit: Unit, row: Row, counts: dict[str, int]) -> CampaignRow:
    every, over = total_of(counts), sum(counts.get(s.value, 0) for s in OVER)
    return CampaignRow(
        name=row["name"], number=row["number"], href=url_for("web.review", number=row["number"]),
        center=org_words(row["center_code"]),
        window=f"{row['window_from']} – {row['window_last']}",
        batches=f"{row['first_batch']} / {row['second_batch']}",
        progress=gettext("%(over)s / %(every)s 家办结", over=over, every=every) if every else "—",
        tag=_tag(unit, row),
    )  # fmt: skip


def total_of(counts: dict[str, int]) -> int:
    return sum(counts.get(state.value, 0) for state in ReviewState)


def _tag(unit: Unit, row: Row) -> Tag:
    if row["status"] != "open":
        process = newest(unit, "periodic_review")
        words = element_words(process, row["outcome"] or "") if process else ""
        done = row["outcome"] == "campaign_finished"
        return Tag("ok" if done else "plain", words, "ok" if done else "none")
    if row["approved_at"] is None:
        return Tag("wait", gettext("待批准"), "wait")
    if unit.today < row["window_from"]:
        return Tag("info", gettext("已排定"), "calendar")
    if unit.today <= row["window_last"]:
        return Tag("info", gettext("窗口中"), "clock")
    return Tag("info", gettext("审查和公布"), "search")


def campaign_case(unit: Unit, number: str) -> tuple[Case, Row]:
    """The case and the campaign of a number; raises NotFound for one the reader may not see."""
    _officers_only()
    found = found_case(unit, number)
    campaign = reviews.campaign_of(unit.connection, found.id)
    if campaign is None:
        raise NotFound(what_zh="这次复核活动", what_en="such campaign")
    return found, campaign


@web.get("/reviews/<number>")
def review(number: str) -> Any:
    return _show(number)


def _show(
    number: str, faults: tuple[FieldError, ...] = (), typed: Row | None = None, status: int = 200
) -> Any:
    unit = reading()
    found, campaign = campaign_case(unit, number)
    view = campaign_page(unit, found, campaign, faults, typed or {})
    return page("review.html", view, at="bans", status=status)


@web.post("/reviews/<number>/clear")
def clear_silent(number: str) -> Any:
    """The head decides alike on up to fifty that never said anything."""
    typed = {n: request.form.get(n, "") for n in ("effective_on", "legal_basis", "reasons")}
    try:
        day = _day(typed["effective_on"])
        said = {"legal_basis": typed["legal_basis"], "reasons": typed["reasons"]}
        done = act(clear_the_silent, case_number=number, effective_on=day, **said)
    except InvalidForm as refusal:
        return _show(number, refusal.fields, typed, 422)
    words = ngettext("已清理 %(num)d 家。", "已清理 %(num)d 家。", done["cleared"])
    flash(words, "ok")
    return redirect(url_for("web.review", number=number), code=303)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        wrong = FieldError(field="effective_on", zh="请选一个日期。", en="Choose a day.")
        raise InvalidForm(fields=(wrong,)) from None


def campaign_page(
    unit: Unit, found: Case, campaign: Row, faults: tuple[FieldError, ...], typed: Row
) -> CampaignPage:
    shown = request.args.get("state", "")
    shown = shown if shown in {s.value for s in ReviewState} | {"silent"} else ""
    counts = reviews.counts_of(unit.connection, [found.id])[found.id]
    number = page_number()
    silent = shown == "silent"
    rows, total = reviews.entries_page(
        unit.connection, found.id, states=() if silent or not shown else (shown,),
        silent=True if silent else None, limit=PAGE, offset=(number - 1) * PAGE,
    )  # fmt: skip

    def href(n: int) -> str:
        return url_for("web.review", number=found.number, state=shown or None, page=n)

    waiting = reviews.silent_items(unit.connection, found.id)
    head = may_do(person(), Role.CENTER_HEAD, str(found.center_code))
    late = reviews.overdue_tasks(unit.connection, found.id, unit.today)
    return CampaignPage(
        name=campaign["name"],
        sub=f"{found.number} · {org_words(found.center_code)}",
        crumbs=(Link(gettext("定期复核"), url_for("web.reviews")), Link(found.number, "")),
        case=url_for("web.case", number=found.number),
        facts=_facts(unit, campaign),
        steps=_steps(found, counts, shown),
        rows=tuple(_entry(unit, row) for row in rows),
        pager=pager(number, PAGE, total, href),
        batches=_batches(unit, found),
        by_day=_by_day(unit, found),
        overdue=ngettext("%(num)d 项任务逾期", "%(num)d 项任务逾期", late) if late else "",
        silent=len(waiting),
        clear=url_for("web.clear_silent", number=found.number) if head and waiting else "",
        clear_words=ngettext("清理 %(num)d 家", "清理 %(num)d 家", min(len(waiting), MOST)),
        token=new_token(), today=unit.today.isoformat(), typed=typed,
        errors={f.field: pick(f.zh, f.en) for f in faults},
        registers=register_links("reviews"),
    )  # fmt: skip


def _facts(unit: Unit, campaign: Row) -> tuple[Fact, ...]:
    asked = [option_words(unit, DRAFT, "materials", one) for one in campaign["materials"]]
    days = (
        (gettext("通知起"), "window_from"), (gettext("窗口最后一日"), "window_last"),
        (gettext("第一批最迟公布"), "first_batch"), (gettext("第二批最迟公布"), "second_batch"),
    )  # fmt: skip
    return (
        Fact(gettext("范围"), scope_words(unit, campaign["scope"]), strong=True),
        *(Fact(words, day_long(campaign[name])) for words, name in days),
        Fact(gettext("需要的材料"), pick("、", ", ").join(asked) or "—"),
    )


def _steps(found: Case, counts: dict[str, int], shown: str) -> tuple[Step, ...]:
    def step(key: str, words: str, count: int) -> Step:
        href = url_for("web.review", number=found.number, state=key or None)
        return Step(words, count, href, key == shown)

    every = [step("", gettext("全部"), total_of(counts))]
    every += [step(s.value, state_words(s.value), counts.get(s.value, 0)) for s in ReviewState]
    every.append(step("silent", gettext("从未提交"), counts.get("silent", 0)))
    return tuple(one for one in every if one.count or one.current)


def _entry(unit: Unit, row: Row) -> EntryRow:
    at, day = row["submitted_at"], row["result_day"]
    return EntryRow(
        name=row["name"], href=url_for("web.entity", code=row["code"]), code=row["code"],
        tag=state_tag(row["state"]),
        case=_case_link(row["number"]),
        submitted=civil_day(at).isoformat() if at else "—",
        result=day.isoformat() if day else "—",
        note=gettext("未提交") if row["was_silent"] and row["state"] != "unanswered" else "",
    )  # fmt: skip


def _case_link(number: str | None) -> Link | None:
    return Link(number, url_for("web.case", number=number)) if number else None


def _batches(unit: Unit, found: Case) -> tuple[BatchLink, ...]:
    return tuple(
        BatchLink(
            words=gettext("第 %(n)s 批", n=row["batch"]),
            href=url_for("web.review_batch", number=found.number, batch=row["batch"]),
            day=day_long(row["published_on"]),
            count=ngettext("%(num)d 家", "%(num)d 家", row["lines"]),
        )
        for row in publications.publications_of(unit.connection, found.id)
    )


def _by_day(unit: Unit, found: Case) -> tuple[tuple[str, str], ...]:
    """How many handed in on each day, the last fortnight of them."""
    days = Counter(civil_day(at) for at in reviews.submissions_of(unit.connection, found.id))
    last = sorted(days)[-14:]
    return tuple((day_short(day, unit.today), str(days[day])) for day in last)
