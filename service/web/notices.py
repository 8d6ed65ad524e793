"""Notices to the reader's organisation or role."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for

from service.actions.mark_notices_read import mark_notices_read
from service.store import notices as store
from service.web.blueprint import web
from service.web.desk import act, post_pairs, reading
from service.web.notice_words import notice_line
from service.web.page import page
from service.web.tongue import gettext, ngettext
from service.web.views_register import NoticesPage


@web.get("/notices")
def notices() -> Any:
    unit = reading()
    rows = store.notices_for(unit.connection, post_pairs())
    unread = store.count_unread(unit.connection, post_pairs())
    lead = gettext("没有未读的通知。")
    if unread:
        lead = ngettext("%(num)d 条未读。", "%(num)d 条未读。", unread)
    view = NoticesPage(
        lead=lead,
        notices=tuple(notice_line(unit, row) for row in rows),
        pager=None,
        read=url_for("web.read_notices") if unread else "",
    )
    return page("notices.html", view, at="notices")


@web.post("/notices/read")
def read_notices() -> Any:
    rows = store.notices_for(reading().connection, post_pairs())
    act(mark_notices_read, ids=[row["id"] for row in rows if row["read_at"] is None])
    return redirect(url_for("web.notices"), code=303)
