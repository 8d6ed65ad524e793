"""The frame around a page: top bar, navigation, language, rendering."""

from __future__ import annotations

import secrets
from typing import Any

from flask import current_app, render_template, request, session, url_for

from service.domain.errors import NoCalendar
from service.office import Unit
from service.store import inbox, notices
from service.web.assets_map import Assets
from service.web.desk import (
    is_entity,
    maybe_person,
    org_words,
    person,
    post_pairs,
    reading,
    role_words,
)
from service.web.tongue import gettext, lang, pgettext
from service.web.views import Chrome, Link
from service.web.words import day_and_weekday, instant_long

NAV = (
    ("inbox", "web.inbox", "inbox", False),
    ("cases", "web.cases", "case", False),
    ("lists", "web.lists_overview", "list", False),
    ("entities", "web.entities", "entity", False),
    ("bans", "web.bans", "register", False),
    ("timers", "web.timers", "clock", True),
    ("rules", "web.rules", "rules", True),
    ("calendar", "web.calendar", "calendar", True),
)
ENTITY_NAV = (
    ("portal", "web.portal", "inbox", False),
    ("notices", "web.notices", "bell", False),
)


def page(template: str, view: Any, *, at: str = "", status: int = 200) -> tuple[str, int]:
    """A whole page for whoever is signed in; `at` names its place in the navigation."""
    return render_template(template, view=view, chrome=chrome(at)), status


def new_token() -> str:
    """A key that makes a form that is sent twice be done once."""
    return secrets.token_urlsafe(18)


def chrome(at: str) -> Chrome | None:
    if maybe_person() is None:
        return None
    unit = reading()
    actor = person()
    entity = is_entity()
    return Chrome(
        person=actor.name,
        org=_org(), post=_post(), posts=_posts(),
        nav=_nav(unit, at, entity),
        today=unit.today.isoformat(), today_words=day_and_weekday(unit.today),
        working_day=_working_day(unit),
        demo=unit.house.is_demonstration and not entity,
        clock=instant_long(unit.now),
        notices=notices.count_unread(unit.connection, post_pairs()),
        entity=entity,
        keys=request.cookies.get("keys") != "off",
    )  # fmt: skip


def _working_day(unit: Unit) -> bool | None:
    try:
        return unit.calendar.is_working_day(unit.today)
    except NoCalendar:
        return None


def _seen() -> tuple[str, str] | None:
    pairs = post_pairs()
    return pairs[0] if len(pairs) == 1 else None


def _org() -> str:
    pairs = post_pairs()
    return org_words(pairs[0][0]) if pairs else gettext("没有岗位")


def _post() -> str:
    one = _seen()
    if one:
        return role_words(one[1])
    return gettext("%(n)s 个岗位", n=len(post_pairs())) if post_pairs() else ""


def _posts() -> tuple[Link, ...]:
    posts = person().posts
    chosen = session.get("post") if len(posts) > 1 else 0
    links = [
        Link(
            f"{org_words(post.org_code)} · {role_words(post.role)}",
            url_for("web.choose_post", index=index, back=request.path),
            chosen == index,
        )
        for index, post in enumerate(posts)
    ]
    if len(posts) > 1:
        every = url_for("web.choose_post", index=-1, back=request.path)
        links.append(Link(gettext("全部岗位"), every, chosen is None))
    return tuple(links)


def _nav(unit: Unit, at: str, entity: bool) -> tuple[Link, ...]:
    words = {
        "inbox": gettext("待办"), "cases": gettext("案件"), "entities": pgettext("many", "主体"),
        "lists": gettext("服务名单"),
        "bans": gettext("名册"), "timers": gettext("定时器"),
        "rules": pgettext("many", "规则"), "calendar": gettext("工作日历"),
        "portal": gettext("我的备案"), "notices": gettext("通知"),
    }  # fmt: skip
    return tuple(
        Link(
            words=words[key],
            href=url_for(endpoint),
            current=key == at,
            icon=icon,
            count=_open_count(unit) if key == "inbox" else None,
            title="more" if more else "",
            key=key,
        )
        for key, endpoint, icon, more in (ENTITY_NAV if entity else NAV)
    )


def _open_count(unit: Unit) -> int:
    mine = inbox.Wanted(person_id=person().person_id, posts=post_pairs(), today=unit.today)
    return inbox.count(unit.connection, mine)


def template_globals() -> dict[str, Any]:
    """What every template may call."""
    assets: Assets = current_app.extensions["assets"]
    return {
        "asset": lambda name: url_for("web.static", filename=assets.file(name)),
        "has_asset": lambda name: name in assets,
        "html_lang": lambda: "en" if lang() == "en" else "zh-CN",
        "other_lang": lambda: "zh-CN" if lang() == "en" else "en",
        "other_language": lambda: "中文" if lang() == "en" else "English",
        "language_href": language_href,
        "theme": theme(),
        "new_token": new_token,
        "band_label_width": band_label_width,
    }


def language_href() -> str:
    back = request.full_path.rstrip("?") if request.method == "GET" else "/"
    return url_for("web.language", code="zh" if lang() == "en" else "en", back=back)


def theme() -> str:
    chosen = request.cookies.get("theme", "")
    return chosen if chosen in ("light", "dark") else ""


def band_label_width(words: str) -> int:
    """How wide these words are in the picture, in its units."""
    return 10 + sum(12 if ord(sign) > 0x2E80 else 7 for sign in words)
