"""Signing in and out, the post in view, language, settings, help."""

from __future__ import annotations

from typing import Any

from flask import make_response, redirect, render_template, request, session, url_for

from service.actions.enter_demonstration import LEADING, enter_demonstration
from service.actions.sign_in import sign_in
from service.actions.sign_out import sign_out
from service.domain.errors import Refusal
from service.office import Unit
from service.store import inbox as inbox_store
from service.store import people
from service.web.blueprint import web
from service.web.desk import (
    TOKEN,
    close_reading,
    maybe_person,
    office,
    person,
    reading,
    short_en,
)
from service.web.page import page
from service.web.tongue import gettext, lang, pick
from service.web.views_register import DemoPost, LoginPage
from service.web.words import instant_long

MOST_OFFERED = 18
YEAR_S = 365 * 24 * 3600


def local_path(back: str) -> str:
    """`back` where it is a path of this service, else the home page."""
    ours = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    return back if ours else url_for("web.home")


@web.get("/login")
def login() -> Any:
    if maybe_person() is not None:
        return redirect(url_for("web.home"))
    return _login_page()


def _login_page(account: str = "", error: str = "", status: int = 200) -> tuple[str, int]:
    unit = reading()
    view = LoginPage(
        account=account, error=error, demo=_demo_posts(), clock=instant_long(unit.now),
        back=request.values.get("back", ""),
    )  # fmt: skip
    return render_template("login.html", view=view, chrome=None), status


def _demo_posts() -> tuple[DemoPost, ...]:
    """The leading posts, each entered with one click; in a demonstration only."""
    unit = reading()
    if not unit.house.is_demonstration:
        return ()
    found = [people.rows_by_login(unit.connection, login) for login in LEADING]
    offered = [rows[0] for rows in found if rows] or people.people(unit.connection)[:MOST_OFFERED]
    return tuple(_demo_post(unit, row) for row in offered if row["role"])


def _demo_post(unit: Unit, row: dict[str, Any]) -> DemoPost:
    posts = [(row["org_code"], row["role"])]
    wanted = inbox_store.Wanted(person_id=row["id"], posts=posts, today=unit.today)
    number = inbox_store.count(unit.connection, wanted)
    name = row["name"] if lang() == "zh" else row["name_en"] or row["name"]
    org = pick(row["short_zh"], short_en(row["org_en"]))
    return DemoPost(name.removeprefix(org).strip(), org, row["login"], number)


@web.post("/login")
def send_login() -> Any:
    account = request.form.get("account", "").strip()
    close_reading()
    try:
        signed = sign_in(office(), login=account, password=request.form.get("password", ""))
    except Refusal as refusal:
        return _login_page(account, refusal.message(lang()), refusal.status)
    return _signed_in(signed.token)


@web.post("/login/demo")
def login_demo() -> Any:
    """A demonstration lets anybody in at any post; nowhere else."""
    close_reading()
    signed = enter_demonstration(office(), login=request.form.get("login", ""))
    return _signed_in(signed.token)


def _signed_in(token: str) -> Any:
    session.clear()
    session[TOKEN] = token
    session.permanent = False
    return redirect(local_path(request.form.get("back") or "/"), code=303)


@web.post("/logout")
def logout() -> Any:
    token = session.get(TOKEN)
    close_reading()
    if token:
        sign_out(office(), token=token)
    session.clear()
    return redirect(url_for("web.login"), code=303)


@web.get("/posts/<int(signed=True):index>")
def choose_post(index: int) -> Any:
    """Look through one post, or (with -1) through all of them."""
    if 0 <= index < len(person().posts):
        session["post"] = index
    else:
        session.pop("post", None)
    return redirect(local_path(request.args.get("back", "/")))


@web.get("/language/<any(zh, en):code>")
def language(code: str) -> Any:
    answer = make_response(redirect(local_path(request.args.get("back", "/"))))
    _keep(answer, "lang", code)
    return answer


def _keep(answer: Any, name: str, value: str) -> None:
    answer.set_cookie(name, value, max_age=YEAR_S, httponly=True, samesite="Lax",
                      secure=request.is_secure)  # fmt: skip


@web.get("/me")
def me() -> Any:
    person()
    return page("me.html", None)


@web.post("/me")
def save_settings() -> Any:
    person()
    answer = make_response(redirect(url_for("web.me"), code=303))
    chosen = {"lang": ("zh", "en"), "theme": ("", "light", "dark"), "keys": ("on", "off")}
    for name, allowed in chosen.items():
        value = request.form.get(name, "")
        if value in allowed:
            _keep(answer, name, value)
    return answer


@web.get("/help")
def help_page() -> Any:
    person()
    keys = (
        (("J", "K"), gettext("下一行、上一行")), (("Enter",), gettext("打开这一行")),
        (("C",), gettext("领取这一行")), (("N",), gettext("办理下一件")),
        (("/",), gettext("搜索")), (("G", "I"), gettext("去待办")), (("G", "C"), gettext("去案件")),
        (("G", "E"), gettext("去主体")), (("G", "B"), gettext("去名册")),
        (("Ctrl", "Enter"), gettext("提交表单")), (("Alt", "1–6"), gettext("跳到依据的某一节")),
        (("←", "→"), gettext("时间轴上移动一天")),
        (("PageUp", "PageDown"), gettext("时间轴上移动一个月")),
        (("Esc",), gettext("关闭菜单")), (("?",), gettext("这一页")),
    )  # fmt: skip
    return page("help.html", {"rows": keys})
