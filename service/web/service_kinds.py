"""Which services there are: data that an administrator adds to (M06, M09)."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, request, url_for

from service.actions.add_service_kind import add_service_kind
from service.actions.close_service_kind import close_service_kind
from service.domain.errors import InvalidForm, NotFound
from service.domain.roles import Role
from service.domain.words import CATEGORY_ZH
from service.office import Unit
from service.store import services
from service.web.blueprint import web
from service.web.desk import act, is_entity, person, reading
from service.web.page import new_token, page
from service.web.register_links import register_links
from service.web.service_words import level_names
from service.web.tongue import gettext, ngettext, pick
from service.web.views_services import KindLine, KindsPage

TYPED = ("key", "zh", "en", "level", "source")


@web.get("/registers/service-kinds")
def service_kinds() -> Any:
    if is_entity():
        raise NotFound(what_zh="这一页", what_en="such page")
    return page("service_kinds.html", _page(reading()), at="bans")


@web.post("/registers/service-kinds")
def send_service_kind() -> Any:
    typed = {name: request.form.get(name, "").strip() for name in TYPED}
    chosen = tuple(c for c in request.form.getlist("categories") if c in ("1", "2", "3"))
    limited = request.form.get("limited") == "yes"
    try:
        act(add_service_kind, categories=tuple(map(int, chosen)), limited=limited, **typed)
    except InvalidForm as refusal:
        errors = {e.field: pick(e.zh, e.en) for e in refusal.fields}
        view = _page(reading(), typed, errors, chosen)
        return page("service_kinds.html", view, at="bans", status=422)
    flash(gettext("已增加服务种类。"), "ok")
    return redirect(url_for("web.service_kinds"), code=303)


@web.post("/registers/service-kinds/<key>")
def offer_service_kind(key: str) -> Any:
    act(close_service_kind, key=key[:40], offered=request.form.get("offered") == "yes")
    flash(gettext("已更改服务种类。"), "ok")
    return redirect(url_for("web.service_kinds"), code=303)


def _page(
    unit: Unit,
    typed: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    chosen: tuple[str, ...] = ("1", "2", "3"),
) -> KindsPage:
    closed = services.closed_days(unit.connection)
    levels, may = level_names(), person().holds(Role.ADMINISTRATOR)
    kinds = services.kinds(unit.connection)
    lines = tuple(
        KindLine(
            zh=kind.zh,
            en=kind.en,
            key=kind.key,
            level=levels[kind.level.value],
            categories=pick("、", ", ").join(_category(c) for c in kind.categories),
            limited=kind.limited,
            source=kind.source,
            closed=closed[kind.key].isoformat() if kind.key in closed else "",
            action=url_for("web.offer_service_kind", key=kind.key) if may else "",
        )
        for kind in kinds.values()
    )
    return KindsPage(
        lead=ngettext("共 %(num)d 种。", "共 %(num)d 种。", len(lines)),
        kinds=lines,
        add=url_for("web.send_service_kind") if may else "",
        levels=tuple(levels.items()),
        registers=register_links("services"),
        token=new_token(),
        typed=typed or {},
        errors=errors or {},
        chosen=chosen,
    )


def _category(number: int) -> str:
    return pick(CATEGORY_ZH[number], gettext("第 %(n)s 类", n=number))
