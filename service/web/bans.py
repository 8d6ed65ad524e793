"""The register of bans in force on a day."""

from __future__ import annotations

from typing import Any

from flask import request, url_for

from service.domain.errors import NotFound
from service.domain.periods import ONE_DAY
from service.office import Unit
from service.store import registers
from service.web.as_of import AsOf, as_of
from service.web.blueprint import web
from service.web.desk import is_entity, reading
from service.web.labels import ground_words
from service.web.page import page
from service.web.pages import pager
from service.web.reach import page_number
from service.web.register_links import register_links
from service.web.tongue import gettext, ngettext
from service.web.views import Tag
from service.web.views_bans import BanLine, BansPage
from service.web.words import day_long

PAGE = 30
SOON_DAYS = 30


@web.get("/registers/bans")
def bans() -> Any:
    if is_entity():
        raise NotFound(what_zh="这一页", what_en="such page")
    unit = reading()
    state = request.args.get("state", "")
    state = state if state in registers.BAN_STATES else "in_force"
    q = request.args.get("q", "").strip()[:80]
    return page("bans.html", bans_page(unit, as_of(unit), state, q), at="bans")


def bans_page(unit: Unit, asked: AsOf, state: str, q: str) -> BansPage:
    number, day = page_number(), asked.day
    at: dict[str, Any] = {"on": day, "known_at": asked.known_at}
    rows, total = registers.bans_page(
        unit.connection, **at, state=state, q=q, limit=PAGE, offset=(number - 1) * PAGE
    )
    _, held = registers.bans_page(unit.connection, **at, limit=1)
    _, every = registers.bans_page(unit.connection, **at, state="every", limit=1)
    lead = ngettext(
        "共 %(every)s 条，其中 %(num)d 条在 %(day)s 有效。",
        "共 %(every)s 条，其中 %(num)d 条在 %(day)s 有效。",
        held, every=every, day=day_long(day),
    )  # fmt: skip

    def href(n: int) -> str:
        known = asked.known_value or None
        return url_for(
            "web.bans", on=day.isoformat(), known=known, state=state, q=q or None, page=n
        )

    return BansPage(
        lead=lead, rows=tuple(_line(unit, row, asked) for row in rows),
        pager=pager(number, PAGE, total, href), day=day.isoformat(), day_words=day_long(day), q=q,
        state=state, states=_states(), registers=register_links("bans"),
        known=asked.known_value, known_words=asked.known_words,
        differs=_differs(unit, asked, held, every),
    )  # fmt: skip


def _differs(unit: Unit, asked: AsOf, held: int, every: int) -> str:
    """How what was known then differs from what is known now; "" where it does not."""
    if asked.known is None:
        return ""
    _, now_held = registers.bans_page(unit.connection, on=asked.day, limit=1)
    _, now_every = registers.bans_page(unit.connection, on=asked.day, state="every", limit=1)
    if (held, every) == (now_held, now_every):
        return gettext("与现在所知相同。")
    return gettext(
        "现在所知：共 %(every)s 条，其中 %(held)s 条在这一天有效。", every=now_every, held=now_held
    )


def _states() -> tuple[tuple[str, str], ...]:
    return (
        ("in_force", gettext("禁期中")), ("stayed", gettext("停止执行中")),
        ("ended", gettext("已届满")), ("revoked", gettext("已撤销")), ("every", gettext("全部")),
    )  # fmt: skip


def _line(unit: Unit, row: dict[str, Any], asked: AsOf) -> BanLine:
    day, free = asked.day, row["last_day"] + ONE_DAY
    unknown = asked.known_at is not None and (row["revoked_at"] or unit.now) > asked.known_at
    revoked = row["revoked_day"] is not None and row["revoked_day"] <= day and not unknown
    left = (free - day).days
    if revoked:
        tag, said = Tag("plain", gettext("已撤销"), "undo"), row["revoked_day"].isoformat()
    elif row["is_stayed"]:
        tag, said = Tag("plain", gettext("停止执行中"), "clock"), ""
    elif row["from_day"] > day:
        tag, said = Tag("warn", gettext("未开始"), "clock"), ""
    elif left <= 0:
        tag, said = Tag("ok", gettext("已届满"), "ok"), ""
    else:
        tag = Tag("danger", gettext("禁期中"), "ban")
        said = ngettext("还有 %(num)d 天", "还有 %(num)d 天", left)
    later = ""
    if row["revoked_day"] is not None and unknown:
        later = gettext("现在所知：%(day)s 起撤销", day=row["revoked_day"].isoformat())
    # Today stays open: a page opened from here follows the clock; another day is kept.
    return BanLine(
        name=row["name"], href=url_for("web.entity", code=row["code"], **asked.query),
        code=row["code"], ground=ground_words(unit, row["ground"]), decision=row["number"],
        start=row["from_day"].isoformat(), last=row["last_day"].isoformat(),
        free=free.isoformat(), tag=tag, left=said,
        soon=tag.tone == "danger" and left <= SOON_DAYS, later=later,
    )  # fmt: skip
